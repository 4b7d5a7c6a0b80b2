//! The certificates that a list holds, by their subjects.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Entry;
use crate::certificate::Name;

/// Entries that hold a certificate, as indexes, by its subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Subjects {
    exact: HashMap<Vec<u8>, Vec<usize>>,
    /// Made only when it is asked for, which is seldom.
    normalized: OnceLock<HashMap<String, Vec<usize>>>,
}

impl Subjects {
    /// The subjects of these entries.
    pub(super) fn of(entries: &[Entry]) -> Self {
        Self {
            exact: by(entries, |name| name.der().to_vec()),
            normalized: OnceLock::new(),
        }
    }

    /// The entries whose subject is this name, byte for byte.
    pub(super) fn exact(&self, name: &Name) -> &[usize] {
        self.exact.get(name.der()).map_or(&[], Vec::as_slice)
    }

    /// Those whose subject [matches](Name::matches) it; the entries are those it was made of.
    pub(super) fn normalized(&self, name: &Name, entries: &[Entry]) -> &[usize] {
        let index = self
            .normalized
            .get_or_init(|| by(entries, |name| name.normalized().to_owned()));
        index.get(name.normalized()).map_or(&[], Vec::as_slice)
    }
}

fn by<Key: std::hash::Hash + Eq>(
    entries: &[Entry],
    key: impl Fn(&Name) -> Key,
) -> HashMap<Key, Vec<usize>> {
    let mut index: HashMap<Key, Vec<usize>> = HashMap::new();
    for (position, entry) in entries.iter().enumerate() {
        if let Some(certificate) = &entry.certificate {
            index
                .entry(key(&certificate.subject))
                .or_default()
                .push(position);
        }
    }
    index
}
