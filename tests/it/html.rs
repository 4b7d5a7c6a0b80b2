//! The page: well formed, shut off from outside, and with all that the report has. How it looks was
//! judged by eye, in Chromium, at 1280 and 390 pixels, light and dark, and on paper.

mod hostile;
mod page;

use std::collections::HashSet;

use base64::Engine as _;
use page::Page;
use serde_json::Value;

use crate::support::program::{other, run};

/// Cases of every status, with every severity, several certificates beside the path, dates of the
/// policy, a key store, and an unreadable file.
const CASES: &[&[&str]] = &[
    &["fixtures/real/python.org.pem"],
    &[R1, "fixtures/incomplete-chain/with-url.pem"],
    &[R1, "fixtures/invalid-path/tampered-intermediate.pem"],
    &[R1, "fixtures/untrusted-root/expired-leaf.pem"],
    &[R2, "fixtures/untrusted-root/supplied-in-the-file.pem"],
    &[R1, "fixtures/self-signed-certificate/bundled-list.pem"],
    &[R1, "fixtures/unsupported-path/critical-policy-mappings.pem"],
    &[R1, "fixtures/private-key-in-upload/private-key.pem"],
    &[R1, "fixtures/superfluous-certificate", "fixtures/README.md"],
    &[
        R1,
        "--password-file=fixtures/containers/password.txt",
        "--for=upload",
        "--ignore=not-pem",
        "fixtures/containers/two.p12",
    ],
];
const R1: &str = "--trust-list=fixtures/trust-lists/pki/r1.pem";
const R2: &str = "--trust-list=fixtures/trust-lists/pki/r2.pem";

fn report(format: &str, arguments: &[&str]) -> String {
    let format = format!("--format={format}");
    let output = run(&[&["check", "--at=2026-11-24", &format], arguments].concat());
    String::from_utf8(output.stdout).unwrap()
}

fn html(arguments: &[&str]) -> String {
    report("html", arguments)
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&report("json", arguments)).unwrap()
}

fn array(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[test]
fn every_page_is_well_formed_and_its_links_lead_somewhere() {
    for arguments in CASES {
        let page = Page::read(&html(arguments));
        let ids = page.ids();
        for link in page.attributes("href") {
            let target = link.strip_prefix('#').expect("a link out of the page");
            assert!(ids.contains(target), "{arguments:?}: {target}");
        }
        for label in page.attributes("aria-labelledby") {
            for id in label.split(' ') {
                assert!(ids.contains(id), "{arguments:?}: {id}");
            }
        }
    }
}

/// Nothing from outside (contract, section 4), and nothing that acts.
#[test]
fn no_page_loads_or_runs_anything() {
    for arguments in CASES {
        let text = html(arguments);
        let page = Page::read(&text);
        for name in [
            "script", "link", "iframe", "object", "embed", "img", "image", "base", "form",
        ] {
            assert_eq!(page.all(name).count(), 0, "{arguments:?}: {name}");
        }
        for element in &page.elements {
            for name in element.attributes.keys() {
                assert!(!name.starts_with("on"), "{arguments:?}: {name}");
                assert!(
                    !["style", "src", "srcset", "data"].contains(&&**name),
                    "{name}"
                );
            }
        }
        let styles = &page.all("style").next().unwrap().text;
        assert!(!styles.contains("url(") && !styles.contains("@import"));
    }
}

/// By openssl: `sha256-` and the Base64 of the digest of the element's text (CSP level 3, section
/// 8.3).
#[test]
fn the_policy_allows_the_one_style_sheet_by_its_hash_and_nothing_else() {
    let page = Page::read(&html(CASES[0]));
    let styles: Vec<_> = page.all("style").collect();
    assert_eq!(styles.len(), 1);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &styles[0].text).unwrap();
    let digest = other("openssl")
        .args(["dgst", "-sha256", "-binary"])
        .arg(file.path())
        .output()
        .unwrap();
    assert_eq!(digest.stdout.len(), 32);
    let hash = base64::engine::general_purpose::STANDARD.encode(digest.stdout);
    let policies: Vec<_> = page
        .all("meta")
        .filter(|meta| {
            let name = meta.attributes.get("http-equiv");
            name.is_some_and(|name| name == "Content-Security-Policy")
        })
        .map(|meta| meta.attributes["content"].as_str())
        .collect();
    let expected = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"
    );
    assert_eq!(policies, [expected]);
}

