//! Prometheus' text exposition, judged by `promtool`.

use std::collections::HashSet;

use super::{FAILS, LIST, PASSES, UNREADABLE, json_of, printed};
use crate::support::program::{fed, other};
use crate::support::shared;

/// Has `promtool check metrics` judge a text: its syntax, its names, and that no series is twice.
pub(super) fn promtool(text: &str) {
    let mut command = other("promtool");
    command.args(["check", "metrics"]);
    let Ok(output) = fed(command, text.as_bytes()) else {
        return shared::leave_out("promtool is absent (Debian's package prometheus)");
    };
    let said = [output.stdout, output.stderr].concat();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&said)
    );
}

/// The value of the only series that begins so and holds these labels.
fn value(text: &str, name: &str, labels: &[&str]) -> i64 {
    let is_it = |line: &&str| {
        let named = line.strip_prefix(name);
        named.is_some_and(|rest| rest.starts_with(['{', ' ']))
            && labels.iter().all(|label| line.contains(label))
    };
    let found: Vec<_> = text.lines().filter(is_it).collect();
    assert_eq!(found.len(), 1, "{name} {labels:?}\n{text}");
    found[0].rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn promtool_takes_every_report() {
    let password = "--password-file=fixtures/containers/password.txt";
    promtool(&printed("prometheus", &["fixtures", LIST, password]));
    promtool(&printed("prometheus", &[UNREADABLE]));
}

/// The file's certificate ends at 2027-02-14T13:03:45Z, which is 1802610225 (`date -d … +%s`);
/// 2026-11-24 is 1795478400.
#[test]
fn days_left_verdicts_findings_and_dates_are_told() {
    let file = "fixtures/real/python.org.pem";
    let text = printed("prometheus", &[file, "--ignore=mixed-purpose-issuer"]);
    let path = format!("path=\"{file}\"");
    let own = |name: &str, labels: &[&str]| value(&text, name, &[&[&*path], labels].concat());
    assert_eq!(
        value(&text, "sfmtls_run_timestamp_seconds", &[]),
        1_795_478_400
    );
    assert_eq!(value(&text, "sfmtls_exit_code", &[]), 0);
    let leaf = ["role=\"end-entity\"", "subject=\"CN=www.python.org\""];
    let name = "sfmtls_certificate_not_after_timestamp_seconds";
    assert_eq!(own(name, &leaf), 1_802_610_225);
    let remaining = 1_802_610_225 - 1_795_478_400;
    assert_eq!(
        own("sfmtls_certificate_remaining_seconds", &leaf),
        remaining
    );
    for (state, expected) in [("warn", 1), ("pass", 0), ("fail", 0)] {
        let labels = ["horizon=\"renewal\"", &format!("state=\"{state}\"")];
        assert_eq!(own("sfmtls_horizon_state", &labels), expected, "{state}");
    }
    let rule = ["rule=\"mixed-key-purposes\"", "severity=\"warning\""];
    assert_eq!(own("sfmtls_findings", &rule), 1);
    let ignored = ["rule=\"mixed-purpose-issuer\""];
    assert_eq!(own("sfmtls_suppressed_findings", &ignored), 1);
    let end = ["what=\"the end entity expires\""];
    assert_eq!(
        own("sfmtls_deadline_timestamp_seconds", &end),
        1_802_610_225
    );
    assert_eq!(value(&text, "sfmtls_omitted_series", &[]), 0);
}

#[test]
fn submissions_are_counted_by_verdict_as_in_the_json_report() {
    let arguments = [LIST, PASSES, FAILS, UNREADABLE];
    let text = printed("prometheus", &arguments);
    let summary = &json_of("json", &arguments)["summary"];
    for (verdict, field) in [("fail", "failed"), ("unreadable", "unreadable")] {
        let label = format!("verdict=\"{verdict}\"");
        assert_eq!(
            value(&text, "sfmtls_submissions", &[&label]),
            summary[field]
        );
    }
    assert_eq!(value(&text, "sfmtls_exit_code", &[]), 2);
}

#[test]
fn a_file_that_is_given_twice_gives_no_series_twice() {
    let text = printed("prometheus", &[LIST, FAILS, FAILS]);
    let series = text.lines().filter(|line| !line.starts_with('#'));
    let names: Vec<_> = series
        .map(|line| line.rsplit_once(' ').unwrap().0)
        .collect();
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    assert!(text.contains(&format!("path=\"{FAILS} #2\"")), "{text}");
    assert_eq!(value(&text, "sfmtls_omitted_series", &[]), 0);
    promtool(&text);
}
