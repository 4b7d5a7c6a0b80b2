//! The public half of a private key, computed from its secret part.

use aws_lc_rs::rsa;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_ASN1_SIGNING, ECDSA_P521_SHA512_ASN1_SIGNING,
    EcdsaKeyPair, EcdsaSigningAlgorithm, Ed25519KeyPair, KeyPair as _,
};

use super::KeyError;
use crate::certificate::{KeyKind, PublicKey, modulus_bits};
use crate::der::{self, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE};

/// A public key as computed from a private one.
#[derive(Clone)]
pub(super) struct PublicHalf {
    /// What kind of key it is.
    pub(super) kind: KeyKind,
    /// What a certificate's `subjectPublicKey` holds of it; a point in its uncompressed form.
    value: Vec<u8>,
}

impl PublicHalf {
    /// Whether it is `key`, in whichever form that is written.
    pub(super) fn is(&self, key: &PublicKey) -> bool {
        match (&self.kind, &key.kind) {
            (KeyKind::Rsa { .. }, KeyKind::Rsa { .. }) => {
                let numbers = rsa_numbers(&self.value);
                numbers.is_some() && numbers == rsa_numbers(&key.value)
            }
            (KeyKind::Ec { .. }, KeyKind::Ec { .. }) => {
                self.kind == key.kind && is_point(&self.value, &key.value)
            }
            _ => self.kind == key.kind && self.value == key.value,
        }
    }
}

/// Modulus and exponent of an `RSAPublicKey`, without leading zeros.
fn rsa_numbers(key: &[u8]) -> Option<[&[u8]; 2]> {
    let mut numbers = der::elements(der::contents(key, SEQUENCE)?);
    let mut next = || {
        let number = numbers.next().filter(|element| element.tag == INTEGER)?;
        let zeros = number
            .contents
            .iter()
            .take_while(|byte| **byte == 0)
            .count();
        number.contents.get(zeros..)
    };
    Some([next()?, next()?])
}

/// Whether `other` is the uncompressed `point`; it may be compressed (SEC 1, section 2.3.3).
fn is_point(point: &[u8], other: &[u8]) -> bool {
    let coordinates = point.strip_prefix(&[4]).unwrap_or_default();
    match other.split_first() {
        Some((sign @ (2 | 3), x)) => {
            let is_odd = coordinates.last().is_some_and(|byte| byte % 2 == 1);
            coordinates.len() == x.len().saturating_mul(2)
                && coordinates.starts_with(x)
                && is_odd == (*sign == 3)
        }
        _ => point == other,
    }
}

/// Computes the public half of an unencrypted PKCS#8, PKCS#1 or SEC1 structure.
pub(super) fn half(key: &[u8]) -> Result<PublicHalf, KeyError> {
    let parts: Vec<_> = der::contents(key, SEQUENCE)
        .into_iter()
        .flat_map(der::elements)
        .take(MAX_PARTS)
        .collect();
    match parts.as_slice() {
        [version, algorithm, secret, ..]
            if (version.tag, algorithm.tag, secret.tag) == (INTEGER, SEQUENCE, OCTET_STRING) =>
        {
            pkcs8(algorithm.contents, secret.contents)
        }
        [version, secret, rest @ ..] if (version.tag, secret.tag) == (INTEGER, OCTET_STRING) => {
            let parameters = rest.iter().find(|part| part.tag == PARAMETERS);
            let curve = parameters.ok_or_else(malformed)?.contents;
            ec(curve, key)
        }
        [_, _, _, _, _, _] if parts.iter().all(|part| part.tag == INTEGER) => Err(kind("a DSA")),
        [version, ..] if parts.iter().filter(|part| part.tag == INTEGER).count() == RSA_NUMBERS => {
            pkcs1(key, version.contents)
        }
        _ => Err(malformed()),
    }
}

/// As many elements are looked at; no structure of a private key has more.
const MAX_PARTS: usize = 10;
/// The numbers of an `RSAPrivateKey`, its version among them (RFC 8017, appendix A.1.2).
const RSA_NUMBERS: usize = 9;
/// Tag of an `ECPrivateKey`'s parameters (RFC 5915, section 3).
const PARAMETERS: u8 = 0xa0;

/// Contents of the object identifiers of RFC 5912, section 6, and RFC 8410, section 3.
const RSA_ENCRYPTION: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const RSASSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
const EC_PUBLIC_KEY: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 0x04, 0x01];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
const ED448: &[u8] = &[0x2b, 0x65, 0x71];

