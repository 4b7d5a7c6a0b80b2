//! All that a rule may look at, and the questions that several of them ask of it.

use std::cell::OnceCell;

use crate::certificate::{Certificate, ExtendedKeyUsage};
use crate::chrome::{RootStore, Touch, TouchedBy};
use crate::container::Format;
use crate::path::{CertPath, Chain, FaultKind, PathStatus, Paths, Role};
use crate::revocation::Crl;
use crate::submission::{Against, Submission};

/// One submission on one path, and what it is judged against.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// What was submitted.
    pub submission: &'a Submission,
    /// The path that is judged.
    pub path: &'a CertPath,
    /// Every path that was found, the judged one among them.
    pub paths: &'a Paths,
    /// What it is judged against.
    pub against: Against<'a>,
    /// See [`Case::tie`], which several rules ask for.
    tie: OnceCell<Option<Tie<'a>>>,
}

/// A certificate of the judged path.
#[derive(Clone, Copy, Debug)]
pub struct PathCertificate<'a> {
    /// Its index among the presented ones; `None` for a root that was not presented.
    pub index: Option<usize>,
    /// The certificate.
    pub certificate: &'a Certificate,
    /// What part it plays on this path.
    pub role: Role,
}

/// How the judged path is tied to Chrome's root store.
#[derive(Clone, Copy, Debug)]
pub enum Tie<'a> {
    /// A certificate of the path is a stored root, or has a stored root's subject and key.
    Path(PathCertificate<'a>, Touch<'a>),
    /// Only another path, through a supplied cross-certificate, is.
    CrossCertificate(PathCertificate<'a>, Touch<'a>),
}

impl<'a> Case<'a> {
    /// The submission on this path, one of `paths`.
    #[must_use]
    pub const fn new(
        submission: &'a Submission,
        path: &'a CertPath,
        paths: &'a Paths,
        against: Against<'a>,
    ) -> Self {
        Self {
            submission,
            path,
            paths,
            against,
            tie: OnceCell::new(),
        }
    }

    /// What was presented.
    #[must_use]
    pub fn chain(&self) -> &'a Chain {
        &self.submission.chain
    }

    /// The certificate to be judged.
    #[must_use]
    pub fn end_entity(&self) -> &'a Certificate {
        self.submission.chain.end_entity()
    }

    /// Its index.
    #[must_use]
    pub fn end_entity_index(&self) -> Option<usize> {
        Some(self.submission.chain.end_entity_index())
    }

    /// Where the certificate with this index stands, as people find it: by file, where that is not
    /// the submission's, and line; outside PEM by its place, counted from 1.
    #[must_use]
    pub fn place(&self, index: usize) -> String {
        let presented = self.chain().presented().get(index);
        let line = presented.and_then(|presented| presented.line);
        let place = line.map_or_else(
            || format!("certificate {}", index.saturating_add(1)),
            |line| format!("line {line}"),
        );
        let file = presented
            .filter(|presented| presented.supplementary)
            .and_then(|presented| presented.file.as_deref());
        file.map_or_else(|| place.clone(), |file| format!("{file}, {place}"))
    }

    /// Every revocation list, given or fetched.
    pub fn crls(&self) -> impl Iterator<Item = &'a Crl> {
        let fetched = self.against.fetched.iter();
        let fetched = fetched.flat_map(|fetched| fetched.crls.iter().map(|list| &**list));
        self.against.crls.iter().chain(fetched)
    }

    /// Why this URL of a certificate gave nothing of use, where it was to be fetched.
    #[must_use]
    pub fn fetch_error(&self, url: &str) -> Option<&'a str> {
        self.against.fetched?.error(url)
    }

    /// The end entity's extended key usage.
    #[must_use]
    pub fn extended_key_usage(&self) -> Option<&'a ExtendedKeyUsage> {
        self.end_entity().extended_key_usage.as_ref()
    }

    /// The issuers of the judged path, lowest first, without the root.
    pub fn issuers(&self) -> impl Iterator<Item = PathCertificate<'a>> {
        issuers(self.chain(), self.path)
    }

    /// The end entity and the issuers, without the root.
    pub fn below_root(&self) -> impl Iterator<Item = PathCertificate<'a>> {
        below_root(self.chain(), self.path)
    }

    /// The end entity and the issuers, each with the certificate of its issuer on the path.
    pub fn below_root_with_issuers(
        &self,
    ) -> impl Iterator<Item = (PathCertificate<'a>, Option<&'a Certificate>)> {
        let issuers = self.whole_path().skip(1).map(|part| Some(part.certificate));
        self.below_root().zip(issuers.chain(std::iter::once(None)))
    }

    /// Every certificate of the judged path, lowest first; where it is not complete, as far as
    /// issuers were found.
    pub fn whole_path(&self) -> impl Iterator<Item = PathCertificate<'a>> {
        whole_path(self.chain(), self.path)
    }

    /// The certificate whose issuer was not found, where the path is not complete.
    #[must_use]
    pub fn highest(&self) -> Option<PathCertificate<'a>> {
        self.path
            .anchor()
            .is_none()
            .then(|| self.below_root().last())
            .flatten()
    }

    /// Whether the path has a fault that `invalid-path` reports.
    #[must_use]
    pub fn is_invalid(&self) -> bool {
        self.path
            .faults()
            .iter()
            .any(|fault| fault.kind != FaultKind::CaAsEndEntity)
    }

    /// Why rules about the file to upload have nothing to look at, where that is so.
    #[must_use]
    pub fn not_a_pem_upload(&self) -> Option<&'static str> {
        (self.submission.format != Format::Pem)
            .then_some("the file is not PEM: not-pem stands for the upload")
    }

    /// How the judged path is tied to Chrome's root store, if it is.
    #[must_use]
    pub fn tie(&self) -> Option<Tie<'a>> {
        *self.tie.get_or_init(|| self.find_tie())
    }

    fn find_tie(&self) -> Option<Tie<'a>> {
        let touched = |path: &'a CertPath| {
            whole_path(self.chain(), path)
                .find_map(|part| Some((part, self.touch(part.certificate)?)))
        };
        if let Some((part, touch)) = touched(self.path) {
            return Some(Tie::Path(part, touch));
        }
        let root = self.path.anchor()?;
        let others = self.paths.iter().filter(|other| other.is_sound());
        others
            .filter(|other| {
                issuers(self.chain(), other).any(|issuer| {
                    issuer
                        .certificate
                        .has_same_subject_and_key(&root.certificate)
                })
            })
            .find_map(touched)
            .map(|(part, touch)| Tie::CrossCertificate(part, touch))
    }

    fn touch(&self, certificate: &Certificate) -> Option<Touch<'a>> {
        touch(self.against.chrome, self.chain(), certificate)
    }

    /// Whether the judged path itself is tied to Chrome's root store.
    #[must_use]
    pub fn is_below_chrome_root(&self) -> bool {
        matches!(self.tie(), Some(Tie::Path(..)))
    }

    /// The presented certificates that some path needs: where one is trusted, the trusted ones.
    #[must_use]
    pub fn needed(&self) -> Vec<usize> {
        let trusted = |path: &&CertPath| path.status() == PathStatus::Trusted;
        let any_is_trusted = self.paths.iter().any(|path| trusted(&path));
        let complete = self.paths.iter().filter(|path| path.anchor().is_some());
        let mut needed: Vec<usize> = self.path.presented(self.chain()).collect();
        for path in complete.filter(|path| !any_is_trusted || trusted(path)) {
            needed.extend(path.presented(self.chain()));
        }
        needed.sort_unstable();
        needed.dedup();
        needed
    }
}

