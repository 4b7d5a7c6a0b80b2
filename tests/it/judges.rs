//! `openssl verify` and Java's PKIX as second judges of the shared chains.
//!
//! Agreement is counted; each difference is listed with its reason. Agreement in refusing does not
//! say that both refuse for the same reason: the source's own words do, in `key_purposes.rs`.

pub mod asked;
pub mod java;
mod java_explained;
pub mod openssl;
mod openssl_explained;

use std::collections::BTreeMap;

use crate::support::differences::{Explained, check, print_table};
use crate::support::shared::{Case, leave_out};
use crate::support::verdict::{Answer, Verdict, key_purposes, real_chains};

/// What another program says of a chain.
pub enum SecondVerdict {
    /// Nothing is wrong.
    Accepts,
    /// Something is; what, as shortly as it tells that.
    Refuses(String),
}

type Judged = (&'static Case, &'static Verdict);

#[test]
fn openssl_agrees_or_the_difference_is_explained() {
    compare("OpenSSL 3", openssl::judge, openssl_explained::EXPLAINED);
}

#[test]
fn java_agrees_or_the_difference_is_explained() {
    compare("JDK 17", java::judge, java_explained::EXPLAINED);
}

fn compare(
    program: &str,
    judge: impl Fn(&[&Case]) -> Option<Vec<SecondVerdict>>,
    explained: &[Explained],
) {
    let Some(judged) = judged() else { return };
    let cases: Vec<_> = judged.iter().map(|(case, _)| *case).collect();
    let Some(seconds) = judge(&cases) else {
        leave_out(&format!("there is no {program}"));
        return;
    };
    assert_eq!(seconds.len(), judged.len());
    let both = || judged.iter().zip(&seconds);
    print_table(
        "second judge",
        program,
        both().map(|((_, ours), second)| (second.word(), ours.answer().unwrap())),
    );
    let found: BTreeMap<_, _> = both()
        .filter_map(|((case, ours), second)| Some((case.name.as_str(), difference(ours, second)?)))
        .collect();
    check(&found, explained);
}

/// Every case that has a root, of both sets.
fn judged() -> Option<Vec<Judged>> {
    let all = real_chains()?.iter().chain(key_purposes()?);
    let judged = all.map(|(case, verdict)| (case, verdict));
    Some(judged.filter(|(case, _)| case.has_roots()).collect())
}

fn difference(ours: &Verdict, second: &SecondVerdict) -> Option<String> {
    match (ours.answer()?, second) {
        (Answer::Accepted, SecondVerdict::Accepts)
        | (Answer::Refused, SecondVerdict::Refuses(_)) => None,
        (Answer::Accepted, SecondVerdict::Refuses(why)) => Some(format!("refuses ({why})")),
        (_, second) => Some(format!("{}; {ours}", second.word())),
    }
}

impl SecondVerdict {
    const fn word(&self) -> &'static str {
        match self {
            Self::Accepts => "accepts",
            Self::Refuses(_) => "refuses",
        }
    }
}
