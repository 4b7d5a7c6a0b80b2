//! From DER to [`Certificate`]; alone knows x509-parser.

use std::borrow::Cow;
use std::collections::HashSet;
use x509_parser::asn1_rs::{Any, Header, Oid, Tag, ToDer};
use x509_parser::extensions as parsed;

use x509_parser::nom::Parser;
use x509_parser::prelude::{
    ASN1Time, FromDer, X509Certificate, X509CertificateParser, X509Extension,
};
use x509_parser::x509::{AttributeTypeAndValue, SubjectPublicKeyInfo, X509Name};

use super::distribution_points;
use super::extension;
use super::name::{Attribute, attribute_kind};
use super::oid::dotted;
use super::public_key::{modulus_bits, signature_name};
use super::{
    AuthorityCertificate, BasicConstraints, Certificate, ExtendedKeyUsage, Extension, KeyKind,
    KeyPurpose, KeyUsage, MalformedCertificate, Name, PublicKey, Sha256, SignatureAlgorithm, Time,
};
use crate::der;

/// Reads the certificate at the start of `der`; returns what follows it, too.
pub(super) fn certificate(der: &[u8]) -> Result<(Certificate, &[u8]), MalformedCertificate> {
    check_length(der)?;
    let mut parser = X509CertificateParser::new().with_deep_parse_extensions(false);
    let (rest, parsed) = Parser::parse(&mut parser, der)
        .map_err(|_| malformed("the bytes are not the DER of an X.509 certificate"))?;
    check_counts(&parsed)?;
    let signature_algorithm = SignatureAlgorithm {
        name: signature_name(&dotted(&parsed.signature_algorithm.algorithm)).to_owned(),
        identifier: outer_algorithm(parsed.as_raw()).unwrap_or_default(),
    };
    let mut certificate = Certificate {
        sha256: Sha256::of(parsed.as_raw()),
        der: parsed.as_raw().to_vec(),
        version: parsed.version().0.saturating_add(1),
        serial: parsed.raw_serial().to_vec(),
        subject: name(parsed.subject()),
        issuer: name(parsed.issuer()),
        not_before: Time::from_unix_seconds(parsed.validity().not_before.timestamp()),
        not_after: Time::from_unix_seconds(parsed.validity().not_after.timestamp()),
        public_key: public_key(parsed.public_key()),
        signature_algorithm,
        has_unique_identifiers: parsed.tbs_certificate.issuer_uid.is_some()
            || parsed.tbs_certificate.subject_uid.is_some(),
        extensions: Vec::new(),
        basic_constraints: None,
        key_usage: None,
        extended_key_usage: None,
        subject_key_identifier: None,
        authority_key_identifier: None,
        authority_certificate: None,
        name_constraints: None,
        issuer_urls: Vec::new(),
        crl_urls: Vec::new(),
    };
    read_extensions(&mut certificate, &parsed)?;
    Ok((certificate, rest))
}

/// Reads a `Name` that `der` is; `None` where it is none.
pub(crate) fn name_from_der(der: &[u8]) -> Option<Name> {
    whole::<X509Name<'_>, _>(der).map(|parsed| name(&parsed))
}

/// Reads a `Time` (RFC 5280, section 4.1.2.5) that `der` is; `None` where it is none.
pub(crate) fn time_from_der(der: &[u8]) -> Option<Time> {
    whole::<ASN1Time, _>(der).map(|parsed| Time::from_unix_seconds(parsed.timestamp()))
}

/// The length in bytes of the largest certificate that is read; real ones have a few kilobytes.
const MAX_LENGTH: usize = 1 << 20;
/// As many attributes of a name, extensions and key purposes are read: each costs many times its
/// bytes.
const MAX_COUNT: usize = 1000;

fn check_length(der: &[u8]) -> Result<(), MalformedCertificate> {
    let length = der::first(der).map_or(0, |(certificate, _)| certificate.whole.len());
    if length <= MAX_LENGTH {
        return Ok(());
    }
    Err(malformed(format!(
        "a certificate of {length} bytes, where at most {MAX_LENGTH} are read"
    )))
}

fn check_counts(parsed: &X509Certificate<'_>) -> Result<(), MalformedCertificate> {
    let counts = [
        (
            parsed.subject().iter_attributes().count(),
            "attributes in its subject",
        ),
        (
            parsed.issuer().iter_attributes().count(),
            "attributes in its issuer",
        ),
        (parsed.extensions().len(), "extensions"),
    ];
    match counts.into_iter().find(|(count, _)| *count > MAX_COUNT) {
        None => Ok(()),
        Some((count, what)) => Err(malformed(format!(
            "a certificate with {count} {what}, where at most {MAX_COUNT} are read"
        ))),
    }
}