/// `PrivateKeyInfo` (RFC 5208, section 5): an algorithm's contents and its secret.
fn pkcs8(algorithm: &[u8], secret: &[u8]) -> Result<PublicHalf, KeyError> {
    let (identifier, parameters) = der::first(algorithm)
        .filter(|(identifier, _)| identifier.tag == OBJECT_IDENTIFIER)
        .ok_or_else(malformed)?;
    match identifier.contents {
        RSA_ENCRYPTION | RSASSA_PSS => {
            let numbers = der::contents(secret, SEQUENCE).ok_or_else(malformed)?;
            let (version, _) = der::first(numbers).ok_or_else(malformed)?;
            pkcs1(secret, version.contents)
        }
        EC_PUBLIC_KEY => ec(parameters, secret),
        ED25519 => ed25519(secret),
        ED448 => Err(kind("an Ed448")),
        DSA => Err(kind("a DSA")),
        _ => Err(kind("another kind of")),
    }
}

/// `RSAPrivateKey` (RFC 8017, appendix A.1.2).
fn pkcs1(key: &[u8], version: &[u8]) -> Result<PublicHalf, KeyError> {
    let mut numbers = der::contents(key, SEQUENCE)
        .into_iter()
        .flat_map(der::elements)
        .skip(1)
        .filter(|number| number.tag == INTEGER);
    let (Some(modulus), Some(exponent)) = (numbers.next(), numbers.next()) else {
        return Err(malformed());
    };
    let mut value = Vec::new();
    der::write(
        &mut value,
        SEQUENCE,
        &[modulus.whole, exponent.whole].concat(),
    );
    let bits = modulus_bits(&value).ok_or_else(malformed)?;
    // The backend takes keys of two primes and these lengths only; of others the numbers are
    // taken as they stand.
    let is_checked = version == [0] && (2048..=8192).contains(&bits);
    if is_checked && rsa::KeyPair::from_der(key).is_err() {
        return Err(inconsistent());
    }
    let kind = KeyKind::Rsa { bits };
    Ok(PublicHalf { kind, value })
}

/// A curve of RFC 5480: the contents of its object identifier, its name, its algorithm.
type Curve = (&'static [u8], &'static str, &'static EcdsaSigningAlgorithm);

const CURVES: [Curve; 3] = [
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
        "P-256",
        &ECDSA_P256_SHA256_ASN1_SIGNING,
    ),
    (
        &[0x2b, 0x81, 0x04, 0x00, 0x22],
        "P-384",
        &ECDSA_P384_SHA384_ASN1_SIGNING,
    ),
    (
        &[0x2b, 0x81, 0x04, 0x00, 0x23],
        "P-521",
        &ECDSA_P521_SHA512_ASN1_SIGNING,
    ),
];

/// `ECPrivateKey` (RFC 5915, section 3) on the curve that `parameters` name.
fn ec(parameters: &[u8], key: &[u8]) -> Result<PublicHalf, KeyError> {
    let named = der::contents(parameters, OBJECT_IDENTIFIER);
    let curve = CURVES
        .iter()
        .find(|(identifier, ..)| Some(*identifier) == named);
    let Some((_, name, algorithm)) = curve else {
        return Err(kind("another elliptic curve's"));
    };
    let pair = EcdsaKeyPair::from_private_key_der(algorithm, key).map_err(|_| inconsistent())?;
    Ok(PublicHalf {
        kind: KeyKind::Ec {
            curve: (*name).to_owned(),
        },
        value: pair.public_key().as_ref().to_vec(),
    })
}

/// `CurvePrivateKey` (RFC 8410, section 7).
fn ed25519(secret: &[u8]) -> Result<PublicHalf, KeyError> {
    let seed = der::contents(secret, OCTET_STRING).ok_or_else(malformed)?;
    let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| malformed())?;
    Ok(PublicHalf {
        kind: KeyKind::Ed25519,
        value: pair.public_key().as_ref().to_vec(),
    })
}

fn malformed() -> KeyError {
    KeyError::corrupt("the bytes are no private key that can be read (PKCS#8, PKCS#1 or SEC1)")
}

fn inconsistent() -> KeyError {
    KeyError::corrupt("the private key is damaged: its numbers do not belong together")
}

fn kind(name: &str) -> KeyError {
    KeyError::unsupported(format!(
        "the private key is {name} key; RSA, P-256, P-384, P-521 and Ed25519 are read"
    ))
}
