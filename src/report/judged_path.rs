//! The path that is judged, for those who look for what it lacks.

use std::cell::LazyCell;
use std::sync::Arc;

use super::evaluate::nearest;
use crate::certificate::Certificate;
use crate::memory::Memory;
use crate::path;
use crate::rules::Case;
use crate::submission::{Against, Submission};

/// The path that is judged, as far as there are issuers.
#[derive(Clone, Debug)]
pub struct JudgedPath {
    /// The end entity and the issuers, lowest first, without the root.
    pub below_root: Vec<Arc<Certificate>>,
    /// The root, where the path reaches one.
    pub root: Option<Arc<Certificate>>,
    /// Whether the certificate of the highest certificate's issuer is missing.
    pub lacks_issuer: bool,
}

/// The path that [`evaluate`](super::evaluate()) judges.
#[must_use]
pub fn judged_path(submission: &Submission, against: &Against<'_>) -> JudgedPath {
    let chain = &submission.chain;
    let own = LazyCell::new(Memory::default);
    let memory = against.memory.unwrap_or_else(|| &own);
    let paths = path::candidates(chain, against.trust, against.at, memory);
    let path = nearest(&paths, |path| Case::new(submission, path, &paths, *against));
    let below_root = std::iter::once(chain.end_entity_index()).chain(path.issuers().to_vec());
    let presented = below_root.filter_map(|index| chain.presented().get(index));
    let root = path.anchor().map(|anchor| anchor.certificate.clone());
    JudgedPath {
        below_root: presented.map(|part| part.certificate.clone()).collect(),
        lacks_issuer: root.is_none() && !path.is_self_signed() && !path.is_cut(),
        root,
    }
}
