//! Every way from the end entity up to a root.
//!
//! Cross-signed issuers make several; a top that one root does not vouch for may reach a listed
//! root by another way. The work is bounded: steps here, signatures in `links.rs`.

use std::collections::HashSet;

use super::bound::Bound;
use super::chain::{key_identifiers_differ, names_itself_as_issuer};
use super::links::{Link, Links};
use super::names::{BySubject, Comparison};
use super::rfc5280::Work;
use super::{Anchor, Chain, Paths, judge};
use crate::certificate::{Certificate, Time};
use crate::memory::Memory;
use crate::trust::{Listing, TrustList, bundled};

/// Every way from the end entity of `chain` to a root, or as far as there are issuers, judged at
/// `at`. Signatures that are in `memory` are not verified again.
#[must_use]
pub fn candidates(chain: &Chain, trust: &TrustList, at: Time, memory: &Memory) -> Paths {
    let mut search = Search {
        chain,
        trust,
        presented: BySubject::new(chain.certificates()),
        links: Links::new(memory),
        // Where the list holds certificates alone, the bundled roots are decoded only if none leads
        // to a listed root: to tell an untrusted root from a missing issuer.
        asks_bundled: trust.with_certificate() < trust.entries().len(),
        steps: 0,
        found: Vec::new(),
    };
    search.climb(&mut vec![chain.end_entity_index()]);
    if !search.asks_bundled && !search.found.iter().any(Way::is_listed) {
        search.asks_bundled = true;
        search.steps = 0;
        search.found.clear();
        search.climb(&mut vec![chain.end_entity_index()]);
    }
    let bound = search.bound();
    let mut found = std::mem::take(&mut search.found).into_iter();
    // Where a bound was met before any way ended, nothing is known but the end entity.
    let nothing = Way {
        issuers: Vec::new(),
        anchor: None,
        cut: bound,
    };
    let context = judge::Context {
        chain,
        links: &search.links,
        work: &Work::new(),
        at,
        bound,
    };
    let judge = |way| judge::judge(way, &context);
    Paths {
        first: judge(found.next().unwrap_or(nothing)),
        others: found.map(judge).collect(),
    }
}

/// A way found, not yet judged.
#[derive(Debug)]
pub(super) struct Way {
    /// The presented issuers above the end entity, lowest first, the anchor not among them.
    pub(super) issuers: Vec<usize>,
    pub(super) anchor: Option<Anchor>,
    /// The bound for which alone it ends where it does.
    pub(super) cut: Option<Bound>,
}

impl Way {
    /// Whether it ends at a root on the list.
    pub(super) fn is_listed(&self) -> bool {
        self.anchor
            .as_ref()
            .is_some_and(|anchor| anchor.listing.is_some())
    }
}

struct Search<'a> {
    chain: &'a Chain,
    trust: &'a TrustList,
    presented: BySubject<'a, usize>,
    links: Links<'a>,
    asks_bundled: bool,
    steps: usize,
    found: Vec<Way>,
}

/// A certificate that may be the issuer of another.
enum Issuer<'a> {
    Presented(usize, &'a Certificate),
    Anchor(&'a Certificate),
}

impl<'a> Issuer<'a> {
    const fn certificate(&self) -> &'a Certificate {
        match self {
            Self::Presented(_, certificate) | Self::Anchor(certificate) => certificate,
        }
    }
}

impl<'a> Search<'a> {
    /// The bound that the search as a whole met.
    fn bound(&self) -> Option<Bound> {
        self.has_searched_enough().or_else(|| self.links.met())
    }

    fn has_searched_enough(&self) -> Option<Bound> {
        if self.steps > Bound::Steps.limit() {
            return Some(Bound::Steps);
        }
        (self.found.len() >= Bound::Ways.limit()).then_some(Bound::Ways)
    }

    /// Follows every issuer of the last certificate of `path`.
    fn climb(&mut self, path: &mut Vec<usize>) {
        self.steps = self.steps.saturating_add(1);
        if self.has_searched_enough().is_some() {
            return;
        }
        let is_too_long = path.len() > Bound::Length.limit();
        let cut = is_too_long
            .then_some(Bound::Length)
            .or_else(|| self.links.met());
        if cut.is_some() {
            self.found.push(Way {
                issuers: above_end_entity(path),
                anchor: None,
                cut,
            });
            return;
        }
        let Some((&top, certificate)) = path
            .last()
            .and_then(|top| Some((top, self.chain.certificate(*top)?)))
        else {
            return;
        };
        let is_root = path.len() > 1 && self.end_at_presented(path, top, certificate);
        if !is_root && !self.follow(path, certificate) {
            self.end_open(path, top, certificate);
        }
    }

    /// Follows the issuers whose signature verifies, else those that cannot be told, else those
    /// that only claim to be it; says whether there is any.
    fn follow(&mut self, path: &mut Vec<usize>, certificate: &Certificate) -> bool {
        let issuers = self.issuers(path, certificate);
        let best = issuers.iter().map(|(link, _)| *link).min();
        for (_, issuer) in issuers.into_iter().filter(|(link, _)| Some(*link) == best) {
            match issuer {
                Issuer::Anchor(anchor) => self.end_at_anchor(path, anchor),
                Issuer::Presented(index, _) => {
                    path.push(index);
                    self.climb(path);
                    path.pop();
                }
            }
        }
        best.is_some()
    }

