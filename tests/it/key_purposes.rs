//! Chains about key purposes, basic constraints and anchors, with the results that
//! `../shared/cases/key-purposes` gives.

mod explained;

use std::collections::BTreeMap;

use crate::support::differences::{check, print_table};
use crate::support::shared::Case;
use crate::support::verdict::{Answer, Verdict, key_purposes};

/// The source's words for a fault, and the rules that name the same one.
const SAME_FAULT: &[(&str, &[&str])] = &[
    ("Time is after notAfter", &["expired-certificate"]),
    ("Time is before notBefore", &["not-yet-valid-certificate"]),
    (
        "VerifySignedData failed",
        &["invalid-path", "incomplete-chain"],
    ),
    ("Basic Constraints indicates not a CA", &["invalid-path"]),
    ("Does not have Basic Constraints", &["invalid-path"]),
    ("keyCertSign bit is not set", &["invalid-path"]),
    ("max_path_length reached", &["invalid-path"]),
    ("Unconsumed critical extension", &["invalid-path"]),
    (
        "indicating it is a CA when it should not",
        &["ca-as-end-entity"],
    ),
    ("Unacceptable signature algorithm", &["weak-signature"]),
    ("Unacceptable public key", &["weak-key"]),
    ("Couldn't parse SubjectPublicKeyInfo", &["unsupported-path"]),
    ("extended key usage does not include", KEY_PURPOSES),
    ("extended key usage does not contain", KEY_PURPOSES),
    ("extended key usage must contain", KEY_PURPOSES),
    ("does not have extended key usage", KEY_PURPOSES),
];

const KEY_PURPOSES: &[&str] = &[
    "absent-extended-key-usage",
    "any-extended-key-usage",
    "missing-client-auth",
];

#[test]
fn chains_about_key_purposes_are_judged_as_their_source_says() {
    let Some(judged) = key_purposes() else { return };
    assert_eq!(judged.len(), 197);
    let with_roots = || judged.iter().filter(|(case, _)| case.has_roots());
    print_table(
        "key purposes",
        "source",
        with_roots().map(|(case, verdict)| {
            let expected = if case.is_good() { "good" } else { "bad" };
            (expected, verdict.answer().unwrap())
        }),
    );
    let found: BTreeMap<_, _> = with_roots()
        .filter(|(case, verdict)| !agree(case, verdict))
        .map(|(case, verdict)| (case.name.as_str(), verdict.to_string()))
        .collect();
    check(&found, explained::EXPLAINED);
}

#[test]
fn a_list_without_a_root_is_no_list() {
    let Some(judged) = key_purposes() else { return };
    let without: Vec<_> = judged
        .iter()
        .filter(|(case, _)| !case.has_roots())
        .collect();
    assert_eq!(without.len(), 18);
    for (case, verdict) in without {
        assert_eq!((verdict.exit, verdict.answer()), (3, None), "{}", case.name);
    }
}

/// Whether both give the same answer, and where both refuse, one fault that both name.
fn agree(case: &Case, verdict: &Verdict) -> bool {
    let is_trusted = verdict.status() == Some("trusted");
    if case
        .has_path()
        .is_some_and(|has_path| has_path != is_trusted)
    {
        return false;
    }
    match verdict.answer() {
        Some(Answer::Accepted) => case.is_good() && is_trusted && verdict.exit == 0,
        Some(Answer::Refused) => {
            !case.is_good() && verdict.exit == 1 && name_one_fault(case, verdict)
        }
        _ => false,
    }
}

fn name_one_fault(case: &Case, verdict: &Verdict) -> bool {
    let ours = verdict.errors();
    case.errors().any(|error| {
        SAME_FAULT
            .iter()
            .filter(|(words, _)| error.contains(words))
            .any(|(_, rules)| rules.iter().any(|rule| ours.contains(rule)))
    })
}
