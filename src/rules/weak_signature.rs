use super::{Case, PathCertificate};
use crate::certificate::SignatureAlgorithm;
use crate::path::Role;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Below the root, no certificate is signed with MD5 or SHA-1.
    ///
    /// ## Why it matters
    /// Collisions of both are practical, so such a signature proves little. webpki refuses both,
    /// OpenSSL from security level 1 on. Java 17 refuses MD5, and SHA-1 only in server certificates
    /// below the roots that come with it. The root's own signature is not part of the path.
    ///
    /// ## What to do
    /// Request a new certificate, signed with SHA-256 or better. Where an intermediate is so signed,
    /// a new certificate from it changes nothing: ask the CA for one from another of its
    /// hierarchies, or for that intermediate signed anew.
    ///
    /// ## References
    /// - RFC 6151 (MD5), RFC 6194 (SHA-1)
    /// - CA/Browser Forum Baseline Requirements, section 7.1.3.2
    "weak-signature", Error, Handshake, "RFC 6151; RFC 6194; CA/Browser Forum Baseline Requirements, section 7.1.3.2", check
}

fn check(case: &Case<'_>) -> Verdict {
    Verdict::of(
        case.below_root()
            .filter_map(|part| finding(&part))
            .collect(),
    )
}

fn finding(part: &PathCertificate<'_>) -> Option<Finding> {
    let algorithm = &part.certificate.signature_algorithm;
    let digest = weak_digest(algorithm)?;
    let message = format!(
        "it is signed with {digest} ({}): {}",
        algorithm.name, part.certificate.subject
    );
    let java = if digest == "SHA-1" {
        "Java's validator would accept SHA-1 in a client's certificate unless configured otherwise"
    } else {
        "Java's validator refuses it, too, unless configured otherwise"
    };
    let help = match part.role {
        Role::EndEntity => "request a new certificate, signed with SHA-256 or better",
        _ => {
            "ask the CA for a certificate from another of its hierarchies, or for this intermediate signed anew with SHA-256 or better"
        }
    };
    let finding = Finding::new(Severity::Error, part.index, message)
        .note(java)
        .help(help);
    Some(finding)
}

fn weak_digest(algorithm: &SignatureAlgorithm) -> Option<&'static str> {
    match algorithm.name.as_str() {
        "md2WithRSAEncryption" => Some("MD2"),
        "md5WithRSAEncryption" => Some("MD5"),
        "sha1WithRSAEncryption" | "ecdsa-with-SHA1" | "dsaWithSHA1" => Some("SHA-1"),
        _ => algorithm.is_pss_with_sha1().then_some("SHA-1"),
    }
}
