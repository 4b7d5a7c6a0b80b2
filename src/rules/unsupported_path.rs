use super::Case;
use crate::path::Undecided;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The path needs nothing that this program cannot judge.
    ///
    /// ## Why it matters
    /// Some of RFC 5280 is not processed here: policy constraints and mappings, name constraints on
    /// directory names, e-mail addresses and URIs, self-issued issuers where they count, version 1
    /// end entities, unique identifiers, dates before 1970, names that are equal only after
    /// normalising, some algorithms, very long chains. What cannot be judged is not guessed: the
    /// answer is "undecided", never "trusted" and never "invalid". It is no fault of the
    /// certificate; Salesforce may well accept it.
    ///
    /// ## What to do
    /// Ask another validator, for example `openssl verify -purpose sslclient` or Java's
    /// `CertPathValidator`, or try the certificate at port 8443 of a sandbox.
    ///
    /// ## References
    /// - RFC 5280, section 6.1
    "unsupported-path", Error, Handshake, "RFC 5280, section 6.1 (what of it is not processed here)", check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.is_self_signed() {
        return Verdict::not_applicable("self-signed-certificate says it");
    }
    if !case.path.faults().is_empty() {
        return Verdict::not_applicable("the path is invalid, whatever else it needs");
    }
    let java_refuses = case.path.java_refuses();
    if case.path.undecided().is_empty() && !java_refuses.is_empty() {
        return Verdict::PassWith(java_refuses.join("; "));
    }
    Verdict::of(case.path.undecided().iter().map(finding).collect())
}

fn finding(undecided: &Undecided) -> Finding {
    let message = format!("this program cannot judge the path: {}", undecided.reason);
    Finding::new(Severity::Error, undecided.certificate, message)
        .note("this is no fault of the certificate: Salesforce may accept it")
        .help("ask openssl verify -purpose sslclient or Java's CertPathValidator, or try a sandbox")
}
