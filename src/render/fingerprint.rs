//! Fingerprints by which a pipeline knows a finding again.

use std::collections::HashMap;

use super::found::Found;
use super::place::Place;
use crate::certificate::Sha256;

/// Gives each finding of a report a fingerprint of its own.
///
/// It is made of the rule, the file, the entry and the certificate's SHA-256, or of the first three
/// where the finding is about the file as a whole: not of lines, which move; not of messages, which
/// tell dates; not of levels, which are the user's. Another certificate, even for the same subject
/// and key, is another finding, so that nobody's "accepted" is carried over to it unseen. Findings
/// that are alike in all four (a certificate that is there twice) are told apart by their order.
#[derive(Debug, Default)]
pub(super) struct Fingerprints(HashMap<Sha256, u64>);

impl Fingerprints {
    /// The fingerprint of the report's next finding.
    pub fn next(&mut self, found: &Found<'_>) -> Sha256 {
        let about = found.certificate();
        let about = about.map(|about| about.presented.certificate.sha256.to_string());
        self.unique(&[
            Some(found.rule.id),
            found.place.file.as_deref(),
            found.submission.alias.as_deref(),
            about.as_deref(),
        ])
    }

    /// The fingerprint of a submission that could not be read.
    pub fn unreadable(&mut self, place: &Place) -> Sha256 {
        self.unique(&[None, place.file.as_deref()])
    }

    fn unique(&mut self, parts: &[Option<&str>]) -> Sha256 {
        // The parts' debug form quotes each, so that no two lists of parts are written alike.
        let key = Sha256::of(format!("{parts:?}").as_bytes());
        let seen = self.0.entry(key).or_default();
        *seen = seen.saturating_add(1);
        match *seen {
            1 => key,
            again => Sha256::of(format!("{key} {again}").as_bytes()),
        }
    }
}
