//! `fetched` of a submission: what was fetched for it (contract, section 4).

use serde::Serialize;

use crate::certificate::Sha256;
use crate::render::Printable;
use crate::render::shown::{Shown, shown};
use crate::submission::Fetch;

#[derive(Serialize)]
pub(super) struct FetchPart<'a> {
    url: Shown<Printable<'a>>,
    sha256: Option<Shown<Sha256>>,
    error: Option<Shown<Printable<'a>>>,
}

impl<'a> FetchPart<'a> {
    pub(super) fn new(fetch: &'a Fetch) -> Self {
        Self {
            url: shown(&fetch.url),
            sha256: fetch.sha256.map(Shown),
            error: fetch.error.as_deref().map(shown),
        }
    }
}
