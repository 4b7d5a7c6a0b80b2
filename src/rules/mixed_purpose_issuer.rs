use super::{Case, PathCertificate};
use crate::certificate::KeyPurpose;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// No issuer below a root of the Chrome Root Store names both client and server authentication.
    ///
    /// ## Why it matters
    /// It is no fault by itself: the policy forbids it only in intermediates disclosed to the CCADB
    /// on or after 2026-06-15, the same in versions 1.6, 1.7 and 1.8, and the day of disclosure
    /// does not stand in the certificate. But one that is disclosed later may name server
    /// authentication alone, so a renewed certificate that comes from a newer intermediate has a
    /// path that OpenSSL, Go and webpki refuse for a client (see `issuer-forbids-client-auth`).
    ///
    /// ## What to do
    /// Nothing now. When you renew, check the new chain: it may come from another intermediate.
    ///
    /// ## References
    /// - Chrome Root Program Policy 1.6, 1.7 and 1.8 (subordinate CAs)
    "mixed-purpose-issuer", Note, Renewal, "Chrome Root Program Policy 1.6 to 1.8 (subordinate CA certificates)", check
}

fn check(case: &Case<'_>) -> Verdict {
    if !case.is_below_chrome_root() {
        return Verdict::not_applicable("the path is not tied to the Chrome Root Store");
    }
    Verdict::of(
        case.issuers()
            .filter_map(|issuer| finding(case, &issuer))
            .collect(),
    )
}

fn finding(case: &Case<'_>, issuer: &PathCertificate<'_>) -> Option<Finding> {
    let extended_key_usage = issuer.certificate.extended_key_usage.as_ref()?;
    if !extended_key_usage.mixes(&KeyPurpose::ServerAuth, &KeyPurpose::ClientAuth) {
        return None;
    }
    let policy = case.against.policy;
    let message = format!(
        "this issuer names both clientAuth and serverAuth: {}",
        issuer.certificate.subject
    );
    let note = format!(
        "no fault by itself: Chrome Root Program Policy {policy} forbids it only in intermediates disclosed to the CCADB on or after {}, a day that no certificate shows",
        policy.issuer_date().day()
    );
    let finding = Finding::new(Severity::Note, issuer.index, message)
        .note(note)
        .help("nothing to do now; at renewal, check the new chain: it may come from another intermediate");
    Some(finding)
}
