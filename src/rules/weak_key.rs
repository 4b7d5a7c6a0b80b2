use super::{Case, PathCertificate};
use crate::certificate::KeyKind;
use crate::path::Role;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Below the root, no RSA key has less than 2048 bits.
    ///
    /// ## Why it matters
    /// Shorter RSA keys have been banned from public certificates since 2014. OpenSSL refuses them
    /// from security level 2 on, Java 17 only below 1024 bits unless configured otherwise.
    ///
    /// ## What to do
    /// Make a new key of 2048, 3072 or 4096 bits and request a new certificate for it. Where the key
    /// is an intermediate's, a new key of yours changes nothing: ask the CA for a certificate from
    /// another of its hierarchies, or for that intermediate with a longer key.
    ///
    /// ## References
    /// - CA/Browser Forum Baseline Requirements, section 6.1.5
    /// - NIST SP 800-131A Revision 2, section 3
    "weak-key", Error, Handshake, "CA/Browser Forum Baseline Requirements, section 6.1.5; NIST SP 800-131A", check
}

/// The shortest RSA modulus, in bits, that is not weak.
const SHORTEST: usize = 2048;
/// The shortest that Java 17 takes (`jdk.certpath.disabledAlgorithms`).
const SHORTEST_FOR_JAVA: usize = 1024;

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
    let java = if bits < SHORTEST_FOR_JAVA {
        "Java's validator refuses it, too, unless configured otherwise"
    } else {
        "Java's validator would accept it unless configured otherwise"
    };
    let help = match part.role {
        Role::EndEntity => "request a new certificate for a key of 2048, 3072 or 4096 bits",
        _ => {
            "the key is the CA's: ask for a certificate from another of its hierarchies, or for this intermediate with a longer key"
        }
    };
    let finding = Finding::new(Severity::Error, part.index, message)
        .note(java)
        .help(help);
    Some(finding)
}

/// The length of an RSA key that is too short.
pub(super) fn weak_bits(kind: &KeyKind) -> Option<usize> {
    match kind {
        KeyKind::Rsa { bits } if *bits < SHORTEST => Some(*bits),
        _ => None,
    }
}
