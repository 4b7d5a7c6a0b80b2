//! What holds of the command line as a whole: names of files and what may be lost.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use serde_json::Value;

use crate::support::program::{program, root};

const CHAIN: &str = "fixtures/real/python.org.pem";

/// File names that begin with a hyphen reach the command line by `*`.
#[test]
fn no_argument_acts_on_a_terminal_or_a_runner() {
    for arguments in [
        &["check", "--x\n::error file=a::pwn"][..],
        &["check", "--ignore", "a\n::error::x\u{1b}[31m", CHAIN],
        &["check", "--policy", "1\n::error::x\u{202e}", CHAIN],
        &["check", "--format", "\n::error::x", CHAIN],
        &["\n::error::x"],
    ] {
        let output = program().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !said.lines().any(|line| line.trim().starts_with("::")),
            "{said}"
        );
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    }
}

#[test]
fn a_usage_error_names_the_option_as_the_help_does() {
    for (arguments, words) in [
        (
            ["check", "--ignore", "nope", CHAIN],
            "'--ignore <RULE>': no rule `nope`",
        ),
        (
            ["check", "--format", "sarfi", CHAIN],
            "'--format <FORMAT[=FILE]>'",
        ),
        (
            ["check", "--instance", "http://x", "--show-config"],
            "http:// is refused",
        ),
        (
            [
                "roots",
                "--instance=a.my.salesforce.com",
                "--trust-list",
                CHAIN,
            ],
            "'--instance <HOST>' cannot be used with '--trust-list <FILE>'",
        ),
        (
            ["roots", "--trust-list=a", "--trust-list", CHAIN],
            "'--trust-list <FILE>' cannot be used multiple times",
        ),
    ] {
        let output = program().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn two_names_that_are_no_unicode_stay_two() {
    let folder = tempfile::tempdir().unwrap();
    for byte in [0xfe, 0xff] {
        let name = [b'a', byte, b'.', b'p', b'e', b'm'];
        let file = folder.path().join(OsStr::from_bytes(&name));
        std::fs::copy(root().join(CHAIN), file).unwrap();
    }
    let mut command = program();
    command.current_dir(folder.path());
    let output = command
        .args(["check", "--format", "json", "."])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let path = |index: usize| report["submissions"][index]["path"].as_str().unwrap();
    assert!(path(0).ends_with(r"a\xfe.pem"), "{}", path(0));
    assert!(path(1).ends_with(r"a\xff.pem"), "{}", path(1));
}

#[test]
fn no_report_is_written_over_what_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("client.pem");
    std::fs::copy(root().join(CHAIN), &file).unwrap();
    let before = std::fs::read(&file).unwrap();
    for arguments in [
        &["-o", "client.pem", "client.pem"][..],
        &["--format", "json=./client.pem", "client.pem"],
        &["--trust-list", "client.pem", "-o", "client.pem", "../x.pem"],
    ] {
        let mut command = program();
        command.current_dir(folder.path());
        let output = command.arg("check").args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("client.pem is read"), "{said}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }
}

#[test]
fn a_hyphen_is_standard_output_where_a_file_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let chain = root().join(CHAIN);
    let chain = chain.to_str().unwrap();
    for arguments in [
        &["check", "--format", "json=-", chain][..],
        &["check", "--format", "json", "-o", "-", chain],
        &["roots", "--format", "json", "-o", "-"],
    ] {
        let mut command = program();
        command.current_dir(folder.path());
        let output = command.args(arguments).output().unwrap();
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["schema"], 1, "{arguments:?}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn an_output_that_cannot_be_written_is_told_alike_each_time() {
    let run = || {
        let arguments = ["check", "-o", "/no/such/folder/report", CHAIN];
        let output = program().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_eq!(run(), run());
}
