use super::authority::policy_notes;
use super::{Case, PathCertificate, Tie};
use crate::chrome::{self, Touch, TouchedBy};
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The path does not go through the Chrome Root Store, whose hierarchies must stop issuing
    /// client authentication.
    ///
    /// ## Why it matters
    /// CAs whose roots are in Chrome's store must issue TLS certificates with server authentication
    /// alone: from 2026-06-15 by policy versions 1.6 and 1.7, from 2027-03-15 by version 1.8.
    /// Several have announced an earlier last day. What was issued runs to its end; what stops is
    /// renewal from this hierarchy. Of the public roots dedicated to client authentication none is
    /// in Mozilla's TLS list, Salesforce's baseline: changing the hierarchy can turn a missing key
    /// purpose into an untrusted root.
    ///
    /// ## What to do
    /// Look at this instance's own list for a root outside Chrome's store, or dedicated to client
    /// authentication, and ask the CA for a certificate that chains to it, before you renew.
    ///
    /// ## References
    /// - Chrome Root Program Policy 1.6, section 3.2.2; 1.7, section 4.2.2; 1.8, section 1.3.2
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert: "transition to separate
    ///   certificate hierarchies"
    "chrome-root-hierarchy", Warning, Renewal, "Chrome Root Program Policy 1.6, section 3.2.2; 1.7, section 4.2.2; 1.8, section 1.3.2", check
}

fn check(case: &Case<'_>) -> Verdict {
    if case.path.anchor().is_none() && case.tie().is_none() {
        return Verdict::not_applicable("the path reaches no root");
    }
    match case.tie() {
        None => Verdict::Pass,
        Some(Tie::Path(part, touch)) => {
            let why = match touch.by {
                TouchedBy::ItIsTheRoot => "is a root of the Chrome Root Store",
                TouchedBy::SameSubjectAndKey => {
                    "has subject and key of a root of the Chrome Root Store"
                }
            };
            let message = format!(
                "this hierarchy must stop issuing clientAuth: {} {why}{}",
                part.certificate.subject,
                version(case)
            );
            Verdict::Fail(vec![finding(
                case,
                Severity::Warning,
                &part,
                touch,
                message,
            )])
        }
        Some(Tie::CrossCertificate(part, touch)) => {
            let message = format!(
                "a supplied cross-certificate alone ties the root to the Chrome Root Store{}: {}",
                version(case),
                part.certificate.subject
            );
            Verdict::Fail(vec![finding(case, Severity::Note, &part, touch, message)])
        }
    }
}

fn version(case: &Case<'_>) -> String {
    case.against
        .chrome
        .version()
        .map_or_else(String::new, |version| format!(", version {version}"))
}

fn finding(
    case: &Case<'_>,
    severity: Severity,
    part: &PathCertificate<'_>,
    touch: Touch<'_>,
    message: String,
) -> Finding {
    let mut finding = Finding::new(severity, part.index, message);
    finding.notes.extend(policy_notes(case.against.policy));
    let Some(announced) = chrome::last_day(touch.root) else {
        return finding.note("no last day of this CA is known").help(HELP);
    };
    finding.notes.extend(announced.dates.iter().map(|day| {
        let (ca, date, source) = (announced.ca, day.date.day(), day.source);
        format!("last day for clientAuth from {ca}: {date} ({source})")
    }));
    finding.notes.extend(announced.note.map(str::to_owned));
    finding.help(HELP)
}

const HELP: &str = "before renewal, look for a root on the instance's list that is outside Chrome's store, and ask its CA for a certificate below it";
