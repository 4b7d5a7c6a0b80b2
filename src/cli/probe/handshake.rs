//! What a handshake shows, and how one that failed ends the attempt.

use std::fmt;

use rustls::ProtocolVersion;
use sfmtls::render::probe::Ending;

use super::alert;
use super::observer::{Observer, Request};
use super::wire::{Fault, Wire};

/// The version, the cipher suite, and how the client's certificate was asked for, as far as the
/// handshake came; empty where it did not begin.
pub fn described(wire: &Wire, observer: &Observer) -> String {
    let tls = &wire.tls;
    let mut parts = Vec::new();
    parts.extend(tls.protocol_version().map(version));
    parts.extend(tls.negotiated_cipher_suite().map(|suite| {
        // rustls tells the suites of TLS 1.3 apart by another beginning than IANA's.
        let name = format!("{:?}", suite.suite());
        name.replace("TLS13_", "TLS_")
    }));
    if observer.is_trusted() {
        parts.push("the server's certificate is trusted".into());
    }
    match observer.request() {
        Some(request) => {
            parts.push(asked(request));
            // Nothing is sent before the server is trusted.
            parts.extend(observer.is_trusted().then(|| sent(request)));
        }
        None if tls.is_handshaking() => {}
        None => parts.push("no client certificate requested".into()),
    }
    parts.join(", ")
}

fn version(version: ProtocolVersion) -> String {
    match version {
        ProtocolVersion::TLSv1_3 => "TLS 1.3".into(),
        ProtocolVersion::TLSv1_2 => "TLS 1.2".into(),
        other => format!("{other:?}"),
    }
}

fn asked(request: Request) -> String {
    let authorities = match request.authorities {
        0 => "no CA named".to_owned(),
        1 => "1 CA named".to_owned(),
        several => format!("{several} CAs named"),
    };
    format!("client certificate requested ({authorities})")
}

fn sent(request: Request) -> String {
    match request.sent {
        0 if request.is_key_unsuitable => {
            "none sent, since the server takes no signature by this key".to_owned()
        }
        0 => "none sent".to_owned(),
        1 => "1 certificate sent".to_owned(),
        several => format!("{several} certificates sent"),
    }
}

/// How an attempt ends whose handshake, or wait for an answer, ended so.
pub fn ending(fault: &Fault, wire: &Wire, observer: &Observer) -> Ending {
    let is_asked = observer.request().is_some();
    let is_presented = !observer.presented().is_empty();
    let is_begun = wire.tls.protocol_version().is_some();
    match fault {
        Fault::Alert(_) | Fault::Closed | Fault::Reset if is_asked => Ending::Refused,
        Fault::Closed | Fault::Reset | Fault::TimedOut | Fault::System(_) if !is_begun => {
            Ending::NotReached
        }
        Fault::NotTls(_) => Ending::NotReached,
        Fault::Tls(_) if is_presented && !observer.is_trusted() => Ending::NotTrusted,
        _ => Ending::Unclear,
    }
}

impl fmt::Display for Fault {
    /// The fact, as a step's detail has it.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Alert(number) => {
                let name = alert::name(*number);
                write!(formatter, "alert {name} of the server")?;
                match alert::meaning(&name) {
                    Some(meaning) => write!(formatter, ": {meaning}"),
                    None => Ok(()),
                }
            }
            Self::Closed => formatter.write_str("the server closed the connection"),
            Self::Reset => formatter.write_str("the server reset the connection"),
            Self::TimedOut => formatter.write_str("the time was up; --timeout SECONDS allows more"),
            Self::NotTls(problem) | Self::Tls(problem) => formatter.write_str(problem),
            Self::System(problem) => write!(formatter, "the connection failed: {problem}"),
        }
    }
}