/// Every root of the store that a path is tied to, with the certificate that ties it.
pub(super) fn touches<'a>(
    chrome: &'a RootStore,
    chain: &'a Chain,
    path: &'a CertPath,
) -> impl Iterator<Item = (PathCertificate<'a>, Touch<'a>)> {
    whole_path(chain, path)
        .filter_map(move |part| Some((part, touch(chrome, chain, part.certificate)?)))
}

/// How a certificate is tied to the store: as the store knows it, or by the subject and key of a
/// presented certificate that is a stored root; a store from a file gives no keys.
fn touch<'a>(chrome: &'a RootStore, chain: &Chain, certificate: &Certificate) -> Option<Touch<'a>> {
    chrome.touches(certificate).or_else(|| {
        let same = chain
            .certificates()
            .filter(|(_, other)| certificate.has_same_subject_and_key(other));
        let mut roots = same.filter_map(|(_, other)| chrome.root(&other.sha256));
        roots.next().map(|root| Touch {
            root,
            by: TouchedBy::SameSubjectAndKey,
        })
    })
}

fn issuers<'a>(
    chain: &'a Chain,
    path: &CertPath,
) -> impl Iterator<Item = PathCertificate<'a>> + use<'a> {
    let issuers = path.issuers().to_vec();
    issuers.into_iter().filter_map(|index| {
        let certificate = chain.certificate(index)?;
        Some(PathCertificate {
            index: Some(index),
            certificate,
            role: Role::Intermediate,
        })
    })
}

fn below_root<'a>(
    chain: &'a Chain,
    path: &CertPath,
) -> impl Iterator<Item = PathCertificate<'a>> + use<'a> {
    let end_entity = PathCertificate {
        index: Some(chain.end_entity_index()),
        certificate: chain.end_entity(),
        role: Role::EndEntity,
    };
    std::iter::once(end_entity).chain(issuers(chain, path))
}

fn whole_path<'a>(
    chain: &'a Chain,
    path: &'a CertPath,
) -> impl Iterator<Item = PathCertificate<'a>> {
    let root = path.anchor().map(|anchor| PathCertificate {
        index: anchor.presented,
        certificate: &anchor.certificate,
        role: Role::Root,
    });
    below_root(chain, path).chain(root)
}
