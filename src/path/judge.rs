//! One way found to a judged path.

use super::build::Way;
use super::chain::names_itself_as_issuer;
use super::links::{Link, Links};
use super::{
    Anchor, CertPath, Chain, FaultKind, PathFault, Undecided, section6, undecided, validate,
};
use crate::certificate::{Certificate, Time};
use crate::memory::Memory;

/// The certificates of a way, lowest first, each with its index among the presented ones.
pub(super) struct Steps<'a> {
    /// The end entity and the issuers below the anchor; never empty.
    pub(super) below: Vec<(usize, &'a Certificate)>,
    /// The anchor, and its index where it was presented.
    pub(super) anchor: Option<(Option<usize>, &'a Certificate)>,
    /// The signatures that were verified before.
    pub(super) memory: &'a Memory,
}

impl<'a> Steps<'a> {
    fn new(
        chain: &'a Chain,
        issuers: &[usize],
        anchor: Option<&'a Anchor>,
        memory: &'a Memory,
    ) -> Self {
        let indexes = std::iter::once(chain.end_entity_index()).chain(issuers.iter().copied());
        Self {
            below: indexes
                .filter_map(|index| Some((index, chain.certificate(index)?)))
                .collect(),
            anchor: anchor.map(|anchor| (anchor.presented, &*anchor.certificate)),
            memory,
        }
    }

    /// Each certificate with its issuer, lowest first; the last has none where the way is open.
    pub(super) fn pairs(
        &self,
    ) -> impl Iterator<Item = (usize, &'a Certificate, Option<&'a Certificate>)> {
        let issuers = self.below.iter().skip(1).map(|(_, issuer)| Some(*issuer));
        let top = self.anchor.map(|(_, anchor)| anchor);
        self.below
            .iter()
            .zip(issuers.chain(std::iter::once(top)))
            .map(|((index, certificate), issuer)| (*index, *certificate, issuer))
    }

    /// Every certificate of the way with its index where it was presented, lowest first.
    pub(super) fn all(&self) -> impl Iterator<Item = (Option<usize>, &'a Certificate)> {
        self.below
            .iter()
            .map(|(index, certificate)| (Some(*index), *certificate))
            .chain(self.anchor)
    }
}

/// Judges one way: what RFC 5280 forbids, what cannot be told, and whether it is within dates.
pub(super) fn judge(
    chain: &Chain,
    way: Way,
    links: &Links<'_>,
    at: Time,
    exhausted: bool,
) -> CertPath {
    let steps = Steps::new(chain, &way.issuers, way.anchor.as_ref(), links.memory());
    let mut faults = broken_links(&steps, links);
    faults.extend(section6::faults(&steps));
    let mut undecided = undecided::of(&steps, links);
    if faults.is_empty() && undecided.is_empty() {
        match validate::confirm(&steps, at) {
            Ok(()) => {}
            Err(validate::Refusal::Forbidden(fault)) => faults.push(fault),
            Err(validate::Refusal::Undecided(reason)) => undecided.push(reason),
        }
    }
    let proven = faults.is_empty() && undecided.is_empty() && way.is_listed();
    let is_cut = !proven && (exhausted || way.is_cut);
    if is_cut {
        let reason =
            "it takes more issuers and signatures than this program tries for one submission";
        undecided.push(Undecided {
            certificate: None,
            reason: reason.into(),
        });
    }
    let within_validity = steps
        .below
        .iter()
        .all(|(_, certificate)| certificate.is_valid_at(at));
    let is_self_signed = is_its_own_issuer(chain, &way, links);
    CertPath {
        issuers: way.issuers,
        anchor: way.anchor,
        faults,
        undecided,
        is_self_signed,
        is_cut,
        within_validity,
    }
}

fn broken_links(steps: &Steps<'_>, links: &Links<'_>) -> Vec<PathFault> {
    let is_broken = |certificate: &Certificate, issuer: Option<&Certificate>| {
        issuer.is_some_and(|issuer| links.between(certificate, issuer) == Link::Broken)
    };
    steps
        .pairs()
        .filter(|(_, certificate, issuer)| is_broken(certificate, *issuer))
        .map(|(index, ..)| PathFault {
            certificate: Some(index),
            kind: FaultKind::Signature,
        })
        .collect()
}

/// Whether the end entity is its own issuer: the same name, and its own key or no sign of another.
fn is_its_own_issuer(chain: &Chain, way: &Way, links: &Links<'_>) -> bool {
    let end_entity = chain.end_entity();
    if !end_entity.is_self_issued() {
        return false;
    }
    let has_other_issuer = !way.issuers.is_empty() || way.anchor.is_some();
    links.between(end_entity, end_entity) == Link::Verified
        || (names_itself_as_issuer(end_entity) && !has_other_issuer)
}
