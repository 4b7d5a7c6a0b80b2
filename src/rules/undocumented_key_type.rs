use super::Case;
use super::weak_key::weak_bits;
use crate::certificate::KeyKind;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The end entity's key is RSA with 2048, 3072 or 4096 bits.
    ///
    /// ## Why it matters
    /// Salesforce documents these lengths, and RSA alone, for importing key stores: "Imported keys
    /// must have a bit size of 2048, 3072, or 4096". Of uploaded client certificates no document
    /// says which keys are taken, elliptic curves or other lengths among them.
    ///
    /// ## What to do
    /// Use an RSA key of a documented length, or try the certificate in a sandbox first.
    ///
    /// ## References
    /// - Salesforce Help on importing key stores: "The key is not an RSA key"
    "undocumented-key-type", Warning, Upload, "Salesforce Help on importing key stores: RSA keys of 2048, 3072 or 4096 bits", check
}

fn check(case: &Case<'_>) -> Verdict {
    let kind = &case.end_entity().public_key.kind;
    if weak_bits(kind).is_some() {
        return Verdict::not_applicable("weak-key says it");
    }
    if matches!(
        kind,
        KeyKind::Rsa {
            bits: 2048 | 3072 | 4096
        }
    ) {
        return Verdict::Pass;
    }
    let message =
        format!("its key is {kind}, and RSA 2048, 3072 and 4096 are the only documented ones");
    let finding = Finding::new(Severity::Warning, case.end_entity_index(), message)
        .note("they are documented for importing key stores; of uploads no document says which are taken")
        .help("use an RSA key of a documented length, or try the certificate in a sandbox first");
    Verdict::Fail(vec![finding])
}
