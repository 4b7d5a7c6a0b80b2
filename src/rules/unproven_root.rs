use super::Case;
use super::authority::LIST;
use crate::path::Anchor;
use crate::report::{Finding, Severity, Verdict};
use crate::trust::Strength;

super::rule! {
    /// The list proves the path's root by a certificate or a strong fingerprint.
    ///
    /// ## Why it matters
    /// A name is not a proof: anyone can make a root of any name. MD5 is hardly one: collisions can
    /// be made. Where the list gives no more, this program says what it took for the root, and that
    /// it is not certain: a warning where every field of the entry agrees with a root of Mozilla's
    /// list, or by MD5; an error where only a root that was supplied bears the listed name.
    ///
    /// ## What to do
    /// Compare the root's SHA-256 with what the CA publishes for it, or get a list that has SHA-1 or
    /// SHA-256 fingerprints or the certificates themselves. Where only a supplied root bears the
    /// listed name, ask the CA which root the list means.
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
                "the list names the root by text alone, which does not prove a root that was supplied: {}",
                root.subject
            ),
        ),
        None => return Verdict::not_applicable("the list does not name the root"),
    };
    Verdict::Fail(vec![finding(anchor, severity, message)])
}

fn finding(anchor: &Anchor, severity: Severity, message: String) -> Finding {
    let finding = Finding::new(severity, anchor.presented, message).note(format!(
        "the root's SHA-256 is {}",
        anchor.certificate.sha256
    ));
    if severity != Severity::Error {
        return finding.help("compare the root's SHA-256 with what the CA publishes for it");
    }
    finding
        .note("anyone can make a root of that name, and no root of Mozilla's list bears it")
        .help("judge against a list with fingerprints or certificates, or ask the CA which root of that name Salesforce lists")
}
