//! Differences from another judge: each is listed with its reason, or the test fails.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// Cases that differ in the same way and for the same reason.
pub struct Explained {
    /// Why, in the words of an RFC, of the contract or of the other judge's documents.
    pub because: &'static str,
    /// How they differ.
    pub verdict: &'static str,
    /// Their names.
    pub cases: &'static [&'static str],
}

/// Fails where a difference is not listed, a listed one is gone or another, or has no reason.
pub fn check(found: &BTreeMap<&str, String>, explained: &[Explained]) {
    let mut problems = Vec::new();
    let mut listed = BTreeSet::new();
    for group in explained {
        if group.because.trim().is_empty() {
            problems.push(format!("no reason is given for: {:?}", group.cases));
        }
        for case in group.cases {
            if !listed.insert(*case) {
                problems.push(format!("listed twice: {case}"));
            }
            match found.get(case) {
                Some(verdict) if verdict == group.verdict => {}
                Some(verdict) => problems.push(format!("{case}: {verdict}, not {}", group.verdict)),
                None => problems.push(format!("{case}: agrees, or is no case: strike it")),
            }
        }
    }
    let unexplained = found.iter().filter(|(case, _)| !listed.contains(*case));
    let unexplained: Vec<_> = unexplained
        .map(|(case, verdict)| format!("{case}: {verdict}, unexplained"))
        .collect();
    println!(
        "{} differences, {} unexplained",
        found.len(),
        unexplained.len()
    );
    problems.extend(unexplained);
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// Prints how often each pair of verdicts came about.
pub fn print_table(
    title: &str,
    theirs: &str,
    pairs: impl IntoIterator<Item = (impl Display, impl Display)>,
) {
    let mut counts = BTreeMap::<_, usize>::new();
    for (their, our) in pairs {
        *counts
            .entry((their.to_string(), our.to_string()))
            .or_default() += 1;
    }
    println!("\n{title}\n{theirs:<10} {:<10} cases", "sfmtls");
    for ((their, our), count) in counts {
        println!("{their:<10} {our:<10} {count:>5}");
    }
}

#[test]
fn a_difference_that_is_listed_with_its_reason_passes() {
    check(&found("refused"), &[listed("a reason")]);
}

#[test]
#[should_panic(expected = "case: refused, unexplained")]
fn a_new_difference_fails() {
    check(&found("refused"), &[]);
}

#[test]
#[should_panic(expected = "case: accepted, not refused")]
fn another_difference_than_the_listed_one_fails() {
    check(&found("accepted"), &[listed("a reason")]);
}

#[test]
#[should_panic(expected = "case: agrees, or is no case")]
fn a_listed_difference_that_is_gone_fails() {
    check(&BTreeMap::new(), &[listed("a reason")]);
}

#[test]
#[should_panic(expected = "no reason is given")]
fn a_difference_without_a_reason_fails() {
    check(&found("refused"), &[listed(" ")]);
}

fn found(verdict: &str) -> BTreeMap<&'static str, String> {
    BTreeMap::from([("case", verdict.to_owned())])
}

const fn listed(because: &'static str) -> Explained {
    Explained {
        because,
        verdict: "refused",
        cases: &["case"],
    }
}
