//! `docs/agreement.md`.

use std::fmt::Write as _;
use std::fs;

use super::certificates::{ALL, APART};
use super::servers::{Answer, SERVERS, Server};
use crate::support::documents;
use crate::support::program::root;

const FILE: &str = "agreement.md";

/// A server's answers.
pub enum Column {
    /// To each certificate.
    Answered(Vec<Answer>),
    /// It is not installed: its cells are taken as they are.
    AsHeld,
}

/// Compares the page with the file, or writes it where that is asked for.
pub fn hold(columns: &[Column]) {
    let held = fs::read_to_string(root().join("docs").join(FILE)).unwrap_or_default();
    let mut page = HEAD.to_owned();
    let names: Vec<_> = SERVERS.iter().map(|server| server.name).collect();
    writeln!(page, "| certificate | sfmtls | {} |", names.join(" | ")).unwrap();
    page += "|---|---|---|---|---|\n";
    for (place, offered) in ALL.iter().enumerate() {
        let cells: Vec<_> = SERVERS
            .iter()
            .zip(columns)
            .enumerate()
            .map(|(at, (server, column))| match column {
                Column::Answered(answers) => cell(&answers[place], note(server, offered.name)),
                Column::AsHeld => held_cell(&held, offered.name, at),
            })
            .collect();
        let (name, ours) = (offered.name, ours(offered.expected));
        writeln!(page, "| {name} | {ours} | {} |", cells.join(" | ")).unwrap();
    }
    page += "\n## Why they differ\n\n";
    for (at, reason) in reasons().iter().enumerate() {
        writeln!(page, "{}. {reason}", at + 1).unwrap();
    }
    page += "\n## Rules without a row\n\n";
    for (rule, needs) in APART {
        writeln!(page, "- [`{rule}`](rules/{rule}.md) {needs}.").unwrap();
    }
    documents::hold(FILE, &page);
}

/// This program's verdict, its rule a link.
fn ours(expected: &str) -> String {
    match expected.split_once(": ") {
        Some((horizon, rule)) => format!("{horizon}: [`{rule}`](rules/{rule}.md)"),
        None => expected.to_owned(),
    }
}

fn cell(answer: &Answer, note: Option<usize>) -> String {
    let words = match answer {
        Answer::Accepts => "accepted",
        Answer::Refuses(words) => words,
    };
    match note {
        Some(number) => format!("**{words}** ({number})"),
        None => words.to_owned(),
    }
}

/// A server's cell as the file has it.
fn held_cell(held: &str, name: &str, server: usize) -> String {
    let start = format!("| {name} |");
    let row = held.lines().find(|line| line.starts_with(&start));
    let cell = row.and_then(|row| row.split(" | ").nth(server + 2));
    let cell = cell.unwrap_or_else(|| panic!("docs/{FILE} lacks {start}"));
    cell.trim_end_matches(" |").to_owned()
}

/// The number of the reason why a server differs about a certificate.
fn note(server: &Server, name: &str) -> Option<usize> {
    let group = server.explained.iter().find(|group| group.cases.contains(&name))?;
    let place = reasons().iter().position(|reason| *reason == group.because)?;
    Some(place + 1)
}

/// Every reason, once.
fn reasons() -> Vec<&'static str> {
    let mut reasons = Vec::new();
    for group in SERVERS.iter().flat_map(|server| server.explained) {
        if !reasons.contains(&group.because) {
            reasons.push(group.because);
        }
    }
    reasons
}

const HEAD: &str = "TODO\n\n";
