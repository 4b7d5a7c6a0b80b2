//! Roots that earlier versions of the Chrome Root Store had.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::csv;
use super::root::{Status, StoreRoot};
use crate::certificate::{Sha256, Time};

/// A root that the stored version has no longer.
#[derive(Clone, Debug)]
pub struct RemovedRoot {
    /// SHA-256 of the certificate.
    pub sha256: Sha256,
    /// The last stored version that had it; it may have stayed for some versions more.
    pub last_seen_in_version: u32,
    /// The subject, as RFC 4514 writes it.
    pub subject: String,
    /// SHA-256 of the subject public key info.
    pub spki_sha256: Option<Sha256>,
    /// The subject key identifier.
    pub key_identifier: Option<Vec<u8>>,
    /// The day its validity ends.
    pub not_after: Option<Time>,
}

/// The removed roots by fingerprint.
static REMOVED: LazyLock<HashMap<Sha256, RemovedRoot>> = LazyLock::new(|| {
    csv::records(include_str!("data/chrome_roots_removed_before_v36.csv"))
        .filter_map(|record| removed_root(&record))
        .map(|root| (root.sha256, root))
        .collect()
});

/// The removed root with this fingerprint: one to say "not in version 36" of.
#[must_use]
pub fn removed(sha256: &Sha256) -> Option<&'static RemovedRoot> {
    REMOVED.get(sha256)
}

/// Every removed root, in no order.
pub fn removed_roots() -> impl Iterator<Item = &'static RemovedRoot> {
    REMOVED.values()
}

/// The root that a record states.
fn removed_root(record: &[&str]) -> Option<RemovedRoot> {
    let [sha256, version, spki, identifier, _, not_after, subject] = record else {
        return None;
    };
    Some(RemovedRoot {
        sha256: csv::sha256(sha256)?,
        last_seen_in_version: version.strip_prefix('v')?.parse().ok()?,
        subject: (*subject).to_owned(),
        spki_sha256: csv::sha256(spki),
        key_identifier: csv::bytes(identifier),
        not_after: csv::day(not_after),
    })
}

impl RemovedRoot {
    /// The root as a store that still has it would give it.
    pub(super) fn as_store_root(&self) -> StoreRoot {
        StoreRoot {
            sha256: self.sha256,
            subject: self.subject.clone(),
            spki_sha256: self.spki_sha256,
            key_identifier: self.key_identifier.clone(),
            not_before: None,
            not_after: self.not_after,
            status: Status::Trusted,
            sct_not_after: None,
        }
    }
}
