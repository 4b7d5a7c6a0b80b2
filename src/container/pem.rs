//! PEM (RFC 7468): a text's certificates; alone knows rustls-pemfile.
//!
//! rustls-pemfile skips without a word what it does not know, so `sections.rs` finds the sections,
//! and it is given one at a time, rewritten under the label that it knows.

use std::sync::Arc;

use rustls_pemfile::Item;

use super::base64::Wrong;
use super::label::{Kind, quoted};
use super::other::broken;
use super::sections::{Reader, Section};
use super::structure::Structure;
use super::text::Lines;
use super::{Contents, Format, Unreadable, der, pkcs7};
use crate::certificate::{Certificate, MalformedCertificate};
use crate::memory::Memory;

/// Reads a text with PEM sections; `None` where it has none.
pub(super) fn read(text: &[u8], memory: &Memory) -> Result<Option<Contents>, Unreadable> {
    let mut reader = Reader::new(memory);
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        reader.line(line, lines.rest())?;
    }
    reader.finish()
}

/// Decodes Base64 that holds no character of another alphabet.
pub(super) fn decode(base64: &[u8]) -> Option<Vec<u8>> {
    let section: Vec<u8> = [
        b"-----BEGIN CERTIFICATE-----\n",
        base64,
        b"\n-----END CERTIFICATE-----\n",
    ]
    .concat();
    match rustls_pemfile::read_one_from_slice(&section) {
        Ok(Some((Item::X509Certificate(der), _))) => Some(der.to_vec()),
        _ => None,
    }
}

/// Reads a certificate's section; also says whether trust settings followed the certificate.
pub(super) fn certificate(
    section: &Section,
    memory: &Memory,
) -> Result<(Arc<Certificate>, bool), Unreadable> {
    let malformed = |der: &[u8], error: MalformedCertificate| malformed(section, der, error.reason);
    if section.kind == Kind::TrustedCertificate {
        let der = decoded(section)?;
        let read = Certificate::from_der_prefix(&der).map_err(|error| malformed(&der, error));
        return read.map(|(certificate, behind)| (certificate.into(), !behind.is_empty()));
    }
    let certificate = memory.certificate(base64(section)?, || {
        let der = decoded(section)?;
        Certificate::from_der(&der).map_err(|error| malformed(&der, error))
    });
    Ok((certificate?, false))
}

/// The certificates of PKCS#7 sections, each with the line of its section.
pub(super) fn pkcs7(sections: &[Section]) -> Result<Contents, Unreadable> {
    let mut contents = Contents::new(Format::Pkcs7);
    for section in sections {
        let der = decoded(section)?;
        let before = contents.certificates.len();
        match Structure::of(&der) {
            Some(Structure::SignedData) => pkcs7::signed_data(&der, &mut contents).map(drop),
            Some(Structure::OtherPkcs7) => Err(pkcs7::other_type(&der)),
            _ => Err(at_odd_line(section, String::from("no PKCS#7 structure"))),
        }
        .map_err(|error| error.in_line(section.line))?;
        for located in contents.certificates.iter_mut().skip(before) {
            located.line = Some(section.line);
            located.last_line = Some(section.last_line);
        }
    }
    let line = sections.first().map(|section| section.line);
    if contents.certificates.is_empty() {
        return Err(pkcs7::nothing().in_line(line.unwrap_or(1)));
    }
    Ok(contents)
}

/// The characters of a section's body, nothing but Base64 and padding.
fn base64(section: &Section) -> Result<&[u8], Unreadable> {
    section.body.base64().map_err(|wrong| {
        let reason = format!(
            "{} in the section {} that begins in line {}",
            wrong.what,
            quoted(&section.label),
            section.line
        );
        broken(Some(wrong.line), reason)
    })
}

fn decoded(section: &Section) -> Result<Vec<u8>, Unreadable> {
    let label = quoted(&section.label);
    let characters = base64(section)?;
    if characters.is_empty() {
        return Err(broken(
            Some(section.line),
            format!("the section {label} is empty"),
        ));
    }
    decode(characters).ok_or_else(|| {
        let reason = format!(
            "the Base64 of the section {label} does not decode: {} characters are no whole number \
             of bytes",
            characters.len()
        );
        at_odd_line(section, reason)
    })
}

/// Why a section's bytes are no certificate, as near as can be told.
fn malformed(section: &Section, der: &[u8], reason: String) -> Unreadable {
    let found = match Structure::of(der) {
        Some(Structure::Certificate) => {
            return match der::cut_short(der) {
                Some(cut) => at_odd_line(section, cut),
                None => broken(Some(section.line), reason),
            };
        }
        None => return at_odd_line(section, reason),
        Some(Structure::RevocationList) => Kind::RevocationList.words(),
        Some(Structure::Request) => Kind::Request.words(),
        Some(Structure::PrivateKey) => Kind::PrivateKey.words(),
        Some(Structure::PublicKey) => Kind::PublicKey.words(),
        Some(Structure::SignedData | Structure::OtherPkcs7) => Kind::Pkcs7.words(),
        Some(Structure::Pkcs12) => "a PKCS#12 key store",
    };
    let label = quoted(&section.label);
    let reason = format!("the section {label} holds {found}, not a certificate");
    broken(Some(section.line), reason)
}

/// The fault at the line that has another width than the rest, else at the section's BEGIN.
fn at_odd_line(section: &Section, reason: String) -> Unreadable {
    let Some(Wrong { line, what }) = section.body.odd_line() else {
        return broken(Some(section.line), reason);
    };
    let begin = section.line;
    broken(
        Some(line),
        format!("{reason}; the section begins in line {begin}, and line {line} has {what}"),
    )
}
