use super::{Case, PathCertificate};
use crate::certificate::KeyPurpose;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// No issuer's extended key usage leaves clientAuth out.
    ///
    /// ## Why it matters
    /// An extended key usage in an issuer limits what may be issued below it, by the practice of
    /// OpenSSL, Go and webpki, which refuse such a path for a client. Java's validator looks at the
    /// end entity alone and accepts it. Which of them stands behind port 8443 is not documented.
    ///
    /// ## What to do
    /// Ask the CA for a certificate from an intermediate that allows client authentication.
    ///
    /// ## References
    /// - RFC 5280, section 4.2.1.12
    /// - CA/Browser Forum Baseline Requirements, section 7.1.2.10.6 (extended key usage of issuers)
    "issuer-forbids-client-auth", Warning, Handshake, "RFC 5280, section 4.2.1.12, as OpenSSL, Go and webpki read it", check
}

fn check(case: &Case<'_>) -> Verdict {
    let mut issuers = case.issuers().peekable();
    if issuers.peek().is_none() {
        return Verdict::not_applicable("there is no issuer below the root");
    }
    Verdict::of(issuers.filter_map(|issuer| finding(&issuer)).collect())
}

fn finding(issuer: &PathCertificate<'_>) -> Option<Finding> {
    let extended_key_usage = issuer.certificate.extended_key_usage.as_ref()?;
    if extended_key_usage.allows(&KeyPurpose::ClientAuth) {
        return None;
    }
    let message = format!(
        "its extended key usage lacks clientAuth: {}",
        issuer.certificate.subject
    );
    let finding = Finding::new(Severity::Warning, issuer.index, message)
        .note(format!("it names {extended_key_usage}"))
        .note("Java's validator ignores that, OpenSSL, Go and webpki refuse the path")
        .help(
            "ask the CA for a certificate from an intermediate that allows client authentication",
        );
    Some(finding)
}
