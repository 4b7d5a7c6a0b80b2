//! The Chrome Root Store, and whether a certificate belongs to it.

use std::collections::HashMap;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

use super::csv;
use super::root::{Status, StoreRoot};
use super::subject::Subject;
use crate::certificate::{Certificate, Name, Sha256};

/// The version of the table below.
const STORED_VERSION: u32 = 36;

/// The stored roots.
const STORED_ROOTS: &str = include_str!("data/chrome_roots_v36.csv");

/// The store that came with this program.
static STORED: LazyLock<RootStore> = LazyLock::new(|| {
    let roots = csv::records(STORED_ROOTS).filter_map(|record| StoreRoot::from_record(&record));
    RootStore::new(Some(STORED_VERSION), StoreSource::Stored, roots.collect())
});

/// One version of the Chrome Root Store.
#[derive(Clone, Debug)]
pub struct RootStore {
    version: Option<u32>,
    source: StoreSource,
    roots: Vec<StoreRoot>,
    /// Positions in `roots`.
    by_sha256: HashMap<Sha256, usize>,
    /// Positions in `roots`; several where a root was issued anew with its old key.
    by_key: HashMap<Sha256, Vec<usize>>,
    /// Positions in `roots`; several where a root was issued anew under its old name. Made when
    /// it is first asked for, since most runs never do.
    by_subject: OnceLock<HashMap<Subject, Vec<usize>>>,
}

/// Where a root store was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreSource {
    /// It came with this program.
    Stored,
    /// From a file of Chrome's; its path as given.
    File(String),
}

/// How a certificate belongs to the store.
#[derive(Clone, Copy, Debug)]
pub struct Touch<'store> {
    /// The root it belongs to.
    pub root: &'store StoreRoot,
    /// By what.
    pub by: TouchedBy,
}

/// By what a certificate belongs to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TouchedBy {
    /// It is the root: the fingerprints are equal.
    ItIsTheRoot,
    /// It is another certificate with the root's subject and key: a cross-certificate, or the
    /// root issued anew.
    SameSubjectAndKey,
}

impl RootStore {
    /// The store that came with this program, for a `--chrome-root-store` that is not given.
    #[must_use]
    pub fn stored() -> &'static Self {
        &STORED
    }

    /// The store of these roots; of two with the same fingerprint the first one counts.
    pub(super) fn new(version: Option<u32>, source: StoreSource, all: Vec<StoreRoot>) -> Self {
        let mut store = Self {
            version,
            source,
            roots: Vec::with_capacity(all.len()),
            by_sha256: HashMap::with_capacity(all.len()),
            by_key: HashMap::with_capacity(all.len()),
            by_subject: OnceLock::new(),
        };
        for root in all {
            store.add(root);
        }
        store
    }

    /// The version, where the source states it.
    #[must_use]
    pub const fn version(&self) -> Option<u32> {
        self.version
    }

    /// Where it was read.
    #[must_use]
    pub const fn source(&self) -> &StoreSource {
        &self.source
    }

    /// Every root, in the source's order.
    #[must_use]
    pub fn roots(&self) -> &[StoreRoot] {
        &self.roots
    }

    /// How many roots there are.
    #[must_use]
    pub fn root_count(&self) -> usize {
        self.roots.len()
    }

    /// The root with this fingerprint.
    #[must_use]
    pub fn root(&self, sha256: &Sha256) -> Option<&StoreRoot> {
        self.roots.get(*self.by_sha256.get(sha256)?)
    }

    /// The root that `certificate` is, or whose subject and key it holds.
    ///
    /// The key of a root is not known where a file of Chrome's names one that is neither stored
    /// nor bundled: such a root is found by its fingerprint alone.
    #[must_use]
    pub fn touches(&self, certificate: &Certificate) -> Option<Touch<'_>> {
        if let Some(root) = self.root(&certificate.sha256) {
            let by = TouchedBy::ItIsTheRoot;
            return Some(Touch { root, by });
        }
        let key = certificate.public_key.sha256();
        let root = self
            .at(self.by_key.get(&key))
            .find(|root| root.has_same_subject_and_key(certificate))?;
        let by = TouchedBy::SameSubjectAndKey;
        Some(Touch { root, by })
    }

    /// The root that an issuer's name and key identifier point to, for a root that was left out.
    ///
    /// A pointer, no proof: the caller verifies the signature, where it has the root's key. An
    /// identifier that is known on one side only does not count against a root.
    #[must_use]
    pub fn by_issuer(&self, issuer: &Name, key_identifier: Option<&[u8]>) -> Option<&StoreRoot> {
        self.with_subject(issuer).find(|root| {
            match (root.key_identifier.as_deref(), key_identifier) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            }
        })
    }

    /// The roots of this subject.
    fn with_subject(&self, subject: &Name) -> impl Iterator<Item = &StoreRoot> {
        self.at(self.by_subject().get(&Subject::from_name(subject)))
    }

    /// The roots by subject.
    fn by_subject(&self) -> &HashMap<Subject, Vec<usize>> {
        self.by_subject.get_or_init(|| {
            let mut by_subject: HashMap<Subject, Vec<usize>> = HashMap::new();
            for (root, position) in self.roots.iter().zip(0..) {
                by_subject.entry(root.name()).or_default().push(position);
            }
            by_subject
        })
    }

    /// The roots at these positions.
    fn at(&self, positions: Option<&Vec<usize>>) -> impl Iterator<Item = &StoreRoot> {
        let positions = positions.into_iter().flatten();
        positions.filter_map(|position| self.roots.get(*position))
    }

    /// Adds a root, unless there is one with the same fingerprint.
    fn add(&mut self, root: StoreRoot) {
        if self.by_sha256.contains_key(&root.sha256) {
            return;
        }
        let position = self.roots.len();
        self.by_sha256.insert(root.sha256, position);
        if let Some(key) = root.spki_sha256 {
            self.by_key.entry(key).or_default().push(position);
        }
        self.roots.push(root);
    }

    /// How many roots have this status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        let roots = self.roots.iter();
        roots.filter(|root| root.status == status).count()
    }
}

