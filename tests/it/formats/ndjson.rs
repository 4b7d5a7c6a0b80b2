//! One line a submission.

use serde_json::Value;

use super::{FAILS, LIST, PASSES, UNREADABLE, json_of, printed};

#[test]
fn each_line_is_a_submission_of_the_json_report() {
    let arguments = [LIST, PASSES, UNREADABLE, FAILS];
    let lines: Vec<Value> = printed("ndjson", &arguments)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let report = json_of("json", &arguments);
    assert_eq!(Value::from(lines.clone()), report["submissions"]);
    let verdicts: Vec<_> = lines.iter().map(|line| &line["verdict"]).collect();
    assert_eq!(verdicts, ["pass", "unreadable", "fail"]);
}
