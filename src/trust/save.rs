//! A list as text that can be read again: PEM where the list holds the certificate, else what it
//! gives, labelled as keytool labels it. Nothing is added that the list does not give.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use super::entries::prints_given;
use super::known::Known;
use super::print::{Algorithm, Print};
use super::{Entry, Source, TrustList, entries, page};
use crate::certificate::Certificate;
use crate::render::Printable;
use crate::upload::pem;

/// A list to be kept in a file.
#[derive(Clone, Debug)]
pub struct Saved {
    /// What [`TrustList::read`] reads back as the same entries.
    pub text: String,
    /// What had to be left out, for people: texts that would be read as something else.
    pub notes: Vec<String>,
}

/// A list that cannot be written so that it would be read back as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsavable;

impl fmt::Display for Unsavable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "the list cannot be saved so that it is read back with the same entries: keep the page itself",
        )
    }
}

impl std::error::Error for Unsavable {}

impl TrustList {
    /// The list as text, whose first line says how many entries follow: where the file is cut off,
    /// that shows. Fingerprints may be of the `supplied` certificates, as when it was read.
    ///
    /// # Errors
    /// Where an entry is nothing but a text that would be read as something else.
    pub fn save(&self, supplied: &[&Certificate]) -> Result<Saved, Unsavable> {
        let known = Known::new(supplied);
        let mut notes = Vec::new();
        let mut kept = Vec::with_capacity(self.entries().len());
        let mut text = format!("Created by sfmtls: {}\n", count(self.entries().len()));
        for entry in self.entries() {
            let mut entry = harmless(entry);
            if !is_read_back(&entry, &known) {
                notes.push(format!("saved without its texts: {}", shown(&entry)));
                entry = without_texts(entry);
            }
            text.push('\n');
            text.push_str(&text_of(&entry));
            kept.push(entry);
        }
        let again = Self::read(text.as_bytes(), Source::File(String::new()), supplied);
        let is_same = again.is_ok_and(|again| {
            let pairs = again.entries().iter().zip(&kept);
            again.entries().len() == kept.len() && pairs.into_iter().all(|(a, b)| is_same(a, b))
        });
        if is_same {
            Ok(Saved { text, notes })
        } else {
            Err(Unsavable)
        }
    }
}

fn count(entries: usize) -> String {
    match entries {
        1 => "1 entry".into(),
        _ => format!("{entries} entries"),
    }
}

/// Ends an entry, as keytool's own line does.
const END: &str = "*******************************************\n";

/// An entry's lines.
fn text_of(entry: &Entry) -> String {
    let mut text = String::new();
    for (label, value) in [
        ("Alias name", &entry.alias),
        ("Owner", &entry.subject),
        ("Issuer", &entry.issuer),
        ("Serial number", &entry.serial),
        ("Not before", &entry.not_before),
        ("Not after", &entry.not_after),
    ] {
        // Writing to a string cannot fail.
        let _ = value
            .iter()
            .try_for_each(|value| writeln!(text, "{label}: {value}"));
    }
    if entry.certificate.is_none() {
        text.push_str("Entry type: trustedCertEntry\n");
    }
    let held = entry.certificate.as_ref().map(|held| held.sha256);
    for print in prints_given(entry).filter(|print| Some(*print) != held.map(Print::Sha256)) {
        let label = match print.algorithm() {
            Algorithm::Md5 => "MD5",
            Algorithm::Sha1 => "SHA1",
            Algorithm::Sha256 => "SHA256",
        };
        let _ = writeln!(text, "{label}: {}", with_colons(&print.hex()));
    }
    if let Some(certificate) = &entry.certificate {
        text.push_str(&pem::certificate(&certificate.der));
    }
    if text
        .lines()
        .next()
        .is_some_and(|first| !first.starts_with("-----"))
    {
        text.push_str(END);
    }
    text
}

/// Hex digits in upper case, a colon between pairs.
fn with_colons(digits: &str) -> String {
    let digits = digits.to_ascii_uppercase();
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    let pairs: Vec<Cow<'_, str>> = pairs
        .iter()
        .map(|pair| String::from_utf8_lossy(pair))
        .collect();
    pairs.join(":")
}

/// The entry with every text harmless, wherever the file is shown.
fn harmless(entry: &Entry) -> Entry {
    let text = |text: &Option<String>| text.as_deref().map(|text| Printable(text).to_string());
    Entry {
        alias: text(&entry.alias),
        subject: text(&entry.subject),
        issuer: text(&entry.issuer),
        serial: text(&entry.serial),
        not_before: text(&entry.not_before),
        not_after: text(&entry.not_after),
        ..entry.clone()
    }
}

/// The certificate and the fingerprints alone.
fn without_texts(entry: Entry) -> Entry {
    Entry {
        sha256: entry.sha256,
        sha1: entry.sha1,
        md5: entry.md5,
        certificate: entry.certificate,
        ..Entry::default()
    }
}

/// Whether the entry's lines alone are read as this entry.
fn is_read_back(entry: &Entry, known: &Known<'_>) -> bool {
    let mut reading = page::read(&text_of(entry), known);
    let drafts = std::mem::take(&mut reading.drafts);
    let made = entries::of(drafts, &mut reading.held, known);
    matches!(made.roots.as_slice(), [only] if is_same(only, entry))
}

fn is_same(one: &Entry, other: &Entry) -> bool {
    let texts = |entry: &Entry| {
        [
            entry.alias.clone(),
            entry.subject.clone(),
            entry.issuer.clone(),
            entry.serial.clone(),
            entry.not_before.clone(),
            entry.not_after.clone(),
        ]
    };
    let der = |entry: &Entry| entry.certificate.as_ref().map(|held| held.sha256);
    texts(one) == texts(other)
        && prints_given(one).eq(prints_given(other))
        && der(one) == der(other)
}

/// What tells the entry from others, for people.
fn shown(entry: &Entry) -> String {
    let print = prints_given(entry).next().map(|print| print.hex());
    let name = entry.alias.clone().or_else(|| entry.subject.clone());
    print.or(name).unwrap_or_else(|| "an entry".into())
}

#[cfg(test)]
mod tests;