impl fmt::Display for RootStore {
    /// For example `Chrome Root Store version 36`, with the path where it came from a file.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Chrome Root Store")?;
        match self.version {
            Some(version) => write!(formatter, " version {version}")?,
            None => formatter.write_str(" of an unstated version")?,
        }
        match &self.source {
            StoreSource::Stored => Ok(()),
            StoreSource::File(path) => write!(formatter, " ({path})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chrome::{anchor_intermediates, dedicated_roots, removed, removed_roots};

    /// The certificate of a PEM file, decoded by `rustls-pki-types`.
    fn pem(text: &str) -> Certificate {
        use rustls_pki_types::{CertificateDer, pem::PemObject};
        let der = CertificateDer::from_pem_slice(text.as_bytes()).unwrap();
        Certificate::from_der(&der).unwrap()
    }

    fn bundled() -> Vec<Certificate> {
        let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        roots
            .map(|der| Certificate::from_der(der).unwrap())
            .collect()
    }

    fn digicert_g2() -> Certificate {
        let name = Some("DigiCert Global Root G2");
        let mut roots = bundled().into_iter();
        roots
            .find(|root| root.subject.attribute("CN") == name)
            .unwrap()
    }

    /// The counts of facts-chrome.md.
    #[test]
    fn version_36_has_104_roots() {
        let store = RootStore::stored();
        assert_eq!(store.version(), Some(36));
        assert_eq!(store.to_string(), "Chrome Root Store version 36");
        assert_eq!(store.root_count(), 104);
        assert_eq!(store.count(Status::Trusted), 78);
        assert_eq!(store.count(Status::Constrained), 26);
        assert_eq!(store.by_subject().len(), 104, "no two share a subject");
        let unidentified: Vec<_> = store
            .roots()
            .iter()
            .filter(|root| root.key_identifier.is_none())
            .collect();
        assert_eq!(unidentified.len(), 1);
        assert!(
            unidentified[0]
                .subject
                .starts_with("CN=TWCA Global Root CA,")
        );
        for root in store.roots() {
            assert!(root.spki_sha256.is_some() && root.not_before < root.not_after);
            assert_eq!(
                root.sct_not_after.is_some(),
                root.status == Status::Constrained
            );
        }
    }

    /// facts-chrome.md: `webpki-root-certs` 1.0.11 lacks three of them.
    #[test]
    fn each_bundled_root_of_the_store_is_found_by_print_and_by_subject_and_key() {
        let store = RootStore::stored();
        let mut found = 0;
        for certificate in bundled() {
            let Some(touch) = store.touches(&certificate) else {
                continue;
            };
            found += 1;
            assert_eq!(touch.by, TouchedBy::ItIsTheRoot);
            assert!(
                touch.root.has_same_subject_and_key(&certificate),
                "{}",
                touch.root.subject
            );
            let by_issuer = store.by_issuer(
                &certificate.subject,
                certificate.subject_key_identifier.as_deref(),
            );
            assert_eq!(by_issuer.unwrap().sha256, certificate.sha256);
            assert_eq!(
                touch.root.not_after.unwrap().day(),
                certificate.not_after.day()
            );
        }
        assert_eq!(found, 101);
    }

    /// Made with openssl: fixtures/chrome/README.md.
    #[test]
    fn a_cross_certificate_has_the_roots_subject_and_key() {
        let cross_certificate = pem(include_str!("../../fixtures/chrome/cross-certificate.pem"));
        assert_ne!(
            cross_certificate.subject,
            digicert_g2().subject,
            "other string types"
        );
        let touch = RootStore::stored().touches(&cross_certificate).unwrap();
        assert_eq!(touch.by, TouchedBy::SameSubjectAndKey);
        assert_eq!(touch.root.sha256, digicert_g2().sha256);
    }

    #[test]
    fn a_certificate_of_the_same_subject_with_another_key_is_not_of_the_store() {
        let namesake = pem(include_str!("../../fixtures/chrome/namesake.pem"));
        let store = RootStore::stored();
        assert!(store.touches(&namesake).is_none());
        let identifier = namesake.subject_key_identifier.as_deref();
        assert!(identifier.is_some());
        assert!(store.by_issuer(&namesake.subject, identifier).is_none());
        assert!(store.by_issuer(&namesake.subject, None).is_some());
    }

    /// facts-chrome.md: 41 removed, 17 anchors, 24 dedicated; none of them in the store, and no
    /// dedicated one in Mozilla's list.
    #[test]
    fn the_other_tables_are_whole_and_apart() {
        let store = RootStore::stored();
        assert_eq!(removed_roots().count(), 41);
        assert_eq!(anchor_intermediates().count(), 17);
        assert_eq!(dedicated_roots().len(), 24);
        assert!(removed_roots().all(|root| store.root(&root.sha256).is_none()));
        assert!(anchor_intermediates().all(|anchor| store.root(&anchor.sha256).is_none()));
        let bundled = bundled();
        for dedicated in dedicated_roots() {
            assert!(store.root(&dedicated.sha256).is_none());
            assert!(bundled.iter().all(|root| root.sha256 != dedicated.sha256));
        }
        let global_root_ca =
            csv::sha256("4348a0e9444c78cb265e058d5e8944b4d84f9662bd26db257f8934a443c70161");
        assert_eq!(
            removed(&global_root_ca.unwrap())
                .unwrap()
                .last_seen_in_version,
            21
        );
    }
}
