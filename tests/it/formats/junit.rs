//! JUnit's XML, read again by two parsers.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{FAILS, LIST, PASSES, UNDECIDED, UNREADABLE, printed};
use crate::support::program::other;
use crate::support::shared;

/// An element: its name, attributes, text and children.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn read(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::new(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Self::new(&start)),
                Event::End(_) => {
                    let element = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(element);
                }
                Event::Eof => return open.pop().unwrap().children.pop().unwrap(),
                _ => {}
            }
        }
    }

    fn new(start: &BytesStart<'_>) -> Self {
        let attributes = start.attributes().map(Result::unwrap);
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: attributes
                .map(|it| {
                    let value = it.normalized_value(XmlVersion::Implicit1_0).unwrap();
                    (it.key.as_ref().to_owned(), value.into_owned())
                })
                .collect(),
            children: Vec::new(),
        }
    }

    /// Every element below with this name.
    fn all(&self, name: &str) -> Vec<&Self> {
        let below = self.children.iter().flat_map(|child| child.all(name));
        let own = self.children.iter().filter(|child| child.name == name);
        own.chain(below).collect()
    }

    fn number(&self, attribute: &str) -> usize {
        self.attributes[attribute].parse().unwrap()
    }

    /// The case of a rule, in a suite.
    fn case(&self, rule: &str) -> &Self {
        let mut cases = self.all("testcase").into_iter();
        cases.find(|case| case.attributes["name"] == rule).unwrap()
    }

    /// What a case is marked as, if anything.
    fn mark(&self) -> Option<(&str, &str)> {
        let mark = self
            .children
            .iter()
            .find(|child| child.name != "system-out")?;
        Some((&mark.name, &mark.attributes["message"]))
    }
}

fn report(arguments: &[&str]) -> Element {
    Element::read(&printed("junit", arguments))
}

/// Contract, section 4: "a `testsuite` a submission, with `tests` and `failures`".
#[test]
fn a_suite_is_a_submission_and_a_case_a_rule() {
    let root = report(&[LIST, PASSES, FAILS, UNREADABLE]);
    assert_eq!(root.name, "testsuites");
    let suites = root.all("testsuite");
    let names: Vec<_> = suites
        .iter()
        .map(|suite| &suite.attributes["name"])
        .collect();
    assert_eq!(names, [PASSES, FAILS, UNREADABLE]);
    for suite in &suites {
        for (count, element) in [
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ] {
            assert_eq!(
                suite.number(count),
                suite.all(element).len(),
                "{count}: {suite:?}"
            );
        }
        assert_eq!(suite.attributes["timestamp"], "2026-11-24T00:00:00");
    }
    assert_eq!(suites[0].number("tests"), sfmtls::rules::RULES.len());
    let counts = ["tests", "failures", "errors"].map(|count| root.number(count));
    assert_eq!(counts, [2 * sfmtls::rules::RULES.len() + 1, 1, 1]);
}

#[test]
fn a_case_fails_where_the_exit_code_would() {
    let rule = "mixed-key-purposes";
    let passed = report(&[LIST, PASSES]);
    assert_eq!(passed.case(rule).mark(), None);
    assert_eq!(passed.case(rule).all("system-out").len(), 1);
    let failed = report(&[LIST, PASSES, "--fail-on=warning"]);
    assert_eq!(failed.case(rule).mark().unwrap().0, "failure");
    assert_eq!(
        failed.case(rule).all("failure")[0].attributes["type"],
        "warning"
    );
    let never = report(&[LIST, FAILS, "--fail-on=never"]);
    assert_eq!(never.number("failures"), 0);
}

#[test]
fn what_was_not_asked_or_does_not_count_is_skipped_with_the_reason() {
    let root = report(&[LIST, PASSES, "--ignore=mixed-key-purposes", "--for=renewal"]);
    let ignored = root.case("mixed-key-purposes").mark();
    assert_eq!(ignored, Some(("skipped", "ignored")));
    let left_out = root.case("missing-client-auth").mark();
    assert_eq!(
        left_out,
        Some(("skipped", "handshake was left out by --for"))
    );
}

#[test]
fn what_could_not_be_judged_is_an_error() {
    let root = report(&[LIST, UNDECIDED, UNREADABLE]);
    let undecided = root.case("unsupported-path");
    assert_eq!(undecided.mark().unwrap().0, "error");
    assert_eq!(root.case("readable").mark().unwrap().0, "error");
    assert_eq!(root.number("failures"), 0);
}

/// Python's parser is expat, which refuses what is not XML 1.0.
#[test]
fn a_second_parser_reads_the_same() {
    let text = printed("junit", &["fixtures", UNREADABLE]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("junit.xml");
    std::fs::write(&file, &text).unwrap();
    let count = "import sys, xml.etree.ElementTree as tree\n\
                 root = tree.parse(sys.argv[1]).getroot()\n\
                 print(*(len(root.findall('.//' + it)) for it in sys.argv[2:]))";
    let names = [
        "testsuite",
        "testcase",
        "failure",
        "error",
        "skipped",
        "system-out",
    ];
    let mut python = other("python3");
    let Ok(output) = python.args(["-c", count]).arg(&file).args(names).output() else {
        shared::leave_out("python3 is absent");
        return;
    };
    let root = Element::read(&text);
    let own = names.map(|name| root.all(name).len().to_string()).join(" ");
    assert_eq!(String::from_utf8(output.stdout).unwrap().trim(), own);
}
