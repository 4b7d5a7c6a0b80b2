//! DER files: one certificate or several on end, and what else begins like one.

use super::ber::Element;
use super::label::Kind;
use super::other;
use super::structure::Structure;
use super::{Contents, Format, Located, Passwords, Unreadable, UnreadableKind};
use super::{pkcs7, pkcs12};
use crate::certificate::Certificate;

/// Whether the bytes begin as DER does and no text would: a SEQUENCE with a long length (`0`
/// and a byte that starts no UTF-8 character), or one of a known structure.
pub(super) fn looks_like_der(bytes: &[u8]) -> bool {
    matches!(bytes, [0x30, 0x80..=0x84, ..]) || Structure::of(bytes).is_some()
}

/// Reads DER or BER.
pub(super) fn read(bytes: &[u8], passwords: &Passwords) -> Result<Contents, Unreadable> {
    match Structure::of(bytes) {
        None | Some(Structure::Certificate) => certificates(bytes),
        Some(Structure::RevocationList) => Err(no_certificate(Kind::RevocationList)),
        Some(Structure::Request) => Err(no_certificate(Kind::Request)),
        Some(Structure::PrivateKey) => Err(no_certificate(Kind::PrivateKey)),
        Some(Structure::PublicKey) => Err(no_certificate(Kind::PublicKey)),
        Some(Structure::SignedData) => pkcs7::read(bytes),
        Some(Structure::OtherPkcs7) => Err(pkcs7::other_type(bytes)),
        Some(Structure::Pkcs12) => pkcs12::read(bytes, passwords),
    }
}

fn certificates(bytes: &[u8]) -> Result<Contents, Unreadable> {
    let mut contents = Contents::new(Format::Der);
    let mut rest = bytes;
    while rest.first() == Some(&0x30) {
        let (certificate, behind) = Certificate::from_der_prefix(rest)
            .map_err(|error| malformed(rest, &error.reason, contents.certificates.len()))?;
        contents.certificates.push(Located {
            certificate: certificate.into(),
            line: None,
            last_line: None,
        });
        rest = behind;
    }
    if !rest.is_empty() {
        contents.leave_out(format!("{} bytes after the last certificate", rest.len()));
    }
    Ok(contents)
}

fn malformed(bytes: &[u8], reason: &str, read: usize) -> Unreadable {
    let which = match read {
        0 => String::from("the file begins like DER, but holds no certificate that can be read"),
        1 => String::from("what follows the first certificate cannot be read"),
        _ => format!("what follows the first {read} certificates cannot be read"),
    };
    let reason = cut_short(bytes).unwrap_or_else(|| reason.to_owned());
    Unreadable {
        kind: UnreadableKind::Broken,
        line: None,
        reason: format!("{which}: {reason}"),
    }
}

/// Says how much is missing where the DER's own length goes beyond the bytes.
pub(super) fn cut_short(der: &[u8]) -> Option<String> {
    let total = Element::first(der)?.total?;
    let there = der.len();
    (total > there && Structure::of(der) == Some(Structure::Certificate))
        .then(|| format!("the certificate is cut short, {there} of its {total} bytes are there"))
}

fn no_certificate(kind: Kind) -> Unreadable {
    let found = format!("{} in DER", kind.words());
    other::no_certificate(None, &found, kind.advice())
}
