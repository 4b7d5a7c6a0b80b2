//! ECDSA over digests shorter than those the backend takes, for weak signatures only.

use aws_lc_rs::digest::{self, Digest};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P384_SHA384_ASN1, ECDSA_P521_SHA512_ASN1, UnparsedPublicKey,
    VerificationAlgorithm,
};
use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, alg_id};

/// A curve of RFC 5480.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Curve {
    P256,
    P384,
    P521,
}

impl Curve {
    pub(super) const fn key_algorithm(self) -> AlgorithmIdentifier {
        match self {
            Self::P256 => alg_id::ECDSA_P256,
            Self::P384 => alg_id::ECDSA_P384,
            Self::P521 => alg_id::ECDSA_P521,
        }
    }
}

/// Whether `key` signed what has the digest `hash`, which is not longer than the curve's field.
///
/// ECDSA reads a digest that is not longer than the curve's order as one number (SEC 1, section
/// 4.1.4), so leading zeros change nothing: padded to the length of the digest that the backend
/// pairs with this curve, a shorter one verifies exactly as by its own algorithm.
pub(super) fn verify(
    curve: Curve,
    key: &[u8],
    hash: &[u8],
    signature: &[u8],
) -> Result<(), InvalidSignature> {
    let (algorithm, digest, length): (&'static dyn VerificationAlgorithm, _, usize) = match curve {
        Curve::P256 => (&ECDSA_P256_SHA256_ASN1, &digest::SHA256, 32),
        Curve::P384 => (&ECDSA_P384_SHA384_ASN1, &digest::SHA384, 48),
        Curve::P521 => (&ECDSA_P521_SHA512_ASN1, &digest::SHA512, 64),
    };
    let mut padded = vec![0; length.saturating_sub(hash.len())];
    padded.extend_from_slice(hash);
    let hash = Digest::import_less_safe(&padded, digest).map_err(|_| InvalidSignature)?;
    UnparsedPublicKey::new(algorithm, key)
        .verify_digest(&hash, signature)
        .map_err(|_| InvalidSignature)
}
