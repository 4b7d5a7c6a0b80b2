//! Every way from the end entity up to a root.
//!
//! Cross-signed issuers make several; a top that one root does not vouch for may reach a listed
//! root by another way. The work is bounded: steps here, signatures in `links.rs`.

use std::collections::HashSet;

use super::chain::names_itself_as_issuer;
use super::links::{Link, Links};
use super::names::{BySubject, Comparison};
use super::{Anchor, Chain, Paths, judge};
use crate::certificate::{Certificate, Time};
use crate::trust::{Listing, TrustList, bundled};

/// As many nodes are visited; an ordinary chain has fewer than ten.
const MAX_STEPS: usize = 2000;
/// As many ways are judged.
const MAX_FOUND: usize = 32;
/// As many certificates make a way; webpki takes eight.
const MAX_LENGTH: usize = 24;

/// Every way from the end entity of `chain` to a root, or as far as there are issuers, judged at
/// `at`.
#[must_use]
pub fn candidates(chain: &Chain, trust: &TrustList, at: Time) -> Paths {
    let mut search = Search {
        chain,
        trust,
        presented: BySubject::new(chain.certificates()),
        listed: BySubject::new(trust.certificates()),
        links: Links::new(),
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
    let exhausted = search.steps > MAX_STEPS || search.links.is_exhausted();
    let mut found = std::mem::take(&mut search.found).into_iter();
    // Where a bound was met before any way ended, nothing is known but the end entity.
    let nothing = Way {
        issuers: Vec::new(),
        anchor: None,
        is_cut: true,
    };
    let judge = |way| judge::judge(chain, way, &search.links, at, exhausted);
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
    /// Whether it ends where it is only because a bound was met.
    pub(super) is_cut: bool,
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
    listed: BySubject<'a, usize>,
    links: Links,
    asks_bundled: bool,
    steps: usize,
    found: Vec<Way>,
}

/// A certificate that may be the issuer of another.
enum Issuer<'a> {
    Presented(usize),
    Anchor(&'a Certificate),
}

impl<'a> Search<'a> {
    /// Follows every issuer of the last certificate of `path`; those whose signature verifies, else
    /// those that cannot be told, else those that only claim to be it.
    fn climb(&mut self, path: &mut Vec<usize>) {
        self.steps = self.steps.saturating_add(1);
        if self.steps > MAX_STEPS || self.found.len() >= MAX_FOUND {
            return;
        }
        if path.len() > MAX_LENGTH || self.links.is_exhausted() {
            self.found.push(Way {
                issuers: above_end_entity(path),
                anchor: None,
                is_cut: true,
            });
            return;
        }
        let Some((&top, certificate)) = path
            .last()
            .and_then(|top| Some((top, self.chain.certificate(*top)?)))
        else {
            return;
        };
        if path.len() > 1 && self.end_at_presented(path, top, certificate) {
            return;
        }
        let issuers = self.issuers(path, certificate);
        let follow = [Link::Verified, Link::Undecided, Link::Broken]
            .into_iter()
            .find(|link| issuers.iter().any(|(found, _)| found == link));
        let mut is_open = true;
        for (_, issuer) in issuers
            .into_iter()
            .filter(|(link, _)| Some(*link) == follow)
        {
            is_open = false;
            match issuer {
                Issuer::Anchor(anchor) => self.end_at_anchor(path, anchor),
                Issuer::Presented(index) => {
                    path.push(index);
                    self.climb(path);
                    path.pop();
                }
            }
        }
        if is_open {
            self.end_open(path, top, certificate);
        }
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
            self.push_presented(path, top, certificate, listing);
        }
        is_root
    }

    /// Ends the way where no issuer is to be had: open, or at a root whose own signature, which
    /// nobody needs, is wrong.
    fn end_open(&mut self, path: &[usize], top: usize, certificate: &Certificate) {
        if path.len() > 1 && names_itself_as_issuer(certificate) {
            self.push_presented(path, top, certificate, None);
            return;
        }
        self.found.push(Way {
            issuers: above_end_entity(path),
            anchor: None,
            is_cut: false,
        });
    }

    fn push_presented(
        &mut self,
        path: &[usize],
        top: usize,
        certificate: &Certificate,
        listing: Option<Listing>,
    ) {
        let mut issuers = above_end_entity(path);
        issuers.pop();
        let certificate = certificate.clone().into();
        let anchor = Anchor {
            certificate,
            presented: Some(top),
            listing,
        };
        self.found.push(Way {
            issuers,
            anchor: Some(anchor),
            is_cut: false,
        });
    }

    fn end_at_anchor(&mut self, path: &[usize], certificate: &Certificate) {
        let listing = self.trust.listing(certificate);
        let anchor = Anchor {
            certificate: certificate.clone().into(),
            presented: None,
            listing,
        };
        self.found.push(Way {
            issuers: above_end_entity(path),
            anchor: Some(anchor),
            is_cut: false,
        });
    }

    /// Whoever may have issued `certificate`, with how it hangs on them; strangers left out. Names
    /// that are equal only after normalising count where no name is equal as it stands.
    fn issuers(&self, path: &[usize], certificate: &Certificate) -> Vec<(Link, Issuer<'a>)> {
        [Comparison::Exact, Comparison::Normalized]
            .into_iter()
            .map(|comparison| self.issuers_by(comparison, path, certificate))
            .find(|issuers| !issuers.is_empty())
            .unwrap_or_default()
    }

    fn issuers_by(
        &self,
        comparison: Comparison,
        path: &[usize],
        certificate: &Certificate,
    ) -> Vec<(Link, Issuer<'a>)> {
        let mut issuers = Vec::new();
        for &(_, anchor) in self.listed.named(&certificate.issuer, comparison) {
            issuers.extend(self.anchor(certificate, anchor));
        }
        if self.asks_bundled && issuers.is_empty() {
            for anchor in bundled::with_subject(&certificate.issuer) {
                issuers.extend(self.anchor(certificate, anchor));
            }
        }
        let mut copies = HashSet::new();
        for &(index, issuer) in self.presented.named(&certificate.issuer, comparison) {
            if self.is_on(path, issuer) || !copies.insert(issuer.sha256) {
                continue;
            }
            match self.links.between(certificate, issuer) {
                Link::Stranger => {}
                // A listed root whose key does not verify is a near miss, no fault of the chain.
                Link::Broken if self.trust.listing(issuer).is_some() => {}
                link => issuers.push((link, Issuer::Presented(index))),
            }
        }
        issuers
    }

    /// `anchor` as an issuer of `certificate`, unless it was presented, too, or its key is another.
    fn anchor(
        &self,
        certificate: &Certificate,
        anchor: &'a Certificate,
    ) -> Option<(Link, Issuer<'a>)> {
        let is_presented = self
            .presented
            .named(&anchor.subject, Comparison::Exact)
            .iter()
            .any(|(_, other)| other.sha256 == anchor.sha256);
        if is_presented {
            return None;
        }
        let link = self.links.between(certificate, anchor);
        matches!(link, Link::Verified | Link::Undecided).then(|| (link, Issuer::Anchor(anchor)))
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
