//! One root of the Chrome Root Store.

use super::csv;
use super::subject::Subject;
use crate::certificate::{Certificate, Sha256, Time};

/// A root of the Chrome Root Store, with what is known of it.
///
/// Chrome's own files give fingerprint, subject and dates; key and key identifier come from the
/// stored tables or the bundled roots, and are `None` for a root that is in neither.
#[derive(Clone, Debug)]
pub struct StoreRoot {
    /// SHA-256 of the certificate.
    pub sha256: Sha256,
    /// The subject as its source writes it; empty where a file does not say.
    pub subject: String,
    /// SHA-256 of the subject public key info.
    pub spki_sha256: Option<Sha256>,
    /// The subject key identifier; one root of the store has none.
    pub key_identifier: Option<Vec<u8>>,
    /// The day its validity begins.
    pub not_before: Option<Time>,
    /// The day its validity ends.
    pub not_after: Option<Time>,
    /// Whether Chrome trusts all that it issues.
    pub status: Status,
    /// Chrome takes certificates below a constrained root only with a signed certificate
    /// timestamp (RFC 6962) not after this moment. `root_store.md` does not give it.
    pub sct_not_after: Option<Time>,
}

/// How far Chrome trusts a root of its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Without a constraint.
    Trusted,
    /// With a constraint, such as a last day of issuance.
    Constrained,
}

impl StoreRoot {
    /// The root that a record of `chrome_roots_v36.csv` states.
    pub(super) fn from_record(record: &[&str]) -> Option<Self> {
        let [
            sha256,
            _,
            status,
            _,
            sct_not_after,
            _,
            _,
            spki,
            identifier,
            from,
            to,
            subject,
        ] = record
        else {
            return None;
        };
        Some(Self {
            sha256: csv::sha256(sha256)?,
            spki_sha256: csv::sha256(spki),
            key_identifier: csv::bytes(identifier),
            not_before: csv::day(from),
            not_after: csv::day(to),
            status: match *status {
                "trusted" => Status::Trusted,
                _ => Status::Constrained,
            },
            sct_not_after: sct_not_after.parse().ok().map(Time::from_unix_seconds),
            subject: (*subject).to_owned(),
        })
    }

    /// Whether `certificate` holds this root's subject and key: the root itself, or another
    /// certificate for it.
    #[must_use]
    pub fn has_same_subject_and_key(&self, certificate: &Certificate) -> bool {
        self.spki_sha256 == Some(certificate.public_key.sha256())
            && self.name() == Subject::from_name(&certificate.subject)
    }

    /// The subject, comparable; read anew each time, since few roots are ever asked.
    pub(super) fn name(&self) -> Subject {
        Subject::from_text(&self.subject)
    }
}
