//! What the program says of a shared case.

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::{fmt, fs};

use serde_json::Value;
use sfmtls::render::json;

use super::program::program;
use super::shared::{self, Case};
use super::{in_process, parallel};

/// The report of one case.
pub struct Verdict {
    /// The exit code.
    pub exit: i32,
    /// The submission; null where there is no report.
    submission: Value,
}

/// The answer to "will port 8443 accept this certificate and chain?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// There is a path, and no error.
    Accepted,
    /// There is an error.
    Refused,
    /// The path cannot be judged, and nothing else is wrong.
    Undecided,
}

impl fmt::Display for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Undecided => "undecided",
        })
    }
}

/// The real chains with the program's verdicts, judged once for all tests.
pub fn real_chains() -> Option<&'static [(Case, Verdict)]> {
    static JUDGED: OnceLock<Option<Vec<(Case, Verdict)>>> = OnceLock::new();
    JUDGED.get_or_init(|| judged("real-chains")).as_deref()
}

/// The chains about key purposes with the program's verdicts, judged once for all tests.
pub fn key_purposes() -> Option<&'static [(Case, Verdict)]> {
    static JUDGED: OnceLock<Option<Vec<(Case, Verdict)>>> = OnceLock::new();
    JUDGED.get_or_init(|| judged("key-purposes")).as_deref()
}

fn judged(set: &str) -> Option<Vec<(Case, Verdict)>> {
    let cases = shared::cases(set)?;
    let verdicts = parallel::each(&cases, Verdict::of);
    Some(cases.into_iter().zip(verdicts).collect())
}

impl Verdict {
    /// What the program says.
    pub fn of(case: &Case) -> Self {
        let output = program()
            .args(["check", "--format", "json", "--at", case.at()])
            .arg("--trust-list")
            .args([case.roots(), case.chain()])
            .output()
            .unwrap();
        let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
        Self {
            exit: output.status.code().expect("no signal ends the program"),
            submission: report["submissions"][0].clone(),
        }
    }

    /// The same without a process.
    pub fn in_process(case: &Case) -> Self {
        let roots = in_process::list(&fs::read(case.roots()).unwrap()).unwrap();
        let chain = fs::read(case.chain()).unwrap();
        let report = in_process::report(in_process::judge(&chain, &roots, case.at()));
        let json: Value = serde_json::from_str(&json::render(&report).unwrap()).unwrap();
        Self {
            exit: report.exit_code().into(),
            submission: json["submissions"][0].clone(),
        }
    }

    /// The answer; `None` where there is no report.
    pub fn answer(&self) -> Option<Answer> {
        match self.submission["horizons"]["handshake"].as_str()? {
            "pass" | "warn" => Some(Answer::Accepted),
            "fail" => Some(Answer::Refused),
            "unknown" => Some(Answer::Undecided),
            other => panic!("handshake: {other}"),
        }
    }

    /// `chain.status`.
    pub fn status(&self) -> Option<&str> {
        self.submission["chain"]["status"].as_str()
    }

    /// The rules that find an error for the handshake.
    pub fn errors(&self) -> BTreeSet<&str> {
        self.handshake_rules("error")
    }

    /// The handshake's horizon with the rules behind it, for example `warn: issuer-forbids-client-auth`.
    pub fn handshake(&self) -> String {
        let horizon = self.submission["horizons"]["handshake"].as_str().unwrap();
        let severity = if horizon == "warn" {
            "warning"
        } else {
            "error"
        };
        let rules: Vec<_> = self.handshake_rules(severity).into_iter().collect();
        match rules[..] {
            [] => horizon.to_owned(),
            _ => format!("{horizon}: {}", rules.join(", ")),
        }
    }

    /// The rules that have a finding of this severity for the handshake.
    fn handshake_rules(&self, severity: &str) -> BTreeSet<&str> {
        let findings = self.submission["findings"].as_array().into_iter().flatten();
        findings
            .filter(|finding| finding["severity"] == severity && finding["horizon"] == "handshake")
            .map(|finding| finding["rule"].as_str().unwrap())
            .collect()
    }
}

impl fmt::Display for Verdict {
    /// The answer with the rules behind it, for example `refused: weak-key, weak-signature`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(answer) = self.answer() else {
            return write!(formatter, "no report, exit {}", self.exit);
        };
        let rules: Vec<_> = self.errors().into_iter().collect();
        match answer {
            Answer::Refused => write!(formatter, "{answer}: {}", rules.join(", ")),
            _ => answer.fmt(formatter),
        }
    }
}
