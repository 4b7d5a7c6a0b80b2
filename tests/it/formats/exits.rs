//! How the program ends is the same in every format.

use std::process::Stdio;

use super::{FAILS, FORMATS, LIST, PASSES, UNDECIDED, UNREADABLE, check};
use crate::support::program::program;

/// Contract, section 1, exit codes.
#[test]
fn exit_codes_are_alike_in_every_format() {
    let cases: &[(i32, &[&str])] = &[
        (0, &[LIST, PASSES]),
        (1, &[LIST, PASSES, "--fail-on=warning"]),
        (1, &[LIST, PASSES, FAILS]),
        (0, &[LIST, FAILS, "--fail-on=never"]),
        (2, &[LIST, UNDECIDED]),
        (2, &[LIST, FAILS, UNREADABLE]),
        (3, &["--trust-list=fixtures/README.md", PASSES]),
    ];
    for format in FORMATS {
        let wanted = format!("--format={}", format.name);
        for (code, arguments) in cases {
            let output = check(&[&[&*wanted], *arguments].concat());
            assert_eq!(output.status.code(), Some(*code), "{wanted} {arguments:?}");
            assert_eq!(
                output.stdout.is_empty(),
                *code == 3,
                "{wanted} {arguments:?}"
            );
        }
    }
}

#[test]
fn a_closed_pipe_ends_each_format_silently_with_its_code() {
    for format in FORMATS {
        let mut child = program()
            .args(["check", "--at=2026-11-24", LIST, FAILS])
            .arg(format!("--format={}", format.name))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", format.name);
        assert_eq!(
            String::from_utf8(output.stderr).unwrap(),
            "",
            "{}",
            format.name
        );
    }
}

#[test]
fn the_help_tells_of_each_format_in_a_line() {
    let help =
        String::from_utf8(crate::support::program::run(&["check", "--help"]).stdout).unwrap();
    for format in FORMATS {
        let item = format!("- {}:", format.name);
        assert_eq!(help.matches(&item).count(), 1, "{item}\n{help}");
    }
}