#[test]
fn every_finding_is_told_with_its_rule_fact_notes_authority_and_next_step() {
    for arguments in CASES {
        let page = Page::read(&html(arguments));
        let report = json(arguments);
        let findings: Vec<_> = array(&report["submissions"])
            .flat_map(|submission| array(&submission["findings"]))
            .collect();
        let told: Vec<_> = page.class("finding").collect();
        assert_eq!(told.len(), findings.len(), "{arguments:?}");
        for finding in findings {
            let mut texts: Vec<&str> = ["rule", "severity", "message", "citation", "help"]
                .iter()
                .map(|field| finding[*field].as_str().unwrap())
                .collect();
            texts.extend(array(&finding["notes"]).filter_map(Value::as_str));
            let tells = |text: &str| texts.iter().all(|it| text.contains(it));
            assert!(told.iter().any(|it| tells(&it.text)), "{finding}");
        }
    }
}

#[test]
fn what_is_ignored_stands_apart() {
    let arguments = [&["--ignore=bundled-trust-list"], CASES[0]].concat();
    let page = Page::read(&html(&arguments));
    let ignored: Vec<_> = page
        .class("finding")
        .filter(|finding| finding.attributes["class"].contains("off"))
        .collect();
    assert_eq!(ignored.len(), 1);
    assert!(ignored[0].text.contains("bundled-trust-list"));
    assert!(ignored[0].text.contains("Does not count"));
    assert!(page.text().contains("1 suppressed, which do not count"));
    let handshake = page.class("answer").nth(1).unwrap();
    assert!(handshake.text.contains("pass"), "{}", handshake.text);
}

/// A sentence for each question, with the state's word and the worst finding's fact.
#[test]
fn the_three_answers_are_sentences_and_name_the_worst_finding() {
    let page = Page::read(&html(CASES[0]));
    let answers: Vec<_> = page.class("answer").map(|it| it.text.as_str()).collect();
    assert_eq!(answers.len(), 3);
    let expected = [
        [
            "Upload",
            "pass",
            "Will Certificate and Key Management take this file?",
            "Yes:",
        ],
        [
            "Handshake",
            "warning",
            "not against the instance's list",
            "until 2027-02-14",
        ],
        [
            "Renewal",
            "warning",
            "works until 2027-02-14T13:03:45Z",
            "2 more findings",
        ],
    ];
    for (answer, expected) in answers.iter().zip(expected) {
        for words in expected {
            assert!(answer.contains(words), "{words}: {answer}");
        }
    }
}

#[test]
fn what_cannot_be_judged_and_what_was_not_asked_is_neither_yes_nor_no() {
    let page = Page::read(&html(CASES[6]));
    let handshake = page.class("answer").nth(1).unwrap();
    assert!(handshake.text.contains("This program cannot tell"));
    let page = Page::read(&html(&["--for=upload", CASES[0][0]]));
    for answer in page.class("answer").skip(1) {
        assert!(answer.text.contains("was not asked"), "{}", answer.text);
    }
}

/// Each by the drawing's description, which is what a screen reader has, and by its words.
#[test]
fn the_drawn_path_says_what_breaks_it() {
    for (case, words) in [
        (0, "on the list, by certificate"),
        (1, "broken: the issuer's certificate is missing"),
        (2, "broken: the signature was not made by this issuer's key"),
        (3, "expired 449 days ago"),
        (4, "broken: this root is not on the list"),
        (5, "broken: it is its own issuer"),
    ] {
        let page = Page::read(&html(CASES[case]));
        let description = &page.all("desc").next().unwrap().text;
        assert!(description.contains(words), "{words}: {description}");
        let drawn: Vec<&str> = page.all("text").map(|text| text.text.as_str()).collect();
        let drawn = drawn.join(" ");
        assert!(drawn.contains(words), "{words}: {drawn}");
        let broken = page
            .class("link")
            .filter(|it| it.attributes["class"].contains("bad"));
        assert_eq!(
            broken.count(),
            usize::from(words.starts_with("broken")),
            "{words}"
        );
    }
}

/// The link above the tampered certificate, and no other.
#[test]
fn nothing_is_claimed_of_signatures_beside_a_broken_one() {
    let page = Page::read(&html(CASES[2]));
    let description = &page.all("desc").next().unwrap().text;
    assert!(!description.contains("verified"), "{description}");
    let (before, after) = description.split_once("broken:").unwrap();
    assert!(before.contains("Issuing CA") && !before.contains("Upper CA"));
    assert!(after.contains("Upper CA"), "{after}");
}

