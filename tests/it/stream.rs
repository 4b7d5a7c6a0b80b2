//! `sfmtls stream`: many certificates through a pipe.

mod chains;
mod lines;
mod same;

use std::io::Write;
use std::process::{Output, Stdio};

use serde_json::Value;

use crate::support::program::program;

/// Runs the stream with these arguments on this input.
fn stream(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = program()
        .arg("stream")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may end before it has read all.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join();
    output
}

/// Each answer.
fn answers(output: &Output) -> Vec<Value> {
    let text = str::from_utf8(&output.stdout).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