    /// Ends the way at its last certificate where that is listed or its own issuer; says whether
    /// nothing can stand above it.
    fn end_at_presented(&mut self, path: &[usize], top: usize, certificate: &Certificate) -> bool {
        let listing = self.trust.listing(certificate);
        let is_root = certificate.is_self_issued()
            && matches!(
                self.links.between(certificate, certificate),
                Link::Verified | Link::Undecided
            );
        if listing.is_some() || is_root {
            self.push_presented(path, top, listing);
        }
        is_root
    }

    /// Ends the way where no issuer is to be had: open, or at a root whose own signature, which
    /// nobody needs, is wrong.
    fn end_open(&mut self, path: &[usize], top: usize, certificate: &Certificate) {
        if path.len() > 1 && names_itself_as_issuer(certificate) {
            self.push_presented(path, top, None);
            return;
        }
        self.found.push(Way {
            issuers: above_end_entity(path),
            anchor: None,
            cut: None,
        });
    }

    fn push_presented(&mut self, path: &[usize], top: usize, listing: Option<Listing>) {
        let Some(presented) = self.chain.presented().get(top) else {
            return;
        };
        let mut issuers = above_end_entity(path);
        issuers.pop();
        let certificate = presented.certificate.clone();
        self.found.push(Way {
            issuers,
            anchor: Some(Anchor {
                certificate,
                presented: Some(top),
                listing,
            }),
            cut: None,
        });
    }

    fn end_at_anchor(&mut self, path: &[usize], certificate: &Certificate) {
        let anchor = Anchor {
            // Many ways, of many submissions, may end at one root.
            certificate: self.links.memory().shared(certificate),
            presented: None,
            listing: self.trust.listing(certificate),
        };
        self.found.push(Way {
            issuers: above_end_entity(path),
            anchor: Some(anchor),
            cut: None,
        });
    }

    /// Whoever may have issued `certificate`, with how it hangs on them; strangers left out. Names
    /// that are equal only after normalising count where no name is equal as it stands.
    fn issuers(&self, path: &[usize], certificate: &Certificate) -> Vec<(Link, Issuer<'a>)> {
        [Comparison::Exact, Comparison::Normalized]
            .into_iter()
            .map(|comparison| {
                self.linked(certificate, self.namesakes(comparison, path, certificate))
            })
            .find(|issuers| !issuers.is_empty())
            .unwrap_or_default()
    }

    fn linked(
        &self,
        certificate: &Certificate,
        namesakes: Vec<Issuer<'a>>,
    ) -> Vec<(Link, Issuer<'a>)> {
        let mut issuers = Vec::new();
        let mut signer: Option<&[u8]> = None;
        for namesake in namesakes {
            let candidate = namesake.certificate();
            // One key made the signature: once it is known, no other needs to be tried.
            if signer.is_some_and(|signer| signer != candidate.public_key.info) {
                continue;
            }
            let link = self.links.between(certificate, candidate);
            if link == Link::Verified {
                signer = Some(&candidate.public_key.info);
            }
            if self.counts(link, &namesake) {
                issuers.push((link, namesake));
            }
        }
        issuers
    }

    /// Whether a namesake with this link is an issuer at all. A listed root whose key does not
    /// verify is a near miss, no fault of the chain.
    fn counts(&self, link: Link, namesake: &Issuer<'a>) -> bool {
        match (link, namesake) {
            (Link::Verified | Link::Undecided, _) => true,
            (Link::Broken, Issuer::Presented(_, certificate)) => {
                self.trust.listing(certificate).is_none()
            }
            (Link::Broken, Issuer::Anchor(_)) | (Link::Stranger, _) => false,
        }
    }

    /// Every certificate whose subject is the issuer's name, each once: those first whose key
    /// identifier is the one wanted, so that strangers do not use up the signatures; of these those
    /// of the list.
    fn namesakes(
        &self,
        comparison: Comparison,
        path: &[usize],
        certificate: &Certificate,
    ) -> Vec<Issuer<'a>> {
        let name = &certificate.issuer;
        let mut seen = HashSet::new();
        let mut namesakes = Vec::new();
        for &(index, issuer) in self.presented.named(name, comparison) {
            if seen.insert(issuer.sha256) && !self.is_on(path, issuer) {
                namesakes.push(Issuer::Presented(index, issuer));
            }
        }
        let mut add = |anchor: &'a Certificate| {
            if seen.insert(anchor.sha256) {
                namesakes.push(Issuer::Anchor(anchor));
            }
        };
        match comparison {
            Comparison::Exact => self.trust.with_subject(name).for_each(&mut add),
            Comparison::Normalized => self.trust.with_subject_like(name).for_each(&mut add),
        }
        if self.asks_bundled {
            for root in bundled::with_subject(name) {
                add(root);
            }
        }
        namesakes.sort_by_key(|namesake| {
            (
                key_identifiers_differ(certificate, namesake.certificate()),
                matches!(namesake, Issuer::Presented(..)),
            )
        });
        namesakes
    }

    /// Whether the way goes through this subject and key already (RFC 4158, section 5.2).
    fn is_on(&self, path: &[usize], issuer: &Certificate) -> bool {
        path.iter()
            .filter_map(|index| self.chain.certificate(*index))
            .any(|certificate| certificate.has_same_subject_and_key(issuer))
    }
}

fn above_end_entity(path: &[usize]) -> Vec<usize> {
    path.iter().skip(1).copied().collect()
}
