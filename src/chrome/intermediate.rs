//! Intermediates that the Chrome Root Store lists as TLS anchors: a chain that ends at one of
//! them ends at a root of the store, even where that root was left out.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::csv;
use crate::certificate::{Sha256, Time};

/// An intermediate that the stored version of the store lists as a TLS anchor.
#[derive(Clone, Debug)]
pub struct AnchorIntermediate {
    /// SHA-256 of the certificate.
    pub sha256: Sha256,
    /// The subject, as RFC 4514 writes it.
    pub subject: String,
    /// SHA-256 of the subject public key info.
    pub spki_sha256: Option<Sha256>,
    /// The subject key identifier.
    pub key_identifier: Option<Vec<u8>>,
    /// The day its validity ends.
    pub not_after: Option<Time>,
}

/// The intermediates by fingerprint.
static INTERMEDIATES: LazyLock<HashMap<Sha256, AnchorIntermediate>> = LazyLock::new(|| {
    csv::records(include_str!("data/chrome_tls_anchor_intermediates_v36.csv"))
        .filter_map(|record| intermediate(&record))
        .map(|intermediate| (intermediate.sha256, intermediate))
        .collect()
});

/// The listed intermediate with this fingerprint.
#[must_use]
pub fn anchor_intermediate(sha256: &Sha256) -> Option<&'static AnchorIntermediate> {
    INTERMEDIATES.get(sha256)
}

/// Every listed intermediate, in no order.
pub fn anchor_intermediates() -> impl Iterator<Item = &'static AnchorIntermediate> {
    INTERMEDIATES.values()
}

/// The intermediate that a record states.
fn intermediate(record: &[&str]) -> Option<AnchorIntermediate> {
    let [sha256, _, spki, identifier, _, not_after, subject, ..] = record else {
        return None;
    };
    Some(AnchorIntermediate {
        sha256: csv::sha256(sha256)?,
        subject: (*subject).to_owned(),
        spki_sha256: csv::sha256(spki),
        key_identifier: csv::bytes(identifier),
        not_after: csv::day(not_after),
    })
}
