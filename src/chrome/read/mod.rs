//! Chrome's own files: `root_store.md` and `root_store.textproto`, told by their content.

mod markdown;
mod textproto;
mod token;

use std::fmt;

use super::known::known;
use super::root::{Status, StoreRoot};
use super::store::{RootStore, StoreSource};
use crate::certificate::{Sha256, Time};

/// The most bytes of a file that are looked at; Chrome's own have some 50,000.
pub const MAX_BYTES: usize = 1 << 20;

/// The most roots of a file; Chrome's own have some hundred.
const MAX_ROOTS: usize = 10_000;

/// Why a file is no root store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreError {
    /// The line of what is wrong, from 1.
    pub line: usize,
    /// What was found, in words; no byte of the file.
    pub reason: String,
}

impl StoreError {
    /// This reason at this line.
    fn new(line: usize, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { line, reason }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for StoreError {}

/// What a file says.
#[derive(Debug, Default)]
struct Listing<'text> {
    version: Option<u32>,
    roots: Vec<Listed<'text>>,
}

/// What a file says of one root.
#[derive(Clone, Copy, Debug)]
struct Listed<'text> {
    sha256: Sha256,
    subject: &'text str,
    not_before: Option<Time>,
    not_after: Option<Time>,
    status: Status,
    sct_not_after: Option<Time>,
}

impl RootStore {
    /// Reads `root_store.md` or `root_store.textproto`; `path` is only kept, to name the file.
    ///
    /// Keys and key identifiers are filled in by fingerprint from what is stored and bundled.
    ///
    /// # Errors
    /// The line and what is wrong there: a file that is neither, is cut off, or has no roots.
    pub fn read(bytes: &[u8], path: &str) -> Result<Self, StoreError> {
        let text = text(bytes)?;
        let listing = if is_textproto(text) {
            textproto::listing(text)?
        } else if is_markdown(text) {
            markdown::listing(text)?
        } else {
            return Err(StoreError::new(1, neither(text)));
        };
        if listing.roots.is_empty() {
            return Err(StoreError::new(1, "no root stands in this file"));
        }
        let roots = listing.roots.into_iter().map(Listed::into_root).collect();
        let source = StoreSource::File(path.to_owned());
        Ok(Self::new(listing.version, source, roots))
    }
}

impl Listed<'_> {
    /// The root, with what is known of it beyond the file. What is known of the subject comes
    /// first: the comments of `root_store.textproto` leave commas unescaped.
    fn into_root(self) -> StoreRoot {
        let known = known(&self.sha256).unwrap_or_else(|| StoreRoot {
            sha256: self.sha256,
            subject: self.subject.to_owned(),
            spki_sha256: None,
            key_identifier: None,
            not_before: None,
            not_after: None,
            status: self.status,
            sct_not_after: None,
        });
        StoreRoot {
            status: self.status,
            sct_not_after: self.sct_not_after,
            not_before: self.not_before.or(known.not_before),
            not_after: self.not_after.or(known.not_after),
            ..known
        }
    }
}

/// The text of a file that is not too large.
fn text(bytes: &[u8]) -> Result<&str, StoreError> {
    if bytes.len() > MAX_BYTES {
        let reason = format!("{} bytes are too many for a root store", bytes.len());
        return Err(StoreError::new(1, reason));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.iter().take(error.valid_up_to());
        let line = good.filter(|byte| **byte == b'\n').count() + 1;
        StoreError::new(line, "the text is not UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Whether a heading of `root_store.md` stands in the text.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| markdown::section(line).is_some())
}

/// Whether a line of the text begins as one of `root_store.textproto` does.
fn is_textproto(text: &str) -> bool {
    let starts =
        |line: &str| line.starts_with("trust_anchors") || line.starts_with("version_major");
    text.lines().map(str::trim_start).any(starts)
}

/// What to say of a file that is neither.
fn neither(text: &str) -> &'static str {
    match text.trim_start().chars().next() {
        None => "the file is empty",
        Some('<') => {
            "a web page, not Chrome's root_store.md or root_store.textproto: save the raw file"
        }
        Some(_) => "neither Chrome's root_store.md nor its root_store.textproto",
    }
}

/// Adds a root to a listing that is not too long.
fn add<'text>(
    listing: &mut Listing<'text>,
    root: Listed<'text>,
    line: usize,
) -> Result<(), StoreError> {
    if listing.roots.len() >= MAX_ROOTS {
        let reason = format!("more than {MAX_ROOTS} roots are too many for a root store");
        return Err(StoreError::new(line, reason));
    }
    listing.roots.push(root);
    Ok(())
}

#[cfg(test)]
mod tests;
