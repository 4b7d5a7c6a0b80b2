use super::Case;
use super::authority::SET_UP;
use crate::certificate::KeyPurpose;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The end entity's extended key usage names clientAuth.
    ///
    /// ## Why it matters
    /// Salesforce demands the Client Authentication key purpose, and Java, Go, OpenSSL and webpki
    /// refuse a client certificate whose extended key usage lacks it. CAs of public TLS hierarchies
    /// leave it out of new certificates, so a renewal may lack what its predecessor had.
    ///
    /// ## What to do
    /// Ask the CA for a certificate with client authentication, from a hierarchy that may still
    /// issue it (see `chrome-root-hierarchy`) and whose root is on the instance's list.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert
    /// - RFC 5280, section 4.2.1.12
    "missing-client-auth", Error, Handshake, SET_UP, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(extended_key_usage) = case.extended_key_usage() else {
        return Verdict::not_applicable("absent-extended-key-usage says it");
    };
    if extended_key_usage.allows(&KeyPurpose::ClientAuth) {
        return Verdict::Pass;
    }
    if extended_key_usage.contains_any() {
        return Verdict::not_applicable("any-extended-key-usage says it");
    }
    let finding = Finding::new(
        Severity::Error,
        case.end_entity_index(),
        "extended key usage lacks clientAuth",
    )
    .note(format!("it names {extended_key_usage}"))
    .help("ask the CA for a certificate with clientAuth, from a hierarchy that may issue it and whose root is on the instance's list");
    Verdict::Fail(vec![finding])
}
