use super::Case;
use super::authority::SET_UP;
use crate::certificate::KeyPurpose;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// anyExtendedKeyUsage does not stand in for clientAuth.
    ///
    /// ## Why it matters
    /// Salesforce's text wants the Client Authentication key purpose by name. RFC 5280 lets a
    /// verifier refuse anyExtendedKeyUsage where it needs a particular purpose: OpenSSL and webpki
    /// do, Java and Go accept it.
    ///
    /// ## What to do
    /// Ask the CA for a certificate whose extended key usage names client authentication itself.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert
    /// - RFC 5280, section 4.2.1.12
    "any-extended-key-usage", Error, Handshake, SET_UP, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(extended_key_usage) = case.extended_key_usage() else {
        return Verdict::not_applicable("absent-extended-key-usage says it");
    };
    if extended_key_usage.allows(&KeyPurpose::ClientAuth) || !extended_key_usage.contains_any() {
        return Verdict::Pass;
    }
    let message = "anyExtendedKeyUsage stands in for clientAuth";
    let finding = Finding::new(Severity::Error, case.end_entity_index(), message)
        .note(format!("extended key usage names {extended_key_usage}"))
        .note("Java's validator and Go would accept it, OpenSSL and webpki refuse it")
        .help("ask the CA for a certificate whose extended key usage names clientAuth itself");
    Verdict::Fail(vec![finding])
}