fn malformed(reason: impl Into<String>) -> MalformedCertificate {
    MalformedCertificate {
        reason: reason.into(),
    }
}

/// The contents of the outer `signatureAlgorithm`, the second element of a certificate.
fn outer_algorithm(certificate: &[u8]) -> Option<Vec<u8>> {
    let (contents, _) = Header::from_der(certificate).ok()?;
    let (after_tbs, _) = Any::from_der(contents).ok()?;
    let (_, algorithm) = Any::from_der(after_tbs).ok()?;
    Some(algorithm.data.to_vec())
}

fn read_extensions(
    certificate: &mut Certificate,
    parsed: &X509Certificate<'_>,
) -> Result<(), MalformedCertificate> {
    let mut seen = HashSet::with_capacity(parsed.extensions().len());
    for extension in parsed.extensions() {
        let oid = dotted(&extension.oid);
        if !seen.insert(extension.oid.as_bytes()) {
            return Err(malformed(format!(
                "the certificate of {} has extension {oid} twice, which RFC 5280, section 4.2 forbids",
                certificate.subject
            )));
        }
        read_extension(certificate, extension, &oid).ok_or_else(|| {
            malformed(format!(
                "extension {} of the certificate of {} is malformed",
                extension::name(&oid).unwrap_or(&oid),
                certificate.subject
            ))
        })?;
        certificate.extensions.push(Extension {
            oid,
            critical: extension.critical,
        });
    }
    Ok(())
}

/// Reads one extension into its field; `None` where it is one that rules rely on and malformed.
fn read_extension(
    certificate: &mut Certificate,
    extension: &X509Extension<'_>,
    oid: &str,
) -> Option<()> {
    let value = extension.value;
    match oid {
        "2.5.29.14" => {
            certificate.subject_key_identifier =
                Some(whole::<parsed::KeyIdentifier<'_>, _>(value)?.0.to_vec());
        }
        "2.5.29.15" => certificate.key_usage = Some(key_usage(value)?),
        "2.5.29.19" => certificate.basic_constraints = Some(basic_constraints(value)?),
        "2.5.29.30" => {
            whole::<Any<'_>, _>(value).filter(|any| any.tag() == Tag::Sequence)?;
            certificate.name_constraints = Some(value.to_vec());
        }
        "2.5.29.31" => certificate.crl_urls = distribution_points::urls(value),
        "2.5.29.35" => {
            let identifier = whole::<parsed::AuthorityKeyIdentifier<'_>, _>(value)?;
            certificate.authority_certificate = authority_certificate(&identifier);
            certificate.authority_key_identifier = identifier
                .key_identifier
                .map(|identifier| identifier.0.to_vec());
        }
        "2.5.29.37" => certificate.extended_key_usage = Some(extended_key_usage(value)?),
        // No rule relies on it; where it is malformed there is no URL to name.
        "1.3.6.1.5.5.7.1.1" => certificate.issuer_urls = issuer_urls(value).unwrap_or_default(),
        _ => {}
    }
    Some(())
}

fn whole<'a, T: FromDer<'a, E>, E>(value: &'a [u8]) -> Option<T> {
    let (rest, read) = T::from_der(value).ok()?;
    rest.is_empty().then_some(read)
}

fn key_usage(value: &[u8]) -> Option<KeyUsage> {
    let bits = whole::<parsed::KeyUsage, _>(value)?;
    Some(KeyUsage {
        digital_signature: bits.digital_signature(),
        key_cert_sign: bits.key_cert_sign(),
        crl_sign: bits.crl_sign(),
    })
}

fn basic_constraints(value: &[u8]) -> Option<BasicConstraints> {
    let constraints = whole::<parsed::BasicConstraints, _>(value)?;
    Some(BasicConstraints {
        ca: constraints.ca,
        path_length: constraints.path_len_constraint,
    })
}

fn authority_certificate(
    identifier: &parsed::AuthorityKeyIdentifier<'_>,
) -> Option<AuthorityCertificate> {
    let names = identifier.authority_cert_issuer.as_deref()?;
    let issuer = names.iter().find_map(|name| match name {
        parsed::GeneralName::DirectoryName(name) => Some(name.as_raw().to_vec()),
        _ => None,
    })?;
    let serial = identifier.authority_cert_serial?.to_vec();
    Some(AuthorityCertificate { issuer, serial })
}

/// Every object identifier in its own order; the parser's own type loses it.
fn extended_key_usage(value: &[u8]) -> Option<ExtendedKeyUsage> {
    let sequence = whole::<Any<'_>, _>(value).filter(|any| any.tag() == Tag::Sequence)?;
    let mut rest = sequence.data;
    let mut purposes = Vec::new();
    while !rest.is_empty() && purposes.len() < MAX_COUNT {
        let (after, oid) = Oid::from_der(rest).ok()?;
        purposes.push(KeyPurpose::from_oid(&dotted(&oid)));
        rest = after;
    }
    (rest.is_empty() && !purposes.is_empty()).then(|| ExtendedKeyUsage::new(purposes))
}

fn issuer_urls(value: &[u8]) -> Option<Vec<String>> {
    let access = whole::<parsed::AuthorityInfoAccess<'_>, _>(value)?;
    let urls = access.iter().filter_map(|description| {
        let is_issuer = description.access_method.to_id_string() == "1.3.6.1.5.5.7.48.2";
        match description.access_location {
            parsed::GeneralName::URI(url) if is_issuer => Some(url.to_owned()),
            _ => None,
        }
    });
    Some(urls.collect())
}

fn name(parsed: &X509Name<'_>) -> Name {
    Name::new(parsed.as_raw().to_vec())
}

/// The relative distinguished names of a `Name`, DER; none where it is none.
pub(super) fn name_parts(der: &[u8]) -> Vec<Vec<Attribute>> {
    let Some(parsed) = whole::<X509Name<'_>, _>(der) else {
        return Vec::new();
    };
    parsed
        .iter()
        .map(|part| part.iter().map(attribute).collect())
        .collect()
}

