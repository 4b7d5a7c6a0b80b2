//! The Chrome Root Store, and whether a certificate belongs to it.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

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
    /// Positions in `roots`; several where a root was issued anew under its old name.
    by_subject: HashMap<Subject, Vec<usize>>,
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
            by_subject: HashMap::with_capacity(all.len()),
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
        let key = Some(Sha256::of(&certificate.public_key.info));
        let root = self
            .with_subject(&certificate.subject)
            .find(|root| root.spki_sha256 == key)?;
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
        let positions = self.by_subject.get(&Subject::from_name(subject));
        positions
            .into_iter()
            .flatten()
            .filter_map(|position| self.roots.get(*position))
    }

    /// Adds a root, unless there is one with the same fingerprint.
    fn add(&mut self, root: StoreRoot) {
        if self.by_sha256.contains_key(&root.sha256) {
            return;
        }
        let position = self.roots.len();
        self.by_sha256.insert(root.sha256, position);
        let namesakes = self.by_subject.entry(root.name.clone()).or_default();
        namesakes.push(position);
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
