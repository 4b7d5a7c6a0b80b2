//! What was presented: the certificates of one submission, and which of them is the end entity.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::certificate::{Certificate, Sha256};
use crate::container::Located;

/// A certificate of the submission and where it came from.
#[derive(Clone, Debug)]
pub struct Presented {
    /// The certificate; shared, since it may be large and is told of in several places.
    pub certificate: Arc<Certificate>,
    /// The file it was read from, as the user named it; `None` in a stream.
    pub file: Option<Arc<str>>,
    /// The line where it starts, from 1; `None` outside PEM.
    pub line: Option<usize>,
    /// The line where it ends; `None` outside PEM.
    pub last_line: Option<usize>,
    /// Whether it came by `--chain`: used for the path, not judged as part of the upload.
    pub supplementary: bool,
}

impl Presented {
    /// The certificates of one file, or of a line of a stream, as part of what is uploaded.
    #[must_use]
    pub fn all<'a>(certificates: Vec<Located>, file: impl Into<Option<&'a str>>) -> Vec<Self> {
        let file: Option<Arc<str>> = file.into().map(Into::into);
        certificates
            .into_iter()
            .map(|located| Self {
                certificate: located.certificate,
                file: file.clone(),
                line: located.line,
                last_line: located.last_line,
                supplementary: false,
            })
            .collect()
    }
}

/// What part a certificate plays in its submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The certificate to be judged, or another that is no CA.
    EndEntity,
    /// An issuer that has an issuer.
    Intermediate,
    /// Its own issuer.
    Root,
}

/// The certificates of one submission in the order in which they were presented.
#[derive(Clone, Debug)]
pub struct Chain {
    presented: Vec<Presented>,
    issuers: NamedIssuers,
    end_entity: usize,
}

impl Chain {
    /// The chain of these certificates; the end entity is found among those of the upload.
    ///
    /// Returns `None` where there is none.
    #[must_use]
    pub fn new(presented: Vec<Presented>) -> Option<Self> {
        let issuers = NamedIssuers::of(&presented);
        let end_entity = find_end_entity(&presented, &issuers)?;
        Some(Self {
            presented,
            issuers,
            end_entity,
        })
    }

    /// The chain whose end entity is known, as in a key store.
    ///
    /// Returns `None` where there is no certificate with that index.
    #[must_use]
    pub fn with_end_entity(presented: Vec<Presented>, end_entity: usize) -> Option<Self> {
        presented.get(end_entity)?;
        let issuers = NamedIssuers::of(&presented);
        Some(Self {
            presented,
            issuers,
            end_entity,
        })
    }

    /// The same with more issuers for the path, which are no part of the upload.
    #[must_use]
    pub fn with_issuers(mut self, issuers: impl IntoIterator<Item = Presented>) -> Self {
        let supplementary = issuers.into_iter().map(|issuer| Presented {
            supplementary: true,
            ..issuer
        });
        self.presented.extend(supplementary);
        self.issuers = NamedIssuers::of(&self.presented);
        self
    }

    /// Every certificate, in order.
    #[must_use]
    pub fn presented(&self) -> &[Presented] {
        &self.presented
    }

    /// The certificate with this index.
    #[must_use]
    pub fn certificate(&self, index: usize) -> Option<&Certificate> {
        self.presented
            .get(index)
            .map(|presented| &*presented.certificate)
    }

    /// Every certificate with its index.
    pub fn certificates(&self) -> impl Iterator<Item = (usize, &Certificate)> {
        self.presented
            .iter()
            .map(|presented| &*presented.certificate)
            .enumerate()
    }

    /// Whether the certificate with this digest is among them.
    #[must_use]
    pub fn holds(&self, sha256: Sha256) -> bool {
        self.certificates().any(|(_, it)| it.sha256 == sha256)
    }

    /// The certificates of the upload alone, with their indexes.
    pub fn upload(&self) -> impl Iterator<Item = (usize, &Certificate)> {
        self.certificates()
            .filter(|(index, _)| !self.is_supplementary(*index))
    }

    /// Whether the certificate came by `--chain`.
    #[must_use]
    pub fn is_supplementary(&self, index: usize) -> bool {
        self.presented
            .get(index)
            .is_some_and(|presented| presented.supplementary)
    }

