//! One fault: how it is met, and what must come of it.

use crate::support::loopback::authority::Identity;
use crate::support::loopback::server::{Answer, start};

/// A way in which the network fails.
pub struct Fault {
    /// What it is, for people.
    pub name: &'static str,
    /// `HOST[:PORT]` of the server.
    pub address: String,
    /// The value of `HTTPS_PROXY`, where the fault is met behind a proxy.
    pub proxy: Option<String>,
    /// How it ends.
    pub pace: Pace,
    /// What must come of it, for each user.
    pub expected: [Expected; 3],
}

/// What ends a fault.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The server does.
    Fast,
    /// Nothing but the time-out, for one user at least.
    Slow,
}

/// The exit code, and what the sentence holds; of a list that is read in spite of all, nothing.
pub type Expected = (i32, &'static str);

/// Exit codes of faults: there is no list, no verdict, and the file lacks its issuer as before.
const CODES: [i32; 3] = [3, 3, 1];

impl Fault {
    /// A fault of a server on this port of 127.0.0.1, which each user tells in these words.
    pub fn at(port: u16, name: &'static str, says: [&'static str; 3]) -> Self {
        Self {
            name,
            address: format!("127.0.0.1:{port}"),
            proxy: None,
            pace: Pace::Fast,
            expected: [0, 1, 2].map(|user| (CODES[user], says[user])),
        }
    }

    /// A fault of a server with this certificate that answers so.
    pub fn of(
        identity: Identity,
        answer: impl Fn(&str) -> Answer + Send + Sync + 'static,
        name: &'static str,
        says: [&'static str; 3],
    ) -> Self {
        Self::at(start(Some(identity), answer), name, says)
    }

    /// The same, met at another host behind a proxy.
    pub fn behind(self, proxy: String, address: &str) -> Self {
        Self {
            proxy: Some(proxy),
            address: address.to_owned(),
            ..self
        }
    }

    /// The same, which is none to the probe: it has its answer.
    pub fn but_not_for_probe(mut self) -> Self {
        self.expected[1].0 = 0;
        self
    }

    /// The same, ended by nothing but the time-out.
    pub fn without_end(self) -> Self {
        Self {
            pace: Pace::Slow,
            ..self
        }
    }
}