fn attribute(parsed: &AttributeTypeAndValue<'_>) -> Attribute {
    let value = parsed.attr_value();
    let text = text(value);
    Attribute {
        kind: attribute_kind(parsed.attr_type().as_bytes())
            .map_or_else(|| parsed.attr_type().to_id_string().into(), Cow::Borrowed),
        der: if text.is_some() {
            Vec::new()
        } else {
            value.to_der_vec().unwrap_or_default()
        },
        value: text,
    }
}

/// The text of a string type of X.680; `None` for any other type or bytes that it cannot hold.
fn text(value: &Any<'_>) -> Option<String> {
    let bytes = value.data;
    match value.tag() {
        Tag::Utf8String
        | Tag::PrintableString
        | Tag::Ia5String
        | Tag::NumericString
        | Tag::VisibleString => std::str::from_utf8(bytes).ok().map(str::to_owned),
        // T.61 is used as Latin-1 wherever it still occurs.
        Tag::T61String => Some(bytes.iter().copied().map(char::from).collect()),
        Tag::BmpString => {
            let (units, []) = bytes.as_chunks::<2>() else {
                return None;
            };
            String::from_utf16(
                &units
                    .iter()
                    .copied()
                    .map(u16::from_be_bytes)
                    .collect::<Vec<_>>(),
            )
            .ok()
        }
        Tag::UniversalString => {
            let (units, []) = bytes.as_chunks::<4>() else {
                return None;
            };
            units
                .iter()
                .map(|unit| char::from_u32(u32::from_be_bytes(*unit)))
                .collect()
        }
        _ => None,
    }
}

fn public_key(info: &SubjectPublicKeyInfo<'_>) -> PublicKey {
    PublicKey::new(
        key_kind(info),
        info.raw.to_vec(),
        info_algorithm(info.raw).unwrap_or_default(),
        info.subject_public_key.data.to_vec(),
    )
}

/// The contents of a `SubjectPublicKeyInfo`'s algorithm, its first element.
fn info_algorithm(info: &[u8]) -> Option<Vec<u8>> {
    let (contents, _) = Header::from_der(info).ok()?;
    let (_, algorithm) = Any::from_der(contents).ok()?;
    Some(algorithm.data.to_vec())
}

fn key_kind(info: &SubjectPublicKeyInfo<'_>) -> KeyKind {
    let oid = dotted(&info.algorithm.algorithm);
    match &*oid {
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => {
            modulus_bits(&info.subject_public_key.data)
                .map_or(KeyKind::Other(oid.into_owned()), |bits| KeyKind::Rsa {
                    bits,
                })
        }
        "1.2.840.10045.2.1" => {
            let curve = info
                .algorithm
                .parameters
                .as_ref()
                .and_then(|any| any.as_oid().ok());
            KeyKind::Ec {
                curve: curve.map_or("explicit parameters".into(), |oid| {
                    curve_name(&dotted(&oid))
                }),
            }
        }
        "1.3.101.112" => KeyKind::Ed25519,
        "1.3.101.113" => KeyKind::Ed448,
        "1.2.840.10040.4.1" => KeyKind::Dsa,
        _ => KeyKind::Other(oid.into_owned()),
    }
}

fn curve_name(oid: &str) -> String {
    match oid {
        "1.2.840.10045.3.1.7" => "P-256",
        "1.3.132.0.34" => "P-384",
        "1.3.132.0.35" => "P-521",
        "1.3.132.0.10" => "secp256k1",
        _ => oid,
    }
    .to_owned()
}
