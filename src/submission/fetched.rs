//! What was fetched for a submission from the URLs in its certificates.

use std::sync::Arc;

use crate::certificate::Sha256;
use crate::revocation::Crl;

/// All that was fetched for a submission. The issuers stand in its chain.
#[derive(Clone, Debug, Default)]
pub struct Fetched {
    /// Each URL that was asked or refused, once, in the order in which they were.
    pub fetches: Vec<Fetch>,
    /// The revocation lists of issuers of the path; whether one counts is for [`Crl::status`].
    pub crls: Vec<Arc<Crl>>,
}

/// A URL, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// As the certificate has it; any text may stand there.
    pub url: String,
    /// SHA-256 of the body, where one came.
    pub sha256: Option<Sha256>,
    /// Why there is nothing of use.
    pub error: Option<String>,
    /// The certificates that stand in the chain since.
    pub issuers: Vec<Sha256>,
}

impl Fetched {
    /// Why this URL gave nothing of use, if it did not.
    #[must_use]
    pub fn error(&self, url: &str) -> Option<&str> {
        let fetch = self.fetches.iter().find(|fetch| fetch.url == url)?;
        fetch.error.as_deref()
    }

    /// Where the issuer with this digest was fetched from, if it was.
    #[must_use]
    pub fn origin(&self, issuer: Sha256) -> Option<&str> {
        let gave = |fetch: &&Fetch| fetch.issuers.contains(&issuer);
        Some(&self.fetches.iter().find(gave)?.url)
    }
}
