use super::Case;
use super::authority::FILE;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The file to upload holds no private key.
    ///
    /// ## Why it matters
    /// The key stays with the client; whoever has it is the client. Salesforce's text names
    /// certificates alone. A key that left your hands, in a ticket or a repository, is no longer
    /// yours alone.
    ///
    /// ## What to do
    /// Take the key out of the file. If the file was sent to anybody, make a new key and have the
    /// certificate revoked.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert_api
    "private-key-in-upload", Error, Upload, FILE, check
}

fn check(case: &Case<'_>) -> Verdict {
    if let Some(why) = case.not_a_pem_upload() {
        return Verdict::not_applicable(why);
    }
    let Some(first) = case.submission.private_keys.first() else {
        return Verdict::Pass;
    };
    let place = first
        .line
        .map_or_else(String::new, |line| format!(" at line {line}"));
    let message = format!("the file holds a private key ({}){place}", first.label);
    let mut finding = Finding::new(Severity::Error, None, message).line(first.line);
    for key in case.submission.private_keys.iter().skip(1) {
        let place = key
            .line
            .map_or_else(String::new, |line| format!(" at line {line}"));
        finding = finding.note(format!("another private key ({}){place}", key.label));
    }
    let help = "take the key out; if the file was sent to anybody, make a new key and have the certificate revoked";
    Verdict::Fail(vec![finding.help(help)])
}
