//! Mozilla's TLS roots, which came with this program, read once and only when asked for.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::certificate::{Certificate, Name, Sha256};

/// The roots and what they are found by.
struct Roots {
    certificates: Vec<Certificate>,
    by_sha256: HashMap<Sha256, usize>,
    by_subject: HashMap<String, Vec<usize>>,
}

static ROOTS: LazyLock<Roots> = LazyLock::new(|| {
    let certificates: Vec<Certificate> = webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .filter_map(|der| Certificate::from_der(der).ok())
        .collect();
    let mut by_subject: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_sha256 = HashMap::new();
    for (index, root) in certificates.iter().enumerate() {
        by_sha256.insert(root.sha256, index);
        by_subject
            .entry(root.subject.normalized().to_owned())
            .or_default()
            .push(index);
    }
    Roots {
        certificates,
        by_sha256,
        by_subject,
    }
});

/// Every bundled root.
#[must_use]
pub fn roots() -> &'static [Certificate] {
    &ROOTS.certificates
}

/// The bundled roots whose subject [matches](Name::matches) this name.
pub fn with_subject(subject: &Name) -> impl Iterator<Item = &'static Certificate> {
    ROOTS
        .by_subject
        .get(subject.normalized())
        .into_iter()
        .flatten()
        .filter_map(|index| ROOTS.certificates.get(*index))
}

/// Whether a bundled root has this SHA-256.
#[must_use]
pub fn contains(sha256: &Sha256) -> bool {
    ROOTS.by_sha256.contains_key(sha256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_root_is_found_by_its_subject_and_its_digest() {
        assert_eq!(
            roots().len(),
            webpki_root_certs::TLS_SERVER_ROOT_CERTS.len()
        );
        for root in roots() {
            assert!(contains(&root.sha256));
            assert!(with_subject(&root.subject).any(|found| found.sha256 == root.sha256));
        }
        assert!(!contains(&Sha256::of(b"")));
    }
}
