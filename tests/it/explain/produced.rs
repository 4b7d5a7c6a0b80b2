//! What OpenSSL and Java say of a fixture leads to the rule that the fixture is about.

use super::rules_of;
use crate::support::program::{fed, other, root};

/// Fixtures at fault in one way, by rule; judged on this day.
const FIXTURES: &[&str] = &[
    "expired-certificate/leaf",
    "incomplete-chain/leaf-alone",
    "incomplete-chain/gap-in-the-middle",
    "invalid-path/tampered-leaf",
    "invalid-path/issuer-no-ca",
    "missing-client-auth/server-auth",
    "missing-digital-signature/key-encipherment",
    "not-yet-valid-certificate/leaf",
];
/// 2026-11-24, as each of the two takes it.
const AT: (&str, &str) = ("1795478400", "2026-11-24T00:00:00Z");
/// The root below which they are.
const ROOTS: &str = "fixtures/trust-lists/pki/r1.pem";

#[test]
fn what_openssl_says_of_a_fixture_leads_to_its_rule() {
    for fixture in FIXTURES {
        let file = format!("fixtures/{fixture}.pem");
        let output = other("openssl")
            .args(["verify", "-purpose", "sslclient", "-attime", AT.0])
            .args(["-CAfile", ROOTS, "-untrusted", &file, &file])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{fixture}");
        assert_leads_to(&said, fixture);
    }
}

#[test]
fn what_java_says_of_a_fixture_leads_to_its_rule() {
    let mut java = other("java");
    java.arg(root().join("tests/it/judges/Pkix.java"));
    let manifest: Vec<String> = FIXTURES
        .iter()
        .map(|it| format!("{it}\tfixtures/{it}.pem\t{ROOTS}\t{}\n", AT.1))
        .collect();
    let output = fed(java, manifest.concat().as_bytes()).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), FIXTURES.len());
    for (line, fixture) in text.lines().zip(FIXTURES) {
        assert!(line.contains("\trefuses\t"), "{line}");
        assert_leads_to(line, fixture);
    }
}

fn assert_leads_to(said: &str, fixture: &str) {
    let rule = fixture.split('/').next().unwrap();
    let rules = rules_of(said);
    assert!(rules.iter().any(|it| it == rule), "{said}\n{rules:?}");
}
