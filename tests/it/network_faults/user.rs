//! The users of the network, and what they print.

use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::fault::{Fault, Pace};
use crate::fetching::hierarchy::Hierarchy;
use crate::probe::lab::{self, DIRECT};
use crate::support::loopback::authority::{Authority, Identity};
use crate::support::measured::{self, Measured};

/// Whoever asks the network for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum User {
    List,
    Probe,
    Fetch,
}

/// In the order of the table's columns.
pub const USERS: [User; 3] = [User::List, User::Probe, User::Fetch];

/// `--timeout` where a fault ends by nothing else; the probe makes two attempts in it.
const SHORT: u64 = 9;
/// Else: its default.
const LONG: u64 = 20;
/// That of each URL of `--fetch`.
const OF_A_URL: u64 = 10;
/// The start and the end of the program, on a machine that is busy.
const MARGIN: Duration = Duration::from_secs(8);

/// The most memory that a run may hold, in bytes.
const MEMORY: u64 = 64 << 20;

/// A folder with a client's certificate, and the roots that its servers are below.
pub struct Lab {
    lab: lab::Lab,
    /// Who issued certificates whose issuer is to be had at the server, if anywhere.
    hierarchy: Hierarchy,
}

impl Lab {
    pub fn new() -> Self {
        let (lab, hierarchy) = (lab::Lab::new(), Hierarchy::new());
        lab.write("list.pem", &hierarchy.root.pem());
        Self { lab, hierarchy }
    }

    /// Who certifies servers that are trusted.
    pub const fn authority(&self) -> &Authority {
        &self.lab.root
    }

    /// The certificate of a server that is trusted.
    pub fn server(&self) -> Identity {
        self.authority().server(&[super::redirects::HOST], |_| ())
    }

    /// What the user prints where it meets the fault, with the exit code, as a cell of the table.
    ///
    /// # Errors
    /// Where that is not what must come of it.
    pub fn cell(&self, fault: &Fault, user: User) -> Result<String, String> {
        let timeout = match fault.pace {
            Pace::Slow => SHORT,
            Pace::Fast => LONG,
        };
        let limit = if user == User::Fetch {
            OF_A_URL
        } else {
            timeout
        };
        let run = measured::run(&mut self.command(fault, user, timeout));
        let sentence = sentence(&run, user);
        if let Some(lacking) = lacking(&run, &sentence, fault, user, limit) {
            let (name, code) = (fault.name, run.output.status);
            let (taken, peak) = (run.taken, run.peak);
            return Err(format!(
                "{name} for {user:?}: not {lacking:?}: {code} {sentence} ({taken:?}, {peak:?} bytes)",
            ));
        }
        let sentence = match fault.address.split_once(':') {
            Some((_, port)) => sentence.replace(&format!(":{port}"), ":PORT"),
            None => sentence,
        };
        let code = fault.expected[user as usize].0;
        Ok(format!("`{code}` {sentence}").replace('|', "\\|"))
    }

    fn command(&self, fault: &Fault, user: User, timeout: u64) -> Command {
        let address = fault.address.as_str();
        let timeout = timeout.to_string();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sfmtls"));
        command.current_dir(&self.lab.folder).env_clear();
        if let Some(proxy) = &fault.proxy {
            command.env("HTTPS_PROXY", proxy);
        }
        match user {
            User::List => command
                .args(["check", "--instance", address, "--timeout", &timeout])
                .args(["--format", "json", "direct.pem"]),
            User::Probe => command
                .args(["probe", address, "--timeout", &timeout])
                .args(DIRECT),
            User::Fetch => {
                let file = format!("{}.pem", fault.name.replace([' ', '/'], "-"));
                let url = format!("https://{address}/x");
                self.lab.write(&file, &self.hierarchy.client(&[url], &[]));
                let private = fault.proxy.is_none().then_some("--allow-private");
                command
                    .args(["check", "--fetch", "--trust-list", "list.pem", &file])
                    .args(private)
                    .args(["--at", "2026-11-24", "--format", "json"])
            }
        };
        command.args(["--ca-file", "root.pem"]);
        command
    }
}

/// What does not hold of a run of which all must, if anything.
fn lacking<'a>(
    run: &Measured,
    sentence: &str,
    fault: &'a Fault,
    user: User,
    limit: u64,
) -> Option<&'a str> {
    let (code, says) = fault.expected[user as usize];
    let host = fault.address.split(':').next().unwrap();
    let holds = [
        (run.output.status.code() == Some(code), "the exit code"),
        (is_one_sentence(sentence), "one sentence"),
        (sentence.contains(says), says),
        (sentence.contains(host), host),
        (run.taken < Duration::from_secs(limit) + MARGIN, "in time"),
        (run.peak.is_none_or(|peak| peak < MEMORY), "64 MiB"),
    ];
    let lacking = holds.into_iter().find(|(holds, _)| !holds);
    lacking.map(|(_, what)| what)
}

/// What the user printed about the network; empty where something else stands beside it.
fn sentence(run: &Measured, user: User) -> String {
    let said = str::from_utf8(&run.output.stderr).unwrap();
    let printed = str::from_utf8(&run.output.stdout).unwrap();
    let is_alone = match user {
        User::Probe => return conclusion(printed),
        User::List => printed.is_empty(),
        User::Fetch => {
            let report: Value = serde_json::from_str(printed).expect(said);
            let submission = &report["submissions"][0];
            submission["verdict"] == "fail" && submission["chain"]["status"] == "incomplete"
        }
    };
    let said = said.strip_suffix('\n').filter(|_| is_alone);
    said.unwrap_or_default().to_owned()
}

/// The verdict of a probe and its reason, the lines of that paragraph in one.
fn conclusion(printed: &str) -> String {
    let verdicts = ["accepted: ", "refused: ", "unreachable: ", "unclear: "];
    let is_verdict = |line: &&str| verdicts.iter().any(|verdict| line.starts_with(verdict));
    let mut lines = printed.lines().skip_while(|line| !is_verdict(line));
    let first = lines.next().unwrap().to_owned();
    lines
        .take_while(|line| line.starts_with("    ") && !line.contains(" = "))
        .fold(first, |text, line| text + " " + line.trim_start())
}

/// Whether a text is one line as this program says it, and holds no secret and no word on trust.
fn is_one_sentence(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
        && !text.ends_with('.')
        && !text.contains(char::is_control)
        && !text.contains("untrusted")
        && !text.contains("hunter2")
}
