use super::Case;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Where the end entity has a key usage, it has digitalSignature.
    ///
    /// ## Why it matters
    /// A TLS client proves its identity by a digital signature. TLS 1.2 demands that the key may be
    /// used for signing where key usage is present, and Java's validator refuses it otherwise.
    ///
    /// ## What to do
    /// Ask the CA for a certificate whose key usage includes digitalSignature.
    ///
    /// ## References
    /// - RFC 5246, section 7.4.6
    /// - RFC 5280, section 4.2.1.3
    "missing-digital-signature", Error, Handshake, "RFC 5246, section 7.4.6; RFC 5280, section 4.2.1.3", check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(key_usage) = case.end_entity().key_usage else {
        return Verdict::not_applicable("there is no key usage");
    };
    if key_usage.digital_signature {
        return Verdict::Pass;
    }
    let message = "key usage lacks digitalSignature, which a TLS client signs with";
    let finding = Finding::new(Severity::Error, case.end_entity_index(), message)
        .note("Java's validator refuses it")
        .help("ask the CA for a certificate whose key usage includes digitalSignature");
    Verdict::Fail(vec![finding])
}
