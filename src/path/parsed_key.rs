//! Issuers' keys as the backend parses them: once, for all the signatures that they made.

use aws_lc_rs::signature as backend;
use aws_lc_rs::signature::{ParsedPublicKey, VerificationAlgorithm};
use rustls_pki_types::{AlgorithmIdentifier, alg_id};

use super::signature::backend_takes;
use crate::certificate::{Certificate, PublicKey, Sha256};
use crate::memory::Memory;

/// An algorithm that most certificates are signed with.
struct Common {
    signature: AlgorithmIdentifier,
    key: AlgorithmIdentifier,
    /// The one that webpki asks.
    backend: &'static dyn VerificationAlgorithm,
    /// Whether a key has the one form that the algorithm's standard gives it; the backend takes
    /// others, too.
    has_form: fn(&[u8]) -> bool,
}

static COMMON: [Common; 5] = [
    rsa(
        alg_id::RSA_PKCS1_SHA256,
        &backend::RSA_PKCS1_2048_8192_SHA256,
    ),
    rsa(
        alg_id::RSA_PKCS1_SHA384,
        &backend::RSA_PKCS1_2048_8192_SHA384,
    ),
    rsa(
        alg_id::RSA_PKCS1_SHA512,
        &backend::RSA_PKCS1_2048_8192_SHA512,
    ),
    Common {
        signature: alg_id::ECDSA_SHA256,
        key: alg_id::ECDSA_P256,
        backend: &backend::ECDSA_P256_SHA256_ASN1,
        has_form: is_point,
    },
    Common {
        signature: alg_id::ECDSA_SHA384,
        key: alg_id::ECDSA_P384,
        backend: &backend::ECDSA_P384_SHA384_ASN1,
        has_form: is_point,
    },
];

const fn rsa(
    signature: AlgorithmIdentifier,
    backend: &'static dyn VerificationAlgorithm,
) -> Common {
    Common {
        signature,
        key: alg_id::RSA_ENCRYPTION,
        backend,
        has_form: backend_takes,
    }
}

/// Whether the bytes begin as an uncompressed point does (RFC 5480, section 2.2).
fn is_point(key: &[u8]) -> bool {
    key.first() == Some(&4)
}

/// Whether the key `issuer_key` signed `certificate`, by one of the commonest algorithms. Where it
/// did not, or the algorithm is another, `signature.rs` has to tell why.
pub(super) fn verifies(memory: &Memory, certificate: &Certificate, issuer_key: &PublicKey) -> bool {
    let identifier = &certificate.signature_algorithm.identifier;
    let is_meant = |common: &&Common| {
        *common.signature == **identifier
            && *common.key == *issuer_key.algorithm
            && (common.has_form)(&issuer_key.value)
    };
    let Some(common) = COMMON.iter().find(is_meant) else {
        return false;
    };
    let digest = Sha256::of_parts(&[identifier, &issuer_key.algorithm, &issuer_key.value]);
    let parse = || ParsedPublicKey::new(common.backend, &issuer_key.value).ok();
    memory.parsed_key(digest, parse).is_some_and(|key| {
        let (message, signature) = (certificate.signed(), certificate.signature());
        key.verify_sig(message, signature).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::{self, Passwords};

    /// An end entity and its issuer.
    fn chain(pem: &str) -> [Certificate; 2] {
        let contents = container::read(pem.as_bytes(), &Passwords::default()).unwrap();
        [0, 1].map(|index| (*contents.certificates[index].certificate).clone())
    }

    /// The certificate with one bit of its DER changed, at so many bytes from its end.
    fn changed(certificate: &Certificate, from_end: usize) -> Certificate {
        let mut changed = certificate.clone();
        let position = changed.der.len() - from_end;
        changed.der[position] ^= 1;
        changed
    }

    /// That the untouched ones verify is openssl's word: they are of fixtures/real.
    #[test]
    fn a_right_signature_verifies_and_no_other_with_a_key_that_is_new_or_known() {
        let memory = Memory::default();
        for pem in [
            include_str!("../../fixtures/real/python.org.pem"),
            include_str!("../../fixtures/real/a2z.com.pem"),
        ] {
            let [end_entity, issuer] = chain(pem);
            for _ in 0..2 {
                assert!(verifies(&memory, &end_entity, &issuer.public_key));
                assert!(!verifies(&memory, &end_entity, &end_entity.public_key));
                for from_end in [1, 40, end_entity.signature().len() + 40] {
                    let changed = changed(&end_entity, from_end);
                    assert!(!verifies(&memory, &changed, &issuer.public_key));
                }
            }
        }
    }

    #[test]
    fn keys_of_another_form_are_left_to_webpki() {
        let [end_entity, issuer] = chain(include_str!("../../fixtures/real/python.org.pem"));
        let mut wrapped = issuer.public_key;
        wrapped.value.clone_from(&wrapped.info);
        assert!(!verifies(&Memory::default(), &end_entity, &wrapped));
    }
}
