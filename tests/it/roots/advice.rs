//! `--advise`: what can still be had, by facts-chrome.md and its tables.

use serde_json::Value;

use super::{Folder, fields, report, roots};

fn advice(arguments: &[&str]) -> Value {
    report(&[&["--advise", "--at", "2026-11-24"], arguments].concat())["advice"].clone()
}

fn notes(advice: &Value) -> String {
    let notes = advice["notes"].as_array().unwrap().iter();
    notes
        .map(|note| note.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// facts-chrome.md: 101 of the 104 roots of the store are among Mozilla's.
#[test]
fn of_the_bundled_list_those_outside_chromes_store_are_listed_by_ca() {
    let advice = advice(&[]);
    assert_eq!(advice["in_chrome_root_store"], 101);
    assert_eq!(advice["unknown"], 0);
    let groups = advice["groups"].as_array().unwrap();
    let roots: Vec<&Value> = groups
        .iter()
        .flat_map(|it| it["roots"].as_array().unwrap())
        .collect();
    let all = report(&[])["trust_list"]["entries"].as_u64().unwrap();
    assert_eq!(roots.len() as u64 + 101, all);
    assert!(roots.iter().all(|root| root["chrome_root_store"] == false));
    let identrust = groups
        .iter()
        .find(|group| group["organisation"] == "IdenTrust")
        .unwrap();
    let [root] = identrust["roots"].as_array().unwrap().as_slice() else {
        panic!("{identrust}");
    };
    assert_eq!(root["chrome_status"], "removed");
    let ask = root["ask_for"].as_str().unwrap();
    for part in [
        "clientAuth",
        "CN=IdenTrust Public Sector Root CA 1",
        root["sha256"].as_str().unwrap(),
    ] {
        assert!(ask.contains(part), "{ask}");
    }
}

#[test]
fn the_trap_is_stated_and_what_is_not_known() {
    let text = notes(&advice(&[]));
    for fact in [
        "of the 24 public roots dedicated to client authentication none is in Mozilla's TLS list",
        "untrusted root",
        "none is known to be on this list",
        "cross-signed by IdenTrust Public Sector Root CA 1",
        "and is on this list",
        "2026-06-15",
        "2027-03-15",
        "not known to this program: ask before you buy",
        "not the instance's own",
    ] {
        assert!(text.contains(fact), "{fact:?} is not in:\n{text}");
    }
    let human = roots(&["--advise", "--at", "2026-11-24"]).stdout;
    let human = String::from_utf8(human)
        .unwrap()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for fact in [
        "of the 24 public roots",
        "ask before you buy",
        "not the instance's own",
    ] {
        assert!(human.contains(fact), "{fact:?} is not in:\n{human}");
    }
}

/// Rows of data/: a dedicated root, a root of the store that is not among Mozilla's (GTS Root R2),
/// and a fingerprint of nothing.
#[test]
fn a_fingerprint_alone_tells_a_dedicated_root_and_one_of_the_store() {
    let folder = Folder::new();
    let prints = [
        "3af21466920fa91fa31f4331e445c16be2330024bfd2c239c0d85ab530714766",
        "8d25cd97229dbf70356bda4eb3cc734031e24cf00fafcfd32dc76eb5841c7ea8",
        &"ab".repeat(32),
    ];
    let entries = prints.map(|print| {
        format!(
            "a{print}, Dec 1, 2017, trustedCertEntry,\nCertificate fingerprint (SHA-256): {print}\n"
        )
    });
    let file = folder.file("list.txt", entries.concat());
    let report = report(&["--trust-list", &file, "--advise", "--at", "2026-11-24"]);
    let roots = &report["roots"];
    let known = [Value::Bool(true), Value::Bool(false), Value::Null];
    assert_eq!(
        fields(roots, "dedicated_to_client_auth"),
        known.iter().collect::<Vec<_>>()
    );
    let known = [Value::Bool(false), Value::Bool(true), Value::Null];
    assert_eq!(
        fields(roots, "chrome_root_store"),
        known.iter().collect::<Vec<_>>()
    );
    // That no certificate is at hand stays true.
    assert_eq!(fields(roots, "known_by"), [&Value::Null; 3]);
    let advice = &report["advice"];
    let [group] = advice["groups"].as_array().unwrap().as_slice() else {
        panic!("{advice}");
    };
    assert_eq!(group["organisation"], "DigiCert, Inc.");
    assert_eq!(group["roots"][0]["dedicated_to_client_auth"], true);
    assert_eq!(advice["in_chrome_root_store"], 1);
    assert_eq!(advice["unknown"], 1);
    let text = notes(advice);
    assert!(text.contains("1 is known to be on this list"), "{text}");
    assert!(
        text.contains("1 entry of this list is not known as a certificate"),
        "{text}"
    );
    assert!(text.contains("is not known to be on this list"), "{text}");
    assert!(!text.contains("bundled"), "{text}");
}

#[test]
fn an_expired_root_is_counted_and_not_advised() {
    let later = report(&["--advise", "--at", "2035-01-01"])["advice"].clone();
    // IdenTrust Public Sector Root CA 1 and TWCA's have ended by then (data/).
    let groups = fields(&later["groups"], "organisation");
    assert!(
        !groups
            .iter()
            .any(|group| *group == "IdenTrust" || *group == "TAIWAN-CA")
    );
    assert_eq!(later["expired"], 2);
}

/// fixtures/chrome: a store of Chrome's own format in place of the stored one.
#[test]
fn another_version_of_chromes_store_decides_where_it_is_given() {
    let advice = advice(&["--chrome-root-store", "fixtures/chrome/root_store.md"]);
    assert_ne!(advice["in_chrome_root_store"], 101);
}
