//! `docs/agreement.md`.

use std::fmt::Write as _;
use std::fs;

use super::certificates::{ALL, APART};
use super::explained::reasons;
use super::servers::{Answer, SERVERS, Server};
use crate::documentation::generated;
use crate::support::pages;
use crate::support::program::root;

const FILE: &str = "agreement.md";

/// Compares the page with the file, or writes it where that is asked for.
///
/// `columns` has the answers of each server; `None` where it is not installed, and its cells are
/// taken as they are.
pub fn hold(columns: &[Option<Vec<Answer>>]) {
    let held = fs::read_to_string(root().join("docs").join(FILE)).unwrap_or_default();
    let made_from = pages::made_from("tests/it/agreement/", "agreement");
    let mut page = made_from + HEAD + &table(columns, &held);
    page += "\n## Why they differ\n\n";
    for (at, reason) in reasons().iter().enumerate() {
        writeln!(page, "{}. {}", at + 1, linked(reason)).unwrap();
    }
    page += "\n## Rules without a row\n\n";
    for (rule, needs) in APART {
        writeln!(page, "- {} {needs}.", linked(&format!("`{rule}`"))).unwrap();
    }
    for line in page.lines().filter(|line| !held.contains(line)) {
        println!("docs/{FILE} lacks: {line}");
    }
    pages::hold(FILE, &page);
}

fn table(columns: &[Option<Vec<Answer>>], held: &str) -> String {
    let names: Vec<_> = SERVERS.iter().map(|server| server.name).collect();
    let mut table = format!("| certificate | sfmtls | {} |\n", names.join(" | "));
    table += "|---|---|---|---|---|\n";
    for (place, offered) in ALL.iter().enumerate() {
        let servers = SERVERS.iter().zip(columns).enumerate();
        let cells: Vec<_> = servers
            .map(|(column, (server, answers))| match answers {
                Some(answers) => cell(&answers[place], note(server, offered.name)),
                None => held_cell(held, offered.name, column),
            })
            .collect();
        let (name, ours) = (offered.name, ours(offered.expected));
        writeln!(table, "| {name} | {ours} | {} |", cells.join(" | ")).unwrap();
    }
    table
}

/// This program's verdict, its rule a link.
fn ours(expected: &str) -> String {
    match expected.split_once(": ") {
        Some((horizon, rule)) => linked(&format!("{horizon}: `{rule}`")),
        None => expected.to_owned(),
    }
}

/// A text in which each rule is a link to its page.
fn linked(text: &str) -> String {
    generated::linked(text, "rules/", "")
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
    let group = server
        .explained
        .iter()
        .find(|group| group.cases.contains(&name))?;
    let place = reasons()
        .iter()
        .position(|reason| *reason == group.because)?;
    Some(place + 1)
}

const HEAD: &str = "\
# What real servers say

Client certificates offered to three servers on loopback that demand one, all three with the trust list
that `sfmtls check --trust-list` is given. `tests/it/agreement.rs` makes the certificates anew around the
present moment, starts the servers, and fails where a cell is not true, or differs from `sfmtls` without
a reason below. (The cells of a server that is not installed are left out of the comparison.)

- *sfmtls*: the horizon *handshake* and the rule behind it. `fail` stands for an error: Salesforce's
  documents refuse it, it cannot do the job, or the field has banned it; `warn` for what a common
  verifier refuses; `unknown` for what this program cannot tell.
- *openssl s_server* 3.0 with `-Verify 4 -verify_return_error`: the alert that it sends, in TLS 1.3.
- *nginx* with `ssl_verify_client on` and `ssl_verify_depth 4`: its `$ssl_client_verify`; it refuses by
  HTTP, with status 400. Both are at the security level that Debian 12 sets, 2.
- *Java 17*: `HttpsServer` with `setNeedClientAuth` and the `PKIX` trust manager, and the latter's words;
  the server itself closes without an alert.

The client is `openssl s_client` at security level 0, which sends the chain as the file has it: Java's
trust manager is asked whether that is what came. The first five certificates are good ones, though the
rules for upload and renewal have something to say of some; then comes each rule that a certificate and
a trust list decide, `invalid-path` by each of its grounds. A version 1 certificate has no extensions, so
that it would say the same as the one without extended key usage. **Bold** is a difference.

";
