//! `sfmtls explain`: pages, error texts, and what is not known.

mod answers;
mod facts;
mod pages;
mod printed;
mod produced;

use std::io::Write as _;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::support::program::{program, run};

/// `explain` on a text, as an argument.
fn explain(text: &str) -> Output {
    run(&["explain", "--", text])
}

/// `explain --format json` on a text, on standard input.
fn piped(text: &[u8]) -> (Option<i32>, Value) {
    let mut child = program()
        .args(["explain", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it has read all.
    let _ = child.stdin.take().unwrap().write_all(text);
    let output = child.wait_with_output().unwrap();
    let answer = serde_json::from_slice(&output.stdout).unwrap();
    (output.status.code(), answer)
}

/// The rules that the answer on a text names, over all that was found.
fn rules_of(text: &str) -> Vec<String> {
    let (code, answer) = piped(text.as_bytes());
    assert_eq!(code, Some(0), "{text}");
    let matches = answer["matches"].as_array().unwrap();
    let rules = matches
        .iter()
        .flat_map(|it| it["rules"].as_array().unwrap());
    rules
        .map(|rule| rule.as_str().unwrap().to_owned())
        .collect()
}
