//! Annotations as GitHub's runner reads them.

use super::{FAILS, LIST, PASSES, UNREADABLE, printed};

/// The first and the last line of each PEM section of a fixture.
fn sections(file: &str) -> Vec<(usize, usize)> {
    let text = std::fs::read_to_string(crate::support::program::root().join(file)).unwrap();
    let numbered = || text.lines().zip(1..);
    let of = |mark: &'static str| {
        let lines = numbered().filter(move |(line, _)| line.starts_with(mark));
        lines.map(|(_, number)| number)
    };
    of("-----BEGIN").zip(of("-----END")).collect()
}

#[test]
fn a_finding_is_an_annotation_of_its_certificates_lines() {
    let text = printed("github", &[LIST, FAILS]);
    let (first, last) = sections(FAILS)[0];
    let head =
        format!("::error file={FAILS},line={first},endLine={last},title=missing-client-auth::");
    assert!(
        text.lines().any(|line| line.starts_with(&head)),
        "{head}\n{text}"
    );
}

#[test]
fn levels_are_errors_warnings_and_notices() {
    let file = "fixtures/real/python.org.pem";
    let text = printed("github", &[file, UNREADABLE]);
    for head in [
        format!("::warning file={file},line=1,title=bundled-trust-list::"),
        format!("::notice file={file},line=47,endLine=73,title=mixed-purpose-issuer::"),
        format!("::error file={UNREADABLE},line=1,title={UNREADABLE}%3A unreadable::"),
    ] {
        assert!(
            text.lines().any(|line| line.starts_with(&head)),
            "{head}\n{text}"
        );
    }
    assert!(text.lines().all(|line| line.starts_with("::")), "{text}");
}

#[test]
fn what_is_ignored_is_not_annotated() {
    let ignored = printed("github", &[LIST, PASSES, "--ignore=mixed-key-purposes"]);
    assert!(printed("github", &[LIST, PASSES]).contains("mixed-key-purposes"));
    assert!(!ignored.contains("mixed-key-purposes"), "{ignored}");
}
