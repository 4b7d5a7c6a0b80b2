use super::Case;
use super::authority::PORT_8443;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The instance is named by its My Domain host.
    ///
    /// ## Why it matters
    /// The list can be read at a login or instance host, but port 8443 is not served there: mutual
    /// authentication "must use My Domain". Instances may differ in what they trust, so the list of
    /// another host may not be yours.
    ///
    /// ## What to do
    /// Pass `--instance MYDOMAIN.my.salesforce.com`, and let the client connect to port 8443 of the
    /// same host.
    ///
    /// ## References
    /// - Salesforce Knowledge 000383575
    "login-host", Warning, Handshake, PORT_8443, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(instance) = case.against.instance else {
        return Verdict::not_applicable("the list was not fetched from an instance");
    };
    if !instance.is_login_host {
        return Verdict::Pass;
    }
    let message = format!(
        "port 8443 is not served at {}, a login or instance host",
        instance.host
    );
    let finding = Finding::new(Severity::Warning, None, message)
        .note("the list is readable there, but that of your own instance may differ")
        .help("pass --instance MYDOMAIN.my.salesforce.com, and connect to port 8443 of that host");
    Verdict::Fail(vec![finding])
}
