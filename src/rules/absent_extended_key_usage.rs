use super::Case;
use super::authority::SET_UP;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The end entity has an extended key usage extension.
    ///
    /// ## Why it matters
    /// Salesforce's text says that the certificate must include the Client Authentication extended
    /// key usage. RFC 5280 lets a certificate without the extension serve every purpose, and Java,
    /// OpenSSL, Go and webpki accept it; whether Salesforce does is not documented.
    ///
    /// ## What to do
    /// Ask the CA for a certificate whose extended key usage names client authentication.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert
    /// - RFC 5280, section 4.2.1.12
    "absent-extended-key-usage", Error, Handshake, SET_UP, check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.extended_key_usage().is_some() {
        return Verdict::Pass;
    }
    let message = "there is no extended key usage, and Salesforce's text wants clientAuth in one";
    let finding = Finding::new(Severity::Error, case.end_entity_index(), message)
        .note("RFC 5280 would allow it, and so would Java's validator")
        .help("ask the CA for a certificate whose extended key usage names clientAuth");
    Verdict::Fail(vec![finding])
}
