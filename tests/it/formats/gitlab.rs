//! The fields that GitLab's documentation requires ("Code Quality report format"): description,
//! `check_name`, fingerprint, severity, location.path and location.lines.begin.

use std::collections::HashSet;

use serde_json::Value;

use super::{FAILS, LIST, PASSES, UNREADABLE, json_of};
use crate::support::program::root;

fn issues(arguments: &[&str]) -> Vec<Value> {
    json_of("gitlab", arguments).as_array().unwrap().clone()
}

#[test]
fn each_issue_has_what_gitlab_requires() {
    let all = issues(&["fixtures", LIST]);
    assert!(all.len() > 100, "{}", all.len());
    let mut fingerprints = HashSet::new();
    for issue in &all {
        for field in ["description", "check_name", "fingerprint"] {
            assert!(
                issue[field].as_str().is_some_and(|it| !it.is_empty()),
                "{issue}"
            );
        }
        let severities = ["info", "minor", "major", "critical", "blocker"];
        assert!(
            severities.contains(&issue["severity"].as_str().unwrap()),
            "{issue}"
        );
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(path.starts_with("fixtures/"), "{issue}");
        assert!(
            issue["location"]["lines"]["begin"].as_u64().unwrap() > 0,
            "{issue}"
        );
        // "A unique fingerprint": of two with the same one GitLab shows the first.
        assert!(fingerprints.insert(issue["fingerprint"].clone()), "{issue}");
    }
}

#[test]
fn the_same_file_by_another_name_is_the_same_path() {
    let absolute = root().join(FAILS).to_str().unwrap().to_owned();
    for name in [
        FAILS,
        &format!("./{FAILS}"),
        &format!("src/../{FAILS}"),
        &absolute,
    ] {
        let all = issues(&[LIST, name]);
        assert_eq!(all[0]["location"]["path"], FAILS);
        assert_eq!(all, issues(&[LIST, FAILS]), "{name}");
    }
}

#[test]
fn what_is_ignored_is_left_out_and_what_is_unreadable_is_one_issue() {
    assert_eq!(
        issues(&[LIST, PASSES, "--ignore=mixed-key-purposes"]),
        Vec::<Value>::new()
    );
    let all = issues(&[LIST, UNREADABLE]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["severity"], "blocker");
    assert_eq!(all[0]["location"]["path"], UNREADABLE);
}
