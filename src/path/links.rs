//! Who issued whom: links between certificates, each signature verified once.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::chain::key_identifiers_differ;
use super::signature::{self, SignatureFault};
use crate::certificate::{Certificate, Sha256};

/// How a certificate hangs on a possible issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The issuer's key signed it.
    Verified,
    /// This program lacks the algorithm, and nothing speaks against it.
    Undecided,
    /// The signature is wrong, though name and key identifier say that it is the issuer.
    Broken,
    /// Another key of the same name.
    Stranger,
}

/// The links found so far, and how many signatures may still be verified.
#[derive(Debug)]
pub(crate) struct Links {
    known: RefCell<HashMap<(Sha256, Sha256), Link>>,
    budget: Cell<usize>,
}

/// As many signatures are verified for one submission; webpki stops at the same number.
const MAX_SIGNATURES: usize = 100;

impl Links {
    pub(crate) fn new() -> Self {
        Self {
            known: RefCell::default(),
            budget: Cell::new(MAX_SIGNATURES),
        }
    }

    /// Whether the budget has ended, so that some link was taken for undecided unseen.
    pub(crate) fn is_exhausted(&self) -> bool {
        self.budget.get() == 0
    }

    /// How `certificate` hangs on `issuer`, whose subject is its issuer's name.
    pub(crate) fn between(&self, certificate: &Certificate, issuer: &Certificate) -> Link {
        let pair = (certificate.sha256, issuer.sha256);
        if let Some(link) = self.known.borrow().get(&pair) {
            return *link;
        }
        let Some(left) = self.budget.get().checked_sub(1) else {
            return Link::Undecided;
        };
        self.budget.set(left);
        let link = judge(certificate, issuer);
        self.known.borrow_mut().insert(pair, link);
        link
    }
}

fn judge(certificate: &Certificate, issuer: &Certificate) -> Link {
    match signature::verify(certificate, &issuer.public_key) {
        Ok(()) => Link::Verified,
        _ if key_identifiers_differ(certificate, issuer) => Link::Stranger,
        Err(SignatureFault::Wrong) => Link::Broken,
        Err(SignatureFault::Unsupported) => Link::Undecided,
    }
}
