//! How pages read on a terminal.

use sfmtls::rules::RULES;
use sfmtls::symptoms;

use crate::support::program::run;

#[test]
fn no_line_of_a_page_is_wider_than_a_terminal() {
    let rules = RULES.iter().map(|rule| rule.id);
    let texts = symptoms::all().map(symptoms::Symptom::text);
    for topic in rules.chain(["set-up"]).chain(texts) {
        let output = run(&["explain", topic]);
        assert_eq!(output.status.code(), Some(0), "{topic}");
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            assert!(line.chars().count() <= 80, "{topic}: {line}");
            assert!(!line.contains("##"), "{topic}: {line}");
        }
    }
}

#[test]
fn colour_marks_headings_where_it_is_asked_for() {
    let plain = run(&["explain", "weak-key"]).stdout;
    assert!(!plain.contains(&0x1b));
    let coloured = run(&["explain", "--color=always", "weak-key"]).stdout;
    let coloured = String::from_utf8(coloured).unwrap();
    assert!(coloured.contains("\u{1b}[1mWhy it matters\u{1b}[0m\n"));
    let without = coloured.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    assert_eq!(without.into_bytes(), plain);
}

#[test]
fn a_page_of_a_text() {
    let output = run(&["explain", "MUTUAL_AUTHENTICATION_FAILED"]);
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}
