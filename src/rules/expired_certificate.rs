use super::{Case, PathCertificate};
use crate::path::Role;
use crate::plural::days;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// No certificate of the path has expired.
    ///
    /// ## Why it matters
    /// Salesforce checks the dates of all certificates of the chain. An expired end entity or
    /// intermediate is refused. Of an expired root, RFC 5280 and Java take no notice while OpenSSL
    /// refuses it: a warning.
    ///
    /// ## What to do
    /// Renew the certificate, upload the new one and change the client over. For an intermediate,
    /// ask the CA for its current certificate. Check the clock if the date surprises you.
    ///
    /// ## References
    /// - RFC 5280, sections 4.1.2.5 and 6.1.3 (a) (2)
    /// - Salesforce Knowledge 000383575
    "expired-certificate", Error, Handshake, "RFC 5280, section 6.1.3 (a) (2); Salesforce Knowledge 000383575", check
}

fn check(case: &Case<'_>) -> Verdict {
    let expired = case
        .whole_path()
        .filter(|part| part.certificate.not_after < case.against.at);
    Verdict::of(expired.map(|part| finding(case, &part)).collect())
}

fn finding(case: &Case<'_>, part: &PathCertificate<'_>) -> Finding {
    let certificate = part.certificate;
    let message = format!(
        "expired on {}, {} before the moment judged at: {}",
        certificate.not_after,
        days(certificate.not_after.days_until(case.against.at)),
        certificate.subject
    );
    match part.role {
        Role::Root => Finding::new(Severity::Warning, part.index, message)
            .note("RFC 5280 and Java do not look at a root's dates, OpenSSL refuses it")
            .help("ask the CA which of its roots replaces this one"),
        Role::Intermediate => Finding::new(Severity::Error, part.index, message)
            .help("ask the CA for the current certificate of this issuer"),
        Role::EndEntity => Finding::new(Severity::Error, part.index, message)
            .help("renew the certificate, upload the new one and change the client over"),
    }
}
