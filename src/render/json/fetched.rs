//! `fetched` of a submission: what was fetched for it (contract, section 4).

use serde::Serialize;

use super::printable;
use crate::submission::Fetch;

#[derive(Serialize)]
pub(super) struct FetchPart {
    url: String,
    sha256: Option<String>,
    error: Option<String>,
}

impl FetchPart {
    pub(super) fn new(fetch: &Fetch) -> Self {
        Self {
            url: printable(&fetch.url),
            sha256: fetch.sha256.map(|print| print.to_string()),
            error: fetch.error.as_deref().map(printable),
        }
    }
}
