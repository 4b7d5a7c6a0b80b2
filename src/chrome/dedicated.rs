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

/// The roots, in the table's order.
static DEDICATED: LazyLock<Vec<DedicatedRoot>> = LazyLock::new(|| {
    csv::records(include_str!("data/public_client_auth_roots.csv"))
        .filter_map(|record| dedicated_root(&record))
        .collect()
});

/// The roots' subjects, and the position of each root.
static BY_SUBJECT: LazyLock<HashMap<Subject, usize>> = LazyLock::new(|| {
    let roots = DEDICATED.iter();
    roots
        .map(|root| Subject::from_text(&root.subject))
        .zip(0..)
        .collect()
});

/// Every root dedicated to client authentication, by name of the CA.
#[must_use]
pub fn dedicated_roots() -> &'static [DedicatedRoot] {
    &DEDICATED
}

/// The dedicated root with this fingerprint.
#[must_use]
pub fn dedicated_to_client_auth(sha256: &Sha256) -> Option<&'static DedicatedRoot> {
    dedicated_roots().iter().find(|root| root.sha256 == *sha256)
}

/// The dedicated root that `certificate` is, or whose subject and key it holds.
#[must_use]
pub fn dedicated_hierarchy(certificate: &Certificate) -> Option<&'static DedicatedRoot> {
    let key = Some(certificate.public_key.sha256());
    with_subject(&certificate.subject).filter(|root| root.spki_sha256 == key)
}

/// The dedicated root of this subject, whatever its key.
pub(super) fn with_subject(subject: &Name) -> Option<&'static DedicatedRoot> {
    let position = BY_SUBJECT.get(&Subject::from_name(subject))?;
    dedicated_roots().get(*position)
}

/// The root that a record states.
fn dedicated_root(record: &[&str]) -> Option<DedicatedRoot> {
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
        subject: (*subject).to_owned(),
        spki_sha256: csv::sha256(spki),
        key_identifier: csv::bytes(identifier),
        not_before: csv::day(not_before),
        not_after: csv::day(not_after),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row of the table; that root's certificate is not at hand.
    #[test]
    fn a_dedicated_root_is_found_by_its_print() {
        let print = "3af21466920fa91fa31f4331e445c16be2330024bfd2c239c0d85ab530714766";
        let root = dedicated_to_client_auth(&csv::sha256(print).unwrap()).unwrap();
        assert_eq!(
            root.subject,
            "CN=DigiCert Client RSA4096 Root G5,O=DigiCert\\, Inc.,C=US"
        );
        assert_eq!(root.not_after.unwrap().day(), "2046-01-14");
        assert!(dedicated_to_client_auth(&Sha256([0; 32])).is_none());
    }

    #[test]
    fn a_name_without_the_key_makes_no_dedicated_root() {
        let mut parameters = rcgen::CertificateParams::default();
        let mut name = rcgen::DistinguishedName::new();
        name.push(rcgen::DnType::CommonName, "DigiCert Client RSA4096 Root G5");
        name.push(rcgen::DnType::OrganizationName, "DigiCert, Inc.");
        name.push(rcgen::DnType::CountryName, "US");
        parameters.distinguished_name = name;
        let key = rcgen::KeyPair::generate().unwrap();
        let namesake = parameters.self_signed(&key).unwrap();
        let namesake = Certificate::from_der(namesake.der()).unwrap();
        assert!(with_subject(&namesake.subject).is_some());
        assert!(dedicated_hierarchy(&namesake).is_none());
    }
}
