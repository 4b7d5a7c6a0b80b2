//! A public key: what kind it is and how long.

use std::fmt;
use std::sync::OnceLock;

use super::Sha256;
use crate::der;

/// The kind of a public key, with its length in bits where that varies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA, with the modulus' length in bits; `rsaEncryption` and `id-RSASSA-PSS` alike.
    Rsa {
        /// Length of the modulus in bits.
        bits: usize,
    },
    /// An elliptic curve of RFC 5480 by its usual name, or its dotted object identifier.
    Ec {
        /// `P-256`, `P-384`, `P-521` or an object identifier.
        curve: String,
    },
    /// `id-Ed25519` of RFC 8410.
    Ed25519,
    /// `id-Ed448` of RFC 8410.
    Ed448,
    /// DSA of RFC 3279.
    Dsa,
    /// Any other, by its algorithm's dotted object identifier.
    Other(String),
}

impl fmt::Display for KeyKind {
    /// For example `RSA 2048` or `EC P-256`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { bits } => write!(formatter, "RSA {bits}"),
            Self::Ec { curve } => write!(formatter, "EC {curve}"),
            Self::Ed25519 => formatter.write_str("Ed25519"),
            Self::Ed448 => formatter.write_str("Ed448"),
            Self::Dsa => formatter.write_str("DSA"),
            Self::Other(oid) => formatter.write_str(oid),
        }
    }
}

/// A subject public key info and what it holds.
#[derive(Clone, Debug)]
pub struct PublicKey {
    /// What kind of key it is.
    pub kind: KeyKind,
    /// The whole `SubjectPublicKeyInfo`, DER.
    pub info: Vec<u8>,
    /// The contents of its algorithm identifier, DER without the outer tag and length.
    pub algorithm: Vec<u8>,
    /// The contents of its `subjectPublicKey` bit string.
    pub value: Vec<u8>,
    /// SHA-256 of `info`, made when it is first asked for.
    digest: OnceLock<Sha256>,
}

impl PartialEq for PublicKey {
    /// By [`PublicKey::info`], which holds all the rest.
    fn eq(&self, other: &Self) -> bool {
        self.info == other.info
    }
}

impl Eq for PublicKey {}

impl PublicKey {
    /// The key with this `SubjectPublicKeyInfo` and what stands in it.
    pub(crate) const fn new(
        kind: KeyKind,
        info: Vec<u8>,
        algorithm: Vec<u8>,
        value: Vec<u8>,
    ) -> Self {
        Self {
            kind,
            info,
            algorithm,
            value,
            digest: OnceLock::new(),
        }
    }

    /// SHA-256 of [`PublicKey::info`].
    #[must_use]
    pub fn sha256(&self) -> Sha256 {
        *self.digest.get_or_init(|| Sha256::of(&self.info))
    }
}

/// The length in bits of the modulus of an `RSAPublicKey` (RFC 8017, appendix A.1.1), leading zeros
/// not counted; `None` where the bytes are none.
pub(crate) fn modulus_bits(key: &[u8]) -> Option<usize> {
    let (modulus, _) = der::first(der::contents(key, der::SEQUENCE)?)?;
    let start = modulus.contents.iter().position(|byte| *byte != 0)?;
    let significant = modulus.contents.get(start..)?;
    let zeros = significant.first()?.leading_zeros() as usize;
    let bits = significant.len().saturating_mul(8).saturating_sub(zeros);
    (modulus.tag == der::INTEGER).then_some(bits)
}

/// A signature algorithm: its name, and the bytes by which verifiers know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureAlgorithm {
    /// RFC 5912's name, for example `sha256WithRSAEncryption`, else the dotted object identifier.
    pub name: String,
    /// The contents of the algorithm identifier, DER without the outer tag and length.
    pub identifier: Vec<u8>,
}

impl SignatureAlgorithm {
    /// Whether it is RSASSA-PSS over SHA-1: the hash that holds where the parameters name none
    /// (RFC 4055, section 3.1).
    #[must_use]
    pub fn is_pss_with_sha1(&self) -> bool {
        const SHA1: &[u8] = &[0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a];
        const HASH_ALGORITHM: u8 = 0xa0;
        let mut fields = der::elements(&self.identifier).skip(1);
        let parameters = fields.next().map_or(&[][..], |field| field.contents);
        let mut hash = der::elements(parameters).filter(|field| field.tag == HASH_ALGORITHM);
        self.name == PSS
            && hash.next().is_none_or(|hash| {
                der::contents(hash.contents, der::SEQUENCE)
                    .is_some_and(|algorithm| algorithm.starts_with(SHA1))
            })
    }
}

/// RFC 5912's name of RSASSA-PSS.
const PSS: &str = "rsassaPss";

/// The usual name of a signature algorithm by its dotted object identifier.
pub(super) fn signature_name(oid: &str) -> &str {
    match oid {
        "1.2.840.113549.1.1.2" => "md2WithRSAEncryption",
        "1.2.840.113549.1.1.4" => "md5WithRSAEncryption",
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => "sha1WithRSAEncryption",
        "1.2.840.113549.1.1.10" => PSS,
        "1.2.840.113549.1.1.11" => "sha256WithRSAEncryption",
        "1.2.840.113549.1.1.12" => "sha384WithRSAEncryption",
        "1.2.840.113549.1.1.13" => "sha512WithRSAEncryption",
        "1.2.840.113549.1.1.14" => "sha224WithRSAEncryption",
        "1.2.840.10040.4.3" => "dsaWithSHA1",
        "2.16.840.1.101.3.4.3.2" => "dsaWithSHA256",
        "1.2.840.10045.4.1" => "ecdsa-with-SHA1",
        "1.2.840.10045.4.3.1" => "ecdsa-with-SHA224",
        "1.2.840.10045.4.3.2" => "ecdsa-with-SHA256",
        "1.2.840.10045.4.3.3" => "ecdsa-with-SHA384",
        "1.2.840.10045.4.3.4" => "ecdsa-with-SHA512",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        _ => oid,
    }
}
