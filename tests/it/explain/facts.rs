//! The failures that facts-salesforce.md lists, each row with what it says of the cause.

use super::{explain, rules_of};

#[test]
fn each_failure_that_people_meet_leads_to_its_rule() {
    for (symptom, rule) in [
        (
            "MUTUAL_AUTHENTICATION_FAILED: This session could not be mutually authenticated for use with the API",
            "not-uploaded",
        ),
        ("no answer at login.salesforce.com:8443", "login-host"),
        ("root not in the list", "untrusted-root"),
        (
            "intermediate missing, wrong or out of order",
            "unordered-chain",
        ),
        (
            "intermediate missing, wrong or out of order",
            "incomplete-chain",
        ),
        (
            "PKIX path validation failed: java.security.cert.CertPathValidatorException: subject/issuer name chaining check failed",
            "unordered-chain",
        ),
        (
            "works until renewal, then no clientAuth in the new certificate",
            "mixed-key-purposes",
        ),
        ("expired leaf or intermediate", "expired-certificate"),
        ("revoked", "revoked-certificate"),
        ("renewed but not uploaded", "not-uploaded"),
        ("key does not match", "key-mismatch"),
        ("key inside the upload file", "private-key-in-upload"),
    ] {
        let rules = rules_of(symptom);
        assert!(rules.iter().any(|it| it == rule), "{symptom}: {rules:?}");
    }
}

#[test]
fn what_only_the_set_up_can_cure_leads_there() {
    for (symptom, step) in [
        (
            "Client certificate error:<i>No client certificate provided.</i>",
            "port 8443",
        ),
        (
            "\"Mutual Authentication Certificates\" section missing",
            "Salesforce Support has enabled it",
        ),
        ("permission missing", "Enforce SSL/TLS"),
        (
            "streaming API, WSC or Data Loader before version 51 fails",
            "before version 51",
        ),
    ] {
        let output = explain(symptom);
        assert_eq!(output.status.code(), Some(0), "{symptom}");
        let page = String::from_utf8(output.stdout).unwrap();
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains("Set-up"), "{symptom}: {page}");
        assert!(page.contains(step), "{symptom}: {page}");
    }
}
