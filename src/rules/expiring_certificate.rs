use super::{Case, PathCertificate};
use crate::path::Role;
use crate::plural::days;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// No certificate of the path expires within `--expires-within` days (30 unless given).
    ///
    /// ## Why it matters
    /// Salesforce checks the dates of all certificates of the chain. A renewed certificate is
    /// another certificate: it must be uploaded before the client presents it. Renewal may bring a
    /// certificate without client authentication (see `mixed-key-purposes`).
    ///
    /// ## What to do
    /// Renew in time, check the new certificate with this program, upload it, then change the
    /// client over. For an issuer, ask the CA for the certificate that replaces it.
    ///
    /// ## References
    /// - RFC 5280, section 4.1.2.5
    /// - Salesforce Knowledge 000383575
    "expiring-certificate", Warning, Renewal, "RFC 5280, section 4.1.2.5 (validity)", check
}

fn check(case: &Case<'_>) -> Verdict {
    let at = case.against.at;
    let end = at.plus_days(i64::from(case.against.expires_within));
    let expiring = case
        .whole_path()
        .filter(|part| at <= part.certificate.not_after && part.certificate.not_after <= end);
    Verdict::of(expiring.map(|part| finding(case, &part)).collect())
}

fn finding(case: &Case<'_>, part: &PathCertificate<'_>) -> Finding {
    let certificate = part.certificate;
    let message = format!(
        "expires on {}, in {}: {}",
        certificate.not_after,
        days(case.against.at.days_until(certificate.not_after)),
        certificate.subject
    );
    let help = match part.role {
        Role::EndEntity => {
            "renew it in time, check the new one, and upload it before the client presents it"
        }
        Role::Intermediate => "ask the CA for the certificate that replaces this issuer's",
        Role::Root => "ask the CA which of its roots replaces this one",
    };
    Finding::new(Severity::Warning, part.index, message).help(help)
}
