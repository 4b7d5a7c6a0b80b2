use super::Case;
use super::authority::{SET_UP, policy_notes};
use crate::certificate::KeyPurpose;
use crate::report::{Finding, Horizon, Severity, Verdict};

super::rule! {
    /// The end entity does not mix client and server authentication.
    ///
    /// ## Why it matters
    /// Such a certificate works until its end; what stops is renewal. The Chrome Root Program Policy
    /// binds the CAs whose roots are in Chrome's store to issue TLS certificates with server
    /// authentication alone: from 2026-06-15 by versions 1.6 (section 3.2.2) and 1.7 (section
    /// 4.2.2), from 2027-03-15 by version 1.8 (section 1.3.2), which is the current one. From such a
    /// CA it cannot be had again with both. The policy speaks to CAs; Chrome itself does not look at
    /// client certificates.
    ///
    /// A private root, or one that is not in the store, is outside that policy. Salesforce's
    /// document is broader: with version 1.7 "you can no longer use certificates that include EKUs
    /// for both client and server authentication", from 2026-06-15 on, whatever the root.
    ///
    /// An error where the certificate is below a root of the store and was issued on or after the
    /// date of the version judged by (`--policy`), when that forbade it already; else a warning.
    ///
    /// ## What to do
    /// Before renewal, order a certificate with client authentication alone, from a hierarchy that
    /// may issue it (see `chrome-root-hierarchy`) and whose root is on the instance's list. Below a
    /// private root, ask your CA for a profile with client authentication alone.
    ///
    /// ## References
    /// - Salesforce Help, security_keys_uploading_mutual_auth_cert
    /// - Chrome Root Program Policy 1.6, section 3.2.2; 1.7, section 4.2.2; 1.8, section 1.3.2
    "mixed-key-purposes", Warning, Renewal, SET_UP, check
}

fn check(case: &Case<'_>) -> Verdict {
    let Some(extended_key_usage) = case.extended_key_usage() else {
        return Verdict::not_applicable("there is no extended key usage");
    };
    if !extended_key_usage.mixes(&KeyPurpose::ServerAuth, &KeyPurpose::ClientAuth) {
        return Verdict::Pass;
    }
    let finding = match (case.is_below_chrome_root(), case.path.anchor()) {
        (true, _) => below_chrome_root(case),
        (false, Some(_)) if case.tie().is_some() => outside_chrome(case)
            .note("its root is tied to the Chrome Root Store by a cross-certificate alone"),
        (false, Some(_)) => outside_chrome(case).note(
            "its root is not in the Chrome Root Store, so Chrome's policy does not bind its CA",
        ),
        (false, None) => {
            let mut finding = outside_chrome(case)
                .note("whether its root is in the Chrome Root Store is not known; if it is:");
            finding.notes.extend(policy_notes(case.against.policy));
            finding
        }
    };
    Verdict::Fail(vec![finding])
}

fn below_chrome_root(case: &Case<'_>) -> Finding {
    let end_entity = case.end_entity();
    let policy = case.against.policy;
    let message = format!(
        "{}; cannot be had again with both clientAuth and serverAuth from {} on, by Chrome Root Program Policy {policy}",
        how_long(case),
        policy.leaf_date().day()
    );
    let is_late = end_entity.not_before >= policy.leaf_date();
    let severity = if is_late {
        Severity::Error
    } else {
        Severity::Warning
    };
    let mut finding = Finding::new(severity, case.end_entity_index(), message);
    if is_late {
        let day = end_entity.not_before.day();
        finding.notes.push(format!(
            "it was issued on {day}, when version {policy} forbade it already"
        ));
    }
    finding.notes.extend(policy_notes(policy));
    finding.help("before renewal, order a certificate with clientAuth alone from a hierarchy that may issue it and whose root is on the instance's list")
}

fn outside_chrome(case: &Case<'_>) -> Finding {
    let message = format!(
        "{}; Salesforce announces an end of certificates with both clientAuth and serverAuth for {SALESFORCE_DAY}, whatever their root",
        how_long(case)
    );
    Finding::new(Severity::Warning, case.end_entity_index(), message)
        .note("Salesforce's words: \"you can no longer use certificates that include EKUs for both client and server authentication\"")
        .help("at renewal, ask the CA for a certificate with clientAuth alone")
}

/// The day that Salesforce's document names ("The changes take effect on June 15, 2026").
const SALESFORCE_DAY: &str = "2026-06-15";

/// Until when the certificate works; where it does not work now, what its dates say: other findings say why.
fn how_long(case: &Case<'_>) -> String {
    let end_entity = case.end_entity();
    let end = end_entity.not_after;
    if end < case.against.at {
        return format!("expired on {end}");
    }
    if case.against.at < end_entity.not_before {
        return format!("is valid from {} until {end}", end_entity.not_before);
    }
    if fails_at_the_handshake(case) {
        return format!("is valid until {end}");
    }
    format!("works until {end}")
}

fn fails_at_the_handshake(case: &Case<'_>) -> bool {
    let mut rules = super::RULES
        .iter()
        .filter(|rule| rule.horizon == Horizon::Handshake && rule.severity == Severity::Error);
    rules.any(|rule| match (rule.check)(case) {
        Verdict::Fail(findings) => findings
            .iter()
            .any(|finding| finding.severity == Severity::Error),
        _ => false,
    })
}
