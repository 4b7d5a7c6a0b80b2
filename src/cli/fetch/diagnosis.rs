//! From the errors of reqwest, hyper and rustls to the fault that a person can act on.

use std::error::Error;
use std::io;

use super::connection::{ConnectionProblem, Stage};
use super::fault::harmless;
use super::{proxy, tls};

/// Why an answer, or the rest of one, did not come.
pub enum Failure {
    /// The time was up.
    TimedOut,
    /// The body came and cannot be unpacked.
    Encoding,
    /// All else.
    Connection(ConnectionProblem),
}

/// What went wrong in sending a request or reading an answer.
pub fn failure(error: &(dyn Error + 'static)) -> Failure {
    if let Some(problem) = proxy::problem(error) {
        // Through a tunnel https alone is fetched.
        let variable = proxy::variable("https").unwrap_or(proxy::UNKNOWN);
        return Failure::Connection(ConnectionProblem::Proxy { variable, problem });
    }
    if let Some(error) = cause::<rustls::Error>(error) {
        return Failure::Connection(ConnectionProblem::Tls {
            problem: tls::problem(error),
            lacks_root: tls::lacks_root(error),
        });
    }
    let of_reqwest = cause::<reqwest::Error>(error);
    if of_reqwest.is_some_and(reqwest::Error::is_dns) {
        return Failure::Connection(ConnectionProblem::NameNotFound);
    }
    match system_kind(error) {
        Some(kind) => system_failure(kind, of_reqwest.is_some_and(reqwest::Error::is_connect)),
        None if of_reqwest.is_some_and(reqwest::Error::is_timeout) => Failure::TimedOut,
        None => Failure::Connection(no_answer(innermost(error))),
    }
}

/// What hyper 1 says of a connection that was closed in order before the head was whole; the type
/// of its error cannot be asked without naming that crate.
const CLOSED: &str = "connection closed before message completed";

fn no_answer(reason: String) -> ConnectionProblem {
    match reason.as_str() {
        CLOSED => ConnectionProblem::Closed(Stage::Answer),
        _ => ConnectionProblem::NoAnswer(reason),
    }
}

/// The text of an error's last cause: the one nearest to the fact, without the layers around it.
pub(super) fn innermost(error: &(dyn Error + 'static)) -> String {
    causes(error)
        .last()
        .map(|cause| harmless(&cause.to_string()))
        .unwrap_or_default()
}

/// The outermost cause of this type.
pub(super) fn cause<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    causes(error).find_map(<dyn Error>::downcast_ref)
}

/// The error itself and what caused it, outermost first.
pub(super) fn causes<'a>(
    error: &'a (dyn Error + 'static),
) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        // The source of an `io::Error` is that of the error it wraps, which itself is passed over.
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        match wrapped {
            Some(wrapped) => Some(wrapped as &(dyn Error + 'static)),
            None => error.source(),
        }
    })
}

/// What the system said, if it was the system; `Other` is but a wrapping of the libraries.
fn system_kind(error: &(dyn Error + 'static)) -> Option<io::ErrorKind> {
    causes(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .map(io::Error::kind)
        .filter(|kind| *kind != io::ErrorKind::Other)
        .last()
}

/// `while_connecting`: before a request was sent, which is after TCP and thus in the TLS handshake
/// where a connection ends early.
fn system_failure(kind: io::ErrorKind, while_connecting: bool) -> Failure {
    let stage = if while_connecting {
        Stage::Handshake
    } else {
        Stage::Answer
    };
    let problem = match kind {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => return Failure::Encoding,
        io::ErrorKind::ConnectionRefused => ConnectionProblem::Refused,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe => {
            ConnectionProblem::Closed(stage)
        }
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::NotConnected => ConnectionProblem::Reset(stage),
        _ => ConnectionProblem::Unreachable(kind.to_string()),
    };
    Failure::Connection(problem)
}
