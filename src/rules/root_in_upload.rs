use super::Case;
use super::authority::FILE;
use crate::path::Role;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The file leaves the root out.
    ///
    /// ## Why it matters
    /// "The root certificate is optional, and generally isn't included": the instance has it on its
    /// list, and a root that came along is not trusted for it.
    ///
    /// ## What to do
    /// Nothing needs to be done. Leave it out of the next file.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert_api
    "root-in-upload", Note, Upload, FILE, check
}

fn check(case: &Case<'_>) -> Verdict {
    if let Some(why) = case.not_a_pem_upload() {
        return Verdict::not_applicable(why);
    }
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    let anchor = case.path.anchor();
    let roots = case.chain().upload().filter(|(index, _)| match anchor {
        Some(anchor) => anchor.presented == Some(*index),
        // Where no root is known to be needed, each that came along is one too many.
        None => case.chain().role(*index) == Role::Root,
    });
    let findings = roots.map(|(index, certificate)| {
        let message = format!("the root is included: {}", certificate.subject);
        Finding::new(Severity::Note, Some(index), message)
            .help("it is optional and generally left out; nothing needs to be done")
    });
    Verdict::of(findings.collect())
}
