//! Signatures that were verified before are not verified again.

use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm};

use super::signature::ALGORITHMS;
use crate::certificate::Sha256;
use crate::memory::Memory;

/// An algorithm that recalls the signatures which it found right.
///
/// A signature is known by the digest of all that makes it right: both algorithms, the key, the
/// message and the signature, each with its length, so that no two sets of parts have one digest.
/// What was found wrong is not remembered.
#[derive(Debug)]
pub(super) struct Recalling<'a> {
    algorithm: &'static dyn SignatureVerificationAlgorithm,
    memory: &'a Memory,
}

/// Every algorithm that this program has, with this memory.
pub(super) fn algorithms(memory: &Memory) -> Vec<Recalling<'_>> {
    let algorithms = ALGORITHMS.iter();
    algorithms
        .map(|algorithm| Recalling::new(*algorithm, memory))
        .collect()
}

impl<'a> Recalling<'a> {
    /// The same algorithm with this memory.
    pub(super) const fn new(
        algorithm: &'static dyn SignatureVerificationAlgorithm,
        memory: &'a Memory,
    ) -> Self {
        Self { algorithm, memory }
    }
}

impl SignatureVerificationAlgorithm for Recalling<'_> {
    fn verify_signature(
        &self,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let digest = Sha256::of_parts(&[
            self.signature_alg_id().as_ref(),
            self.public_key_alg_id().as_ref(),
            key,
            message,
            signature,
        ]);
        if self.memory.has_verified(&digest) {
            return Ok(());
        }
        self.algorithm.verify_signature(key, message, signature)?;
        self.memory.verified(digest);
        Ok(())
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.algorithm.public_key_alg_id()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.algorithm.signature_alg_id()
    }
}
