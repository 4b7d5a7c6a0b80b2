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

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
    use webpki::aws_lc_rs::{ECDSA_P256_SHA256, ECDSA_P256_SHA384};

    use super::*;

    /// A key, a message and its signature.
    fn signed() -> [Vec<u8>; 3] {
        let (random, message) = (SystemRandom::new(), b"a message".to_vec());
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap();
        let signature = key.sign(&random, &message).unwrap();
        let public = key.public_key().as_ref().to_vec();
        [public, message, signature.as_ref().to_vec()]
    }

    fn verifies(
        algorithm: &'static dyn SignatureVerificationAlgorithm,
        memory: &Memory,
        [key, message, signature]: &[Vec<u8>; 3],
    ) -> bool {
        let recalling = Recalling::new(algorithm, memory);
        recalling.verify_signature(key, message, signature).is_ok()
    }

    #[test]
    fn a_signature_that_differs_in_any_bit_from_a_remembered_one_is_wrong() {
        let (memory, right) = (Memory::default(), signed());
        assert!(verifies(ECDSA_P256_SHA256, &memory, &right));
        for part in 0..right.len() {
            for bit in 0..right[part].len() * 8 {
                let mut changed = right.clone();
                changed[part][bit / 8] ^= 1 << (bit % 8);
                assert!(
                    !verifies(ECDSA_P256_SHA256, &memory, &changed),
                    "{part} {bit}"
                );
            }
        }
        assert!(!verifies(ECDSA_P256_SHA384, &memory, &right));
        assert!(verifies(ECDSA_P256_SHA256, &memory, &right));
    }

    #[test]
    fn bytes_that_move_from_one_part_to_the_next_make_another_signature() {
        let (memory, right) = (Memory::default(), signed());
        assert!(verifies(ECDSA_P256_SHA256, &memory, &right));
        for part in 0..2 {
            let mut moved = right.clone();
            let last = moved[part].pop().unwrap();
            moved[part + 1].insert(0, last);
            assert!(!verifies(ECDSA_P256_SHA256, &memory, &moved), "{part}");
        }
    }

    /// Refuses everything, so that what passes was recalled.
    #[derive(Debug)]
    struct Refusing;

    impl SignatureVerificationAlgorithm for Refusing {
        fn verify_signature(&self, _: &[u8], _: &[u8], _: &[u8]) -> Result<(), InvalidSignature> {
            Err(InvalidSignature)
        }

        fn public_key_alg_id(&self) -> AlgorithmIdentifier {
            ECDSA_P256_SHA256.public_key_alg_id()
        }

        fn signature_alg_id(&self) -> AlgorithmIdentifier {
            ECDSA_P256_SHA256.signature_alg_id()
        }
    }

    #[test]
    fn a_right_signature_is_verified_once_and_a_wrong_one_each_time() {
        let (memory, right) = (Memory::default(), signed());
        assert!(!verifies(&Refusing, &memory, &right));
        assert!(verifies(ECDSA_P256_SHA256, &memory, &right));
        assert!(verifies(&Refusing, &memory, &right));
        assert!(!verifies(&Refusing, &Memory::default(), &right));
    }
}
