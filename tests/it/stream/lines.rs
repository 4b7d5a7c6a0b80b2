//! What a line may be, and what is said of one that is not.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{answers, stream};
use crate::support::program::{program, root};

const NOW: &[&str] = &["--at", "2026-11-24"];

fn pem() -> String {
    std::fs::read_to_string(root().join("fixtures/real/python.org.pem")).unwrap()
}

/// The Base64 of each certificate, as it stands between the boundaries.
fn base64() -> Vec<String> {
    let pem = pem();
    let sections = pem.split("-----BEGIN CERTIFICATE-----").skip(1);
    sections
        .map(|section| section.split("-----END").next().unwrap().replace('\n', ""))
        .collect()
}

fn line(id: &Value, certificate: &Value) -> String {
    json!({"id": id, "certificate": certificate}).to_string() + "\n"
}

#[test]
fn every_shape_of_a_certificate_gives_the_same_answer() {
    let (pem, base64) = (pem(), base64());
    let [leaf, issuer] = base64.as_slice() else {
        panic!()
    };
    let wrapped =
        |text: &str| format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----");
    let shapes = [
        json!(pem),
        json!([pem]),
        json!([leaf, issuer]),
        json!([wrapped(leaf), issuer]),
        json!([wrapped(leaf), wrapped(issuer)]),
        json!(pem.replace('\n', "\r\n")),
    ];
    let input: String = shapes.iter().map(|shape| line(&json!(1), shape)).collect();
    let output = stream(NOW, input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    let answers = answers(&output);
    assert_eq!(answers.len(), shapes.len());
    for answer in &answers {
        assert_eq!(answer, &answers[0]);
    }
    assert_eq!(answers[0]["verdict"], "pass");
    assert_eq!(answers[0]["chain"]["status"], "trusted");
    for certificate in answers[0]["chain"]["certificates"].as_array().unwrap() {
        assert!(certificate["file"].is_null() && certificate["line"].is_null());
    }
}

#[test]
fn an_id_stands_in_place_of_the_path_as_it_was_given() {
    let certificate = json!(pem());
    let ids = [
        "1",
        "\"a\\u0000<b>\"",
        "123456789012345678901234567890.50",
        "{\"b\":1, \"a\":[]}",
        "null",
    ];
    let lines =
        ids.map(|id| format!("{{\"more\":[{{}}],\"certificate\":{certificate},\"id\":{id}}}\n"));
    let output = stream(NOW, lines.concat().as_bytes());
    let text = String::from_utf8(output.stdout).unwrap();
    for (id, answer) in ids.iter().zip(text.lines()) {
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
        assert!(!answer.contains("\"path\""));
    }
    assert_eq!(text.lines().count(), ids.len());
}

#[test]
fn a_bad_line_is_answered_and_passed_over_and_makes_the_code_2() {
    let good = line(&json!("good"), &json!(pem()));
    let long = format!("{{\"id\":6,\"certificate\":\"{}\"}}\n", "A".repeat(1 << 20));
    let key = "-----BEGIN PRIVATE KEY-----\nMII=\n-----END PRIVATE KEY-----";
    let bad = [
        ("not JSON\n".to_owned(), json!(null)),
        ("[]\n".to_owned(), json!(null)),
        (line(&json!(2), &json!(7)), json!(2)),
        (line(&json!(3), &json!("AAAA")), json!(3)),
        (line(&json!(4), &json!(["", base64()[0]])), json!(4)),
        (line(&json!(5), &json!(key)), json!(5)),
        (long, json!(6)),
        ("{\"id\":7}\n".to_owned(), json!(7)),
    ];
    let lines = bad.iter().flat_map(|(line, _)| [line.as_str(), &good]);
    let input: String = lines.collect();
    for jobs in ["1", "2"] {
        let output = stream(&[NOW, &["--jobs", jobs]].concat(), input.as_bytes());
        assert_eq!(output.status.code(), Some(2));
        let answers = answers(&output);
        assert_eq!(answers.len(), 2 * bad.len());
        for (pair, (line, id)) in answers.chunks(2).zip(&bad) {
            let fields: Vec<_> = pair[0].as_object().unwrap().keys().collect();
            assert_eq!(fields, ["error", "id", "verdict"], "{line}");
            assert_eq!(
                (&pair[0]["id"], &pair[0]["verdict"]),
                (id, &json!("unreadable"))
            );
            assert!(!pair[0]["error"].as_str().unwrap().is_empty());
            assert_eq!(
                (&pair[1]["id"], &pair[1]["verdict"]),
                (&json!("good"), &json!("pass"))
            );
        }
    }
}

#[test]
fn the_highest_code_of_any_line_stands() {
    let (good, lone) = (
        line(&json!(1), &json!(pem())),
        line(&json!(2), &json!(base64()[0])),
    );
    let code = |input: &str, more: &[&str]| {
        let output = stream(&[NOW, more].concat(), input.as_bytes());
        output.status.code()
    };
    assert_eq!(code(&good, &[]), Some(0));
    assert_eq!(code(&format!("{lone}{good}"), &[]), Some(1));
    assert_eq!(code(&good, &["--fail-on", "warning"]), Some(1));
    assert_eq!(code(&format!("x\n{lone}{good}"), &[]), Some(2));
    assert_eq!(code("", &[]), Some(0));
    assert_eq!(code("\n \r\n", &[]), Some(0));
    assert_eq!(code(&good, &["--trust-list", "Cargo.toml"]), Some(3));
    assert_eq!(code(&good, &["--jobs", "0"]), Some(2));
}

#[test]
fn a_summary_is_said_at_the_end_unless_it_shall_be_quiet() {
    let input = format!("x\n\n{}", line(&json!(1), &json!(pem())));
    let output = stream(NOW, input.as_bytes());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains(
            "2 lines: 1 passed, 0 failed, 0 undecided, 1 unreadable; 0 errors, 3 warnings, 1 note"
        ),
        "{said}"
    );
    let output = stream(&[NOW, &["--quiet"]].concat(), input.as_bytes());
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn issuers_by_chain_are_there_for_every_line() {
    let folder = tempfile::tempdir().unwrap();
    let issuers = folder.path().join("issuers.pem");
    let issuer = format!(
        "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
        base64()[1]
    );
    std::fs::write(&issuers, issuer).unwrap();
    let lone = line(&json!(1), &json!(base64()[0]));
    let arguments = [NOW, &["--chain", issuers.to_str().unwrap()]].concat();
    let output = stream(&arguments, lone.repeat(2).as_bytes());
    assert_eq!(output.status.code(), Some(0));
    for answer in answers(&output) {
        assert_eq!(answer["chain"]["status"], "trusted");
        assert_eq!(
            answer["chain"]["certificates"][1]["file"],
            issuers.to_str().unwrap()
        );
    }
}

/// A line alone is answered while the input stays open, and a closed output ends the program even
/// where nothing more comes in.
#[test]
fn a_line_is_answered_at_once_and_a_closed_pipe_ends_the_stream_silently() {
    for jobs in ["1", "2"] {
        let mut child = program()
            .args(["stream", "--jobs", jobs])
            .args(NOW)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let good = line(&json!(1), &json!(pem()));
        stdin.write_all(good.as_bytes()).unwrap();
        let mut answer = String::new();
        stdout.read_line(&mut answer).unwrap();
        assert!(answer.starts_with("{\"id\":1,"), "{answer}");
        drop(stdout);
        stdin.write_all(good.as_bytes()).unwrap();
        let end = Instant::now() + Duration::from_secs(30);
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            assert!(
                Instant::now() < end,
                "the program goes on with --jobs {jobs}"
            );
            std::thread::sleep(Duration::from_millis(20));
            // A process that another test starts at this moment has the pipe's end, too, until it is
            // itself; so one answer may still find a reader.
            let _ = stdin.write_all(good.as_bytes());
        };
        drop(stdin);
        let mut said = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut said)
            .unwrap();
        assert_eq!((status.code(), said.as_str()), (Some(0), ""));
    }
}
