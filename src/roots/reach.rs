//! Which listed roots a chain can reach.

use std::collections::BTreeMap;

use super::Root;
use crate::certificate::Time;
use crate::memory::Memory;
use crate::path::{self, CertPath, Chain, FaultKind, PathStatus};
use crate::submission::Submission;
use crate::trust::{Listing, Strength, TrustList};

/// Where the chain of one submission leads.
#[derive(Clone, Debug)]
pub struct Reach<'a> {
    /// The file.
    pub path: Option<String>,
    /// The key store's entry, where there is one.
    pub alias: Option<String>,
    /// The listed roots, in the list's order.
    pub roots: Vec<Reached<'a>>,
    /// Whether the search ended at a bound, so that there may be more.
    pub is_cut: bool,
}

/// A listed root that a chain can reach.
#[derive(Clone, Debug)]
pub struct Reached<'a> {
    /// The root.
    pub root: Root<'a>,
    /// How strongly the list names it.
    pub matched_by: Strength,
    /// What is said of the best path to it; trusted where nothing but key purposes and the root's
    /// own dates can speak against it.
    pub status: PathStatus,
}

impl<'a> Reach<'a> {
    /// Where the chain of a submission leads at this moment; `roots` are all of the list.
    #[must_use]
    pub fn new(submission: &Submission, list: &TrustList, roots: &[Root<'a>], at: Time) -> Self {
        let paths = path::candidates(&submission.chain, list, at, &Memory::default());
        let mut found: BTreeMap<usize, (Strength, PathStatus)> = BTreeMap::new();
        for path in paths.iter() {
            let Some((listing, status)) = arrival(path, &submission.chain, at) else {
                continue;
            };
            let best = found
                .entry(listing.entry)
                .or_insert((listing.strength, status));
            if rank(status) < rank(best.1) {
                *best = (listing.strength, status);
            }
        }
        let reached = found
            .into_iter()
            .filter_map(|(entry, (matched_by, status))| {
                Some(Reached {
                    root: roots.get(entry)?.clone(),
                    matched_by,
                    status,
                })
            });
        Self {
            path: submission.path.clone(),
            alias: submission.alias.clone(),
            roots: reached.collect(),
            is_cut: paths.iter().any(CertPath::is_cut),
        }
    }

    /// Whether it leads to a listed root by a path that could be judged.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        let mut roots = self.roots.iter();
        roots.any(|reached| reached.status != PathStatus::Unsupported)
    }
}

/// Where a path arrives on the list, and what is said of it: nothing where RFC 5280 forbids it. That
/// its lower end is a CA does not matter here.
fn arrival(path: &CertPath, chain: &Chain, at: Time) -> Option<(Listing, PathStatus)> {
    let listing = path.anchor()?.listing?;
    let is_forbidden = |kind: &FaultKind| *kind != FaultKind::CaAsEndEntity;
    if path.is_self_signed() || path.faults().iter().any(|fault| is_forbidden(&fault.kind)) {
        return None;
    }
    let issuers = path
        .issuers()
        .iter()
        .filter_map(|index| chain.certificate(*index));
    let mut below_root = std::iter::once(chain.end_entity()).chain(issuers);
    let status = if !path.undecided().is_empty() {
        PathStatus::Unsupported
    } else if below_root.all(|certificate| certificate.is_valid_at(at)) {
        PathStatus::Trusted
    } else {
        PathStatus::OutsideValidity
    };
    Some((listing, status))
}

/// The better status first.
const fn rank(status: PathStatus) -> u8 {
    match status {
        PathStatus::Trusted => 0,
        PathStatus::OutsideValidity => 1,
        _ => 2,
    }
}
