//! OpenSSL's own program: what tests make keys, certificates and lists with, and compare with.
#![allow(clippy::disallowed_types, reason = "tests run a second program")]

use std::io::Write as _;
use std::process::{Command, Stdio};

/// What `openssl` prints to standard output, given this on standard input; it must succeed.
pub(crate) fn openssl(arguments: &str, input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that needs no input may have closed it.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {errors}");
    output.stdout
}