#[test]
fn every_date_is_in_the_list_and_the_moment_judged_at_in_the_drawing() {
    let page = Page::read(&html(CASES[0]));
    let report = json(CASES[0]);
    let days: HashSet<&str> = page.attributes("datetime").collect();
    for deadline in array(&report["submissions"][0]["deadlines"]) {
        let day = deadline["date"]
            .as_str()
            .unwrap()
            .split_once('T')
            .unwrap()
            .0;
        assert!(days.contains(day), "{day}");
        assert!(page.text().contains(deadline["what"].as_str().unwrap()));
    }
    let now = page.all("text").find(|it| it.text.starts_with("judged at"));
    assert_eq!(now.unwrap().text, "judged at 2026-11-24");
    assert_eq!(page.class("diamond").count(), 2, "one a date of the policy");
}

#[test]
fn each_certificate_is_told_in_full() {
    for arguments in CASES {
        let page = Page::read(&html(arguments));
        let report = json(arguments);
        for submission in array(&report["submissions"]) {
            for certificate in array(&submission["chain"]["certificates"]) {
                for field in [
                    "subject",
                    "issuer",
                    "serial",
                    "sha256",
                    "not_before",
                    "not_after",
                ] {
                    let value = certificate[field].as_str().unwrap();
                    assert!(
                        page.text().contains(value),
                        "{arguments:?}: {field} {value}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_was_judged_against_is_said() {
    let page = Page::read(&html(CASES[1]));
    let text = &page.class("against").next().unwrap().text;
    let report = json(CASES[1]);
    let list = &report["trust_list"];
    for value in [&list["location"], &list["sha256"], &report["judged_at"]] {
        assert!(text.contains(value.as_str().unwrap()), "{value}");
    }
    for words in [
        "Chrome Root Program Policy 1.7",
        "version 36",
        "sfmtls 0.1.0",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn several_submissions_are_summed_up_the_worst_first() {
    let arguments = [R1, "fixtures/missing-client-auth", "fixtures/README.md"];
    let page = Page::read(&html(&arguments));
    let ids = page.ids();
    let rows: Vec<_> = page
        .all("tr")
        .skip(1)
        .map(|row| row.text.as_str())
        .collect();
    let submissions = json(&arguments)["submissions"].as_array().unwrap().len();
    assert_eq!(rows.len(), submissions);
    for number in 1..=submissions {
        assert!(ids.contains(&*format!("s{number}")), "{number}");
    }
    let first = |word| rows.iter().position(|row| row.contains(word)).unwrap();
    let last = |word| rows.iter().rposition(|row| row.contains(word)).unwrap();
    assert!(last("failed") < first("unreadable"));
    assert!(last("unreadable") < first("passed"));
    let unreadable = page.class("unreadable").next().unwrap();
    assert!(unreadable.text.contains("fixtures/README.md"));
}

/// WCAG 2, 1.3.1 and 2.4.6: no level is left out on the way down.
#[test]
fn headings_are_in_order_and_landmarks_are_there() {
    for arguments in CASES {
        let page = Page::read(&html(arguments));
        let mut level = 0;
        for element in &page.elements {
            let Some(next) = element
                .name
                .strip_prefix('h')
                .and_then(|it| it.parse::<u8>().ok())
            else {
                continue;
            };
            assert!(next <= level + 1, "{arguments:?}: {}", element.text);
            level = next;
        }
        for name in ["h1", "main", "footer", "title"] {
            let all = page.elements.iter().filter(|it| it.name == name);
            // Drawings have titles, too.
            assert!(all.count() == 1 || name == "title", "{name}");
        }
        assert_eq!(page.all("html").next().unwrap().attributes["lang"], "en");
        let skip = page.class("skip").next().unwrap();
        assert_eq!(skip.attributes["href"], "#answers");
        for drawing in page
            .all("svg")
            .filter(|svg| svg.attributes.contains_key("role"))
        {
            assert!(drawing.attributes.contains_key("aria-labelledby"));
        }
    }
}

#[test]
fn the_same_report_gives_the_same_page() {
    assert_eq!(html(CASES[8]), html(CASES[8]));
}

#[test]
fn the_page_is_written_beside_other_formats() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    let format = format!("--format=html={}", file.display());
    let output = run(&[
        "check",
        "--at=2026-11-24",
        "--format=json",
        &format,
        CASES[0][0],
    ]);
    assert_eq!(output.status.code(), Some(0));
    serde_json::from_slice::<Value>(&output.stdout).unwrap();
    assert_eq!(std::fs::read_to_string(file).unwrap(), html(CASES[0]));
}
