//! Chains to change.

use std::fs;

use proptest::test_runner::Config;
use sfmtls::TrustList;
use sfmtls::container::{self, Passwords};
use sfmtls::path::PathStatus;

use crate::support::in_process::{NOW, judge, list};
use crate::support::program::root;

/// A chain that is trusted by a list; both below `fixtures/`.
#[derive(Clone, Copy, Debug)]
pub struct Good {
    chain: &'static str,
    list: &'static str,
}

/// Good chains, of one and of two intermediates.
pub const GOOD: &[Good] = &[
    Good {
        chain: "real/python.org.pem",
        list: "trust-lists/roots.pem",
    },
    Good {
        chain: "real/a2z.com.pem",
        list: "trust-lists/roots.pem",
    },
    Good {
        chain: "unordered-chain/ordered.pem",
        list: "trust-lists/pki/r1.pem",
    },
];

/// So many cases of a property; those that fail are printed and kept in no file.
pub fn cases(count: u32) -> Config {
    Config {
        cases: count,
        failure_persistence: None,
        ..Config::default()
    }
}

/// A file below `fixtures/`.
pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(root().join("fixtures").join(name)).unwrap()
}

impl Good {
    /// The file.
    pub fn file(&self) -> Vec<u8> {
        fixture(self.chain)
    }

    /// Its certificates, DER. One after the other they are a file, too.
    pub fn certificates(&self) -> Vec<Vec<u8>> {
        let contents = container::read(&self.file(), &Passwords::default()).unwrap();
        contents
            .certificates
            .into_iter()
            .map(|it| it.certificate.der.clone())
            .collect()
    }

    /// The list.
    pub fn trust(&self) -> TrustList {
        list(&fixture(self.list)).unwrap()
    }
}

/// `chain.status` of a file; `None` where it gives no certificates.
pub fn status(file: &[u8], trust: &TrustList) -> Option<PathStatus> {
    Some(judge(file, trust, NOW).ok()?.status)
}
