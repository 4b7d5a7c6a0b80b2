use super::Case;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The end entity is not a CA certificate.
    ///
    /// ## Why it matters
    /// A CA certificate signs certificates; it does not stand for a client. webpki refuses one as
    /// an end entity. Mostly the file is the wrong one: the issuer's certificate in place of the
    /// one that the CA issued to you.
    ///
    /// ## What to do
    /// Put the certificate that was issued to your client first in the file. Java's validator and
    /// OpenSSL would accept a CA certificate here; do not rely on it.
    ///
    /// ## References
    /// - RFC 5280, section 4.2.1.9
    "ca-as-end-entity", Error, Handshake, "RFC 5280, section 4.2.1.9 (basic constraints)", check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    if !case.end_entity().is_ca() {
        return Verdict::Pass;
    }
    let subject = &case.end_entity().subject;
    let message = format!("basic constraints say that it is a CA: {subject}");
    let finding = Finding::new(Severity::Error, case.end_entity_index(), message)
        .note("Java's validator would accept it as a client's certificate; webpki does not")
        .help("put the certificate that was issued to your client first in the file");
    Verdict::Fail(vec![finding])
}
