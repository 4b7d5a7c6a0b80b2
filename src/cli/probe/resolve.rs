//! From a name to addresses, in time.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::mpsc;
use std::thread;

use super::address::Endpoint;
use super::deadline::Deadline;
use crate::cli::fetch::connection::ConnectionProblem;

/// As many addresses are tried.
const MAX_ADDRESSES: usize = 8;

/// What a name stands for.
pub struct Addresses {
    /// The name and port that were asked for.
    pub endpoint: Endpoint,
    /// The addresses; empty where there is none.
    pub all: Vec<SocketAddr>,
}

/// The addresses of a host, as far as the system's resolver tells them in time.
pub fn addresses(endpoint: Endpoint, deadline: Deadline) -> Addresses {
    let (sender, receiver) = mpsc::channel();
    let (host, port) = (endpoint.host.clone(), endpoint.port);
    // In a thread of its own, since nothing bounds the system's resolver; one that is too late is
    // left to the program's end.
    let started = thread::Builder::new().spawn(move || {
        let found = (host.as_str(), port).to_socket_addrs();
        let _ = sender.send(found.into_iter().flatten().take(MAX_ADDRESSES).collect());
    });
    let answered = started
        .ok()
        .and_then(|_| receiver.recv_timeout(deadline.left()?).ok());
    Addresses {
        endpoint,
        all: answered.unwrap_or_default(),
    }
}

impl Addresses {
    /// What to say where there is no address.
    pub fn fault(&self) -> String {
        format!("{} {}", self.endpoint.host, ConnectionProblem::NameNotFound)
    }
}

impl fmt::Display for Addresses {
    /// The name and its addresses.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Vec<_> = self
            .all
            .iter()
            .map(|address| address.ip().to_string())
            .collect();
        write!(formatter, "{}: {}", self.endpoint.host, all.join(", "))
    }
}
