//! What is known about a root by its fingerprint alone: Chrome's files give no keys.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::removed;
use super::root::{Status, StoreRoot};
use super::store::RootStore;
use crate::certificate::{Certificate, Sha256};

/// Mozilla's TLS roots, which came with this program.
static BUNDLED: LazyLock<HashMap<Sha256, StoreRoot>> = LazyLock::new(|| {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .filter_map(|der| Certificate::from_der(der).ok())
        .map(|certificate| (certificate.sha256, of_certificate(&certificate)))
        .collect()
});

/// The root with this fingerprint, from the stored store, the removed roots or the bundled ones.
///
/// Status and constraint are those of an unconstrained root: the caller's file tells them.
pub(super) fn known(sha256: &Sha256) -> Option<StoreRoot> {
    let stored = RootStore::stored().root(sha256).cloned();
    let known = stored
        .or_else(|| removed::removed(sha256).map(removed::RemovedRoot::as_store_root))
        .or_else(|| BUNDLED.get(sha256).cloned())?;
    Some(StoreRoot {
        status: Status::Trusted,
        sct_not_after: None,
        ..known
    })
}

/// What a root's certificate says.
fn of_certificate(certificate: &Certificate) -> StoreRoot {
    StoreRoot {
        sha256: certificate.sha256,
        subject: certificate.subject.to_string(),
        spki_sha256: Some(certificate.public_key.sha256()),
        key_identifier: certificate.subject_key_identifier.clone(),
        not_before: Some(certificate.not_before),
        not_after: Some(certificate.not_after),
        status: Status::Trusted,
        sct_not_after: None,
    }
}
