//! PKCS#7 and CMS (RFC 5652): the certificates that come with signed data.

use super::ber::{Elements, Malformed, Value, tag};
use super::other::{PASS_CERTIFICATE, broken, no_certificate};
use super::{Contents, Format, Unreadable, UnreadableKind};

/// The content types that hold no certificates for people: the last arc after 1.2.840.113549.1.7,
/// its name, and what to do.
const OTHER_TYPES: &[(u8, &str, &str)] = &[
    (1, "plain data", PASS_CERTIFICATE),
    (3, "enveloped data, encrypted for a recipient", DECRYPT),
    (4, "signed and enveloped data", DECRYPT),
    (5, "digested data", PASS_CERTIFICATE),
    (6, "encrypted data", DECRYPT),
];

const DECRYPT: &str = "decrypt it first (`openssl cms -decrypt -in FILE -inkey KEY`, with \
                       `-inform DER` where it is no PEM), and pass what comes out if it holds \
                       certificates";

/// Reads a `ContentInfo` that holds `SignedData`.
pub(super) fn read(bytes: &[u8]) -> Result<Contents, Unreadable> {
    let mut contents = Contents::new(Format::Pkcs7);
    let rest = signed_data(bytes, &mut contents)?;
    if contents.certificates.is_empty() {
        return Err(nothing());
    }
    if !rest.is_empty() {
        contents.leave_out(format!("{} bytes after the PKCS#7 structure", rest.len()));
    }
    Ok(contents)
}

/// The answer for signed data that came without certificates.
pub(super) fn nothing() -> Unreadable {
    no_certificate(None, "PKCS#7 (CMS) signed data", PASS_CERTIFICATE)
}

/// Takes in the certificates of a `ContentInfo`; returns what follows it.
pub(super) fn signed_data<'a>(
    bytes: &'a [u8],
    contents: &mut Contents,
) -> Result<&'a [u8], Unreadable> {
    let (fields, rest) = Fields::read(bytes).map_err(malformed)?;
    let mut certificates = fields.certificates;
    while let Some(element) = certificates.next().map_err(malformed)? {
        if element.tag == tag::SEQUENCE {
            contents.add(element.whole)?;
        } else {
            contents.leave_out("an attribute certificate, or one of PKCS#6");
        }
    }
    if fields.has_revocation_lists {
        contents.leave_out("certificate revocation lists");
    }
    Ok(rest)
}

fn malformed(malformed: Malformed) -> Unreadable {
    let reason = format!("the PKCS#7 (CMS) structure is broken: {}", malformed.0);
    broken(None, reason)
}

/// What is read of `SignedData`.
struct Fields<'a> {
    certificates: Elements<'a>,
    has_revocation_lists: bool,
}

impl<'a> Fields<'a> {
    /// Reads a `ContentInfo`; also returns what follows it.
    fn read(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Malformed> {
        let (outer, rest) = Value::first(bytes)?;
        let mut info = outer.elements();
        info.expect(tag::OBJECT_IDENTIFIER)?;
        let mut content = info.expect(tag::CONTEXT_0)?.elements();
        let mut fields = content.expect(tag::SEQUENCE)?.elements();
        fields.expect(tag::INTEGER)?;
        fields.expect(tag::SET)?;
        fields.expect(tag::SEQUENCE)?;
        let certificates = fields.optional(tag::CONTEXT_0)?;
        let has_revocation_lists = fields.optional(tag::CONTEXT_1)?.is_some();
        fields.expect(tag::SET)?;
        let read = Self {
            certificates: Elements::of(certificates.map_or(&[], |set| set.contents)),
            has_revocation_lists,
        };
        Ok((read, rest))
    }
}

/// The answer for a content type that holds no certificates.
pub(super) fn other_type(bytes: &[u8]) -> Unreadable {
    let (what, advice) = Elements::of(bytes)
        .next()
        .ok()
        .flatten()
        .and_then(|outer| outer.elements().expect(tag::OBJECT_IDENTIFIER).ok())
        .and_then(|oid| oid.contents.last().copied())
        .and_then(|arc| OTHER_TYPES.iter().find(|(known, ..)| *known == arc))
        .map_or(("another type", PASS_CERTIFICATE), |(_, what, advice)| {
            (what, advice)
        });
    Unreadable {
        kind: UnreadableKind::OtherFormat(Format::Pkcs7),
        line: None,
        reason: format!("PKCS#7 (CMS) of the type {what}, which shows no certificates; {advice}"),
    }
}
