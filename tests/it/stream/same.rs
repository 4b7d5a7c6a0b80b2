//! A verdict is the same however it is asked for: of one file, of a folder on one thread or two, of
//! a stream on one thread or two.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::chains::Maker;
use super::{answers, stream};
use crate::support::program::program;
use crate::support::shared;

/// So many chains are made; issue 6 asks for 5,000 (`SFMTLS_CHAINS=5000`), which take minutes.
const CHAINS: usize = 400;

#[test]
fn made_chains_are_judged_alike_in_every_mode() {
    let asked = std::env::var("SFMTLS_CHAINS").ok();
    let count = asked.map_or(CHAINS, |count| count.parse().unwrap());
    let (folder, maker) = (tempfile::tempdir().unwrap(), Maker::new());
    let list = folder.path().join("roots.pem");
    std::fs::write(&list, maker.root()).unwrap();
    let files = folder.path().join("files");
    std::fs::create_dir(&files).unwrap();
    let paths: Vec<_> = (0..count)
        .map(|number| files.join(format!("{number:05}.pem")))
        .collect();
    // Numbers far apart differ in more than the issuer, of which there are five.
    let stride = 7;
    for (number, path) in paths.iter().enumerate() {
        std::fs::write(path, maker.chain(number * stride)).unwrap();
    }
    let options = ["--at", "2026-11-24", "--trust-list", list.to_str().unwrap()];
    let one = check(&[&options[..], &["--jobs", "1"]].concat(), &[&files]);
    let two = check(&[&options[..], &["--jobs", "2"]].concat(), &[&files]);
    assert!(one == two, "--jobs changes the report");
    let submissions = submissions(&one);
    assert_eq!(submissions.len(), count);
    same_in_stream(&options, &paths, &submissions);
    for index in (0..count).step_by(10) {
        let alone = check(&options, &[&paths[index]]);
        assert_eq!(
            self::submissions(&alone),
            submissions[index..=index],
            "{index}"
        );
    }
    let verdicts = [
        "trusted",
        "invalid",
        "incomplete",
        "untrusted",
        "outside-validity",
    ];
    for status in verdicts {
        let is_there = |it: &Value| it["chain"]["status"] == status;
        assert!(submissions.iter().any(is_there), "no chain is {status}");
    }
}

#[test]
fn real_chains_are_judged_alike_in_every_mode() {
    let Some(cases) = shared::cases("real-chains") else {
        return;
    };
    for case in cases {
        let (roots, chain) = (case.roots(), case.chain());
        let options = ["--at", case.at(), "--trust-list", roots.to_str().unwrap()];
        let submissions = submissions(&check(&options, &[&chain]));
        same_in_stream(&options, &[chain], &submissions);
    }
}

/// The JSON report.
fn check(options: &[&str], paths: &[&Path]) -> Vec<u8> {
    let mut command = program();
    command
        .args(["check", "--format", "json"])
        .args(options)
        .args(paths);
    command.output().unwrap().stdout
}

fn submissions(report: &[u8]) -> Vec<Value> {
    let report: Value = serde_json::from_slice(report).unwrap();
    report["submissions"].as_array().unwrap().clone()
}

/// Asserts that the stream answers these files with these submissions, byte for byte the same on
/// one thread and two.
fn same_in_stream(options: &[&str], paths: &[PathBuf], submissions: &[Value]) {
    let text = |path: &PathBuf| std::fs::read_to_string(path).unwrap();
    let line = |path: &PathBuf| json!({"id": path, "certificate": text(path)}).to_string() + "\n";
    let input: String = paths.iter().map(line).collect();
    let one = stream(&[options, &["--jobs", "1"]].concat(), input.as_bytes());
    let two = stream(&[options, &["--jobs", "2"]].concat(), input.as_bytes());
    assert!(one.stdout == two.stdout, "--jobs changes the answers");
    assert_eq!(one.status, two.status);
    let answers = answers(&one);
    assert_eq!(answers.len(), submissions.len());
    for (answer, submission) in answers.iter().zip(submissions) {
        assert_eq!(answer, &as_answer(submission));
    }
}

/// The submission as a stream has it: `id` in place of `path`, no file and no line; what is told by
/// its line there is told by its number here.
fn as_answer(submission: &Value) -> Value {
    let mut answer = submission.clone();
    answer["id"] = answer.as_object_mut().unwrap().remove("path").unwrap();
    let mut lines = Vec::new();
    for certificate in answer["chain"]["certificates"].as_array_mut().unwrap() {
        lines.push(certificate["line"].as_u64().unwrap());
        (certificate["file"], certificate["line"]) = (Value::Null, Value::Null);
    }
    let told = |text: &mut Value| {
        let words = text.as_str().unwrap().split(' ').collect::<Vec<_>>();
        *text = without_lines(&words, &lines).into();
    };
    for finding in answer["findings"].as_array_mut().unwrap() {
        told(&mut finding["message"]);
        told(&mut finding["help"]);
        finding["notes"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(told);
    }
    answer
}

/// The text with `line L` replaced by `certificate N`.
fn without_lines(words: &[&str], lines: &[u64]) -> String {
    let mut text = Vec::new();
    let mut words = words.iter().peekable();
    while let Some(word) = words.next() {
        let number = |next: &&&str| {
            let digits = next.trim_matches(|letter: char| !letter.is_ascii_digit());
            let line: u64 = digits.parse().ok()?;
            let index = lines.iter().position(|it| *it == line)?;
            Some(next.replace(digits, &(index + 1).to_string()))
        };
        match words
            .peek()
            .and_then(number)
            .filter(|_| word.ends_with("line"))
        {
            Some(number) => {
                text.push(word.replace("line", "certificate"));
                text.push(number);
                words.next();
            }
            None => text.push((*word).to_owned()),
        }
    }
    text.join(" ")
}
