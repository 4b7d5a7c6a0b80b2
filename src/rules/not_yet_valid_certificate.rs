use super::{Case, PathCertificate};
use crate::path::Role;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Every certificate of the path is valid already.
    ///
    /// ## Why it matters
    /// Salesforce checks the dates of all certificates of the chain, and one whose validity has not
    /// begun is refused like an expired one. Of a root, RFC 5280 and Java take no notice while
    /// OpenSSL refuses it: a warning.
    ///
    /// ## What to do
    /// Wait until the date that is named, and use the certificate that it replaces until then. Check
    /// the clock if the date surprises you.
    ///
    /// ## References
    /// - RFC 5280, sections 4.1.2.5 and 6.1.3 (a) (2)
    /// - Salesforce Knowledge 000383575
    "not-yet-valid-certificate", Error, Handshake, "RFC 5280, section 6.1.3 (a) (2); Salesforce Knowledge 000383575", check
}

fn check(case: &Case<'_>) -> Verdict {
    let early = case
        .whole_path()
        .filter(|part| case.against.at < part.certificate.not_before);
    Verdict::of(early.map(|part| finding(&part)).collect())
}

fn finding(part: &PathCertificate<'_>) -> Finding {
    let certificate = part.certificate;
    let message = format!(
        "not valid before {}: {}",
        certificate.not_before, certificate.subject
    );
    let help = "wait until then, and use the certificate that it replaces; check the clock, too";
    if part.role == Role::Root {
        return Finding::new(Severity::Warning, part.index, message)
            .note("RFC 5280 and Java do not look at a root's dates, OpenSSL refuses it")
            .help(help);
    }
    Finding::new(Severity::Error, part.index, message).help(help)
}
