use super::Case;
use super::authority::SET_UP;
use crate::certificate::KeyPurpose;
use crate::chrome::PolicyVersion;
use crate::report::{Finding, Severity, Verdict};

super::rule! {
    /// The end entity does not mix client and server authentication.
    ///
    /// ## Why it matters
    /// A certificate with both key purposes works until its end, but cannot be had again like this:
    /// the Chrome Root Program binds the CAs whose roots are in its store to issue TLS certificates
    /// with server authentication alone, from 2026-06-15 by versions 1.6 (section 3.2.2) and 1.7
    /// (section 4.2.2), from 2027-03-15 by version 1.8 (section 1.3.2). Salesforce's document names
    /// 1.7 and 2026-06-15, and says of any hierarchy that you "can no longer use certificates that
    /// include EKUs for both". Chrome itself does not look at client certificates: the policy
    /// speaks to CAs. An error where the certificate is below a root of the store and was issued on
    /// or after the date, when the policy forbade it already; else a warning.
    ///
    /// ## What to do
    /// Before renewal, order a certificate with client authentication alone, from a hierarchy that
    /// may issue it (see `chrome-root-hierarchy`) and whose root is on the instance's list.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert
    /// - Chrome Root Program Policy 1.6, 1.7 and 1.8
    "mixed-key-purposes", Warning, Renewal, SET_UP, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(extended_key_usage) = case.extended_key_usage() else {
        return Verdict::not_applicable("there is no extended key usage");
    };
    if !extended_key_usage.mixes(&KeyPurpose::ServerAuth, &KeyPurpose::ClientAuth) {
        return Verdict::Pass;
    }
    let end_entity = case.end_entity();
    let policy = case.against.policy;
    let is_below = case.is_below_chrome_root();
    let is_late = end_entity.not_before >= policy.leaf_date();
    let severity = if is_below && is_late {
        Severity::Error
    } else {
        Severity::Warning
    };
    let message = format!(
        "works until {}, then cannot be had again with both clientAuth and serverAuth",
        end_entity.not_after
    );
    let mut finding = Finding::new(severity, case.end_entity_index(), message);
    finding.notes.push(if is_below {
        rule_of(policy)
    } else {
        "Salesforce's document says of any hierarchy that certificates with both can no longer be used".into()
    });
    if is_below && is_late {
        let day = end_entity.not_before.day();
        finding.notes.push(format!(
            "it was issued on {day}, when the policy forbade it already"
        ));
    }
    finding.notes.extend(
        policy
            .differing()
            .map(|other| format!("by contrast, {}", rule_of(other))),
    );
    Verdict::Fail(vec![finding.help(
        "before renewal, order a certificate with clientAuth alone from a hierarchy that may issue it",
    )])
}

/// What a version of the policy says of key purposes in subscriber certificates.
pub(super) fn rule_of(policy: PolicyVersion) -> String {
    let day = policy.leaf_date().day();
    format!(
        "{} binds CAs of the Chrome Root Store to serverAuth alone from {day} on",
        policy.citation()
    )
}
