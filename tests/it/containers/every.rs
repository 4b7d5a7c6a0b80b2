//! Every container of `../shared/cases/containers` through the program.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::program::run;
use crate::support::shared;

/// A row of `list.tsv`.
struct Row {
    format: String,
    path: String,
    password: Option<String>,
}

fn rows() -> Option<Vec<Row>> {
    let folder = shared::find("containers")?;
    let list = fs::read_to_string(folder.join("list.tsv")).unwrap();
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let password = match fields.get(2).copied().unwrap_or_default() {
            "" | "?" => None,
            "(empty)" => Some(String::new()),
            none if none.starts_with("(none") => None,
            password => Some(password.to_owned()),
        };
        Row {
            format: fields[0].to_owned(),
            path: folder
                .join(fields[1].replace('/', "__"))
                .to_str()
                .unwrap()
                .to_owned(),
            password,
        }
    };
    Some(list.lines().skip(1).map(row).collect())
}

/// That openssl or keytool reads the same certificates is tested at the reader
/// (`src/container/tests/cases.rs`).
#[test]
fn each_is_judged_or_refused_by_name_without_hanging() {
    let Some(rows) = rows() else { return };
    assert_eq!(rows.len(), 142);
    let folder = tempfile::tempdir().unwrap();
    let password = folder.path().join("password");
    let password = password.to_str().unwrap();
    let (mut read, mut refused) = (0, Vec::new());
    for row in &rows {
        let mut arguments = vec!["check", "--format=json", &row.path];
        if let Some(text) = &row.password {
            fs::write(password, text).unwrap();
            arguments.extend(["--password-file", password]);
        }
        let start = Instant::now();
        let output = run(&arguments);
        assert!(start.elapsed() < Duration::from_secs(10), "{}", row.path);
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{}: {error}", row.path));
        let submissions = report["submissions"].as_array().unwrap();
        if submissions[0]["verdict"] == "unreadable" {
            assert_eq!(output.status.code(), Some(2), "{}", row.path);
            refused.push(format!("{} {}", row.format, submissions[0]["error"]));
            continue;
        }
        assert!(matches!(output.status.code(), Some(0..=2)), "{}", row.path);
        read += 1;
    }
    assert_eq!((read, refused.len()), (101, 41), "{refused:#?}");
}
