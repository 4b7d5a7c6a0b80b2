use super::Case;
use crate::path::Undecided;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The path needs nothing that this program cannot judge.
    ///
    /// ## Why it matters
    /// What cannot be judged is not guessed: the answer is "undecided", never "trusted" and never
    /// "invalid". It is no fault of the certificate; Salesforce may well accept it. What
    /// rustls-webpki does not confirm, a second engine judges by RFC 5280, section 6.1: certificate
    /// policies, name constraints, self-issued issuers, version 1, names that are equal only after
    /// normalising. These remain:
    ///
    /// - signatures by DSA, Ed448, secp256k1 and other algorithms that this program lacks;
    /// - name constraints on other names, X.400 addresses, EDI party names and registered
    ///   identifiers, with a minimum or maximum, or on a malformed name, where such a name is there;
    /// - critical extensions that RFC 5280 demands not to be critical;
    /// - a certificate that rustls-webpki finds malformed, and this program does not;
    /// - more work than one submission may cost: 32 ways, 24 certificates on one, 100 signatures,
    ///   2,097,152 comparisons of names with name constraints, 200,000 policies.
    ///
    /// ## What to do
    /// Ask another validator, for example `openssl verify -purpose sslclient` or Java's
    /// `CertPathValidator`, or try the certificate at port 8443 of a sandbox.
    ///
    /// ## References
    /// - RFC 5280, section 6.1
    "unsupported-path", Error, Handshake, "RFC 5280, section 6.1 (what of it cannot be judged here)", check
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
