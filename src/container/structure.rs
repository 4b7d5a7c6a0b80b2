//! What some DER or BER is, told from its outermost elements.

use super::ber::{Element, tag};

/// 1.2.840.113549.1.7, the arc of PKCS#7's content types.
const PKCS7_ARC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
/// 1.2.840.113549.1.7.2, `SignedData`.
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
/// 1.2.840.113549.1.5, the arc of PKCS#5's encryption schemes.
const PKCS5_ARC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05];
/// 1.2.840.113549.1.12.1, the arc of PKCS#12's encryption schemes.
const PKCS12_SCHEMES_ARC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];

/// A structure that has a known shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Structure {
    /// RFC 5280, section 4.1.
    Certificate,
    /// RFC 5280, section 5.1.
    RevocationList,
    /// RFC 2986.
    Request,
    /// PKCS#8 (encrypted or not), PKCS#1, SEC1 or OpenSSL's for DSA.
    PrivateKey,
    /// `SubjectPublicKeyInfo` or PKCS#1.
    PublicKey,
    /// PKCS#7 or CMS, `SignedData`, which may hold certificates.
    SignedData,
    /// PKCS#7 or CMS of another type, which holds none.
    OtherPkcs7,
    /// PKCS#12.
    Pkcs12,
}

impl Structure {
    /// What `bytes`, or a structure that they are the beginning of, are.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let outer = Element::tagged(bytes, tag::SEQUENCE)?;
        let first = Element::first(outer.contents)?;
        match first.tag {
            tag::OBJECT_IDENTIFIER if first.contents == SIGNED_DATA => Some(Self::SignedData),
            tag::OBJECT_IDENTIFIER if first.contents.starts_with(PKCS7_ARC) => {
                Some(Self::OtherPkcs7)
            }
            tag::INTEGER => after_version(first),
            tag::SEQUENCE => after_sequence(first),
            _ => None,
        }
    }
}

/// SEQUENCE { version INTEGER, … }, or numbers alone.
fn after_version(version: Element<'_>) -> Option<Structure> {
    let second = version.next()?;
    match (version.contents, second.tag) {
        ([3], tag::SEQUENCE) => {
            let kind = Element::tagged(second.contents, tag::OBJECT_IDENTIFIER)?;
            kind.contents
                .starts_with(PKCS7_ARC)
                .then_some(Structure::Pkcs12)
        }
        ([0 | 1], tag::SEQUENCE) => {
            Element::tagged(second.contents, tag::OBJECT_IDENTIFIER)?;
            Element::tagged(second.rest, tag::OCTET_STRING).map(|_| Structure::PrivateKey)
        }
        ([1], tag::OCTET_STRING) | ([0 | 1], tag::INTEGER) => Some(Structure::PrivateKey),
        (_, tag::INTEGER) if second.rest.is_empty() => Some(Structure::PublicKey),
        _ => None,
    }
}

/// SEQUENCE { SEQUENCE { … }, … }: what is signed, or an algorithm.
fn after_sequence(inner: Element<'_>) -> Option<Structure> {
    let first = Element::first(inner.contents)?;
    match first.tag {
        tag::CONTEXT_0 => Some(Structure::Certificate),
        tag::OBJECT_IDENTIFIER => match inner.next()?.tag {
            tag::BIT_STRING => Some(Structure::PublicKey),
            tag::OCTET_STRING if is_encryption(first.contents) => Some(Structure::PrivateKey),
            _ => None,
        },
        tag::INTEGER => {
            let second = Element::tagged(first.rest, tag::SEQUENCE)?;
            match Element::first(second.contents).map(|element| element.tag) {
                Some(tag::OBJECT_IDENTIFIER) => after_algorithm(second),
                Some(tag::SET) | None => Some(Structure::Request),
                Some(_) => None,
            }
        }
        tag::SEQUENCE => after_algorithm(first),
        _ => None,
    }
}

/// `signature`, `issuer`, then the validity of a certificate or the time of a CRL.
fn after_algorithm(algorithm: Element<'_>) -> Option<Structure> {
    match algorithm.next()?.next()?.tag {
        tag::SEQUENCE => Some(Structure::Certificate),
        tag::UTC_TIME | tag::GENERALIZED_TIME => Some(Structure::RevocationList),
        _ => None,
    }
}

fn is_encryption(algorithm: &[u8]) -> bool {
    algorithm.starts_with(PKCS5_ARC) || algorithm.starts_with(PKCS12_SCHEMES_ARC)
}
