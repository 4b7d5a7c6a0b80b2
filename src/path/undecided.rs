//! What neither webpki nor this crate can judge, found before either is asked, so that it can be
//! named and is never taken for a fault of the certificate.

use super::Undecided;
use super::judge::Steps;
use super::links::{Link, Links};
use crate::certificate::Certificate;

/// webpki's limit on issuers below the anchor (`MAX_SUB_CA_COUNT`).
const MAX_INTERMEDIATES: usize = 6;
/// webpki's limit on a certificate's length in bytes (`TWO_BYTE_DER_SIZE`).
const MAX_CERTIFICATE_LENGTH: usize = 0xffff;

/// Everything of the path that cannot be judged.
pub(super) fn of(steps: &Steps<'_>, links: &Links<'_>) -> Vec<Undecided> {
    let of_path = in_length(steps).map(|reason| (None, reason));
    let of_steps = steps.pairs().flat_map(|(index, certificate, issuer)| {
        let reasons = in_certificate(certificate);
        let all = reasons
            .into_iter()
            .chain(in_link(certificate, issuer, links));
        all.map(move |reason| (Some(index), reason))
    });
    let of_version = steps
        .below
        .first()
        .filter(|(_, end_entity)| end_entity.version == 1)
        .map(|(index, _)| {
            (
                Some(*index),
                "the end entity is a version 1 certificate, which has no extensions".to_owned(),
            )
        });
    let of_extensions = steps.all().flat_map(|(index, certificate)| {
        unprocessed_extensions(certificate).map(move |reason| (index, reason))
    });
    of_path
        .into_iter()
        .chain(of_steps)
        .chain(of_version)
        .chain(of_extensions)
        .map(|(certificate, reason)| Undecided {
            certificate,
            reason,
        })
        .collect()
}

fn in_length(steps: &Steps<'_>) -> Option<String> {
    let issuers = steps.below.len().saturating_sub(1);
    (issuers > MAX_INTERMEDIATES).then(|| {
        format!(
            "it has {issuers} issuers below the root, and at most {MAX_INTERMEDIATES} can be judged"
        )
    })
}

fn in_certificate(certificate: &Certificate) -> Vec<String> {
    let mut reasons = Vec::new();
    if certificate.has_unique_identifiers {
        reasons.push("the certificate has a unique identifier of its issuer or subject".to_owned());
    }
    if certificate.not_before.unix_seconds() < 0 || certificate.not_after.unix_seconds() < 0 {
        reasons.push("the certificate has a date before 1970".to_owned());
    }
    if certificate.der.len() > MAX_CERTIFICATE_LENGTH {
        let length = certificate.der.len();
        reasons.push(format!(
            "the certificate is {length} bytes long, and at most {MAX_CERTIFICATE_LENGTH} can be judged"
        ));
    }
    reasons
}

fn in_link(
    certificate: &Certificate,
    issuer: Option<&Certificate>,
    links: &Links<'_>,
) -> Option<String> {
    let issuer = issuer?;
    if certificate.issuer != issuer.subject {
        return Some(format!(
            "the certificate's issuer name equals the subject {} only after normalising (RFC 5280, section 7.1)",
            issuer.subject
        ));
    }
    (links.between(certificate, issuer) == Link::Undecided).then(|| {
        format!(
            "the certificate is signed with {} by a key of type {}, which cannot be verified here",
            certificate.signature_algorithm.name, issuer.public_key.kind
        )
    })
}

/// Extensions of RFC 5280 that bear on the path and are not processed: the critical ones that
/// webpki refuses, and policy constraints, which bind without being critical. Without them
/// no explicit policy is asked for, so inhibitAnyPolicy that is not critical forbids nothing.
fn unprocessed_extensions(certificate: &Certificate) -> impl Iterator<Item = String> {
    certificate.extensions.iter().filter_map(|extension| {
        let name = extension.name().filter(|name| !PROCESSED.contains(name))?;
        if extension.critical {
            return Some(format!(
                "the certificate has the critical extension {name}, which is not processed"
            ));
        }
        (name == "policyConstraints")
            .then(|| format!("the certificate has the extension {name}, which is not processed"))
    })
}

/// The extensions that webpki processes, and keyUsage, which this crate does.
const PROCESSED: [&str; 6] = [
    "keyUsage",
    "subjectAltName",
    "basicConstraints",
    "nameConstraints",
    "cRLDistributionPoints",
    "extKeyUsage",
];