    /// The index of the end entity.
    #[must_use]
    pub const fn end_entity_index(&self) -> usize {
        self.end_entity
    }

    /// The certificate to be judged.
    #[must_use]
    pub fn end_entity(&self) -> &Certificate {
        // Both constructors see to it that the index is one of `presented`.
        #[expect(clippy::indexing_slicing, reason = "an invariant of the type")]
        &self.presented[self.end_entity].certificate
    }

    /// What part the certificate with this index plays.
    #[must_use]
    pub fn role(&self, index: usize) -> Role {
        let Some(certificate) = self.certificate(index).filter(|_| index != self.end_entity) else {
            return Role::EndEntity;
        };
        if names_itself_as_issuer(certificate) {
            return Role::Root;
        }
        if certificate.is_ca() || self.issuers.contain(certificate) {
            Role::Intermediate
        } else {
            Role::EndEntity
        }
    }
}

/// Contract, "What a submission is": the first that is no CA and issued none of the others; else
/// the first that issued none of them; else the first.
fn find_end_entity(presented: &[Presented], issuers: &NamedIssuers) -> Option<usize> {
    let upload = || {
        presented
            .iter()
            .enumerate()
            .filter(|(_, presented)| !presented.supplementary)
    };
    let issued_none = || upload().filter(|(_, presented)| !issuers.contain(&presented.certificate));
    issued_none()
        .find(|(_, presented)| !presented.certificate.is_ca())
        .or_else(|| issued_none().next())
        .or_else(|| upload().next())
        .map(|(index, _)| index)
}

/// Whom the presented certificates name as their issuers: by name and key identifier.
#[derive(Clone, Debug, Default)]
struct NamedIssuers(HashMap<Vec<u8>, HashSet<Option<Vec<u8>>>>);

impl NamedIssuers {
    fn of(presented: &[Presented]) -> Self {
        let mut issuers = Self::default();
        for Presented { certificate, .. } in presented {
            if !certificate.is_self_issued() {
                let identifiers = issuers
                    .0
                    .entry(certificate.issuer.der().to_vec())
                    .or_default();
                identifiers.insert(certificate.authority_key_identifier.clone());
            }
        }
        issuers
    }

    /// Whether one of them names `candidate`; as [`names_as_issuer`] for each.
    fn contain(&self, candidate: &Certificate) -> bool {
        self.0
            .get(candidate.subject.der())
            .is_some_and(|identifiers| {
                candidate.subject_key_identifier.is_none()
                    || identifiers.contains(&None)
                    || identifiers.contains(&candidate.subject_key_identifier)
            })
    }
}

/// Whether `certificate` names `issuer` as its issuer, by name and, where both have one, by key
/// identifier (RFC 5280, section 4.2.1.1).
#[must_use]
pub fn names_as_issuer(certificate: &Certificate, issuer: &Certificate) -> bool {
    certificate.issuer == issuer.subject && !key_identifiers_differ(certificate, issuer)
}

/// Whether `certificate` names itself as its issuer.
#[must_use]
pub fn names_itself_as_issuer(certificate: &Certificate) -> bool {
    names_as_issuer(certificate, certificate)
}

/// Whether both key identifiers are there and differ.
#[must_use]
pub fn key_identifiers_differ(certificate: &Certificate, issuer: &Certificate) -> bool {
    match (
        &certificate.authority_key_identifier,
        &issuer.subject_key_identifier,
    ) {
        (Some(wanted), Some(held)) => wanted != held,
        _ => false,
    }
}

/// Whether the authority key identifier names another certificate than `issuer`: by key identifier,
/// or, where that is missing on either side, by issuer and serial number (RFC 5280, section
/// 4.2.1.1).
///
/// Asked only where the signature does not verify, since a CA that is certified anew keeps its key
/// and changes its serial number.
#[must_use]
pub fn identifies_another(certificate: &Certificate, issuer: &Certificate) -> bool {
    if certificate.authority_key_identifier.is_some() && issuer.subject_key_identifier.is_some() {
        return key_identifiers_differ(certificate, issuer);
    }
    certificate
        .authority_certificate
        .as_ref()
        .is_some_and(|named| named.serial != issuer.serial || named.issuer != issuer.issuer.der())
}
