//! The servers, and what each answers.

use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::certificates::ALL;
use super::explained;
use super::lab::{Files, Lab};
use crate::support::differences::Explained;
use crate::support::program::{fed, other};
use crate::support::servers::{self, Running, VERIFIED};

/// What a server makes of a client's certificate.
#[derive(Debug)]
pub enum Answer {
    /// It answers the request with 200.
    Accepts,
    /// It does not; why, in its own words.
    Refuses(String),
}

/// A server and its differences from this program.
pub struct Server {
    pub name: &'static str,
    pub explained: &'static [Explained],
    start: fn(&Path) -> Option<Running>,
    /// Why it refused what was presented (in DER), where the client saw this; `None` where it did not.
    why: fn(&Running, &[Vec<u8>], &Seen) -> Option<String>,
}

/// What the client saw.
#[derive(Debug)]
struct Seen {
    /// The answer to its request; empty where none came.
    answer: String,
    /// What it said of the handshake.
    said: String,
}

/// Every server, in the table's order.
pub const SERVERS: &[Server] = &[
    Server {
        name: "openssl s_server",
        explained: explained::OPENSSL,
        start: |folder| servers::openssl(folder, "TLS 1.3"),
        why: |_, _, seen| alert(seen),
    },
    Server {
        name: "nginx",
        explained: explained::OPENSSL,
        start: servers::nginx,
        why: |_, _, seen| verified(seen),
    },
    Server {
        name: "Java 17",
        explained: explained::JAVA,
        start: servers::java,
        why: told,
    },
];

impl Server {
    /// What it says to each certificate; `None` where it is not installed.
    pub fn answers(&self, lab: &Lab) -> Option<Vec<Answer>> {
        let running = (self.start)(lab.path())?;
        let answers = lab
            .presented()
            .iter()
            .enumerate()
            .map(|(place, presented)| {
                let seen = Seen::by_client(&lab.files(place), running.port);
                let why = (self.why)(&running, presented, &seen);
                let status = seen.answer.split_whitespace().nth(1);
                let name = ALL[place].name;
                assert_eq!(
                    status == Some("200"),
                    why.is_none(),
                    "{name}: {why:?}, {seen:?}"
                );
                why.map_or(Answer::Accepts, Answer::Refuses)
            });
        Some(answers.collect())
    }
}

impl Seen {
    /// What `openssl s_client` sees, which sends the chain as it stands.
    fn by_client(files: &Files, port: u16) -> Self {
        let mut client = other("openssl");
        client
            .args(["s_client", "-quiet", "-connect"])
            .arg(format!("127.0.0.1:{port}"))
            // From a store it would add issuers; above level 0 it would not send what is weak.
            .args(["-no-CAfile", "-no-CApath", "-no-CAstore"])
            .args(["-cipher", "DEFAULT:@SECLEVEL=0"])
            .arg("-cert")
            .arg(&files.end_entity)
            .arg("-key")
            .arg(&files.key);
        if files.above.exists() {
            client.arg("-cert_chain").arg(&files.above);
        }
        let output = fed(client, b"GET / HTTP/1.0\r\n\r\n").unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            answer: text(&output.stdout),
            said: text(&output.stderr),
        }
    }
}

/// The alert that `openssl s_server` sends, as TLS names it.
fn alert(seen: &Seen) -> Option<String> {
    let (_, rest) = seen.said.split_once(" alert ")?;
    let (words, _) = rest.split_once(':')?;
    Some(format!("`{}`", words.replace(' ', "_")))
}

/// What nginx finds, by the header of its answer.
fn verified(seen: &Seen) -> Option<String> {
    let mut headers = seen.answer.lines().filter_map(|line| line.split_once(": "));
    let (_, found) = headers.find(|(name, _)| *name == VERIFIED).unwrap();
    assert_ne!(found, "NONE", "it received no certificate");
    Some(found.strip_prefix("FAILED:")?.to_owned())
}

/// What Java finds, by its own words, and of just what was presented.
fn told(running: &Running, presented: &[Vec<u8>], seen: &Seen) -> Option<String> {
    let line = running.said.recv_timeout(Duration::from_secs(20));
    let line = line.unwrap_or_else(|_| panic!("it received no certificate: {seen:?}"));
    let (received, why) = line.split_once('\t').unwrap();
    let sent: Vec<_> = presented.iter().map(|der| STANDARD.encode(der)).collect();
    assert_eq!(received, sent.join(" "));
    (!why.is_empty()).then(|| why.to_owned())
}
