//! The path as rustls-webpki judges it; alone asks it.
//!
//! Dates, key purposes and trust are kept out of its one answer: it is asked at a moment within
//! every validity, with every key purpose allowed, with the one anchor of this path. It gives one
//! error for many reasons, and refuses much that RFC 5280 allows; so only its yes is taken, and what
//! it does not confirm is for the second engine.

use rustls_pki_types::{
    CertificateDer, Der, SignatureVerificationAlgorithm, TrustAnchor, UnixTime,
};
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter};

use super::judge::Steps;
use super::links::Links;
use super::recall::{self, Verified};
use super::rfc5280;
use crate::certificate::{Certificate, Time};
use crate::der;

/// What webpki says of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It is valid, and nothing in it binds that webpki does not look at.
    Confirmed,
    /// It is not, or webpki cannot be asked.
    NotConfirmed,
    /// It is not, for what no validator may pass over.
    Malformed,
}

/// Asks webpki about a path in which the own checks found no fault.
pub(super) fn ask(steps: &Steps<'_>, links: &Links<'_>, at: Time) -> Answer {
    let mut all = steps.all().map(|(_, certificate)| certificate);
    if all.any(|it| is_of_unknown_shape(it) || rfc5280::binds_beyond_webpki(it)) {
        return Answer::NotConfirmed;
    }
    match verdict(steps, links, at) {
        Some(Ok(())) => Answer::Confirmed,
        Some(Err(
            Error::BadDer
            | Error::ExtensionValueInvalid
            | Error::MalformedExtensions
            | Error::TrailingData(_),
        )) => Answer::Malformed,
        Some(Err(_)) | None => Answer::NotConfirmed,
    }
}

/// What webpki says of the path at a moment at which every certificate is valid; `None` where there
/// is none.
pub(super) fn verdict(steps: &Steps<'_>, links: &Links<'_>, at: Time) -> Option<Result<(), Error>> {
    let ((_, end_entity), issuers) = steps.below.split_first()?;
    // Where the way is open its highest issuer stands in for the anchor; its own signature is what
    // nobody can verify.
    let (anchor, intermediates) = match (steps.anchor, issuers.split_last()) {
        (Some((_, anchor)), _) => (anchor, issuers),
        (None, Some(((_, highest), lower))) => (*highest, lower),
        (None, None) => return Some(Ok(())),
    };
    let below = steps.below.iter().map(|(_, certificate)| *certificate);
    let moment = common_moment(below, at)?;
    let intermediates: Vec<_> = intermediates.iter().map(|(_, issuer)| *issuer).collect();
    let anchor = trust_anchor(anchor);
    let verified: Vec<_> = steps
        .pairs()
        .filter_map(|(_, certificate, issuer)| Verified::by(links, certificate, issuer?))
        .collect();
    let algorithms = recall::algorithms(&verified);
    let algorithms: Vec<&dyn SignatureVerificationAlgorithm> =
        algorithms.iter().map(|it| it as _).collect();
    Some(verify(
        end_entity,
        &intermediates,
        &anchor,
        moment,
        &algorithms,
    ))
}

/// Whether RFC 5280 allows what webpki takes for malformed: unique identifiers, and certificates
/// longer than it reads.
const fn is_of_unknown_shape(certificate: &Certificate) -> bool {
    /// webpki's limit on a certificate's length in bytes (`TWO_BYTE_DER_SIZE`).
    const MAX_LENGTH: usize = 0xffff;
    certificate.has_unique_identifiers || certificate.der.len() > MAX_LENGTH
}

/// `at`, if all of these are valid then, else the nearest moment at which they are; `None` where
/// there is none.
fn common_moment<'a>(
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
fn verify(
    end_entity: &Certificate,
    intermediates: &[&Certificate],
    anchor: &TrustAnchor<'_>,
    moment: Time,
    algorithms: &[&dyn SignatureVerificationAlgorithm],
) -> Result<(), Error> {
    let der = CertificateDer::from(end_entity.der.as_slice());
    let intermediates: Vec<_> = intermediates
        .iter()
        .map(|certificate| CertificateDer::from(certificate.der.as_slice()))
        .collect();
    let moment = u64::try_from(moment.unix_seconds()).map_err(|_| Error::BadDerTime)?;
    let moment = UnixTime::since_unix_epoch(std::time::Duration::from_secs(moment));
    EndEntityCert::try_from(&der)?
        .verify_for_usage(
            algorithms,
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
    let contents = |der| der::contents(der, der::SEQUENCE).unwrap_or_default();
    let constraints = certificate.name_constraints.as_deref();
    TrustAnchor {
        subject: Der::from_slice(contents(certificate.subject.der())),
        subject_public_key_info: Der::from_slice(contents(&certificate.public_key.info)),
        name_constraints: constraints.map(contents).map(Der::from_slice),
    }
}
