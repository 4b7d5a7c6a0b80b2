//! Table and CSV, and hostile text in every format.

use sfmtls::container::Passwords;
use sfmtls::render::Palette;
use sfmtls::render::roots::human;
use sfmtls::report::TrustListReport;
use sfmtls::roots::{Advice, Difference, Reach, Root, RootsReport};
use sfmtls::trust::Source;
use sfmtls::{PolicyVersion, RootStore, Submission, Time, TrustList};

use super::{Folder, fields, list, report, roots};
use crate::support::program::{other, program};

/// A line of the table in as many columns as there are.
fn shown(arguments: &[&str]) -> String {
    let text = String::from_utf8(roots(arguments).stdout).unwrap();
    assert!(text.lines().all(|line| !line.ends_with(' ')), "{text}");
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    text
}

#[test]
fn the_table_of_a_list() {
    insta::assert_snapshot!(shown(&["--trust-list", &list("keytool-sha1.txt")]));
}

#[test]
fn what_changed_for_people() {
    let without = list("without-globalsign-r3.txt");
    insta::assert_snapshot!(shown(&[
        "--trust-list",
        &list("table.html"),
        "--diff",
        &without
    ]));
}

#[test]
fn nothing_is_wider_than_80_columns() {
    shown(&[]);
    shown(&["--advise"]);
    shown(&[
        "--search",
        "root",
        "--leads-to",
        "fixtures/real/python.org.pem",
    ]);
    shown(&[
        "--trust-list",
        &list("pem.pem"),
        "--diff",
        &list("without-globalsign-r3.txt"),
    ]);
}

#[test]
fn colour_is_only_where_it_is_asked_for() {
    assert!(!roots(&[]).stdout.contains(&0x1b));
    assert!(roots(&["--color=always"]).stdout.contains(&0x1b));
    let none = program()
        .args(["roots"])
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    assert!(!none.stdout.contains(&0x1b));
}

/// What Python's csv module reads, as lines of fields between tabs.
fn by_python(text: &[u8]) -> Vec<Vec<String>> {
    let folder = Folder::new();
    let file = folder.file("roots.csv", text);
    let code = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], newline='', encoding='utf-8'), strict=True): print('\\t'.join(row))";
    let output = other("python3")
        .args(["-c", code, &file])
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

#[test]
fn csv_is_what_json_is() {
    let rows = by_python(&roots(&["--format=csv"]).stdout);
    let json = report(&[]);
    let (header, rows) = rows.split_first().unwrap();
    assert_eq!(rows.len(), json["roots"].as_array().unwrap().len());
    for name in ["subject", "sha256", "sha1", "not_after", "known_by"] {
        let column = header.iter().position(|it| it == name).unwrap();
        let read: Vec<&str> = rows.iter().map(|row| row[column].as_str()).collect();
        assert_eq!(fields(&json["roots"], name), read, "{name}");
    }
    for name in [
        "alias",
        "md5",
        "chrome_root_store",
        "dedicated_to_client_auth",
        "last_day",
    ] {
        assert!(header.iter().any(|it| it == name), "{name}");
    }
    assert!(rows.iter().all(|row| row.len() == header.len()));
}

#[test]
fn csv_says_that_it_shows_the_roots_alone() {
    let output = roots(&["--format=csv", "--advise"]);
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("csv shows the roots alone")
    );
    assert_eq!(output.status.code(), Some(0));
}

/// Escape sequences, markup, a right-to-left override, a formula, a workflow command: as aliases
/// and subjects.
const HOSTILE: &str = "<table><tr><th>Alias</th><th>Subject</th><th>SHA-256</th></tr>\
    <tr><td>a&#27;[31m&lt;script&gt;alert(1)&lt;/script&gt;</td><td>CN=x\u{202e}&#10;::error::y, O=&quot;z&quot;</td><td>abababababababababababababababababababababababababababababababab</td></tr>\
    <tr><td>=cmd|' /C calc'!A0</td><td>CN=&#155;b,O=c</td><td>cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd</td></tr></table>";

#[test]
fn hostile_text_of_the_page_is_harmless_in_every_format() {
    let folder = Folder::new();
    let file = folder.file("page.html", HOSTILE);
    let saved = folder.path("saved");
    let questions = [
        "--diff",
        &list("pem.pem"),
        "--advise",
        "--search",
        "c",
        "--save",
        &saved,
    ];
    for format in ["human", "json", "csv"] {
        let all = [&["--trust-list", &file, "--format", format], &questions[..]].concat();
        let output = roots(&all);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        for text in [output.stdout, output.stderr] {
            harmless(&String::from_utf8(text).unwrap());
        }
    }
    harmless(&std::fs::read_to_string(&saved).unwrap());
    let rows = by_python(&roots(&["--trust-list", &file, "--format=csv"]).stdout);
    assert_eq!(rows.len(), 3);
    assert!(
        rows.iter()
            .flatten()
            .all(|field| !field.starts_with(['=', '+', '-', '@'])),
        "{rows:?}"
    );
}

fn harmless(text: &str) {
    let acts = |letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}');
    assert!(!text.contains(acts), "{text:?}");
    assert!(!text.lines().any(|line| line.starts_with("::")), "{text}");
}

#[test]
fn a_report_goes_to_a_file_where_one_is_named() {
    let folder = Folder::new();
    let file = folder.path("roots.json");
    let output = roots(&["--format=json", "-o", &file]);
    assert!(output.stdout.is_empty() && output.status.success());
    let written = std::fs::read_to_string(&file).unwrap();
    let value: serde_json::Value = serde_json::from_str(&written).unwrap();
    assert_eq!(value["schema"], 1);
}

/// All answers at once, as a terminal of this width shows them.
fn at_width(width: usize) -> String {
    let bytes = std::fs::read("fixtures/real/python.org.pem").unwrap();
    let contents = sfmtls::container::read(&bytes, &Passwords::default()).unwrap();
    let submission = Submission::of("python.org.pem", contents).unwrap();
    let trust = TrustList::bundled();
    let text = format!(
        "SHA1: {}\n*****\nSHA1: {}\n",
        "ab".repeat(20),
        "cd".repeat(20)
    );
    let earlier = TrustList::read(text.as_bytes(), Source::File("a".repeat(60)), &[]).unwrap();
    let chrome = RootStore::stored();
    let (all, before) = (
        Root::all(&trust, &[], chrome),
        Root::all(&earlier, &[], chrome),
    );
    let at = Time::parse("2026-11-24").unwrap();
    let report = RootsReport {
        trust_list: TrustListReport::new(&trust, &[]),
        chrome_version: chrome.version(),
        searched: Some("x".repeat(60)),
        difference: Some(Difference::new((&earlier, &before), (&trust, &all), &[])),
        leads_to: Some(vec![Reach::new(&submission, &trust, &all, at)]),
        advice: Some(Advice::new(
            &all,
            trust.source(),
            PolicyVersion::default(),
            at,
        )),
        roots: all,
    };
    let palette = Palette::PLAIN;
    human::render(&report, human::Options { palette, width })
}

#[test]
fn nothing_is_wider_than_a_narrow_terminal() {
    for width in [40, 60, 75, 76, 80, 100] {
        let text = at_width(width);
        let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width, "{widest} at {width}");
        assert!(text.contains("FINGERPRINT") == (width >= 75), "{width}");
    }
}
