//! RFC 5280, section 6.1, link by link: what a certificate of the path must or must not have.
//!
//! webpki asks the same of a path whose validities overlap, but says neither which certificate is
//! at fault nor anything of one whose validities do not, and never looks at key usage.

use super::judge::Steps;
use super::{FaultKind, PathFault};
use crate::certificate::Certificate;

/// Every fault of the path, lowest certificate first; signatures and names are looked at elsewhere.
pub(super) fn faults(steps: &Steps<'_>) -> Vec<PathFault> {
    let mut faults = Vec::new();
    for (position, (index, certificate)) in steps.below.iter().enumerate() {
        let mut add = |kind| {
            faults.push(PathFault {
                certificate: Some(*index),
                kind,
            });
        };
        if position == 0 && certificate.is_ca() {
            add(FaultKind::CaAsEndEntity);
        }
        if position > 0 {
            let intermediates = steps.below.get(1..position).unwrap_or_default();
            issuer_faults(certificate, intermediates)
                .into_iter()
                .for_each(&mut add);
        }
        unknown_critical(certificate).for_each(&mut add);
    }
    // The anchor is given, not validated (section 6.1.1 (d)); but OpenSSL refuses what it does not
    // know there, too.
    if let Some((index, anchor)) = steps.anchor {
        faults.extend(unknown_critical(anchor).map(|kind| PathFault {
            certificate: index,
            kind,
        }));
    }
    faults
}

/// Section 6.1.4 (k) to (n) for an issuer with these intermediate certificates below it.
fn issuer_faults(issuer: &Certificate, below: &[(usize, &Certificate)]) -> Vec<FaultKind> {
    let mut faults = Vec::new();
    if issuer.version < 3 {
        // Section 6.1.4 (k): "either verify that certificate i is a CA certificate through
        // out-of-band means or reject the certificate", and there are no such means here.
        faults.push(FaultKind::OldIssuer(issuer.version));
    } else if !issuer.is_ca() {
        faults.push(FaultKind::NotACa);
    } else {
        faults.extend(path_length_fault(issuer, below));
    }
    if issuer.key_usage.is_some_and(|usage| !usage.key_cert_sign) {
        faults.push(FaultKind::NoKeyCertSign);
    }
    faults
}

/// Section 6.1.4 (l) and (m): a self-issued certificate, whose names match, does not count.
fn path_length_fault(issuer: &Certificate, below: &[(usize, &Certificate)]) -> Option<FaultKind> {
    let allowed = issuer.basic_constraints?.path_length?;
    if below.len() <= allowed as usize {
        return None;
    }
    let counting = below
        .iter()
        .filter(|(_, it)| !it.subject.matches(&it.issuer));
    let found = counting.count();
    (found > allowed as usize).then_some(FaultKind::PathLength { allowed, found })
}

/// As many unknown critical extensions of one certificate are named.
const MAX_NAMED: usize = 8;

fn unknown_critical(certificate: &Certificate) -> impl Iterator<Item = FaultKind> {
    certificate
        .extensions
        .iter()
        .filter(|extension| extension.critical && extension.name().is_none())
        .map(|extension| FaultKind::CriticalExtension(extension.oid.to_string()))
        .take(MAX_NAMED)
}
