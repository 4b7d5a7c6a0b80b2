//! `stream --fetch`: each line gets what `check --fetch` gets, and each URL is asked once.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::{Value, json};

use super::hierarchy::Hierarchy;
use crate::support::loopback::server;
use crate::support::program::fed;

/// The program, which judges lines against the hierarchy's list with these options besides.
fn command(all: &Hierarchy, options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sfmtls"));
    command
        .current_dir(&all.folder)
        .env_clear()
        .args(["stream", "--trust-list", "list.pem", "--at", "2026-11-24"])
        .args(["--quiet"])
        .args(options);
    command
}

/// A line for each of these certificates, PEM.
fn lines(certificates: &[String]) -> String {
    let lines = certificates.iter().enumerate();
    let lines = lines.map(|(id, pem)| format!("{}\n", json!({"id": id, "certificate": pem})));
    lines.collect()
}

/// The answers to lines with these certificates, and what was said.
fn stream(all: &Hierarchy, options: &[&str], certificates: &[String]) -> (Vec<Value>, String) {
    let output = fed(command(all, options), lines(certificates).as_bytes()).unwrap();
    let answers = str::from_utf8(&output.stdout).unwrap().lines();
    let answers = answers.map(|line| serde_json::from_str(line).unwrap());
    (answers.collect(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_line_gets_what_a_file_gets_and_each_url_is_asked_once() {
    let all = Hierarchy::new();
    let pem = std::fs::read_to_string(all.folder.path().join("client.pem")).unwrap();
    let (of_file, _) = all.fetched();
    let asked = all.site.asked();
    let (answers, said) = stream(&all, &["--fetch", "--allow-private"], &vec![pem; 3]);
    assert_eq!((answers.len(), said.as_str()), (3, ""));
    for answer in &answers {
        for key in ["verdict", "horizons", "fetched", "deadlines"] {
            assert_eq!(answer[key], of_file[key], "{key}");
        }
        assert_eq!(answer["chain"]["status"], "trusted");
    }
    // By the file, and by all of the lines.
    assert_eq!(all.site.asked(), [asked.clone(), asked].concat());
}

#[test]
fn without_the_option_a_line_is_judged_as_it_came() {
    let all = Hierarchy::new();
    let pem = std::fs::read_to_string(all.folder.path().join("client.pem")).unwrap();
    let (answers, _) = stream(&all, &[], &[pem]);
    assert_eq!(answers[0]["chain"]["status"], "incomplete");
    assert!(all.site.asked().is_empty());
}

#[test]
fn what_a_url_does_not_give_is_said_once_and_changes_no_line() {
    let all = Hierarchy::new();
    let url = all.site.url("/none.crt");
    let pem = all.client(std::slice::from_ref(&url), &[]);
    let (answers, said) = stream(&all, &["--fetch", "--allow-private"], &vec![pem; 2]);
    for answer in &answers {
        assert_eq!(answer["chain"]["status"], "incomplete");
        let error = answer["fetched"][0]["error"].as_str().unwrap();
        assert!(error.contains("status 404"), "{error}");
    }
    assert_eq!(said.matches(&url).count(), 1, "{said}");
    assert_eq!(all.site.asked(), ["/none.crt"]);
}

/// The second line's URL answers only after the first line's answer was read: were that held back,
/// the fetch would run out of time.
#[test]
fn a_line_does_not_wait_for_a_slow_one_behind_it() {
    let all = Hierarchy::new();
    let (read, first_was_read) = channel();
    let (first_was_read, lower) = (Mutex::new(first_was_read), all.lower.der().to_vec());
    all.site.answer("/slow.crt", move || {
        let waits = first_was_read.lock().unwrap();
        waits.recv_timeout(Duration::from_secs(20)).ok();
        server::ok(&lower)
    });
    let quick = all.client(&[], &[]);
    let slow = all.client(&[all.site.url("/slow.crt")], &[]);
    let mut command = command(&all, &["--fetch", "--allow-private", "--jobs", "1"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(lines(&[quick, slow]).as_bytes()).unwrap();
    drop(input);
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut answer = || serde_json::from_str::<Value>(&answers.next().unwrap().unwrap()).unwrap();
    assert_eq!(answer()["chain"]["status"], "incomplete");
    read.send(()).unwrap();
    let second = answer();
    assert_eq!(second["fetched"][0]["error"], Value::Null, "{second:#}");
    child.wait().unwrap();
}
