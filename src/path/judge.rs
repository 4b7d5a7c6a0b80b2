//! One way found to a judged path.

use super::bound::Bound;
use super::build::Way;
use super::chain::names_itself_as_issuer;
use super::links::{Link, Links};
use super::rfc5280::{self, Judgement, Work};
use super::validate::{self, Answer};
use super::{Anchor, CertPath, Chain, Engine, FaultKind, PathFault, Undecided, section6};
use crate::certificate::{Certificate, Time};

/// The certificates of a way, lowest first, each with its index among the presented ones.
pub(super) struct Steps<'a> {
    /// The end entity and the issuers below the anchor; never empty.
    pub(super) below: Vec<(usize, &'a Certificate)>,
    /// The anchor, and its index where it was presented.
    pub(super) anchor: Option<(Option<usize>, &'a Certificate)>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(chain: &'a Chain, issuers: &[usize], anchor: Option<&'a Anchor>) -> Self {
        let indexes = std::iter::once(chain.end_entity_index()).chain(issuers.iter().copied());
        Self {
            below: indexes
                .filter_map(|index| Some((index, chain.certificate(index)?)))
                .collect(),
            anchor: anchor.map(|anchor| (anchor.presented, &*anchor.certificate)),
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

/// What every way of a submission is judged with.
pub(super) struct Context<'a> {
    pub(super) chain: &'a Chain,
    pub(super) links: &'a Links<'a>,
    pub(super) work: &'a Work,
    pub(super) at: Time,
    /// The bound that the search for ways met.
    pub(super) bound: Option<Bound>,
}

/// Judges one way: what RFC 5280 forbids, what cannot be told, and whether it is within dates.
pub(super) fn judge(way: Way, context: &Context<'_>) -> CertPath {
    let &Context {
        chain, links, at, ..
    } = context;
    let steps = Steps::new(chain, &way.issuers, way.anchor.as_ref());
    let mut faults = broken_links(&steps, links);
    faults.extend(section6::faults(&steps));
    let mut undecided = unverified_links(&steps, links);
    let asked = faults
        .is_empty()
        .then(|| ask(&steps, context, undecided.is_empty()));
    let (judged_by, judgement) = asked.unzip();
    let judgement = judgement.unwrap_or_default();
    faults.extend(judgement.faults);
    undecided.extend(judgement.undecided);
    let is_proven = faults.is_empty() && undecided.is_empty() && way.is_listed();
    let cut = way.cut.or(context.bound).filter(|_| !is_proven);
    undecided.extend(cut.map(Bound::undecided));
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
        judged_by,
        java_refuses: judgement.java_refuses,
        is_self_signed,
        is_cut: cut.is_some(),
        within_validity,
    }
}

/// Asks webpki, unless it lacks an algorithm, and where it does not confirm the second engine.
fn ask(steps: &Steps<'_>, context: &Context<'_>, has_algorithms: bool) -> (Engine, Judgement) {
    let webpki = has_algorithms.then(|| validate::ask(steps, context.links, context.at));
    if webpki == Some(Answer::Confirmed) {
        return (Engine::Webpki, Judgement::default());
    }
    let mut judgement = rfc5280::judge(steps, context.work);
    if webpki == Some(Answer::Malformed) {
        judgement.undecided.insert(0, malformed());
    }
    (Engine::Rfc5280, judgement)
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

/// What webpki cannot read and this program can is not to be guessed about.
fn malformed() -> Undecided {
    Undecided {
        certificate: None,
        reason: "rustls-webpki finds a certificate of it malformed, and does not say which".into(),
    }
}

/// The signatures that cannot be verified, for want of the algorithm.
fn unverified_links(steps: &Steps<'_>, links: &Links) -> Vec<Undecided> {
    let pairs = steps.pairs().filter_map(|(index, certificate, issuer)| {
        let issuer =
            issuer.filter(|issuer| links.between(certificate, issuer) == Link::Undecided)?;
        Some((index, certificate, issuer))
    });
    let undecided = pairs.map(|(index, certificate, issuer)| Undecided {
        certificate: Some(index),
        reason: format!(
            "the certificate is signed with {} by a key of type {}, which cannot be verified here",
            certificate.signature_algorithm.name, issuer.public_key.kind
        ),
    });
    undecided.collect()
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
