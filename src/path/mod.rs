//! From what was presented to a certification path, or to the reason why there is none.
//!
//! [`Chain`] knows what was presented, without trust. [`candidates`] tries every way from the end
//! entity to a root and judges each: names, signatures, basic constraints and the rest of RFC
//! 5280, section 6.1 apart from dates, key purposes and trust, which rules look at. `validate.rs`
//! alone asks webpki about a path; `rfc5280/` judges what webpki does not confirm. `signature.rs`
//! alone verifies signatures, by webpki's algorithms and a few of our own. What a submission may
//! cost stands in `bound.rs`.

mod bound;
mod build;
pub mod chain;
mod ecdsa_legacy;
mod judge;
mod links;
mod names;
mod parsed_key;
mod pss_legacy;
mod recall;
mod rfc5280;
mod rsa_legacy;
mod section6;
#[cfg(test)]
mod side_by_side;
mod signature;
mod validate;

use std::sync::Arc;

pub use build::candidates;
pub use chain::{Chain, Presented, Role};
pub(crate) use signature::{SignatureFault, verify_bytes as verify_signature};

use crate::certificate::Certificate;
use crate::trust::Listing;

/// Whether `issuer` issued `certificate`: it bears the issuer's name, and its key made the
/// signature.
#[must_use]
pub fn is_issued_by(certificate: &Certificate, issuer: &Certificate) -> bool {
    certificate.issuer.matches(&issuer.subject)
        && signature::verify(certificate, &issuer.public_key).is_ok()
}

/// Where a path ends at the top.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// The root's certificate.
    pub certificate: Arc<Certificate>,
    /// Its index among the presented certificates, where it is one of them.
    pub presented: Option<usize>,
    /// How the trust list names it; `None` where it does not.
    pub listing: Option<Listing>,
}

/// A way from the end entity up, judged apart from dates, key purposes and trust.
///
/// Only this module makes one, so where [`CertPath::status`] says trusted it is a proof.
#[derive(Clone, Debug)]
pub struct CertPath {
    /// The presented issuers above the end entity, lowest first, the anchor not among them.
    issuers: Vec<usize>,
    anchor: Option<Anchor>,
    faults: Vec<PathFault>,
    undecided: Vec<Undecided>,
    judged_by: Option<Engine>,
    java_refuses: Vec<&'static str>,
    is_self_signed: bool,
    /// Whether the search ended here although there may be issuers.
    is_cut: bool,
    /// Whether the end entity and the issuers are all valid at the moment judged at.
    within_validity: bool,
}

/// Every way that was found, each judged.
#[derive(Clone, Debug)]
pub struct Paths {
    /// The way found first; there always is one, if only the end entity alone.
    pub first: CertPath,
    /// The others, in the order in which they were found.
    pub others: Vec<CertPath>,
}

impl Paths {
    /// Every way.
    pub fn iter(&self) -> impl Iterator<Item = &CertPath> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// What of a path this program cannot judge, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    /// The certificate, as an index into the presented ones; `None` for an anchor that was not
    /// presented, or for the path as a whole.
    pub certificate: Option<usize>,
    /// What it is, in words.
    pub reason: String,
}

/// What RFC 5280 forbids in a path, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFault {
    /// The certificate at fault, as an index into the presented ones; `None` for an anchor that
    /// was not presented.
    pub certificate: Option<usize>,
    /// What is wrong with it.
    pub kind: FaultKind,
}

/// What RFC 5280 forbids in a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The issuer's key did not make the signature.
    Signature,
    /// The algorithms named inside and outside the signed part differ.
    SignatureAlgorithmMismatch,
    /// An issuer whose basic constraints do not say that it is a CA.
    NotACa,
    /// An issuer of a version that has no basic constraints; with the version.
    OldIssuer(u32),
    /// An issuer whose key usage lacks keyCertSign.
    NoKeyCertSign,
    /// More intermediate certificates below an issuer than it allows.
    PathLength {
        /// As many as the issuer allows.
        allowed: u32,
        /// As many as there are.
        found: usize,
    },
    /// A name outside what an issuer may name.
    NameConstraints {
        /// The name, with its form.
        name: String,
        /// The issuer's subject.
        by: String,
        /// Where Java's own validator is known to accept it nevertheless: why.
        java_accepts: Option<&'static str>,
    },
    /// What certificate policies forbid.
    Policy(PolicyFault),
    /// An extension whose value is not what RFC 5280 says; with its name there.
    MalformedExtension(&'static str),
    /// A critical extension that RFC 5280 does not define; with its object identifier.
    CriticalExtension(String),
    /// The end entity is a CA certificate.
    CaAsEndEntity,
}

