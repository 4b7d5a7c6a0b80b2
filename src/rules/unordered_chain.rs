use super::Case;
use super::authority::FILE;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The file holds the end entity first, then each issuer in order.
    ///
    /// ## Why it matters
    /// Salesforce's text wants the client certificate first, then each certificate that signs the
    /// one before it. Verifiers that take the file as it stands fail with "subject/issuer name
    /// chaining check failed".
    ///
    /// ## What to do
    /// Put the certificates into the order that is named, by line and subject.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert_api
    /// - RFC 5246, section 7.4.2 (the same order in TLS)
    "unordered-chain", Error, Upload, FILE, check
}

fn check(case: &Case<'_>) -> Verdict {
    if let Some(why) = case.not_a_pem_upload() {
        return Verdict::not_applicable(why);
    }
    let in_file = |index: &usize| !case.chain().is_supplementary(*index);
    let right: Vec<usize> = case.path.presented(case.chain()).filter(in_file).collect();
    // Another path's certificates may stand between, but each path must be in order.
    let is_ordered =
        |path: &[usize]| path.is_sorted() && path.first() == first_needed(case).as_ref();
    if is_ordered(&right) {
        return Verdict::Pass;
    }
    let places: Vec<String> = right.iter().map(|index| case.place(*index)).collect();
    let message = format!(
        "the certificates are not in order, end entity first and then each issuer; the right order is {}",
        places.join(", ")
    );
    let mut finding = Finding::new(Severity::Error, case.end_entity_index(), message);
    for (position, (index, place)) in right.into_iter().zip(places).enumerate() {
        if let Some(certificate) = case.chain().certificate(index) {
            let when = if position == 0 { "first" } else { "then" };
            finding = finding.note(format!("{when} {place}: {}", certificate.subject));
        }
    }
    Verdict::Fail(vec![finding.help("put them into the file in that order")])
}

/// The first certificate of the file that is not superfluous.
fn first_needed(case: &Case<'_>) -> Option<usize> {
    case.needed()
        .into_iter()
        .find(|index| !case.chain().is_supplementary(*index))
}
