//! Public roots that are there for client authentication alone.
//!
//! None of them is in the Chrome Root Store, and none in Mozilla's list of TLS roots, which is
//! Salesforce's baseline for additions: a certificate from one of them names the right purpose
//! and may still be untrusted. Only the instance's own list tells.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::csv;
use super::subject::Subject;
use crate::certificate::{Certificate, Name, Sha256, Time};

/// A public root dedicated to client authentication.
#[derive(Clone, Debug)]
pub struct DedicatedRoot {
    /// SHA-256 of the certificate.
    pub sha256: Sha256,
    /// The subject, as RFC 4514 writes it.
    pub subject: String,
    /// SHA-256 of the subject public key info.
    pub spki_sha256: Option<Sha256>,
    /// The subject key identifier.
    pub key_identifier: Option<Vec<u8>>,
    /// The day its validity begins.
    pub not_before: Option<Time>,
    /// The day its validity ends.
    pub not_after: Option<Time>,
}

/// The roots, in the table's order, and the position of each subject.
struct Dedicated {
    roots: Vec<DedicatedRoot>,
    by_subject: HashMap<Subject, usize>,
}

static DEDICATED: LazyLock<Dedicated> = LazyLock::new(|| {
    let roots: Vec<_> = csv::records(include_str!("data/public_client_auth_roots.csv"))
        .filter_map(|record| dedicated_root(&record))
        .collect();
    let subjects = roots.iter().map(|root| Subject::from_text(&root.subject));
    Dedicated {
        by_subject: subjects.zip(0..).collect(),
        roots,
    }
});

/// Every root dedicated to client authentication, by name of the CA.
#[must_use]
pub fn dedicated_roots() -> &'static [DedicatedRoot] {
    &DEDICATED.roots
}

/// The dedicated root with this fingerprint.
#[must_use]
pub fn dedicated_to_client_auth(sha256: &Sha256) -> Option<&'static DedicatedRoot> {
    dedicated_roots().iter().find(|root| root.sha256 == *sha256)
}

/// The dedicated root that `certificate` is, or whose subject and key it holds.
#[must_use]
pub fn dedicated_hierarchy(certificate: &Certificate) -> Option<&'static DedicatedRoot> {
    let root = with_subject(&certificate.subject)?;
    let key = Sha256::of(&certificate.public_key.info);
    (root.spki_sha256 == Some(key)).then_some(root)
}

/// The dedicated root of this subject, whatever its key.
pub(super) fn with_subject(subject: &Name) -> Option<&'static DedicatedRoot> {
    let position = DEDICATED.by_subject.get(&Subject::from_name(subject))?;
    dedicated_roots().get(*position)
}

/// The root that a record states.
fn dedicated_root(record: &[String]) -> Option<DedicatedRoot> {
    let [
        sha256,
        spki,
        identifier,
        _,
        _,
        not_before,
        not_after,
        subject,
    ] = record
    else {
        return None;
    };
    Some(DedicatedRoot {
        sha256: csv::sha256(sha256)?,
        subject: subject.clone(),
        spki_sha256: csv::sha256(spki),
        key_identifier: csv::bytes(identifier),
        not_before: csv::day(not_before),
        not_after: csv::day(not_after),
    })
}
