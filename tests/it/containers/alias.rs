//! Each key of a store is its own submission, by its name.

use std::fs;

use serde_json::Value;

use super::stores::{LIST, PASSWORD, Stores};
use crate::support::program::{other, run};

/// A JKS with two keys: the client's, and one whose certificate is its own issuer.
fn two_keys() -> Stores {
    let stores = Stores::new();
    let made = other("keytool")
        .env("LC_ALL", "C.UTF-8")
        .args([
            "-genkeypair",
            "-alias",
            "other",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=other",
        ])
        .args(["-keystore", &stores.text("client.jks"), "-storetype", "JKS"])
        .args(["-storepass:file", &stores.text("password")])
        .args(["-keypass", "key password"])
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stdout)
    );
    stores
}

fn check(stores: &Stores, arguments: &[&str]) -> (Option<i32>, Value, String) {
    let (store, password) = (stores.text("client.jks"), stores.text("password"));
    let fixed = [
        "check",
        "--at=2026-11-24",
        "--format=json",
        "--trust-list",
        LIST,
        &store,
    ];
    let output = run(&[&fixed[..], &["--password-file", &password], arguments].concat());
    let report = serde_json::from_slice(&output.stdout).unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), report, said)
}

fn verdict<'a>(submission: &'a Value, rule: &str) -> &'a Value {
    let mut rules = submission["rules"].as_array().unwrap().iter();
    rules.find(|it| it["rule"] == rule).unwrap()
}

#[test]
fn every_entry_is_judged_by_itself_and_a_key_with_its_own_password_is_said() {
    let stores = two_keys();
    let (code, report, said) = check(&stores, &[]);
    assert_eq!(code, Some(1));
    let submissions = report["submissions"].as_array().unwrap();
    let of = |alias: &str| submissions.iter().find(|it| it["alias"] == alias).unwrap();
    assert_eq!(submissions.len(), 2);
    assert_eq!(of("integration")["verdict"], "pass");
    let certificates = of("integration")["chain"]["certificates"]
        .as_array()
        .unwrap();
    assert_eq!(certificates.len(), 2);
    let findings = of("integration")["findings"].as_array().unwrap();
    let rules: Vec<_> = findings.iter().map(|it| &it["rule"]).collect();
    assert_eq!(rules, ["not-pem"], "not-pem stands for the upload");
    assert_eq!(
        verdict(of("integration"), "key-mismatch")["verdict"],
        "pass"
    );
    assert_eq!(
        verdict(of("other"), "key-mismatch")["verdict"],
        "not-applicable"
    );
    assert!(
        said.contains("the private key of `other` is not opened by the password"),
        "{said}"
    );
    stores.write("key-password", "key password\n");
    let own = ["--key-password-file", &stores.text("key-password")];
    let (_, report, said) = check(&stores, &own);
    let submissions = report["submissions"].as_array().unwrap();
    for submission in submissions {
        assert_eq!(verdict(submission, "key-mismatch")["verdict"], "pass");
    }
    assert!(!said.contains("private key"), "{said}");
}

#[test]
fn an_alias_picks_one_in_any_case_and_an_unknown_one_is_answered_with_the_names() {
    let stores = two_keys();
    for alias in ["integration", "INTEGRATION"] {
        let (code, report, _) = check(&stores, &["--alias", alias]);
        assert_eq!(code, Some(0), "{alias}");
        let submissions = report["submissions"].as_array().unwrap();
        assert_eq!(submissions.len(), 1);
        assert_eq!(submissions[0]["alias"], "integration");
    }
    let (code, report, said) = check(&stores, &["--alias", "third"]);
    assert_eq!(code, Some(2));
    assert_eq!(report["submissions"][0]["verdict"], "unreadable");
    for name in ["`integration`", "`other`"] {
        assert!(said.contains(name), "{said}");
    }
    let password = ["--password-file", &stores.text("password")];
    let store = stores.text("client.jks");
    let bundle = |more: &[&str]| run(&[&["bundle", &store], &password[..], more].concat());
    let output = bundle(&[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("--alias") && said.contains("`other`"),
        "{said}"
    );
    let output = bundle(&["--alias", "integration"]);
    assert_eq!(output.stdout, stores.chain.concat().into_bytes());
}

#[test]
fn the_human_report_names_the_entry() {
    let stores = Stores::new();
    let store = stores.text("client.p12");
    let output = run(&["check", "--password-file", &stores.text("password"), &store]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("client.p12 (integration)"), "{text}");
}

#[test]
fn a_key_that_is_not_the_certificates_is_a_mismatch_in_a_pem_file_and_a_store() {
    let stores = Stores::new();
    let key = fs::read_to_string("fixtures/second/other.key").unwrap();
    stores.write("other.pem", &format!("{}{key}", stores.chain.concat()));
    let own = fs::read_to_string("fixtures/second/client.key").unwrap();
    stores.write("own.pem", &format!("{}{own}", stores.chain.concat()));
    for (file, expected) in [("other.pem", "fail"), ("own.pem", "pass")] {
        let output = run(&["check", "--format=json", &stores.text(file)]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let submission = &report["submissions"][0];
        assert_eq!(
            verdict(submission, "key-mismatch")["verdict"],
            expected,
            "{file}"
        );
        assert_eq!(
            verdict(submission, "private-key-in-upload")["verdict"],
            "fail"
        );
    }
}

/// A file of trusted certificates alone is one submission.
#[test]
fn a_store_without_keys_is_one_submission() {
    let stores = Stores::new();
    for (name, file) in [("a", "ordered.pem"), ("b", "ordered.pem")] {
        let made = other("keytool")
            .env("LC_ALL", "C.UTF-8")
            .args([
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-storepass",
                PASSWORD,
            ])
            .args([
                "-file",
                &stores.text(file),
                "-keystore",
                &stores.text("trust.jks"),
            ])
            .args(["-storetype", "JKS"])
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stdout)
        );
    }
    let output = run(&["check", "--format=json", &stores.text("trust.jks")]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["submissions"].as_array().unwrap().len(), 1);
    assert_eq!(report["submissions"][0]["alias"], Value::Null);
}
