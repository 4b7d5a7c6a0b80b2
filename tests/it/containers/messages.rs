//! A wrong password, a missing one and a corrupt file are told apart, for every container.

use std::fs;

use super::stores::Stores;
use crate::support::program::{program, run};

/// The code and what is said on standard error.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = run(&[&["check", "--format=json"], arguments].concat());
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["submissions"][0]["verdict"], "unreadable");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn wrong_missing_and_corrupt_are_three_messages() {
    let stores = Stores::new();
    let (right, wrong) = (stores.text("password"), stores.text("wrong"));
    for name in ["client.p12", "client.jks", "client.jceks", "chain.p7b"] {
        let file = stores.text(name);
        let bytes = fs::read(&file).unwrap();
        let cut = stores.text(&format!("cut-{name}"));
        fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
        let corrupt = refused(&[&cut, "--password-file", &right]);
        assert!(!corrupt.contains("password"), "{corrupt}");
        if name == "chain.p7b" {
            continue;
        }
        let mistaken = refused(&[&file, "--password-file", &wrong]);
        assert!(mistaken.contains("password given"), "{mistaken}");
        if name == "client.p12" {
            let missing = refused(&[&file]);
            assert!(missing.contains("needs a password"), "{missing}");
        } else {
            let output = run(&["check", &file]);
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(said.contains("integrity unchecked"), "{said}");
            assert_ne!(output.status.code(), Some(2), "read without a password");
        }
    }
}

#[test]
fn a_key_file_has_the_same_three_messages() {
    let stores = Stores::new();
    let encrypted = stores.text("encrypted.key");
    let made = crate::support::program::other("openssl")
        .args([
            "pkcs8",
            "-topk8",
            "-in",
            "fixtures/second/client.key",
            "-passout",
        ])
        .arg(format!("file:{}", stores.text("password")))
        .args(["-out", &encrypted])
        .status();
    assert!(made.unwrap().success());
    let check = |arguments: &[&str]| {
        let fixed = [
            "check",
            "fixtures/key-mismatch/own.pem",
            "--at=2026-11-24",
            "--trust-list",
        ];
        run(&[&fixed[..], &[super::stores::LIST, "--key"], arguments].concat())
    };
    let said = |arguments: &[&str]| {
        let output = check(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    let right = ["--key-password-file", &stores.text("password")];
    assert_eq!(
        check(&[&[encrypted.as_str()], &right[..]].concat())
            .status
            .code(),
        Some(0)
    );
    let missing = said(&[&encrypted]);
    assert!(missing.contains("no password"), "{missing}");
    let wrong = said(&[&encrypted, "--key-password-file", &stores.text("wrong")]);
    assert!(
        wrong.contains("password") && wrong.contains("wrong"),
        "{wrong}"
    );
    let cut: String = fs::read_to_string(&encrypted)
        .unwrap()
        .chars()
        .take(300)
        .collect();
    stores.write("cut.key", &cut);
    let corrupt = said(&[&[stores.text("cut.key").as_str()], &right[..]].concat());
    assert!(!corrupt.contains("password"), "{corrupt}");
}

#[test]
fn the_password_comes_from_the_variable_too_and_one_line_end_is_not_part_of_it() {
    let stores = Stores::new();
    let check = |password: Option<&str>, file: Option<&str>| {
        let mut command = program();
        command.args(["bundle", &stores.text("client.p12")]);
        command.envs(password.map(|password| ("SFMTLS_PASSWORD", password)));
        if let Some(contents) = file {
            stores.write("given", contents);
            command.args(["--password-file", &stores.text("given")]);
        }
        command.output().unwrap().status.code()
    };
    let right = super::stores::PASSWORD;
    assert_eq!(check(Some(right), None), Some(0));
    assert_eq!(check(Some("wrong"), None), Some(2));
    assert_eq!(check(Some(""), None), Some(2));
    assert_eq!(check(Some("wrong"), Some(right)), Some(0), "the file wins");
    for (end, code) in [("", 0), ("\n", 0), ("\r\n", 0), ("\n\n", 2), (" ", 2)] {
        assert_eq!(
            check(None, Some(&format!("{right}{end}"))),
            Some(code),
            "{end:?}"
        );
    }
}

#[test]
fn an_empty_variable_is_as_good_as_none() {
    let stores = Stores::new();
    let output = program()
        .args(["check", "--format=json", &stores.text("client.jks")])
        .env("SFMTLS_PASSWORD", "")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("integrity unchecked"), "{said}");
    assert_ne!(output.status.code(), Some(2));
}

/// `script` gives the program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn on_a_terminal_a_missing_password_is_asked_for_without_echo() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let stores = Stores::new();
    let command = format!(
        "{} bundle {} -o {}",
        env!("CARGO_BIN_EXE_sfmtls"),
        stores.text("client.p12"),
        stores.text("upload.pem")
    );
    let mut child = Command::new("script")
        .args(["-qec", &command, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    // What is typed before the prompt turns the echo off would be shown by the terminal itself.
    std::thread::sleep(std::time::Duration::from_secs(1));
    input
        .write_all(format!("{}\n", super::stores::PASSWORD).as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{shown}");
    assert!(shown.contains("password of"), "{shown}");
    assert!(!shown.contains("Tr0ub4dor"), "no echo");
    let written = fs::read_to_string(stores.path("upload.pem")).unwrap();
    assert_eq!(written, stores.chain.concat());
}
