//! The second engine: RFC 5280, section 6.1, over this crate's own [`Certificate`]s.
//!
//! It is asked only about a path that webpki does not confirm. Names, signatures, basic constraints,
//! key usage, path length and critical extensions that nobody knows are checked link by link for
//! every path (`judge.rs`, `section6.rs`), and dates by rules. What is left of section 6.1 is here:
//! certificate policies, name constraints of every form, and the agreement of the two signature
//! algorithms. The inputs of section 6.1.1 are: any policy is acceptable, none is demanded, mapping
//! and anyPolicy are not inhibited; of the anchor its name, key and name constraints.

mod forms;
mod general_name;
mod name_constraints;
mod policies;
mod policy_tree;

use super::bound::{Bound, Budget};
use super::judge::Steps;
use super::{FaultKind, PathFault, Undecided};
use crate::certificate::{Certificate, Extension};
use crate::der;

/// The work that this engine may still do for one submission.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) comparisons: Budget,
    pub(super) policies: Budget,
}

impl Work {
    pub(super) const fn new() -> Self {
        Self {
            comparisons: Budget::new(Bound::Comparisons),
            policies: Budget::new(Bound::Policies),
        }
    }
}

/// What the engine says of a path: valid where both are empty.
#[derive(Debug, Default)]
pub(super) struct Judgement {
    /// What RFC 5280 forbids.
    pub(super) faults: Vec<PathFault>,
    /// What cannot be judged.
    pub(super) undecided: Vec<Undecided>,
    /// Where Java's own validator is known to refuse what is allowed.
    pub(super) java_refuses: Vec<&'static str>,
}

impl Judgement {
    fn forbid(&mut self, certificate: Option<usize>, kind: FaultKind) {
        self.faults.push(PathFault { certificate, kind });
    }

    fn leave_open(&mut self, certificate: usize, reason: String) {
        let certificate = Some(certificate);
        self.undecided.push(Undecided {
            certificate,
            reason,
        });
    }
}

/// Judges a path in which the checks that are made of every path found no fault.
pub(super) fn judge(steps: &Steps<'_>, work: &Work) -> Judgement {
    let mut judgement = Judgement::default();
    for &(index, certificate) in &steps.below {
        if names_two_algorithms(certificate) {
            judgement.forbid(Some(index), FaultKind::SignatureAlgorithmMismatch);
        }
        for name in oddly_critical(certificate) {
            judgement.leave_open(
                index,
                format!("the certificate has the critical extension {name}, which RFC 5280 demands not to be critical, and which OpenSSL and Java's validator refuse"),
            );
        }
    }
    match policy_tree::check(steps, &work.policies) {
        Ok(java_refuses) => judgement.java_refuses.extend(java_refuses),
        Err(Refusal::Forbidden(fault)) => judgement.faults.push(fault),
        Err(Refusal::Bound(bound)) => judgement.undecided.push(bound.undecided()),
    }
    name_constraints::check(steps, &work.comparisons, &mut judgement);
    if has_normalised_names(steps) {
        judgement.java_refuses.push(OTHER_STRING_TYPES);
    }
    judgement
}

/// Measured with JDK 17: `X500Name` normalises values of these two string types alone.
const OTHER_STRING_TYPES: &str = "an issuer's name is equal only after normalising (RFC 5280, section 7.1), which Java's validator does for PrintableString and UTF8String, and refuses for other string types";

/// Whether a certificate names its issuer otherwise than that names itself.
fn has_normalised_names(steps: &Steps<'_>) -> bool {
    steps.pairs().any(|(_, certificate, issuer)| {
        issuer.is_some_and(|issuer| certificate.issuer != issuer.subject)
    })
}

/// Whether a certificate has something that binds and that webpki passes over: policy constraints
/// and mappings, which bind without being critical, and name constraints of some forms.
pub(super) fn binds_beyond_webpki(certificate: &Certificate) -> bool {
    let constraints = certificate.name_constraints.as_deref();
    policies::bind(certificate) || constraints.is_some_and(name_constraints::have_other_forms)
}

/// Why a part of the engine does not accept a path.
#[derive(Debug)]
enum Refusal {
    Forbidden(PathFault),
    Bound(Bound),
}

impl From<Bound> for Refusal {
    fn from(bound: Bound) -> Self {
        Self::Bound(bound)
    }
}

/// Whether the names of issuer and subject match (RFC 5280, sections 6.1 and 7.1).
fn is_self_issued(certificate: &Certificate) -> bool {
    certificate.subject.matches(&certificate.issuer)
}

/// Whether the signed part names another signature algorithm than stands beside the signature (RFC
/// 5280, section 4.1.1.2).
fn names_two_algorithms(certificate: &Certificate) -> bool {
    let fields = der::contents(certificate.signed(), der::SEQUENCE).unwrap_or_default();
    // The version, which is tagged, may stand before the serial number.
    let inner = der::elements(fields).find(|field| field.tag == der::SEQUENCE);
    inner.is_none_or(|inner| inner.contents != certificate.signature_algorithm.identifier)
}

/// The critical extensions that RFC 5280 defines, demands not to be critical, and gives no part in
/// section 6.1: validators disagree about them, and most refuse.
fn oddly_critical(certificate: &Certificate) -> impl Iterator<Item = &'static str> {
    let critical = certificate.extensions.iter().filter(|it| it.critical);
    critical
        .filter_map(Extension::name)
        .filter(|name| !MAY_BE_CRITICAL.contains(name))
}

/// The extensions that RFC 5280 lets be critical and that this program processes; the CRL
/// distribution points are for the rule `revoked-certificate`.
const MAY_BE_CRITICAL: [&str; 10] = [
    "keyUsage",
    "certificatePolicies",
    "policyMappings",
    "subjectAltName",
    "basicConstraints",
    "nameConstraints",
    "policyConstraints",
    "extKeyUsage",
    "cRLDistributionPoints",
    "inhibitAnyPolicy",
];
