//! The file to upload: the end entity first, then each issuer in order, no root, no key.

use std::sync::Arc;

use super::pem;
use crate::certificate::{Certificate, Name, Time};
use crate::memory::Memory;
use crate::path::{self, CertPath, Chain, FaultKind};
use crate::trust::TrustList;

/// The certificates for one upload, in order, and what of the path is not among them.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The end entity, then each issuer that was supplied, lowest first, without the root.
    pub certificates: Vec<Arc<Certificate>>,
    /// What stands above the last of them.
    pub top: Top,
}

/// What stands above the highest issuer of a bundle.
#[derive(Clone, Debug)]
pub enum Top {
    /// The root was supplied.
    Supplied(Arc<Certificate>),
    /// The root is one of the bundled ones.
    Bundled(Arc<Certificate>),
    /// Nobody has its certificate. It is taken for the root, since no other CA certificate was
    /// supplied that could stand above it; it may be a missing intermediate.
    Presumed(Name),
    /// The end entity is its own issuer.
    SelfSigned,
    /// An intermediate is missing.
    Missing(MissingIssuer),
}

/// An issuer that the file needs and nobody supplied.
#[derive(Clone, Debug)]
pub struct MissingIssuer {
    /// Its name.
    pub name: Name,
    /// Its key identifier, where the certificate below it says one.
    pub key_identifier: Option<Vec<u8>>,
    /// Where the certificate below it says that it is.
    pub urls: Vec<String>,
}

impl Bundle {
    /// The best bundle that the supplied certificates give: of several ways one whose issuers are
    /// valid at `at`, then the one with the most of them, since an instance may list a root that
    /// only a cross-certificate leads to.
    #[must_use]
    pub fn of(chain: &Chain, at: Time) -> Self {
        let trust = TrustList::bundled();
        let paths = path::candidates(chain, &trust, at, &Memory::default());
        let is_valid = |path: &CertPath| {
            let mut issuers = path
                .issuers()
                .iter()
                .filter_map(|index| chain.certificate(*index));
            issuers.all(|issuer| issuer.is_valid_at(at))
        };
        let rank = |path: &CertPath| {
            (
                path.is_sound(),
                is_valid(path),
                // A root that was supplied is where the supplied hierarchy ends.
                path.anchor()
                    .is_some_and(|anchor| anchor.presented.is_some()),
                path.issuers().len(),
                path.is_listed(),
                path.anchor().is_some(),
            )
        };
        let others = paths.others.iter();
        // The first of equals, so that the order of the files decides.
        let best = others.fold(&paths.first, |best, path| {
            if rank(path) > rank(best) { path } else { best }
        });
        Self::along(chain, best)
    }

    fn along(chain: &Chain, path: &CertPath) -> Self {
        let mut steps = Vec::new();
        let mut is_broken = false;
        for index in std::iter::once(chain.end_entity_index()).chain(path.issuers().iter().copied())
        {
            steps.push(index);
            is_broken = path.faults().iter().any(|fault| {
                fault.certificate == Some(index) && fault.kind == FaultKind::Signature
            });
            // What only bears its issuer's name is no issuer.
            if is_broken {
                break;
            }
        }
        let top = if is_broken {
            steps.last().and_then(|highest| missing(chain, *highest))
        } else {
            top(chain, path, &steps)
        };
        Self {
            certificates: steps
                .into_iter()
                .filter_map(|index| Some(chain.presented().get(index)?.certificate.clone()))
                .collect(),
            top: top.unwrap_or(Top::SelfSigned),
        }
    }

    /// The certificates of the file; the root at the end where `with_root` asks for it and it is
    /// known.
    pub fn written(&self, with_root: bool) -> impl Iterator<Item = &Certificate> {
        let root = match &self.top {
            Top::Supplied(root) | Top::Bundled(root) if with_root => Some(root),
            _ => None,
        };
        self.certificates
            .iter()
            .chain(root)
            .map(|certificate| &**certificate)
    }

    /// The file: PEM without comments; see [`Bundle::written`].
    #[must_use]
    pub fn to_pem(&self, with_root: bool) -> String {
        let all = self.written(with_root);
        all.map(|certificate| pem::certificate(&certificate.der))
            .collect()
    }
}

/// What stands above the highest of `steps`; `None` where it is its own issuer.
fn top(chain: &Chain, path: &CertPath, steps: &[usize]) -> Option<Top> {
    if path.is_self_signed() {
        return None;
    }
    if let Some(anchor) = path.anchor() {
        let root = anchor.certificate.clone();
        return Some(match anchor.presented {
            Some(_) => Top::Supplied(root),
            None => Top::Bundled(root),
        });
    }
    let highest = *steps.last()?;
    let may_be_above = |(_, other): (usize, &Certificate)| may_be_above(chain, steps, other);
    // Contract, `bundle`: the end entity's own issuer, or one below another supplied CA certificate.
    if steps.len() == 1 || chain.certificates().any(may_be_above) {
        return missing(chain, highest);
    }
    let certificate = chain.certificate(highest)?;
    Some(Top::Presumed(certificate.issuer.clone()))
}

/// Whether the gap at the end of `steps` may be below this certificate: a CA's, and neither of a
/// name on the path, nor issued by one of them, nor issued beside the highest by whoever is missing.
fn may_be_above(chain: &Chain, steps: &[usize], other: &Certificate) -> bool {
    let on_path = || steps.iter().filter_map(|index| chain.certificate(*index));
    let is_beside =
        |highest: &Certificate| highest.issuer.matches(&other.issuer) && !other.is_self_issued();
    let is_on_or_below = |step: &Certificate| {
        step.subject.matches(&other.subject) || step.subject.matches(&other.issuer)
    };
    other.is_ca() && !on_path().next_back().is_some_and(is_beside) && !on_path().any(is_on_or_below)
}

fn missing(chain: &Chain, below: usize) -> Option<Top> {
    let certificate = chain.certificate(below)?;
    Some(Top::Missing(MissingIssuer {
        name: certificate.issuer.clone(),
        key_identifier: certificate.authority_key_identifier.clone(),
        urls: certificate.issuer_urls.clone(),
    }))
}

#[cfg(test)]
mod tests;
