//! What people see, at 80 columns. The findings themselves are tested by the fixtures; these hold
//! the shape, and are looked at whenever they change.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::program::{program, run};

fn shown(arguments: &[&str]) -> String {
    let output = run(arguments);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.lines().all(|line| !line.ends_with(' ')),
        "a line ends with a space:\n{text}"
    );
    let code = output.status.code().unwrap();
    format!(
        "{text}-- exit {code}\n{}",
        String::from_utf8(output.stderr).unwrap()
    )
}

const AT: [&str; 4] = ["check", "--at", "2026-11-24", "--color=never"];

fn check(arguments: &[&str]) -> String {
    shown(&[&AT, arguments].concat())
}

#[test]
fn a_public_chain_against_the_bundled_list() {
    insta::assert_snapshot!(check(&["fixtures/real/python.org.pem"]));
}

#[test]
fn an_error_names_certificate_fact_authority_and_next_step() {
    insta::assert_snapshot!(check(&[
        "--trust-list",
        "fixtures/trust-lists/pki/r1.pem",
        "fixtures/missing-client-auth/server-auth.pem",
    ]));
}

#[test]
fn each_rules_verdict_where_it_is_asked_for() {
    insta::assert_snapshot!(check(&["--verbose", "fixtures/real/python.org.pem"]));
}

#[test]
fn findings_alone_where_it_is_quiet() {
    insta::assert_snapshot!(check(&["--quiet", "fixtures/real/python.org.pem"]));
}

#[test]
fn several_submissions_are_summed_up() {
    insta::assert_snapshot!(check(&["--quiet", "fixtures/real", "fixtures/README.md"]));
}

#[test]
fn the_list_of_rules() {
    insta::assert_snapshot!(shown(&["rules"]));
}

#[test]
fn a_rules_page() {
    insta::assert_snapshot!(shown(&["explain", "mixed-key-purposes"]));
}

#[test]
fn colour_is_only_where_it_is_asked_for() {
    let plain = run(&[&AT[..], &["fixtures/real/python.org.pem"]].concat()).stdout;
    assert!(!plain.contains(&0x1b));
    let arguments = [
        "check",
        "--at",
        "2026-11-24",
        "fixtures/real/python.org.pem",
    ];
    assert_eq!(run(&arguments).stdout, plain, "no terminal, no colour");
    let always = [&arguments[..], &["--color=always"]].concat();
    assert!(run(&always).stdout.contains(&0x1b));
    let asked = program()
        .args(&always)
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(asked.stdout.contains(&0x1b), "the flag wins over NO_COLOR");
}

#[test]
fn standard_input_is_one_submission() {
    let mut child = program()
        .args(["check", "--at", "2026-11-24", "--format=json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(include_bytes!("../../fixtures/real/python.org.pem"))
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["submissions"][0]["path"], "-");
    assert_eq!(
        report["submissions"][0]["chain"]["certificates"][1]["line"],
        47
    );
}

#[test]
fn a_closed_pipe_ends_the_program_silently() {
    let mut child = program()
        .args([
            "check",
            "--at",
            "2026-11-24",
            "--verbose",
            "fixtures/real",
            "fixtures/weak-key",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.code().is_some_and(|code| code < 3));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn a_report_is_written_to_a_file_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.json");
    let name = file.to_str().unwrap();
    let both = format!("--format=json={name}");
    let output = run(&[
        "check",
        "--at",
        "2026-11-24",
        &both,
        "--format=human",
        "fixtures/real/python.org.pem",
    ]);
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("warning[mixed-key-purposes]")
    );
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(report["schema"], 1);
    let nowhere = run(&[
        "check",
        "-o",
        "/no/such/folder/report",
        "fixtures/real/python.org.pem",
    ]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(nowhere.stdout.is_empty());
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left behind"
    );
}
