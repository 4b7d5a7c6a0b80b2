use super::Case;
use crate::key::PrivateKey;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The private key belongs to the certificate.
    ///
    /// ## Why it matters
    /// A client proves that the certificate is its own by a signature with the private key. With
    /// the key of another certificate the handshake fails, or the client does not start at all.
    /// Mostly the certificate was renewed with a new key and one of the two files is the old one.
    ///
    /// ## What to do
    /// Find the key that the certificate's request was made with, or request a certificate for the
    /// key that you have. `openssl x509 -in FILE -noout -pubkey` and `openssl pkey -in KEY -pubout`
    /// print the same text for a pair.
    ///
    /// ## References
    /// - RFC 8446, section 4.4.3 (the client signs with the certificate's key)
    /// - RFC 5280, section 4.1.2.7 (the subject's public key)
    "key-mismatch", Error, Handshake, "RFC 8446, section 4.4.3; RFC 5280, section 4.1.2.7", check
}

fn check(case: &Case<'_>) -> Verdict {
    let given = case
        .against
        .key
        .map(|key| (key, "the private key that was given"));
    let own = case
        .submission
        .key
        .as_ref()
        .map(|key| (key, "the private key in the file"));
    if given.is_none() && own.is_none() {
        return case.submission.key_fault.clone().map_or_else(
            || Verdict::not_applicable("no private key given"),
            Verdict::unanswered,
        );
    }
    let keys = given.into_iter().chain(own);
    Verdict::of(
        keys.filter_map(|(key, which)| finding(case, key, which))
            .collect(),
    )
}

fn finding(case: &Case<'_>, key: &PrivateKey, which: &str) -> Option<Finding> {
    let end_entity = case.end_entity();
    if key.matches(&end_entity.public_key) {
        return None;
    }
    let message = format!("{which} is not the certificate's: {}", end_entity.subject);
    let mut finding = Finding::new(Severity::Error, case.end_entity_index(), message);
    let (of_key, of_certificate) = (key.kind(), &end_entity.public_key.kind);
    finding = finding.note(if of_key == of_certificate {
        format!("both are of kind {of_key}, but they are different keys")
    } else {
        format!("the private key is {of_key}, the certificate's key is {of_certificate}")
    });
    let mut others = case.chain().certificates();
    if let Some((index, other)) = others.find(|(_, other)| key.matches(&other.public_key)) {
        let place = case.place(index);
        finding = finding.note(format!(
            "its own certificate is {} ({place})",
            other.subject
        ));
    }
    Some(finding.help(
        "find the key that the certificate's request was made with, or request a certificate for this key",
    ))
}
