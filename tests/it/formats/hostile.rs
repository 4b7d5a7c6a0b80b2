//! Text of unknown origin acts in no format: not on a terminal, a log, a runner or a page.

mod inputs;

use sfmtls::Report;
use sfmtls::report::Suppression;

use super::{FAILS, FORMATS, Format};
use crate::support::in_process;
use crate::support::program::{program, root};
use inputs::{HOSTILE, Inputs};

/// Whether a character acts on what shows it (Unicode's Cc, line ends and direction), or is none of
/// XML 1.0's.
fn acts(letter: char) -> bool {
    let is_bad = |it: char| it.is_control() && it != '\n';
    is_bad(letter)
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{ffff}')
}

/// Whether a runner takes a line of a log for a command: GitHub's (`ActionCommand.cs` trims before
/// it looks), or, anywhere in it, Azure's and its forerunner's.
fn is_command(line: &str) -> bool {
    line.trim_start().starts_with("::") || line.contains("##[") || line.contains("##vso[")
}

/// The title of a line of GitHub's commands, read as the runner reads it.
fn title(line: &str) -> &str {
    let (command, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
    let (_, properties) = command.split_once(' ').unwrap();
    let mut all = properties.split(',').map(|it| it.split_once('=').unwrap());
    all.find(|(name, _)| *name == "title").unwrap().1
}

fn assert_harmless(format: &Format, text: &str) {
    let name = format.name;
    let acting: Vec<_> = text.matches(acts).collect();
    assert!(acting.is_empty(), "{name}: {acting:?}\n{text}");
    if format.hides_tags {
        assert!(!text.contains("<script"), "{name}:\n{text}");
    }
    for line in text.lines() {
        assert_eq!(is_command(line), name == "github", "{name}: {line}");
        assert!(name != "github" || title(line) != "pwned", "{line}");
    }
    if name == "prometheus" {
        super::prometheus::promtool(text);
    }
}

#[test]
fn hostile_subjects_names_aliases_and_lists_are_harmless_in_every_format() {
    let inputs = Inputs::write();
    for format in FORMATS {
        let mut command = program();
        command.current_dir(inputs.folder.path());
        command.args(["check", "--at=2026-11-24", "--format", format.name]);
        command.arg(format!("--trust-list={}", inputs.list));
        let output = command.args(&inputs.submissions).output().unwrap();
        // The second, a key store, is judged; the last cannot be read.
        assert_eq!(output.status.code(), Some(2), "{}", format.name);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_harmless(format, &text);
        assert!(
            text.contains("alert(1)"),
            "{}: not shown at all\n{text}",
            format.name
        );
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !said.contains(acts) && !said.lines().any(is_command),
            "{said}"
        );
    }
}

/// What is to be hidden is there: else the test above would show nothing.
#[test]
fn the_hostile_texts_reach_the_report() {
    let inputs = Inputs::write();
    let mut command = program();
    command.current_dir(inputs.folder.path());
    command.args(["check", "--at=2026-11-24", "--format=json"]);
    command.arg(format!("--trust-list={}", inputs.list));
    let output = command.args(&inputs.submissions).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let (pem, store) = (&report["submissions"][0], &report["submissions"][1]);
    for text in [
        &pem["path"],
        &pem["chain"]["certificates"][0]["subject"],
        &pem["chain"]["certificates"][0]["issuer"],
        &pem["chain"]["anchor"]["alias"],
        &store["alias"],
        &report["trust_list"]["location"],
        &report["submissions"][2]["error"],
    ] {
        let text = text.as_str().unwrap();
        assert!(
            text.contains("title=pwned") && text.contains("alert"),
            "{text}"
        );
    }
}

/// What configuration and environment give: reasons, notices, the directory, the store's file.
fn configured() -> Report {
    let file = std::fs::read(root().join(FAILS)).unwrap();
    let suppression = Suppression {
        reason: Some(HOSTILE.into()),
        until: Some(HOSTILE.into()),
        ignore: Some(0),
    };
    let judged = in_process::judge_ignoring(&file, "missing-client-auth", suppression);
    Report {
        notices: vec![HOSTILE.into()],
        directory: Some(format!("/{HOSTILE}")),
        chrome_file: Some(HOSTILE.into()),
        ..in_process::report(judged)
    }
}

#[test]
fn hostile_reasons_notices_and_directories_are_harmless_in_every_format() {
    let report = configured();
    for format in FORMATS {
        assert_harmless(format, &(format.render)(&report));
    }
}
