//! The tables as a whole.

use std::collections::BTreeSet;

use super::*;

#[test]
fn every_entry_is_complete_and_names_rules_that_there_are() {
    for symptom in all() {
        let text = symptom.text();
        for field in [
            text,
            symptom.by,
            symptom.meaning,
            symptom.unseen,
            symptom.source,
        ] {
            assert!(!field.is_empty(), "{text}");
        }
        assert!(symptom.command.starts_with("sfmtls "), "{text}");
        assert_eq!(symptom.rules().count(), symptom.rules.len(), "{text}");
    }
}

#[test]
fn no_text_stands_twice() {
    let texts: Vec<String> = all()
        .flat_map(|symptom| symptom.texts)
        .map(|text| fold(text))
        .collect();
    let distinct: BTreeSet<&String> = texts.iter().collect();
    assert_eq!(distinct.len(), texts.len());
}

#[test]
fn each_text_finds_its_own_entry_first() {
    for symptom in all() {
        for text in symptom.texts {
            let printed = format!("12:00 ERROR {}\n  at line 1", text.replace('…', "a-host"));
            let first = find(&printed).first().map(|found| found.text());
            assert_eq!(first, Some(symptom.text()), "{printed}");
        }
    }
}

#[test]
fn a_text_within_a_longer_one_does_not_count() {
    let found = find("error 19: self-signed certificate in certificate chain");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rules[0], "untrusted-root");
}

#[test]
fn a_general_text_counts_where_it_is_alone() {
    assert_eq!(find("curl: (35) whatever")[0].text(), "curl: (35)");
    let found = find("curl: (35) error:0A000418:SSL routines::tlsv1 alert unknown ca");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text(), "alert: unknown_ca");
}

#[test]
fn a_log_with_two_failures_has_two_answers() {
    let found =
        find("PKIX path building failed: x\ncaused by: Received fatal alert: bad_certificate");
    let texts: Vec<&str> = found.iter().map(|symptom| symptom.text()).collect();
    assert_eq!(
        texts,
        [
            "unable to find valid certification path to requested target",
            "alert: bad_certificate"
        ]
    );
}

#[test]
fn what_is_no_known_text_finds_nothing() {
    for text in ["", " ", "…", "the weather is fine", "\u{1b}[", "<<<<>>>>"] {
        assert!(find(text).is_empty(), "{text}");
        assert!(nearest(text).is_empty(), "{text}");
    }
}

/// Were it quadratic in the length, this would take hours.
#[test]
fn hostile_texts_are_answered_in_linear_time() {
    for piece in [
        "<",
        "<a",
        "curl: (56) ",
        "\u{1b}[",
        "&lt;",
        "Failed to connect to port ",
        "a\n",
    ] {
        let text = piece.repeat((1 << 20) / piece.len());
        assert!(find(&text).len() < 3, "{piece}");
        assert!(nearest(&text).len() < 4, "{piece}");
    }
}
