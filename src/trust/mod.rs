//! What the instance trusts: a list of roots, read from whatever shape it comes in.
//!
//! ```text
//! bytes ─► text.rs (mime.rs) ─► held.rs takes certificates out, leaving tokens
//!       ─► html.rs + blocks.rs, or document.rs ─► blocks: paragraphs, items, rows
//!       ─► lines.rs (prints.rs, keytool.rs, labels.rs) and table.rs ─► facts ─► drafts.rs
//!       ─► entries.rs (known.rs): each root one entry ─► list.rs: the questions asked of it
//! ```
//!
//! Nothing is reported that does not stand in the text: a fingerprint is 32, 40 or 64 of its hex
//! digits in a row. What stands in a list's place (a login page, an error, a page cut off) is
//! [`NotAList`], never an empty list.

mod base64_text;
mod blocks;
pub mod bundled;
mod claims;
mod compare;
mod dates;
mod document;
mod drafts;
mod element;
mod entries;
mod groups;
mod held;
mod html;
mod keytool;
mod known;
mod labels;
mod lexicon;
mod lines;
mod list;
mod markup;
mod mime;
mod names;
mod names_alone;
mod not_a_list;
mod page;
mod pairs;
mod print;
mod prints;
mod read;
mod save;
mod serials;
mod subjects;
mod table;
mod tag;
mod text;
mod told;

#[cfg(test)]
mod fixture_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod shape_tests;

pub use compare::Differences;
pub use list::{Listing, TrustList};
pub(crate) use names::{NameText, attribute_in};
pub use not_a_list::{Looks, NotAList};
pub use save::{Saved, Unsavable};

use crate::certificate::{Certificate, Md5Digest, Sha1, Sha256};

/// Where a trust list was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// From the instance itself; the final URL.
    Instance(String),
    /// From a saved copy; its path as given.
    File(String),
    /// Mozilla's TLS roots, which came with this program.
    Bundled,
}

/// One root on the list, with what the list gives of it.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// The name by which the list's own key store knows it.
    pub alias: Option<String>,
    /// The subject as the list writes it: a distinguished name in any style, or a lone name.
    pub subject: Option<String>,
    /// The issuer as the list writes it.
    pub issuer: Option<String>,
    /// The serial number as the list writes it.
    pub serial: Option<String>,
    /// The first moment of validity as the list writes it.
    pub not_before: Option<String>,
    /// The last moment of validity as the list writes it.
    pub not_after: Option<String>,
    /// SHA-256 of the certificate.
    pub sha256: Option<Sha256>,
    /// SHA-1 of the certificate.
    pub sha1: Option<Sha1>,
    /// MD5 of the certificate.
    pub md5: Option<Md5Digest>,
    /// The certificate itself.
    pub certificate: Option<Certificate>,
}

/// How a certificate was recognised as one of the list, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// By the text of its entry alone.
    Text,
    /// By MD5.
    Md5,
    /// By SHA-1.
    Sha1,
    /// By SHA-256.
    Sha256,
    /// The list holds the certificate itself.
    Certificate,
}

impl Strength {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Certificate => "certificate",
        }
    }
}
