//! What people see, at 80 columns. The findings themselves are tested by the fixtures; these hold
//! the shape, and are looked at whenever they change.

use std::process::Stdio;

use crate::support::program::{fed, program, run};

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
    let mut command = program();
    command.args(["check", "--at", "2026-11-24", "--format=json", "-"]);
    let chain = include_bytes!("../../fixtures/real/python.org.pem");
    let output = fed(command, chain).unwrap();
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
    // As any new file's: others may read it where the user's mask lets them.
    let plain = folder.path().join("plain");
    std::fs::write(&plain, "").unwrap();
    let permissions = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions();
    assert_eq!(permissions(&file), permissions(&plain));
    std::fs::remove_file(plain).unwrap();
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

/// The message of the only finding of `rule`.
fn message(rule: &str, arguments: &[&str]) -> String {
    let output = run(&[&["check", "--format=json"], arguments].concat());
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = report["submissions"][0]["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["rule"] == rule);
    found.unwrap()["message"].as_str().unwrap().to_owned()
}

/// Contract, section 2: opens with how long it works; python.org's runs from 2026-01-13 or so to
/// 2027-02-14T13:03:45Z (openssl x509 -dates).
#[test]
fn mixed_key_purposes_open_with_what_the_dates_and_the_handshake_allow() {
    let file = "fixtures/real/python.org.pem";
    let r1 = "--trust-list=fixtures/trust-lists/pki/r1.pem";
    for (arguments, opening) in [
        (
            &["--at=2026-11-24", file][..],
            "works until 2027-02-14T13:03:45Z;",
        ),
        (
            &["--at=2026-11-24", r1, file],
            "is valid until 2027-02-14T13:03:45Z;",
        ),
        (
            &["--at=2027-02-15", file],
            "expired on 2027-02-14T13:03:45Z;",
        ),
        (&["--at=2020-01-01", file], "is valid from 2026-"),
    ] {
        let found = message("mixed-key-purposes", arguments);
        assert!(found.starts_with(opening), "{found}");
        assert!(found.contains("2026-06-15"), "{found}");
    }
}

/// facts-chrome.md: "a private or unlisted root is outside the policy".
#[test]
fn chromes_policy_is_not_said_to_bind_a_private_ca() {
    let text = check(&[
        "--trust-list=fixtures/trust-lists/pki/r1.pem",
        "fixtures/mixed-key-purposes/private-root.pem",
    ]);
    assert!(text.contains("does not"), "{text}");
    for claim in ["cannot be had again", "binds CAs", "by contrast"] {
        assert!(!text.contains(claim), "{claim}:\n{text}");
    }
}

#[test]
fn each_submissions_verdict_is_said_in_words() {
    let list = "--trust-list=fixtures/trust-lists/pki/r1.pem";
    for (file, verdict) in [
        ("fixtures/mixed-key-purposes/private-root.pem", "passed"),
        ("fixtures/missing-client-auth/server-auth.pem", "FAILED"),
        ("fixtures/unsupported-path/ed448-signature.pem", "UNDECIDED"),
    ] {
        let text = check(&[list, file]);
        assert!(text.contains(&format!("\n{file}: {verdict}\n")), "{text}");
    }
}

#[test]
fn dates_that_are_not_shown_are_counted_and_past_ones_are_marked() {
    let file = "fixtures/real/python.org.pem";
    let text = check(&[file]);
    assert!(
        text.contains("  and 1 more date, past: --verbose"),
        "{text}"
    );
    assert!(!text.contains("past: CAs"), "{text}");
    let text = check(&["--verbose", file]);
    assert!(text.contains("\n  2026-06-15  past: CAs of the Chrome Root Store"));
    assert!(!text.contains("more date"), "{text}");
    let text = shown(&["check", "--at=2024-01-01", "--color=never", file]);
    assert!(text.contains("  and 1 more date: --verbose"), "{text}");
}

#[test]
fn the_right_order_is_told_by_line_and_subject() {
    let file = "fixtures/unordered-chain/leaf-second.pem";
    let text = std::fs::read_to_string(crate::support::program::root().join(file)).unwrap();
    let begins = text
        .lines()
        .enumerate()
        .filter(|(_, line)| line.starts_with("-----BEGIN"));
    let lines: Vec<usize> = begins.map(|(index, _)| index + 1).collect();
    let list = "--trust-list=fixtures/trust-lists/pki/r1.pem";
    let found = message("unordered-chain", &["--at=2026-11-24", list, file]);
    let order = format!("line {}, line {}", lines[1], lines[0]);
    assert!(found.ends_with(&order), "{found}");
    let text = check(&[list, file]);
    let first = format!("first line {}: CN=integration.example.com", lines[1]);
    assert!(text.contains(&first), "{text}");
}

#[test]
fn a_root_that_the_list_only_names_is_not_said_to_be_absent() {
    let text = check(&[
        "--trust-list=fixtures/trust-lists/pki/r1-by-text.txt",
        "--chain=fixtures/chains/r1.pem",
        "fixtures/unproven-root/supplied-by-text.pem",
    ]);
    assert!(text.contains("error[unproven-root]"), "{text}");
    assert!(!text.contains("does not have"), "{text}");
    let of_the_upload = check(&[
        "--for=upload",
        "--trust-list=fixtures/trust-lists/pki/r1-by-text.txt",
        "--chain=fixtures/chains/r1.pem",
        "fixtures/unproven-root/supplied-by-text.pem",
    ]);
    assert!(!of_the_upload.contains("does not have"), "{of_the_upload}");
}

#[test]
fn less_than_a_day_is_not_told_in_days() {
    let text = shown(&[
        "check",
        "--at=2026-11-24T12:00:01Z",
        "--trust-list=fixtures/trust-lists/pki/r1.pem",
        "fixtures/expired-certificate/second-after.pem",
    ]);
    assert!(text.contains("less than a day"), "{text}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    let text = check(&[
        "--verbose",
        "fixtures/real",
        "fixtures/chrome-root-hierarchy",
    ]);
    let wide: Vec<&str> = text
        .lines()
        .filter(|line| line.chars().count() > 80)
        .collect();
    assert_eq!(wide, Vec::<&str>::new());
}

/// Worst first; of equals in the order given. The end of a long name tells files apart.
#[test]
fn several_submissions_stand_in_a_table_worst_first() {
    let refused = "fixtures/missing-client-auth/email.pem";
    let arguments = [
        "check",
        "--at",
        "2026-11-24",
        "fixtures/real/python.org.pem",
        refused,
        "Cargo.toml",
    ];
    let text = String::from_utf8(run(&arguments).stdout).unwrap();
    let mut table = text
        .lines()
        .skip_while(|line| !line.starts_with("verdict "));
    let rows: Vec<Vec<&str>> = table
        .by_ref()
        .take_while(|line| !line.is_empty())
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec![
                "verdict",
                "upload",
                "handshake",
                "renewal",
                "ends",
                "submission"
            ],
            vec!["UNREADABLE", "-", "-", "-", "-", "Cargo.toml"],
            vec![
                "FAILED",
                "pass",
                "FAIL",
                "pass",
                "2027-09-01",
                "…sing-client-auth/email.pem"
            ],
            vec![
                "passed",
                "pass",
                "warn",
                "warn",
                "2027-02-14",
                "…xtures/real/python.org.pem"
            ],
        ]
    );
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
}
