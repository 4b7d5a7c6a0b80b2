//! Who issued whom: links between certificates, each signature verified once.

use std::cell::RefCell;

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

/// A certificate's digest and that of the key that is said to have signed it.
type Pair = (Sha256, Sha256);

/// The signatures tried so far, and how many may still be.
#[derive(Debug)]
pub(crate) struct Links<'a> {
    memory: &'a Memory,
    /// A list, since there are few: no more than the budget.
    known: RefCell<Vec<(Pair, Result<(), SignatureFault>)>>,
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
        let known = self.known.borrow();
        if let Some((_, result)) = known.iter().find(|(tried, _)| *tried == pair) {
            return Some(*result);
        }
        drop(known);
        self.budget.spend(1).ok()?;
        let result = signature::verify_with(self.memory, certificate, key);
        self.known.borrow_mut().push((pair, result));
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(common_name: &str) -> Certificate {
        let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        roots
            .map(|der| Certificate::from_der(der).unwrap())
            .find(|root| root.subject.attribute("CN") == Some(common_name))
            .unwrap()
    }

    /// What is remembered of the signature of `issuer` on `certificate`.
    fn digest(certificate: &Certificate, issuer: &Certificate) -> Sha256 {
        Sha256::of_parts(&[&certificate.sha256.0, &issuer.public_key.sha256().0])
    }

    #[test]
    fn a_right_signature_of_a_ca_is_remembered_and_a_wrong_one_is_not() {
        let (memory, root, other) = (
            Memory::default(),
            root("ISRG Root X2"),
            root("ISRG Root X1"),
        );
        assert_eq!(Links::new(&memory).between(&root, &root), Link::Verified);
        assert!(memory.has_verified(&digest(&root, &root)));
        assert_eq!(Links::new(&memory).between(&root, &other), Link::Broken);
        assert!(!memory.has_verified(&digest(&root, &other)));
    }

    /// A false memory, so that what passes was recalled.
    #[test]
    fn what_is_remembered_is_not_verified_again() {
        let (memory, root, other) = (
            Memory::default(),
            root("ISRG Root X2"),
            root("ISRG Root X1"),
        );
        memory.verified(digest(&root, &other));
        assert_eq!(Links::new(&memory).between(&root, &other), Link::Verified);
        assert_eq!(Links::new(&memory).between(&other, &root), Link::Broken);
    }
}
