//! From bytes to revocation lists (RFC 5280, section 5.1).
//!
//! x509-parser's own reader of lists makes a big number and two vectors of each entry, and passes
//! over a malformed sequence of them: a list of 16 MiB would take many times its size, and a
//! damaged one would revoke nobody. So the outer structure is walked here.

use std::sync::Mutex;

use super::entries::{self, Entries};
use super::{Crl, MalformedCrl, Support};
use crate::certificate::{Name, Time, name_from_der, time_from_der};
use crate::container::{self, RawSection};
use crate::der::{self, BIT_STRING, Element, INTEGER, SEQUENCE};

/// Reads a file's lists.
pub(super) fn file(bytes: &[u8]) -> Result<Vec<Crl>, MalformedCrl> {
    if bytes.len() > container::MAX_SIZE {
        return Err(malformed(
            None,
            "the file is larger than 16 MiB, the most that is read",
        ));
    }
    if bytes.starts_with(&[SEQUENCE]) && der::contents(bytes, SEQUENCE).is_some() {
        return list(bytes, None).map(|list| vec![list]);
    }
    let sections = container::raw_sections(bytes, |label| label == "X509 CRL")
        .map_err(|bad| malformed(Some(bad.line), &bad.what))?;
    if sections.is_empty() {
        return Err(malformed(
            None,
            "no certificate revocation list: neither a PEM section `X509 CRL` nor DER",
        ));
    }
    sections.into_iter().map(section).collect()
}

fn section(section: RawSection) -> Result<Crl, MalformedCrl> {
    match section.body {
        Ok(body) => list(&body, Some(section.line)),
        Err(bad) => Err(malformed(Some(bad.line), &bad.what)),
    }
}

fn malformed(line: Option<usize>, reason: &str) -> MalformedCrl {
    MalformedCrl {
        line,
        reason: reason.to_owned(),
    }
}

/// Reads a `CertificateList`.
fn list(bytes: &[u8], line: Option<usize>) -> Result<Crl, MalformedCrl> {
    outer(bytes, line).ok_or_else(|| {
        malformed(
            line,
            "the bytes are not the DER of a certificate revocation list",
        )
    })
}

fn outer(bytes: &[u8], line: Option<usize>) -> Option<Crl> {
    let (signed, rest) = der::first(der::contents(bytes, SEQUENCE)?)?;
    let (algorithm, rest) = der::first(rest)?;
    let signature = der::contents(rest, BIT_STRING)?.strip_prefix(&[0])?;
    if (signed.tag, algorithm.tag) != (SEQUENCE, SEQUENCE) {
        return None;
    }
    let body = Body::read(signed.contents)?;
    let (entries, in_entries) = Entries::read(body.entries)?;
    let of_algorithms = if body.algorithm == algorithm.whole {
        Support::Processed
    } else {
        Support::NotProcessed(
            "it names two different signature algorithms (RFC 5280, section 5.1.1.2)",
        )
    };
    Some(Crl {
        issuer: body.issuer,
        this_update: body.this_update,
        next_update: body.next_update,
        line,
        support: of_algorithms.and(support(body.extensions)?).and(in_entries),
        signed: signed.whole.to_vec(),
        algorithm: algorithm.contents.to_vec(),
        signature: signature.to_vec(),
        entries,
        tried: Mutex::default(),
    })
}

/// `TBSCertList`.
struct Body<'a> {
    algorithm: &'a [u8],
    issuer: Name,
    this_update: Time,
    next_update: Option<Time>,
    /// Contents of `revokedCertificates`.
    entries: &'a [u8],
    /// Contents of `crlExtensions`' sequence.
    extensions: &'a [u8],
}

/// Tag of `crlExtensions`.
const EXTENSIONS: u8 = 0xa0;

impl<'a> Body<'a> {
    fn read(contents: &'a [u8]) -> Option<Self> {
        let mut rest = contents;
        optional(&mut rest, INTEGER);
        let algorithm = optional(&mut rest, SEQUENCE)?.whole;
        let issuer = name_from_der(optional(&mut rest, SEQUENCE)?.whole)?;
        let (this_update, after) = der::first(rest)?;
        rest = after;
        let next_update = match der::first(rest) {
            Some((next, after)) if entries::is_time(next.tag) => {
                rest = after;
                Some(time_from_der(next.whole)?)
            }
            _ => None,
        };
        let entries = optional(&mut rest, SEQUENCE).map_or(&[][..], |entries| entries.contents);
        let extensions = match optional(&mut rest, EXTENSIONS) {
            Some(tagged) => der::contents(tagged.contents, SEQUENCE)?,
            None => &[],
        };
        rest.is_empty().then_some(Self {
            algorithm,
            issuer,
            this_update: time_from_der(this_update.whole)?,
            next_update,
            entries,
            extensions,
        })
    }
}

/// The next element, if it has this tag.
fn optional<'a>(rest: &mut &'a [u8], tag: u8) -> Option<Element<'a>> {
    let (element, after) = der::first(rest).filter(|(element, _)| element.tag == tag)?;
    *rest = after;
    Some(element)
}

/// Whether the list's extensions are processed; `None` where one is malformed.
fn support(contents: &[u8]) -> Option<Support> {
    entries::extensions(contents).try_fold(Support::Processed, |before, extension| {
        let extension = extension?;
        let this = match extension.identifier {
            DELTA => Support::NotProcessed("it is a delta CRL, which is not supported"),
            ISSUING_DISTRIBUTION_POINT => scope(extension.value)?,
            AUTHORITY_KEY_IDENTIFIER | ISSUER_ALTERNATIVE_NAME | NUMBER | FRESHEST => {
                Support::Processed
            }
            _ if extension.critical => Support::NotProcessed(
                "it has a critical extension that is not known (RFC 5280, section 5.2)",
            ),
            _ => Support::Processed,
        };
        Some(before.and(this))
    })
}

/// `id-ce` 27, 28, 35, 18, 20 and 46: RFC 5280, section 5.2.
const DELTA: &[u8] = &[0x55, 0x1d, 27];
const ISSUING_DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1d, 28];
const AUTHORITY_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 35];
const ISSUER_ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1d, 18];
const NUMBER: &[u8] = &[0x55, 0x1d, 20];
const FRESHEST: &[u8] = &[0x55, 0x1d, 46];

/// Whether an `IssuingDistributionPoint` (RFC 5280, section 5.2.5) leaves the list's scope whole;
/// `None` where it is malformed.
fn scope(value: &[u8]) -> Option<Support> {
    let fields = der::contents(value, SEQUENCE)?;
    let limits = der::elements(fields).map(|field| match (field.tag, field.contents) {
        (0x81 | 0x82 | 0x84 | 0x85, [0]) => Support::Processed,
        (0x84, _) => Support::NotProcessed("it is an indirect CRL, which is not supported"),
        (0x81, _) => Support::Partial(
            "it is a partitioned CRL, of end entities alone, which is not supported",
        ),
        (0x82, _) => {
            Support::Partial("it is a partitioned CRL, of CAs alone, which is not supported")
        }
        (0x83, _) => Support::Partial(
            "it is a partitioned CRL, of some reasons alone, which is not supported",
        ),
        (0x85, _) => {
            Support::NotProcessed("it is a CRL of attribute certificates, which is not supported")
        }
        _ => Support::Partial(
            "it is a partitioned CRL (issuingDistributionPoint), which is not supported",
        ),
    });
    // What is told last is told more precisely than the name of the distribution point.
    Some(limits.fold(Support::Processed, |all, limit| limit.and(all)))
}
