//! Signatures: verified here alone, for the links of a path and for webpki alike.
//!
//! Beside webpki's own algorithms stand those that it refuses as if forged: SHA-1, MD5 and short
//! RSA keys. A weak signature must be told apart from a wrong one, so it is verified here and
//! left to the rules `weak-key` and `weak-signature`.

use rustls_pki_types::{
    AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm, alg_id,
};
use webpki::aws_lc_rs as backend;

use super::ecdsa_legacy::{self, Curve};
use super::{parsed_key, pss_legacy, rsa_legacy};
use crate::certificate::{Certificate, PublicKey, Sha256, modulus_bits};
use crate::digest::DigestKind;
use crate::memory::Memory;

/// Why a signature did not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureFault {
    /// The key did not make it.
    Wrong,
    /// The key's or the signature's algorithm is not one that this program has.
    Unsupported,
}

/// Whether the key `issuer_key` signed `certificate`; of CAs' certificates that is remembered, of
/// all others their issuers' keys, since many certificates have the same issuers.
pub(crate) fn verify_with(
    memory: &Memory,
    certificate: &Certificate,
    issuer_key: &PublicKey,
) -> Result<(), SignatureFault> {
    if !certificate.is_ca() {
        if parsed_key::verifies(memory, certificate, issuer_key) {
            return Ok(());
        }
        // A wrong one is seldom, and verified a second time to tell why.
        return verify(certificate, issuer_key);
    }
    // The one holds the message, the signature and its algorithm, the other the key and its.
    let digest = Sha256::of_parts(&[&certificate.sha256.0, &issuer_key.sha256().0]);
    if !memory.has_verified(&digest) {
        verify(certificate, issuer_key)?;
        memory.verified(digest);
    }
    Ok(())
}

/// Whether the key `issuer_key` signed `certificate`.
pub(crate) fn verify(
    certificate: &Certificate,
    issuer_key: &PublicKey,
) -> Result<(), SignatureFault> {
    verify_bytes(
        &certificate.signature_algorithm.identifier,
        certificate.signed(),
        certificate.signature(),
        issuer_key,
    )
}

/// Whether `key` made `signature` over `signed`, by the algorithm whose identifier has these
/// contents.
pub(crate) fn verify_bytes(
    algorithm: &[u8],
    signed: &[u8],
    signature: &[u8],
    key: &PublicKey,
) -> Result<(), SignatureFault> {
    let of_signature = ALGORITHMS
        .iter()
        .filter(|known| *known.signature_alg_id() == *algorithm);
    let mut result = Err(SignatureFault::Unsupported);
    for known in of_signature {
        if *known.public_key_alg_id() != *key.algorithm {
            continue;
        }
        let verified = known.verify_signature(&key.value, signed, signature);
        if verified.is_ok() {
            return Ok(());
        }
        if takes_key(*known, &key.value) {
            result = Err(SignatureFault::Wrong);
        }
    }
    if is_of_another_kind(algorithm, &key.algorithm) {
        return Err(SignatureFault::Wrong);
    }
    result
}

/// Whether a refusal by `algorithm` means that the signature is wrong, and not that the key is one
/// that it does not take.
fn takes_key(algorithm: &dyn SignatureVerificationAlgorithm, key: &[u8]) -> bool {
    if algorithm.public_key_alg_id() != alg_id::RSA_ENCRYPTION {
        return true;
    }
    let is_any_length = ANY_LENGTH.contains(&algorithm.signature_alg_id());
    rsa_legacy::takes(key) && (is_any_length || backend_takes(key))
}

/// Whether the backend verifies with RSA keys of this length.
pub(super) fn backend_takes(key: &[u8]) -> bool {
    modulus_bits(key).is_some_and(|bits| rsa_legacy::BACKEND_BITS.contains(&bits))
}

/// Whether signature and key are both known, but of kinds that do not go together: then it is
/// another key's signature.
fn is_of_another_kind(signature: &[u8], key: &[u8]) -> bool {
    let mut of_signature = ALGORITHMS
        .iter()
        .filter(|known| *known.signature_alg_id() == *signature)
        .peekable();
    of_signature.peek().is_some()
        && of_signature.all(|known| *known.public_key_alg_id() != *key)
        && ALGORITHMS
            .iter()
            .any(|known| *known.public_key_alg_id() == *key)
}

/// The signature algorithms that [`Rsa`] and [`PssWithSha1`] verify with keys of any length.
const ANY_LENGTH: [AlgorithmIdentifier; 8] = [
    alg_id::RSA_PKCS1_SHA256,
    alg_id::RSA_PKCS1_SHA384,
    alg_id::RSA_PKCS1_SHA512,
    SHA1_WITH_RSA,
    SHA1_WITH_RSA_OIW,
    MD5_WITH_RSA,
    SHA224_WITH_RSA,
    PSS_WITH_SHA1,
];

