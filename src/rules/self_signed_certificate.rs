use super::Case;
use super::authority::PORT_8443;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The end entity is not its own issuer.
    ///
    /// ## Why it matters
    /// Salesforce accepts a client certificate only where it chains to a root on the instance's
    /// list. A self-signed certificate has no issuer that could be listed. People who tried report
    /// that it is refused.
    ///
    /// ## What to do
    /// Order a certificate with client authentication from a CA whose root is on the instance's
    /// list.
    ///
    /// ## References
    /// - Salesforce Knowledge 000383575
    /// - blog.superpat.com, "Salesforce Mutual Authentication, Part 1"; Fivetran's set-up guide
    "self-signed-certificate", Error, Handshake, PORT_8443, check
}

fn check(case: &Case<'_>) -> Verdict {
    if !case.path.is_self_signed() {
        return Verdict::Pass;
    }
    let subject = &case.end_entity().subject;
    let message = format!("the certificate is its own issuer: {subject}");
    let finding = Finding::new(Severity::Error, case.end_entity_index(), message)
        .help("order a certificate from a CA whose root is on the instance's list");
    Verdict::Fail(vec![finding])
}
