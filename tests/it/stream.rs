//! `sfmtls stream`: many certificates through a pipe.

mod chains;
mod lines;
mod same;

use std::process::Output;

use serde_json::Value;

use crate::support::program::{fed, program};

/// Runs the stream with these arguments on this input.
fn stream(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = program();
    command.arg("stream").args(arguments);
    fed(command, input).unwrap()
}

/// Each answer.
fn answers(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
