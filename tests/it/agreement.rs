//! Real servers, side by side with this program: `openssl s_server`, nginx and a server of Java 17,
//! with one trust list, each offered the same certificates by `openssl s_client`.
//!
//! `docs/agreement.md` has every answer, and a reason for every difference.
//! `SFMTLS_BLESS=1 cargo test --test it agreement` writes it anew.

mod certificates;
mod explained;
mod lab;
mod page;
mod servers;

use std::collections::{BTreeMap, BTreeSet};

use sfmtls::report::Horizon;
use sfmtls::rules::RULES;

use crate::support::differences;
use crate::support::program::is_version;
use crate::support::shared::leave_out;
use crate::support::verdict::{self, Verdict};
use certificates::{ALL, APART};
use lab::Lab;
use servers::{Answer, SERVERS, Server};

#[test]
fn each_rule_about_the_handshake_has_a_certificate_or_needs_more_than_one() {
    let of_rows = ALL.iter().filter_map(|offered| {
        let (_, rule) = offered.expected.split_once(": ")?;
        Some(rule)
    });
    let apart = APART.iter().map(|(rule, _)| *rule);
    let of_handshake = RULES
        .iter()
        .filter(|rule| rule.horizon == Horizon::Handshake)
        .map(|rule| rule.id);
    let covered: BTreeSet<_> = of_rows.chain(apart).collect();
    assert_eq!(covered, of_handshake.collect());
}

#[test]
fn servers_agree_or_the_difference_is_explained() {
    if !is_version("openssl", "version", "OpenSSL 3.") {
        leave_out("there is no OpenSSL 3 to make keys and to be the client");
        return;
    }
    let lab = Lab::new();
    let ours = lab.ours();
    let handshakes: Vec<_> = ours.iter().map(Verdict::handshake).collect();
    let expected: Vec<_> = ALL.iter().map(|offered| offered.expected).collect();
    assert_eq!(handshakes, expected);
    let columns: Vec<_> = SERVERS
        .iter()
        .map(|server| {
            let answers = server.answers(&lab);
            match &answers {
                Some(answers) => compare(server, &ours, answers),
                None => leave_out(&format!("there is no {}", server.name)),
            }
            answers
        })
        .collect();
    page::hold(&columns);
}

/// Fails where an answer differs from this program's and that is not explained.
fn compare(server: &Server, ours: &[Verdict], answers: &[Answer]) {
    let found: BTreeMap<_, _> = ALL
        .iter()
        .zip(ours.iter().zip(answers))
        .filter_map(|(offered, (ours, answer))| {
            let difference = answer.difference(ours)?;
            Some((offered.name, difference))
        })
        .collect();
    println!("{}", server.name);
    differences::check(&found, server.explained);
}

impl Answer {
    /// How it differs from this program's; `None` where it does not.
    fn difference(&self, ours: &Verdict) -> Option<String> {
        match (ours.answer().unwrap(), self) {
            (verdict::Answer::Accepted, Self::Accepts)
            | (verdict::Answer::Refused, Self::Refuses(_)) => None,
            (_, Self::Accepts) => Some(format!("accepts; {}", ours.handshake())),
            (_, Self::Refuses(_)) => Some(format!("refuses; {}", ours.handshake())),
        }
    }
}
