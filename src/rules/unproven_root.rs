use super::Case;
use super::authority::LIST;
use crate::report::{Finding, Severity, Verdict};
use crate::trust::Strength;

super::rule! {
    /// The list proves the path's root by a certificate or a strong fingerprint.
    ///
    /// ## Why it matters
    /// A name is not a proof: anyone can make a root of any name, and CAs have several roots of
    /// nearly one name. MD5 can be forged. Where the list gives no more, this program says what it
    /// took for the root, and that it is not certain.
    ///
    /// ## What to do
    /// Compare the root's SHA-256 with what the instance's Setup or the CA's own page shows, or get
    /// a list that has SHA-1 or SHA-256 fingerprints or the certificates themselves. Where only a
    /// supplied root bears the listed name, ask the CA which root the list means.
    ///
    /// ## References
    /// - Salesforce Knowledge 000385468
    /// - RFC 6151 (what MD5 is still good for)
    "unproven-root", Warning, Handshake, LIST, check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    let Some(anchor) = case.path.anchor() else {
        return Verdict::not_applicable("the path reaches no root");
    };
    let root = &*anchor.certificate;
    let (severity, message) = match anchor.listing.map(|listing| listing.strength) {
        Some(Strength::Text) => (
            Severity::Warning,
            format!(
                "the list names the root by text only, which agrees with a bundled root: {}",
                root.subject
            ),
        ),
        Some(Strength::Md5) => (
            Severity::Warning,
            format!("the list proves the root by MD5 alone: {}", root.subject),
        ),
        Some(_) => return Verdict::Pass,
        None if case.against.trust.named(root).is_some() => (
            Severity::Error,
            format!(
                "the list has that name as text only, and only a supplied root bears it: {}",
                root.subject
            ),
        ),
        None => return Verdict::not_applicable("the list does not name the root"),
    };
    let finding = Finding::new(severity, anchor.presented, message)
        .note(format!("the root's SHA-256 is {}", root.sha256))
        .help("compare the root's SHA-256 with what the instance or the CA publishes");
    Verdict::Fail(vec![finding])
}
