//! What is said of the trust list.

use crate::certificate::{Certificate, Sha256};
use crate::trust::{Source, TrustList};

/// What is said of the trust list.
#[derive(Clone, Debug)]
pub struct TrustListReport {
    /// `instance`, `file` or `bundled`.
    pub source: &'static str,
    /// The final URL, or the file.
    pub location: Option<String>,
    /// How many roots it names.
    pub entries: usize,
    /// How many of them it holds as certificates.
    pub with_certificate: usize,
    /// How many of them are known as certificates.
    pub resolved: usize,
    /// SHA-256 of the list as it was read.
    pub sha256: Option<Sha256>,
}

impl TrustListReport {
    /// What is to be said of this list; its fingerprints may be those of the `supplied`
    /// certificates.
    #[must_use]
    pub fn new(list: &TrustList, supplied: &[&Certificate]) -> Self {
        let (source, location) = match list.source() {
            Source::Instance(url) => ("instance", Some(url.clone())),
            Source::File(path) => ("file", Some(path.clone())),
            Source::Bundled => ("bundled", None),
        };
        Self {
            source,
            location,
            entries: list.entries().len(),
            with_certificate: list.with_certificate(),
            resolved: list.resolved(supplied),
            sha256: list.sha256(),
        }
    }
}