/// Every algorithm that this program has; where an entry stands in for one of webpki's it is
/// asked in its place.
pub(crate) static ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    &Rsa {
        id: alg_id::RSA_PKCS1_SHA256,
        digest: DigestKind::Sha256,
        strong: Some(backend::RSA_PKCS1_2048_8192_SHA256),
    },
    &Rsa {
        id: alg_id::RSA_PKCS1_SHA384,
        digest: DigestKind::Sha384,
        strong: Some(backend::RSA_PKCS1_2048_8192_SHA384),
    },
    &Rsa {
        id: alg_id::RSA_PKCS1_SHA512,
        digest: DigestKind::Sha512,
        strong: Some(backend::RSA_PKCS1_2048_8192_SHA512),
    },
    &Rsa {
        id: SHA1_WITH_RSA,
        digest: DigestKind::Sha1,
        strong: None,
    },
    &Rsa {
        id: SHA1_WITH_RSA_OIW,
        digest: DigestKind::Sha1,
        strong: None,
    },
    &Rsa {
        id: MD5_WITH_RSA,
        digest: DigestKind::Md5,
        strong: None,
    },
    &Rsa {
        id: SHA224_WITH_RSA,
        digest: DigestKind::Sha224,
        strong: None,
    },
    backend::ECDSA_P256_SHA256,
    backend::ECDSA_P256_SHA384,
    backend::ECDSA_P256_SHA512,
    backend::ECDSA_P384_SHA256,
    backend::ECDSA_P384_SHA384,
    backend::ECDSA_P384_SHA512,
    backend::ECDSA_P521_SHA256,
    backend::ECDSA_P521_SHA384,
    backend::ECDSA_P521_SHA512,
    &Ecdsa {
        id: ECDSA_WITH_SHA1,
        digest: DigestKind::Sha1,
        curve: Curve::P256,
    },
    &Ecdsa {
        id: ECDSA_WITH_SHA1,
        digest: DigestKind::Sha1,
        curve: Curve::P384,
    },
    &Ecdsa {
        id: ECDSA_WITH_SHA1,
        digest: DigestKind::Sha1,
        curve: Curve::P521,
    },
    &Ecdsa {
        id: ECDSA_WITH_SHA224,
        digest: DigestKind::Sha224,
        curve: Curve::P256,
    },
    &Ecdsa {
        id: ECDSA_WITH_SHA224,
        digest: DigestKind::Sha224,
        curve: Curve::P384,
    },
    &Ecdsa {
        id: ECDSA_WITH_SHA224,
        digest: DigestKind::Sha224,
        curve: Curve::P521,
    },
    backend::ED25519,
    &PssWithSha1,
    backend::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    backend::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    backend::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
    backend::RSA_PKCS1_2048_8192_SHA256_ABSENT_PARAMS,
    backend::RSA_PKCS1_2048_8192_SHA384_ABSENT_PARAMS,
    backend::RSA_PKCS1_2048_8192_SHA512_ABSENT_PARAMS,
];

/// `sha1WithRSAEncryption`, RFC 3279, section 2.2.1.
const SHA1_WITH_RSA: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05, 0x05, 0x00,
]);
/// `sha1WithRSASignature` of the OIW, 1.3.14.3.2.29: the same under an older name.
const SHA1_WITH_RSA_OIW: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1d, 0x05, 0x00]);
/// `md5WithRSAEncryption`, RFC 3279, section 2.2.1.
const MD5_WITH_RSA: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x04, 0x05, 0x00,
]);
/// `sha224WithRSAEncryption`, RFC 4055, section 5.
const SHA224_WITH_RSA: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0e, 0x05, 0x00,
]);
/// `id-RSASSA-PSS` with every parameter at its default, SHA-1 among them (RFC 4055, section 3.1).
const PSS_WITH_SHA1: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a, 0x30, 0x00,
]);
/// `ecdsa-with-SHA1`, RFC 3279, section 2.2.3.
const ECDSA_WITH_SHA1: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x01]);
/// `ecdsa-with-SHA224`, RFC 5758, section 3.2.
const ECDSA_WITH_SHA224: AlgorithmIdentifier =
    AlgorithmIdentifier::from_slice(&[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x01]);

/// RSASSA-PKCS1-v1_5 with a key of any length; the backend's where it takes the key.
#[derive(Debug)]
struct Rsa {
    id: AlgorithmIdentifier,
    digest: DigestKind,
    strong: Option<&'static dyn SignatureVerificationAlgorithm>,
}

impl SignatureVerificationAlgorithm for Rsa {
    fn verify_signature(
        &self,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        match self.strong {
            Some(strong) if backend_takes(key) => strong.verify_signature(key, message, signature),
            _ => rsa_legacy::verify(key, self.digest, message, signature),
        }
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::RSA_ENCRYPTION
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.id
    }
}

/// RSASSA-PSS with SHA-1, by a key of any length.
#[derive(Debug)]
struct PssWithSha1;

impl SignatureVerificationAlgorithm for PssWithSha1 {
    fn verify_signature(
        &self,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        pss_legacy::verify(key, message, signature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::RSA_ENCRYPTION
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        PSS_WITH_SHA1
    }
}

/// ECDSA with a digest that webpki does not take.
#[derive(Debug)]
struct Ecdsa {
    id: AlgorithmIdentifier,
    digest: DigestKind,
    curve: Curve,
}

impl SignatureVerificationAlgorithm for Ecdsa {
    fn verify_signature(
        &self,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        ecdsa_legacy::verify(self.curve, key, &self.digest.of(message), signature)
    }

    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.curve.key_algorithm()
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.id
    }
}
