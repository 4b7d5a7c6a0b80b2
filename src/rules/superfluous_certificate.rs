use std::collections::HashSet;

use super::Case;
use super::authority::FILE;
use crate::certificate::Certificate;
use crate::path::PathStatus;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// Every certificate of the file is one that some path needs, and is there once.
    ///
    /// ## Why it matters
    /// Salesforce's text wants the client certificate and its signers. A second copy,
    /// another end entity or an issuer of something else is none of them; whether the upload takes
    /// it is not documented. It may be a sign that the wrong file was put together.
    ///
    /// ## What to do
    /// Take the certificate that is named out of the file.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert_api
    "superfluous-certificate", Warning, Upload, FILE, check
}

fn check(case: &Case<'_>) -> Verdict {
    if let Some(why) = case.not_a_pem_upload() {
        return Verdict::not_applicable(why);
    }
    if case.path.status() == PathStatus::Invalid {
        return Verdict::not_applicable("the path is invalid");
    }
    if case.path.is_cut() {
        return Verdict::not_applicable("the search for issuers ended at a bound");
    }
    if case.path.anchor().is_none() && !case.path.is_self_signed() {
        return Verdict::not_applicable("the chain is incomplete");
    }
    let needed = case.needed();
    let by_none = if case.path.status() == PathStatus::Trusted {
        "needed by no trusted path"
    } else {
        "needed by no path"
    };
    let mut seen = HashSet::new();
    let superfluous = case.chain().upload().filter_map(|(index, certificate)| {
        let is_copy = !seen.insert(certificate.sha256);
        let is_needed = needed.binary_search(&index).is_ok();
        let what = if is_copy { "a second copy" } else { by_none };
        (!is_needed).then(|| finding(index, certificate, what))
    });
    Verdict::of(superfluous.collect())
}

fn finding(index: usize, certificate: &Certificate, what: &str) -> Finding {
    let message = format!("it is {what}: {}", certificate.subject);
    Finding::new(Severity::Warning, Some(index), message).help("take it out of the file")
}
