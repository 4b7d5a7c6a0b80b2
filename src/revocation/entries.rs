//! The entries of a list, found fast among a million.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::{Revocation, Support};
use crate::certificate::time_from_der;
use crate::der::{self, Element, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE};

/// The entries of a list, in their own DER.
pub(super) struct Entries {
    /// Contents of `revokedCertificates`.
    bytes: Vec<u8>,
    /// Of each entry a digest of its serial number and where it starts, in the digests' order.
    index: Vec<(u32, u32)>,
}

/// `BOOLEAN`, `ENUMERATED`, `UTCTime` and `GeneralizedTime`.
const BOOLEAN: u8 = 0x01;
const ENUMERATED: u8 = 0x0a;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// `id-ce` 21, 23, 24 and 29: RFC 5280, section 5.3.
const REASON_CODE: &[u8] = &[0x55, 0x1d, 21];
const HOLD_INSTRUCTION: &[u8] = &[0x55, 0x1d, 23];
const INVALIDITY_DATE: &[u8] = &[0x55, 0x1d, 24];
const CERTIFICATE_ISSUER: &[u8] = &[0x55, 0x1d, 29];

/// `removeFromCRL`: the certificate was taken off the list again.
const REMOVE_FROM_CRL: u8 = 8;

impl Entries {
    /// Reads the contents of `revokedCertificates`; also says whether all of them is processed. `None` where an entry is malformed.
    pub(super) fn read(contents: &[u8]) -> Option<(Self, Support)> {
        let mut index = Vec::new();
        let mut support = Support::Processed;
        let mut rest = contents;
        while !rest.is_empty() {
            let start = u32::try_from(contents.len().checked_sub(rest.len())?).ok()?;
            let (entry, after) = der::first(rest)?;
            let entry = Entry::read(entry)?;
            support = support.and(entry.support()?);
            index.push((digest(entry.serial), start));
            rest = after;
        }
        index.sort_unstable();
        let bytes = contents.to_vec();
        Some((Self { bytes, index }, support))
    }

    pub(super) const fn count(&self) -> usize {
        self.index.len()
    }

    /// The entry with this serial number, the latest where there are several.
    pub(super) fn find(&self, serial: &[u8]) -> Option<Revocation> {
        let wanted = digest(serial);
        let first = self.index.partition_point(|(digest, _)| *digest < wanted);
        let alike = self
            .index
            .iter()
            .skip(first)
            .take_while(|(digest, _)| *digest == wanted);
        let entries = alike.filter_map(|(_, start)| {
            let (entry, _) = der::first(self.bytes.get(usize::try_from(*start).ok()?..)?)?;
            Entry::read(entry).filter(|entry| entry.serial == serial)
        });
        entries.last()?.revocation()
    }
}

fn digest(serial: &[u8]) -> u32 {
    let mut hasher = DefaultHasher::new();
    serial.hash(&mut hasher);
    let [a, b, c, d, ..] = hasher.finish().to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// One of `revokedCertificates`.
struct Entry<'a> {
    serial: &'a [u8],
    date: Element<'a>,
    /// Contents of its extensions' sequence.
    extensions: &'a [u8],
}

impl<'a> Entry<'a> {
    fn read(entry: Element<'a>) -> Option<Self> {
        let (serial, rest) = der::first(entry.contents)?;
        let (date, rest) = der::first(rest)?;
        let extensions = match rest {
            [] => rest,
            _ => der::contents(rest, SEQUENCE)?,
        };
        let is_entry = entry.tag == SEQUENCE && serial.tag == INTEGER && is_time(date.tag);
        is_entry.then_some(Self {
            serial: serial.contents,
            date,
            extensions,
        })
    }

    /// Whether the entry's extensions are processed; `None` where its date or one of them is
    /// malformed.
    fn support(&self) -> Option<Support> {
        time_from_der(self.date.whole)?;
        extensions(self.extensions).try_fold(Support::Processed, |before, extension| {
            let extension = extension?;
            let this = match extension.identifier {
                CERTIFICATE_ISSUER => {
                    Support::NotProcessed("it is an indirect CRL, which is not supported")
                }
                REASON_CODE => {
                    der::contents(extension.value, ENUMERATED)?;
                    Support::Processed
                }
                HOLD_INSTRUCTION | INVALIDITY_DATE => Support::Processed,
                _ if extension.critical => Support::NotProcessed(
                    "an entry has a critical extension that is not known (RFC 5280, section 5.3)",
                ),
                _ => Support::Processed,
            };
            Some(before.and(this))
        })
    }

    /// `None` where the entry says that the certificate is off the list again.
    fn revocation(&self) -> Option<Revocation> {
        let value = |identifier: &[u8]| {
            extensions(self.extensions)
                .flatten()
                .find(|extension| extension.identifier == identifier)
                .map(|extension| extension.value)
        };
        let code =
            value(REASON_CODE).and_then(|value| der::contents(value, ENUMERATED)?.first().copied());
        if code == Some(REMOVE_FROM_CRL) {
            return None;
        }
        Some(Revocation {
            date: time_from_der(self.date.whole)?,
            reason: code.map(reason),
            invalidity_date: value(INVALIDITY_DATE).and_then(time_from_der),
        })
    }
}

/// RFC 5280's name of a `CRLReason` (section 5.3.1).
const fn reason(code: u8) -> &'static str {
    match code {
        0 => "unspecified",
        1 => "keyCompromise",
        2 => "cACompromise",
        3 => "affiliationChanged",
        4 => "superseded",
        5 => "cessationOfOperation",
        6 => "certificateHold",
        9 => "privilegeWithdrawn",
        10 => "aACompromise",
        _ => "a reason that RFC 5280 does not define",
    }
}

/// Whether the tag is one of `Time`'s two.
pub(super) const fn is_time(tag: u8) -> bool {
    matches!(tag, UTC_TIME | GENERALIZED_TIME)
}

/// An extension of a list or an entry.
pub(super) struct Extension<'a> {
    /// Contents of its object identifier.
    pub(super) identifier: &'a [u8],
    /// Whether who does not know it must not use the list.
    pub(super) critical: bool,
    /// Its value, DER.
    pub(super) value: &'a [u8],
}

/// The extensions in the contents of their sequence; `None` for each that is malformed.
pub(super) fn extensions(contents: &[u8]) -> impl Iterator<Item = Option<Extension<'_>>> {
    let mut rest = contents;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((element, after)) = der::first(rest) else {
            rest = &[];
            return Some(None);
        };
        rest = after;
        Some(extension(element))
    })
}

fn extension(element: Element<'_>) -> Option<Extension<'_>> {
    let (identifier, rest) = der::first(element.contents)?;
    let (critical, rest) = match der::first(rest)? {
        (flag, rest) if flag.tag == BOOLEAN => (flag.contents != [0], rest),
        _ => (false, rest),
    };
    (element.tag == SEQUENCE && identifier.tag == OBJECT_IDENTIFIER).then_some(Extension {
        identifier: identifier.contents,
        critical,
        value: der::contents(rest, OCTET_STRING)?,
    })
}
