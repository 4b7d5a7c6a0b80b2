//! `sfmtls explain`: pages, error texts, and what is not known.

mod answers;
mod facts;
mod pages;
mod printed;
mod produced;

use std::process::Output;

use serde_json::Value;

use crate::support::program::{fed, program, run};

/// `explain` on a text, as an argument.
fn explain(text: &str) -> Output {
    run(&["explain", "--", text])
}

/// `explain --format json` on a text, on standard input.
fn piped(text: &[u8]) -> (Option<i32>, Value) {
    let mut command = program();
    command.args(["explain", "--format", "json", "-"]);
    let output = fed(command, text).unwrap();
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
