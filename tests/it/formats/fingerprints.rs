//! A finding keeps its fingerprint while what it is about stays.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{FAILS, LIST};
use crate::support::program::{program, root};

/// The SARIF fingerprints and the Code Quality ones of a file's findings, by rule.
fn fingerprints(folder: &Path, file: &str, at: &str) -> BTreeMap<String, [String; 2]> {
    let list = root().join(LIST.strip_prefix("--trust-list=").unwrap());
    let report = |format: &str| -> Value {
        let mut command = program();
        command
            .current_dir(folder)
            .args(["check", "--at", at, "--format", format, file]);
        let output = command.arg("--trust-list").arg(&list).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let (sarif, gitlab) = (report("sarif"), report("gitlab"));
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    results
        .iter()
        .zip(gitlab.as_array().unwrap())
        .map(|(result, issue)| {
            assert_eq!(result["ruleId"], issue["check_name"]);
            let own = text(&result["partialFingerprints"]["sfmtls/v1"]);
            (text(&result["ruleId"]), [own, text(&issue["fingerprint"])])
        })
        .collect()
}

/// A folder with copies of fixtures, each with a text before it.
fn folder(files: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, before, fixture) in files {
        let text = fs::read_to_string(root().join(fixture)).unwrap();
        fs::write(folder.path().join(name), format!("{before}{text}")).unwrap();
    }
    folder
}

/// The certificates of a PEM text, without what stands between them.
fn sections(text: &str) -> Vec<String> {
    let parts = text.split_inclusive("-----END CERTIFICATE-----\n");
    let marked = |part: &str| {
        let (_, section) = part.split_once("-----BEGIN")?;
        Some(format!("-----BEGIN{section}"))
    };
    parts.filter_map(marked).collect()
}

#[test]
fn lines_before_it_and_time_change_nothing() {
    let folder = folder(&[("a.pem", "", FAILS)]);
    let before = fingerprints(folder.path(), "a.pem", "2026-11-24");
    assert!(before.contains_key("missing-client-auth"));
    assert_eq!(fingerprints(folder.path(), "a.pem", "2026-11-25"), before);
    let text = fs::read_to_string(folder.path().join("a.pem")).unwrap();
    fs::write(
        folder.path().join("a.pem"),
        format!("renewed on Monday\n\n{text}"),
    )
    .unwrap();
    assert_eq!(fingerprints(folder.path(), "a.pem", "2026-11-24"), before);
}

#[test]
fn another_certificate_beside_it_changes_nothing() {
    let folder = folder(&[("a.pem", "", FAILS)]);
    let before = fingerprints(folder.path(), "a.pem", "2026-11-24");
    let own = sections(&fs::read_to_string(folder.path().join("a.pem")).unwrap());
    let real = fs::read_to_string(root().join("fixtures/real/python.org.pem")).unwrap();
    let stray = sections(&real).remove(1);
    fs::write(
        folder.path().join("a.pem"),
        own[0].clone() + &stray + &own[1..].concat(),
    )
    .unwrap();
    let after = fingerprints(folder.path(), "a.pem", "2026-11-24");
    assert!(after.contains_key("superfluous-certificate"), "{after:?}");
    assert_eq!(after["missing-client-auth"], before["missing-client-auth"]);
}

#[test]
fn another_certificate_or_another_file_is_another_finding() {
    let other = "fixtures/missing-client-auth/email.pem";
    let folder = folder(&[
        ("a.pem", "", FAILS),
        ("b.pem", "", FAILS),
        ("c.pem", "", other),
    ]);
    let of = |file| fingerprints(folder.path(), file, "2026-11-24")["missing-client-auth"].clone();
    let (first, elsewhere) = (of("a.pem"), of("b.pem"));
    assert_ne!(first, elsewhere);
    fs::rename(folder.path().join("c.pem"), folder.path().join("a.pem")).unwrap();
    assert_ne!(of("a.pem"), first);
}
