//! The path as rustls-webpki judges it; alone asks it.
//!
//! Dates, key purposes and trust are kept out of its one answer: it is asked at a moment within
//! every validity, with every key purpose allowed, with the one anchor of this path.

use rustls_pki_types::{
    CertificateDer, Der, SignatureVerificationAlgorithm, TrustAnchor, UnixTime,
};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter};

use super::judge::Steps;
use super::name_constraints::{self, Violation};
use super::recall;
use super::{FaultKind, PathFault, Undecided};
use crate::certificate::{Certificate, Time};
use crate::der;
use crate::memory::Memory;

/// Why webpki did not confirm a path.
#[derive(Debug)]
pub(super) enum Refusal {
    /// RFC 5280 forbids it.
    Forbidden(PathFault),
    /// webpki does not support it, and RFC 5280 may allow it.
    Undecided(Undecided),
}

/// Asks webpki about a path in which the own checks found no fault.
///
/// # Errors
/// Where webpki refuses it, sorted by whether RFC 5280 does, too.
pub(super) fn confirm(steps: &Steps<'_>, at: Time) -> Result<(), Refusal> {
    let Some(((index, end_entity), issuers)) = steps.below.split_first() else {
        return Ok(());
    };
    // Where the way is open its highest issuer stands in for the anchor; its own signature is what
    // nobody can verify.
    let (anchor, intermediates) = match (steps.anchor, issuers.split_last()) {
        (Some((_, anchor)), _) => (anchor, issuers),
        (None, Some(((_, highest), lower))) => (*highest, lower),
        (None, None) => return Ok(()),
    };
    let below = steps.below.iter().map(|(_, certificate)| *certificate);
    let Some(moment) = common_moment(below, at) else {
        return name_constraints::check(steps);
    };
    let intermediates: Vec<_> = intermediates.iter().map(|(_, issuer)| *issuer).collect();
    match verify(
        end_entity,
        &intermediates,
        &trust_anchor(anchor),
        moment,
        steps.memory,
    ) {
        Ok(()) => name_constraints::check_email(steps),
        Err(Error::NameConstraintViolation) => {
            name_constraints::check(steps)?;
            Err(undecided(
                None,
                "an issuer has name constraints of a form that is not processed",
            ))
        }
        Err(Error::SignatureAlgorithmMismatch) => Err(Refusal::Forbidden(PathFault {
            certificate: mismatched(steps).or(Some(*index)),
            kind: FaultKind::SignatureAlgorithmMismatch,
        })),
        // Our own count, which leaves self-issued certificates out as RFC 5280 wants it, passed.
        Err(Error::PathLenConstraintViolated) => Err(undecided(
            None,
            "its path lengths are kept only where self-issued certificates do not count",
        )),
        Err(_) => Err(undecided(
            None,
            "the validator refuses it and does not say for which certificate and why",
        )),
    }
}

pub(super) fn undecided(certificate: Option<usize>, reason: &str) -> Refusal {
    Refusal::Undecided(Undecided {
        certificate,
        reason: reason.to_owned(),
    })
}

/// `at`, if all of these are valid then, else the nearest moment at which they are; `None` where
/// there is none.
pub(super) fn common_moment<'a>(
    certificates: impl Iterator<Item = &'a Certificate>,
    at: Time,
) -> Option<Time> {
    let common = certificates
        .map(|certificate| (certificate.not_before, certificate.not_after))
        .reduce(|common, validity| (common.0.max(validity.0), common.1.min(validity.1)));
    let (first, last) = common?;
    (first <= last).then(|| at.clamp(first, last))
}

/// Whether webpki finds the path from `end_entity` to `anchor` valid at `moment`.
pub(super) fn verify(
    end_entity: &Certificate,
    intermediates: &[&Certificate],
    anchor: &TrustAnchor<'_>,
    moment: Time,
    memory: &Memory,
) -> Result<(), Error> {
    let algorithms = recall::algorithms(memory);
    let algorithms: Vec<&dyn SignatureVerificationAlgorithm> =
        algorithms.iter().map(|it| it as _).collect();
    let der = CertificateDer::from(end_entity.der.as_slice());
    let intermediates: Vec<_> = intermediates
        .iter()
        .map(|certificate| CertificateDer::from(certificate.der.as_slice()))
        .collect();
    let moment = u64::try_from(moment.unix_seconds()).map_err(|_| Error::BadDerTime)?;
    let moment = UnixTime::since_unix_epoch(std::time::Duration::from_secs(moment));
    EndEntityCert::try_from(&der)?
        .verify_for_usage(
            &algorithms,
            std::slice::from_ref(anchor),
            &intermediates,
            moment,
            EveryKeyPurpose,
            None,
            None,
        )
        .map(|_| ())
}

/// Allows every key purpose: rules look at them.
struct EveryKeyPurpose;

impl ExtendedKeyUsageValidator for EveryKeyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        Ok(())
    }
}

/// RFC 5280, section 6.1.1 (d), with the name constraints, which bind (contract, section 4). Made
/// from our own reading, since webpki's refuses anchors of version 1 and with unique identifiers.
fn trust_anchor(certificate: &Certificate) -> TrustAnchor<'_> {
    let constraints = certificate.name_constraints.as_deref();
    trust_anchor_with(
        certificate,
        constraints.and_then(|der| der::contents(der, der::SEQUENCE)),
    )
}

/// An anchor with this certificate's subject and key, and these name constraints (the contents).
pub(super) fn trust_anchor_with<'a>(
    certificate: &'a Certificate,
    name_constraints: Option<&'a [u8]>,
) -> TrustAnchor<'a> {
    let contents = |der| der::contents(der, der::SEQUENCE).unwrap_or_default();
    TrustAnchor {
        subject: Der::from_slice(contents(certificate.subject.der())),
        subject_public_key_info: Der::from_slice(contents(&certificate.public_key.info)),
        name_constraints: name_constraints.map(Der::from_slice),
    }
}

/// The first certificate whose signed part names another algorithm than its signature does.
fn mismatched(steps: &Steps<'_>) -> Option<usize> {
    let differs = |certificate: &Certificate| {
        let fields = der::contents(certificate.signed(), der::SEQUENCE).unwrap_or_default();
        // The version, which is tagged, may stand before the serial number.
        let inner = der::elements(fields).find(|field| field.tag == der::SEQUENCE);
        inner.is_some_and(|inner| inner.contents != certificate.signature_algorithm.identifier)
    };
    steps
        .below
        .iter()
        .find(|(_, certificate)| differs(certificate))
        .map(|(index, _)| *index)
}

impl From<Violation> for Refusal {
    fn from(violation: Violation) -> Self {
        match violation {
            Violation::Forbidden { certificate, by } => Self::Forbidden(PathFault {
                certificate: Some(certificate),
                kind: FaultKind::NameConstraints(by),
            }),
            Violation::Undecided {
                certificate,
                reason,
            } => undecided(Some(certificate), &reason),
        }
    }
}
