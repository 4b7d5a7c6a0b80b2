use super::Case;
use super::authority::FILE;
use crate::container::Format;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The file to upload is PEM.
    ///
    /// ## Why it matters
    /// Salesforce documents one format: a PEM file with the concatenated chain. Whether it takes
    /// another is not documented.
    ///
    /// ## What to do
    /// `sfmtls bundle FILE -o upload.pem` makes the PEM file to upload: end entity first, then each
    /// issuer, without root and key.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert_api
    "not-pem", Warning, Upload, FILE, check
}

fn check(case: &Case<'_>) -> Verdict {
    let format = match case.submission.format {
        Format::Pem => return Verdict::Pass,
        other => other,
    };
    let message = format!("the file is {format}, and Salesforce documents PEM alone");
    let finding = Finding::new(Severity::Warning, None, message)
        .help("make the PEM file with `sfmtls bundle FILE -o upload.pem`");
    Verdict::Fail(vec![finding])
}
