use super::Case;
use crate::path::{FaultKind, PathFault, PolicyFault};
use crate::plural::plural;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The path passes RFC 5280's validation, dates, key purposes and trust apart.
    ///
    /// ## Why it matters
    /// A wrong signature, an issuer that is no CA or may not sign certificates, too many
    /// intermediates, a name outside an issuer's constraints, or a critical extension that nobody
    /// knows: validators refuse such a path. Often a file was damaged, or the certificate is a
    /// precertificate, which is not meant to be used.
    ///
    /// ## What to do
    /// Get the certificate that is named anew from the CA. If it is the same there, the CA must
    /// issue it again.
    ///
    /// ## References
    /// - RFC 5280, section 6.1
    /// - RFC 6962, section 3.1 (precertificates)
    "invalid-path", Error, Handshake, "RFC 5280, section 6.1 (path validation)", check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    let faults = case.path.faults().iter();
    Verdict::of(faults.filter_map(|fault| finding(case, fault)).collect())
}

fn finding(case: &Case<'_>, fault: &PathFault) -> Option<Finding> {
    let finding = Finding::new(Severity::Error, fault.certificate, message(&fault.kind)?);
    let subject = fault
        .certificate
        .and_then(|index| case.chain().certificate(index))
        .map(|at| &at.subject);
    let finding = match subject {
        Some(subject) => finding.note(format!("the certificate is {subject}")),
        None => finding.note("the certificate is the root, which was not presented"),
    };
    let finding = match where_java_differs(&fault.kind) {
        Some(note) => finding.note(note),
        None => finding,
    };
    Some(finding.help("get that certificate anew from the CA; if it is the same there, ask for it to be issued again"))
}

/// The fact.
fn message(kind: &FaultKind) -> Option<String> {
    Some(match kind {
        // A rule of its own says it.
        FaultKind::CaAsEndEntity => return None,
        FaultKind::Signature => "its signature was not made by its issuer's key".to_owned(),
        FaultKind::SignatureAlgorithmMismatch => {
            "it names two different signature algorithms (RFC 5280, section 4.1.1.2)".to_owned()
        }
        FaultKind::NotACa => {
            "it issued a certificate, but its basic constraints do not say that it is a CA (RFC 5280, section 4.2.1.9)".to_owned()
        }
        FaultKind::NoKeyCertSign => {
            "it issued a certificate, but its key usage lacks keyCertSign (RFC 5280, section 4.2.1.3)".to_owned()
        }
        FaultKind::PathLength { allowed, found } => format!(
            "its path length constraint allows at most {} below it, and the path has {found} (RFC 5280, section 4.2.1.9)",
            plural(*allowed, "intermediate certificate")
        ),
        FaultKind::OldIssuer(version) => format!(
            "it issued a certificate, but is of version {version}, which cannot say that it is a CA (RFC 5280, section 6.1.4 (k))"
        ),
        FaultKind::NameConstraints { name, by, .. } => {
            format!("its {name} is not allowed by the name constraints of its issuer {by} (RFC 5280, section 4.2.1.10)")
        }
        FaultKind::Policy(fault) => of_policies(fault),
        FaultKind::MalformedExtension(extension) => {
            format!("its extension {extension} is malformed (RFC 5280, section 4.2.1)")
        }
        FaultKind::CriticalExtension(oid) if oid == PRECERTIFICATE_POISON => {
            "it is a precertificate, which no verifier accepts (critical extension 1.3.6.1.4.1.11129.2.4.3, RFC 6962, section 3.1)".to_owned()
        }
        FaultKind::CriticalExtension(oid) => {
            format!("it has a critical extension that RFC 5280 does not define: {oid} (RFC 5280, section 4.2)")
        }
    })
}

/// The fact where certificate policies forbid the path.
fn of_policies(fault: &PolicyFault) -> String {
    match fault {
        PolicyFault::NoneLeft(by) => format!(
            "no certificate policy holds for it, and {by} demands one (RFC 5280, section 6.1.3 (f))"
        ),
        PolicyFault::AnyPolicyMapped => {
            "its policy mappings name anyPolicy (RFC 5280, section 6.1.4 (a))".to_owned()
        }
        PolicyFault::UnknownQualifier => {
            "its certificate policies are critical and have a qualifier that RFC 5280 does not define (section 4.2.1.4)".to_owned()
        }
    }
}

/// Where Java's own validator, so perhaps Salesforce's, is known to accept what RFC 5280 refuses.
fn where_java_differs(kind: &FaultKind) -> Option<&'static str> {
    match kind {
        FaultKind::NameConstraints { java_accepts, .. } => *java_accepts,
        _ => None,
    }
}

/// The extension that makes a precertificate unusable (RFC 6962, section 3.1).
const PRECERTIFICATE_POISON: &str = "1.3.6.1.4.1.11129.2.4.3";
