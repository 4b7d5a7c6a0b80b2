use super::Case;
use super::authority::LIST;
use crate::report::{Finding, Severity, Verdict};
use crate::trust::Source;

super::rule! {
    /// The list that was judged against is the instance's own.
    ///
    /// ## Why it matters
    /// Without `--instance` or `--trust-list`, Mozilla's TLS roots stand in for the list. Salesforce
    /// names Mozilla's store and the US Federal PKI as its baseline for additions, but the
    /// instance's own list has others and may lack some, and the Federal PKI's roots are not
    /// bundled. A root that is trusted here may not be trusted there, and the other way round.
    ///
    /// ## What to do
    /// Pass `--instance HOST`, or save `https://HOST/cacerts.jsp` and pass `--trust-list FILE`.
    ///
    /// ## References
    /// - Salesforce Knowledge 000385468
    "bundled-trust-list", Warning, Handshake, LIST, check
}

fn check(case: &Case<'_>) -> Verdict {
    if *case.against.trust.source() != Source::Bundled {
        return Verdict::Pass;
    }
    let finding = Finding::new(
        Severity::Warning,
        None,
        "judged against Mozilla's roots, which came with this program, not against the instance's list",
    )
    .help("pass --instance HOST, or a saved copy of https://HOST/cacerts.jsp by --trust-list FILE");
    Verdict::Fail(vec![finding])
}
