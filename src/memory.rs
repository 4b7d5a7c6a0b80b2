//! What many submissions have in common, remembered: issuers' certificates that were read, their
//! keys as the backend parsed them, and signatures that were verified.
//!
//! A value that the caller owns and threads share; it is bounded, and changes no answer. What is
//! remembered is known by a SHA-256 of all that it depends on, and of signatures only those that
//! verified are kept: a wrong one is verified, and refused, each time.

mod recent;

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::signature::ParsedPublicKey;

use crate::certificate::{Certificate, Sha256};
use recent::Recent;

/// As many certificates are kept at least, and twice as many at most.
const CERTIFICATES: usize = 1024;
/// Larger certificates are read each time, so that the whole stays small; real ones have two
/// kilobytes.
const MAX_LENGTH: usize = 4096;
/// As many keys are kept at least, and twice as many at most; one of RSA takes a few kilobytes.
const KEYS: usize = 1024;
/// As many signatures are kept at least, and twice as many at most.
const SIGNATURES: usize = 8192;

/// Issuers' certificates, their keys, and verified signatures.
pub struct Memory {
    /// By the digest of the text that they were read from; roots by their own.
    certificates: Recent<Arc<Certificate>>,
    keys: Recent<Arc<ParsedPublicKey>>,
    signatures: Recent<()>,
}

impl Default for Memory {
    /// Nothing is remembered yet.
    fn default() -> Self {
        Self {
            certificates: Recent::new(CERTIFICATES),
            keys: Recent::new(KEYS),
            signatures: Recent::new(SIGNATURES),
        }
    }
}

impl fmt::Debug for Memory {
    /// Without what it holds.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Memory").finish_non_exhaustive()
    }
}

impl Memory {
    /// The certificate that `read` makes of `text`, which alone it depends on; one of a CA is read
    /// once, since many certificates have the same issuers.
    pub(crate) fn certificate<E>(
        &self,
        text: &[u8],
        read: impl FnOnce() -> Result<Certificate, E>,
    ) -> Result<Arc<Certificate>, E> {
        let digest = Sha256::of(text);
        if let Some(known) = self.certificates.get(&digest) {
            return Ok(known);
        }
        let certificate = Arc::new(read()?);
        if certificate.is_ca() && certificate.der.len() <= MAX_LENGTH {
            self.certificates.insert(digest, certificate.clone());
        }
        Ok(certificate)
    }

    /// A copy of a root that all who ask share.
    pub(crate) fn shared(&self, root: &Certificate) -> Arc<Certificate> {
        if let Some(known) = self.certificates.get(&root.sha256) {
            return known;
        }
        let copy = Arc::new(root.clone());
        if root.der.len() <= MAX_LENGTH {
            self.certificates.insert(root.sha256, copy.clone());
        }
        copy
    }

    /// The key that `parse` makes; `digest` is of all that it depends on. One that it refuses is
    /// parsed, and refused, each time.
    pub(crate) fn parsed_key(
        &self,
        digest: Sha256,
        parse: impl FnOnce() -> Option<ParsedPublicKey>,
    ) -> Option<Arc<ParsedPublicKey>> {
        if let Some(known) = self.keys.get(&digest) {
            return Some(known);
        }
        let key = Arc::new(parse()?);
        self.keys.insert(digest, key.clone());
        Some(key)
    }

    /// Whether a signature verified before; `digest` is of all that its verification depends on.
    pub(crate) fn has_verified(&self, digest: &Sha256) -> bool {
        self.signatures.get(digest).is_some()
    }

    /// Remembers that a signature verified.
    pub(crate) fn verified(&self, digest: Sha256) {
        self.signatures.insert(digest, ());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root() -> &'static [u8] {
        &webpki_root_certs::TLS_SERVER_ROOT_CERTS[0]
    }

    #[test]
    fn an_issuer_is_read_once_and_a_fault_each_time() {
        let memory = Memory::default();
        let read = |text: &[u8]| memory.certificate(text, || Certificate::from_der(root()));
        let first = read(b"a").unwrap();
        assert!(Arc::ptr_eq(&first, &read(b"a").unwrap()));
        assert!(!Arc::ptr_eq(&first, &read(b"b").unwrap()));
        for _ in 0..2 {
            assert_eq!(memory.certificate(b"c", || Err("why")).unwrap_err(), "why");
        }
        assert!(read(b"c").is_ok());
    }
}
