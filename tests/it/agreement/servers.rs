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
    /// Whether it says itself what it received and found, as `MutualServer.java` does.
    tells: bool,
}

/// Every server, in the table's order.
pub const SERVERS: &[Server] = &[
    Server {
        name: "openssl s_server",
        explained: explained::OPENSSL,
        start: |folder| servers::openssl(folder, "TLS 1.3"),
        tells: false,
    },
    Server {
        name: "nginx",
        explained: explained::OPENSSL,
        start: servers::nginx,
        tells: false,
    },
    Server {
        name: "Java 17",
        explained: explained::JAVA,
        start: servers::java,
        tells: true,
    },
];

impl Server {
    /// What it says to each certificate; `None` where it is not installed.
    pub fn answers(&self, lab: &Lab) -> Option<Vec<Answer>> {
        let running = (self.start)(lab.path())?;
        let answers = (0..ALL.len()).zip(lab.presented()).map(|(place, presented)| {
            let seen = offer(&lab.files(place), running.port);
            if self.tells {
                told(&running, presented, &seen)
            } else {
                seen
            }
        });
        Some(answers.collect())
    }
}

/// What the client sees, which sends the chain as it stands.
fn offer(files: &Files, port: u16) -> Answer {
    let mut client = other("openssl");
    client
        .args(["s_client", "-quiet", "-connect"])
        .arg(format!("127.0.0.1:{port}"))
        // It would add issuers from a store, and refuse to send what is weak.
        .args(["-no-CAfile", "-no-CApath", "-no-CAstore"])
        .args(["-cipher", "DEFAULT:@SECLEVEL=0"])
        .arg("-cert")
        .arg(&files.end_entity)
        .arg("-key")
        .arg(&files.key);
    if files.above.metadata().unwrap().len() > 0 {
        client.arg("-cert_chain").arg(&files.above);
    }
    let output = fed(client, b"GET / HTTP/1.0\r\n\r\n").unwrap();
    let answer = String::from_utf8_lossy(&output.stdout);
    match answer.split_whitespace().nth(1) {
        Some("200") => Answer::Accepts,
        Some(_) => Answer::Refuses(verified(&answer)),
        None => Answer::Refuses(alert(&String::from_utf8_lossy(&output.stderr))),
    }
}

/// Why nginx does not accept the certificate.
fn verified(answer: &str) -> String {
    let mut headers = answer.lines().filter_map(|line| line.split_once(": "));
    let (_, value) = headers
        .find(|(name, _)| *name == VERIFIED)
        .unwrap_or_else(|| panic!("{answer}"));
    let why = value.strip_prefix("FAILED:");
    why.unwrap_or_else(|| panic!("it received no certificate: {value}"))
        .to_owned()
}

/// The alert's name in what the client says, or that there is none.
fn alert(said: &str) -> String {
    let alert = said.split_once(" alert ").and_then(|(_, rest)| rest.split_once(':'));
    alert.map_or("closed".to_owned(), |(name, _)| format!("`{}`", name.replace(' ', "_")))
}

/// What the server says itself of what it received, which must be what was presented.
fn told(running: &Running, presented: &[Vec<u8>], seen: &Answer) -> Answer {
    let line = running.said.recv_timeout(Duration::from_secs(20));
    let line = line.unwrap_or_else(|_| panic!("it received no certificate: {seen:?}"));
    let (received, why) = line.split_once('\t').unwrap();
    let sent: Vec<_> = presented.iter().map(|der| STANDARD.encode(der)).collect();
    assert_eq!(received, sent.join(" "));
    assert_eq!(why.is_empty(), matches!(seen, Answer::Accepts), "{why}, {seen:?}");
    if why.is_empty() {
        return Answer::Accepts;
    }
    Answer::Refuses(why.to_owned())
}
