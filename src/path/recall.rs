//! What was verified on the way up is not verified again by webpki.

use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm};

use super::links::{Link, Links};
use super::signature::ALGORITHMS;
use crate::certificate::Certificate;

/// The signature by which a certificate hangs on its issuer, found right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verified<'a> {
    certificate: &'a Certificate,
    issuer: &'a Certificate,
}

impl<'a> Verified<'a> {
    /// The signature of `issuer` on `certificate`; `None` where it is not known to be right.
    pub(super) fn by(
        links: &Links<'_>,
        certificate: &'a Certificate,
        issuer: &'a Certificate,
    ) -> Option<Self> {
        let is_right = links.between(certificate, issuer) == Link::Verified;
        is_right.then_some(Self {
            certificate,
            issuer,
        })
    }

    /// Whether this is the signature, by all that makes it right: both algorithms, the key, the
    /// message and the signature, byte for byte.
    fn is(
        &self,
        algorithm: &dyn SignatureVerificationAlgorithm,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let issuer_key = &self.issuer.public_key;
        self.certificate.signature() == signature
            && self.certificate.signed() == message
            && issuer_key.value == key
            && *algorithm.signature_alg_id() == *self.certificate.signature_algorithm.identifier
            && *algorithm.public_key_alg_id() == *issuer_key.algorithm
    }
}

/// An algorithm that recalls which signatures of a path are right, and verifies all others.
#[derive(Debug)]
pub(super) struct Recalling<'a> {
    algorithm: &'static dyn SignatureVerificationAlgorithm,
    verified: &'a [Verified<'a>],
}

/// Every algorithm that this program has, with these signatures.
pub(super) fn algorithms<'a>(verified: &'a [Verified<'a>]) -> Vec<Recalling<'a>> {
    let recalling = |&algorithm| Recalling {
        algorithm,
        verified,
    };
    ALGORITHMS.iter().map(recalling).collect()
}

impl SignatureVerificationAlgorithm for Recalling<'_> {
    fn verify_signature(
        &self,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        let mut verified = self.verified.iter();
        if verified.any(|known| known.is(self.algorithm, key, message, signature)) {
            return Ok(());
        }
        self.algorithm.verify_signature(key, message, signature)
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
    use webpki::aws_lc_rs::{ECDSA_P384_SHA256, ECDSA_P384_SHA384};

    use super::*;
    use crate::memory::Memory;

    /// A root whose key is of P-384: it signed itself.
    fn root() -> Certificate {
        let name = Some("ISRG Root X2");
        let mut roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        roots
            .find_map(|der| {
                let root = Certificate::from_der(der).unwrap();
                (root.subject.attribute("CN") == name).then_some(root)
            })
            .unwrap()
    }

    /// Asks for the key, the message and the signature.
    fn verifies(
        algorithm: &'static dyn SignatureVerificationAlgorithm,
        verified: &[Verified<'_>],
        [key, message, signature]: &[Vec<u8>; 3],
    ) -> bool {
        let recalling = Recalling {
            algorithm,
            verified,
        };
        recalling.verify_signature(key, message, signature).is_ok()
    }

    fn parts(root: &Certificate) -> [Vec<u8>; 3] {
        let key = root.public_key.value.clone();
        [key, root.signed().to_vec(), root.signature().to_vec()]
    }

    #[test]
    fn a_signature_that_differs_in_any_bit_from_a_right_one_is_wrong() {
        let (root, memory) = (root(), Memory::default());
        let verified = [Verified::by(&Links::new(&memory), &root, &root).unwrap()];
        let right = parts(&root);
        assert!(verifies(ECDSA_P384_SHA384, &verified, &right));
        for part in 0..right.len() {
            for byte in 0..right[part].len() {
                let mut changed = right.clone();
                changed[part][byte] ^= 1 << (byte % 8);
                assert!(
                    !verifies(ECDSA_P384_SHA384, &verified, &changed),
                    "{part} {byte}"
                );
            }
        }
        assert!(!verifies(ECDSA_P384_SHA256, &verified, &right));
    }

    #[test]
    fn bytes_that_move_from_one_part_to_the_next_make_another_signature() {
        let (root, memory) = (root(), Memory::default());
        let verified = [Verified::by(&Links::new(&memory), &root, &root).unwrap()];
        for part in 0..2 {
            let mut moved = parts(&root);
            let last = moved[part].pop().unwrap();
            moved[part + 1].insert(0, last);
            assert!(!verifies(ECDSA_P384_SHA384, &verified, &moved), "{part}");
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
            ECDSA_P384_SHA384.public_key_alg_id()
        }

        fn signature_alg_id(&self) -> AlgorithmIdentifier {
            ECDSA_P384_SHA384.signature_alg_id()
        }
    }

    #[test]
    fn a_right_signature_is_not_verified_again_and_no_other_is_recalled() {
        let (root, memory) = (root(), Memory::default());
        let links = Links::new(&memory);
        let verified = [Verified::by(&links, &root, &root).unwrap()];
        assert!(verifies(&Refusing, &verified, &parts(&root)));
        assert!(!verifies(&Refusing, &[], &parts(&root)));
        let der = &webpki_root_certs::TLS_SERVER_ROOT_CERTS[0];
        let another = Certificate::from_der(der).unwrap();
        assert!(Verified::by(&links, &root, &another).is_none());
    }
}