impl From<PolicyFault> for FaultKind {
    fn from(fault: PolicyFault) -> Self {
        Self::Policy(fault)
    }
}

/// What certificate policies forbid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyFault {
    /// None is left where an issuer demands one; with that issuer's subject.
    NoneLeft(String),
    /// A policy mapping names anyPolicy.
    AnyPolicyMapped,
    /// Critical ones have a qualifier that RFC 5280 does not define.
    UnknownQualifier,
}

/// Who judged a path, where the checks that are made of every path found no fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// rustls-webpki confirmed it.
    Webpki,
    /// This crate's own RFC 5280, section 6.1, since webpki did not.
    Rfc5280,
}

impl Engine {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Webpki => "webpki",
            Self::Rfc5280 => "rfc5280",
        }
    }
}

/// The answer to "is there a path", whatever the rules say (contract, section 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathStatus {
    /// A path is valid and reaches a listed root.
    Trusted,
    /// It fails RFC 5280 validation.
    Invalid,
    /// It cannot be judged.
    Unsupported,
    /// An issuer is missing.
    Incomplete,
    /// It reaches a root that is not listed.
    Untrusted,
    /// Only dates fail.
    OutsideValidity,
}

impl PathStatus {
    /// The word of the report.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::Invalid => "invalid",
            Self::Unsupported => "unsupported",
            Self::Incomplete => "incomplete",
            Self::Untrusted => "untrusted",
            Self::OutsideValidity => "outside-validity",
        }
    }
}

impl CertPath {
    /// The presented issuers above the end entity, lowest first, without the anchor.
    #[must_use]
    pub fn issuers(&self) -> &[usize] {
        &self.issuers
    }

    /// The root, where the path reached one.
    #[must_use]
    pub const fn anchor(&self) -> Option<&Anchor> {
        self.anchor.as_ref()
    }

    /// What RFC 5280 forbids in it.
    #[must_use]
    pub fn faults(&self) -> &[PathFault] {
        &self.faults
    }

    /// What of it this program cannot judge, in words.
    #[must_use]
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// Which engine judged it; `None` where a fault was found before either was asked.
    #[must_use]
    pub const fn judged_by(&self) -> Option<Engine> {
        self.judged_by
    }

    /// Where Java's own validator is known to refuse what RFC 5280 allows and the path has.
    #[must_use]
    pub fn java_refuses(&self) -> &[&'static str] {
        &self.java_refuses
    }

    /// Whether it reached a root on the list.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.anchor
            .as_ref()
            .is_some_and(|anchor| anchor.listing.is_some())
    }

    /// Whether nothing but dates, key purposes and trust can speak against it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.undecided.is_empty()
    }

    /// Whether the end entity is its own issuer: the same name, and its own key or no sign of
    /// another.
    #[must_use]
    pub const fn is_self_signed(&self) -> bool {
        self.is_self_signed
    }

    /// Whether the search for issuers ended at a bound, so that nothing is known of those above.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The first that holds, in the contract's order.
    #[must_use]
    pub fn status(&self) -> PathStatus {
        if self.is_self_signed {
            return PathStatus::Untrusted;
        }
        if !self.faults.is_empty() {
            return PathStatus::Invalid;
        }
        if !self.undecided.is_empty() {
            return PathStatus::Unsupported;
        }
        match &self.anchor {
            None => PathStatus::Incomplete,
            Some(anchor) if anchor.listing.is_none() => PathStatus::Untrusted,
            Some(_) if !self.within_validity => PathStatus::OutsideValidity,
            Some(_) => PathStatus::Trusted,
        }
    }

    /// The indexes of the presented certificates that the path is made of, lowest first.
    pub fn presented(&self, chain: &Chain) -> impl Iterator<Item = usize> {
        let anchor = self.anchor.as_ref().and_then(|anchor| anchor.presented);
        std::iter::once(chain.end_entity_index())
            .chain(self.issuers.iter().copied())
            .chain(anchor)
    }
}
