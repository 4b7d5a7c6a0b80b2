use super::Case;
use super::authority::PORT_8443;
use crate::certificate::Certificate;
use crate::report::{Finding, Severity, Verdict};
use crate::trust::{Entry, Source};

super::rule! {
    /// The path reaches a root on the instance's list.
    ///
    /// ## Why it matters
    /// The list at `/cacerts.jsp` of the instance is what port 8443 trusts. A root that is not on
    /// it is refused, however well known. Salesforce adds roots only by review, with Mozilla's
    /// store and the US Federal PKI as its baseline: a private root will not do today.
    ///
    /// ## What to do
    /// Order a certificate from a CA whose root is on this instance's list, or ask your CA whether
    /// it has a cross-certificate that leads to one, and send that along. Near misses are named:
    /// another root of the same subject, or the same key in another certificate.
    ///
    /// ## References
    /// - Salesforce Knowledge 000383575: the chain must end in a listed root
    /// - Salesforce Knowledge 000385468: how roots are added
    "untrusted-root", Error, Handshake, PORT_8443, check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    if case.is_invalid() {
        return Verdict::not_applicable("the path is invalid");
    }
    if case.path.is_cut() {
        return Verdict::not_applicable("the search for issuers ended at a bound");
    }
    let Some(anchor) = case.path.anchor() else {
        return Verdict::not_applicable("the path reaches no root");
    };
    if anchor.listing.is_some() {
        return Verdict::Pass;
    }
    if case.against.trust.named(&anchor.certificate).is_some() {
        return Verdict::not_applicable("unproven-root says it");
    }
    let root = &*anchor.certificate;
    let message = format!(
        "the path ends in a root that is not on the list: {}",
        root.subject
    );
    let mut finding = Finding::new(Severity::Error, anchor.presented, message)
        .note(format!("its SHA-256 is {}", root.sha256));
    finding.notes.extend(near_misses(case, root));
    let help = match case.against.trust.source() {
        Source::Bundled => {
            "judge against the instance's own list (--instance HOST), which may have it; else use a CA whose root is listed"
        }
        _ => {
            "use a CA whose root is on this instance's list, or ask yours for a cross-certificate that leads to one"
        }
    };
    Verdict::Fail(vec![finding.help(help)])
}

/// What on the list comes close, and what of the submission nearly leads there.
fn near_misses(case: &Case<'_>, root: &Certificate) -> Vec<String> {
    let trust = case.against.trust;
    let namesakes = trust
        .entries_named(&root.subject)
        .filter_map(|entry| trust.entries().get(entry))
        .map(|entry| namesake(entry, root));
    let same_key = trust.certificates().filter(|(_, listed)| {
        listed.public_key.info == root.public_key.info && listed.subject != root.subject
    });
    let same_key = same_key.map(|(_, listed)| {
        format!(
            "the list has the same key in another certificate: {}",
            listed.subject
        )
    });
    namesakes
        .chain(same_key)
        .chain(crosses(case, root))
        .collect()
}

/// An entry with the root's subject.
fn namesake(entry: &Entry, root: &Certificate) -> String {
    let which = match (&entry.sha256, &entry.sha1, &entry.md5) {
        (Some(print), ..) => format!("SHA-256 {print}"),
        (None, Some(print), _) => format!("SHA-1 {print}"),
        (None, None, Some(print)) => format!("MD5 {print}"),
        (None, None, None) => "by name alone".into(),
    };
    match &entry.certificate {
        Some(listed) if listed.public_key.info == root.public_key.info => {
            format!("the list has the same subject and key in another certificate: {which}")
        }
        Some(_) => format!("the list has a root of the same subject with another key: {which}"),
        None => format!("the list has another root of the same subject: {which}"),
    }
}

/// The cross-certificates that were sent along and nearly lead to a listed root.
fn crosses(case: &Case<'_>, root: &Certificate) -> impl Iterator<Item = String> {
    let trust = case.against.trust;
    let crosses = case.chain().certificates().filter(move |(_, other)| {
        other.has_same_subject_and_key(root)
            && !other.is_self_issued()
            && trust.entries_named(&other.issuer).next().is_some()
    });
    crosses.map(|(index, other)| {
        format!(
            "a cross-certificate ({}) would lead to a listed root, {}, but does not verify",
            case.place(index),
            other.issuer
        )
    })
}
