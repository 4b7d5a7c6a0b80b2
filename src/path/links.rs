//! Who issued whom: links between certificates, each signature verified once.

use std::cell::RefCell;
use std::collections::HashMap;

use super::bound::{Bound, Budget};
use super::chain::identifies_another;
use super::signature::{self, SignatureFault};
use crate::certificate::{Certificate, PublicKey, Sha256};
use crate::memory::Memory;

/// How a certificate hangs on a possible issuer; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// The signatures tried so far, and how many may still be.
#[derive(Debug)]
pub(crate) struct Links<'a> {
    memory: &'a Memory,
    /// By the certificate's digest and that of the key that is said to have signed it.
    known: RefCell<HashMap<(Sha256, Sha256), Result<(), SignatureFault>>>,
    budget: Budget,
}

impl<'a> Links<'a> {
    pub(crate) fn new(memory: &'a Memory) -> Self {
        Self {
            memory,
            known: RefCell::default(),
            budget: Budget::new(Bound::Signatures),
        }
    }

    /// The signatures that were verified before.
    pub(crate) const fn memory(&self) -> &'a Memory {
        self.memory
    }

    /// The bound, where it was met, so that some link was taken for undecided unseen.
    pub(crate) fn met(&self) -> Option<Bound> {
        self.budget.met()
    }

    /// How `certificate` hangs on `issuer`, whose subject is its issuer's name.
    pub(crate) fn between(&self, certificate: &Certificate, issuer: &Certificate) -> Link {
        match self.signature(certificate, &issuer.public_key) {
            Some(Ok(())) => Link::Verified,
            Some(Err(_)) if identifies_another(certificate, issuer) => Link::Stranger,
            Some(Err(SignatureFault::Wrong)) => Link::Broken,
            None | Some(Err(SignatureFault::Unsupported)) => Link::Undecided,
        }
    }

    /// What the signature says; `None` where no more may be tried.
    fn signature(
        &self,
        certificate: &Certificate,
        key: &PublicKey,
    ) -> Option<Result<(), SignatureFault>> {
        let pair = (certificate.sha256, key.sha256());
        if let Some(known) = self.known.borrow().get(&pair) {
            return Some(*known);
        }
        self.budget.spend(1).ok()?;
        let result = signature::verify(certificate, key, self.memory);
        self.known.borrow_mut().insert(pair, result);
        Some(result)
    }
}
