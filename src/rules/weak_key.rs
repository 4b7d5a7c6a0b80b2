use super::{Case, PathCertificate};
use crate::certificate::KeyKind;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Below the root, no RSA key has less than 2048 bits.
    ///
    /// ## Why it matters
    /// Shorter RSA keys have been banned from public certificates since 2014. webpki refuses them,
    /// OpenSSL does by its security level, Java only below 1024 bits.
    ///
    /// ## What to do
    /// Make a new key of 2048, 3072 or 4096 bits and request a new certificate for it. For an
    /// intermediate, ask the CA for its current one.
    ///
    /// ## References
    /// - CA/Browser Forum Baseline Requirements, section 6.1.5
    /// - NIST SP 800-131A Revision 2, section 3
    "weak-key", Error, Handshake, "CA/Browser Forum Baseline Requirements, section 6.1.5; NIST SP 800-131A", check
}

/// The shortest RSA modulus, in bits, that is not weak.
const SHORTEST: usize = 2048;

fn check(case: &Case<'_>) -> Verdict {
    Verdict::of(
        case.below_root()
            .filter_map(|part| finding(&part))
            .collect(),
    )
}

fn finding(part: &PathCertificate<'_>) -> Option<Finding> {
    let bits = weak_bits(&part.certificate.public_key.kind)?;
    let message = format!(
        "its RSA key has {bits} bits, fewer than {SHORTEST}: {}",
        part.certificate.subject
    );
    let finding = Finding::new(Severity::Error, part.index, message)
        .note("Java's validator accepts RSA keys of 1024 bits and more unless configured otherwise")
        .help("request a new certificate for a key of 2048, 3072 or 4096 bits");
    Some(finding)
}

/// The length of an RSA key that is too short.
pub(super) fn weak_bits(kind: &KeyKind) -> Option<usize> {
    match kind {
        KeyKind::Rsa { bits } if *bits < SHORTEST => Some(*bits),
        _ => None,
    }
}
