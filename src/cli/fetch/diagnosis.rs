//! From the errors of reqwest, hyper and rustls to the fault that a person can act on.

use std::error::Error;
use std::io;
use std::time::Duration;

use reqwest::Url;

use super::fault::{FetchFault, harmless};
use super::host::address;
use super::{proxy, tls};

/// What went wrong in asking `url`; `limit` is the time that the whole fetch had.
pub(super) fn fault(error: &(dyn Error + 'static), url: &Url, limit: Duration) -> FetchFault {
    let address = address(url);
    if let Some(problem) = causes(error).find_map(proxy::problem) {
        return FetchFault::Proxy {
            variable: proxy::variable(),
            address,
            problem,
        };
    }
    if let Some(error) = causes(error).find_map(<dyn Error>::downcast_ref) {
        let problem = tls::problem(error);
        return FetchFault::Tls { address, problem };
    }
    let of_reqwest: Option<&reqwest::Error> = causes(error).find_map(<dyn Error>::downcast_ref);
    if of_reqwest.is_some_and(reqwest::Error::is_dns) {
        return FetchFault::NameNotFound {
            host: url.host_str().unwrap_or_default().to_owned(),
        };
    }
    match system_kind(error) {
        Some(kind) => system_fault(kind, address),
        None if of_reqwest.is_some_and(reqwest::Error::is_timeout) => {
            FetchFault::TimedOut { address, limit }
        }
        None => FetchFault::Broken {
            address,
            reason: innermost(error),
        },
    }
}

/// The text of an error's last cause: the one nearest to the fact, without the layers around it.
pub(super) fn innermost(error: &(dyn Error + 'static)) -> String {
    causes(error)
        .last()
        .map(|cause| harmless(&cause.to_string()))
        .unwrap_or_default()
}

/// The error itself and what caused it, outermost first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
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

fn system_fault(kind: io::ErrorKind, address: String) -> FetchFault {
    match kind {
        io::ErrorKind::ConnectionRefused => FetchFault::Refused { address },
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            FetchFault::Encoding { address }
        }
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::NotConnected
        | io::ErrorKind::UnexpectedEof => FetchFault::Broken {
            address,
            reason: kind.to_string(),
        },
        kind => FetchFault::Unreachable {
            address,
            reason: kind.to_string(),
        },
    }
}
