//! Real chains of public CAs, with the results that `../shared/cases/real-chains` gives.

use std::collections::BTreeMap;

use crate::support::differences::{check, print_table};
use crate::support::shared::Case;
use crate::support::verdict::{Answer, Verdict, real_chains};

#[test]
fn real_chains_are_judged_as_their_source_says() {
    let Some(judged) = real_chains() else { return };
    assert_eq!(judged.len(), 87);
    print_table(
        "real chains",
        "source",
        judged.iter().map(|(case, verdict)| {
            let expected = if case.is_good() { "good" } else { case.class() };
            (expected, verdict.answer().unwrap())
        }),
    );
    let found: BTreeMap<_, _> = judged
        .iter()
        .filter(|(case, verdict)| !agree(case, verdict))
        .map(|(case, verdict)| (case.name.as_str(), verdict.to_string()))
        .collect();
    check(&found, &[]);
}

/// Whether both give the same answer for the same reason.
fn agree(case: &Case, verdict: &Verdict) -> bool {
    let is_trusted = verdict.status() == Some("trusted");
    if case.has_path() != Some(is_trusted) {
        return false;
    }
    match case.class() {
        "precert" => {
            verdict.status() == Some("invalid") && verdict.errors().contains("invalid-path")
        }
        "eku" => verdict.errors().into_iter().eq(["missing-client-auth"]),
        _ => case.is_good() && verdict.answer() == Some(Answer::Accepted) && verdict.exit == 0,
    }
}
