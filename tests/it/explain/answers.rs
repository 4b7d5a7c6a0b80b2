//! The shape of the answers: exit codes, JSON, what is near, hostile texts.

use super::{explain, piped};
use crate::support::program::run;

const PKIX: &str = "unable to find valid certification path to requested target";

#[test]
fn several_words_are_one_text() {
    let joined = explain(PKIX);
    let words: Vec<&str> = PKIX.split(' ').collect();
    let apart = run(&[&["explain"], &words[..]].concat());
    assert_eq!(joined.status.code(), Some(0));
    assert_eq!(joined.stdout, apart.stdout);
}

#[test]
fn a_known_text_is_an_object_with_its_matches() {
    let (code, answer) =
        piped(format!("Caused by: {PKIX}\n\tat sun.x.Y.<init>(Y.java)").as_bytes());
    assert_eq!(code, Some(0));
    assert_eq!(answer["known"], true);
    assert_eq!(answer["nearest"], serde_json::json!([]));
    let found = &answer["matches"][0];
    assert_eq!(found["text"], PKIX);
    assert_eq!(found["by"], "Java");
    assert_eq!(found["rules"][0], "incomplete-chain");
    for field in ["meaning", "command", "unseen", "source"] {
        assert!(!found[field].as_str().unwrap().is_empty(), "{field}");
    }
    assert_eq!(found["set_up"], serde_json::json!([]));
}

#[test]
fn a_topic_is_an_object_with_its_explanation() {
    for topic in ["set-up", "weak-key"] {
        let output = run(&["explain", "--format", "json", topic]);
        assert_eq!(output.status.code(), Some(0));
        let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(object["id"], topic);
        assert!(object["explanation"].as_str().unwrap().len() > 100);
    }
}

#[test]
fn an_unknown_text_is_said_to_be_unknown_with_the_nearest() {
    let text = "unable to find certification path for the requested targets";
    let output = explain(text);
    assert_eq!(output.status.code(), Some(2));
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.starts_with("Not known: \"unable to find"), "{page}");
    assert!(page.contains(&format!("- {PKIX}")), "{page}");
    let (code, answer) = piped(text.as_bytes());
    assert_eq!(code, Some(2));
    assert_eq!(answer["known"], false);
    assert_eq!(answer["matches"], serde_json::json!([]));
    assert_eq!(answer["nearest"][0], PKIX);
}

#[test]
fn a_text_like_no_other_has_none_near_it() {
    let (code, answer) = piped("quux zyzzyva 東京".as_bytes());
    assert_eq!(code, Some(2));
    assert_eq!(answer["nearest"], serde_json::json!([]));
}

#[test]
fn a_misspelt_rule_leads_to_the_nearest() {
    let output = run(&["explain", "missing-clientauth"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("missing-client-auth"), "{said}");
    let output = run(&["explain", "--format", "json", "missing-clientauth"]);
    assert_eq!(output.status.code(), Some(2));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["nearest"][0], "missing-client-auth");
}

#[test]
fn nothing_at_all_is_a_usage_error() {
    for arguments in [&["explain"][..], &["explain", ""], &["explain", "-"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_hostile_text_acts_on_nothing() {
    let hostile = "\u{1b}]0;owned\u{7}# head\r\n::error::x\n<script>\u{202e}";
    let output = explain(hostile);
    assert_eq!(output.status.code(), Some(2));
    let page = String::from_utf8(output.stdout).unwrap();
    let harmless = "head\\u{d}\\u{a}\\u{3a}:error::x";
    assert!(
        page.starts_with("Not known:") && page.contains(harmless),
        "{page}"
    );
    for letter in ["\u{1b}", "\u{7}", "\r", "\u{202e}", "\n::"] {
        assert!(!page.contains(letter), "{page:?}");
    }
    let (_, answer) = piped(hostile.as_bytes());
    let text = answer["text"].as_str().unwrap();
    assert!(!text.chars().any(char::is_control), "{text:?}");
    assert!(!text.contains('\u{202e}'), "{text:?}");
}

#[test]
fn a_long_unknown_text_is_shown_in_part() {
    let page = String::from_utf8(explain(&"é ".repeat(20_000)).stdout).unwrap();
    assert!(page.len() < 2_000, "{}", page.len());
}

#[test]
fn bytes_that_are_no_utf_8_are_no_reason_to_fail() {
    let mut text = b"\xff\xfe curl: (58) unable to set \xc3\x28 ".to_vec();
    text.extend(b"\nkey values mismatch");
    let (code, answer) = piped(&text);
    assert_eq!(code, Some(0));
    assert_eq!(answer["matches"][0]["rules"][0], "key-mismatch");
}

/// What support has at hand: the tool's own output, an id in another spelling, the bare name or
/// number of an alert (RFC 8446, section 6), a connection that ended without a word.
#[test]
fn what_people_paste_is_found() {
    for (text, fact) in [
        ("error[weak-key]: the RSA key has 1024 bits", "weak-key"),
        ("Weak-Key", "weak-key"),
        ("weak key", "weak-key"),
        (
            "see `sfmtls explain mixed-key-purposes`",
            "mixed-key-purposes",
        ),
        ("handshake_failure", "no common ground"),
        ("SSL alert number 48", "found no path"),
        ("Client certificate error", "8443"),
        ("read ECONNRESET", "gave no reason"),
        (
            "curl: (35) Recv failure: Connection reset by peer",
            "gave no reason",
        ),
    ] {
        let output = explain(text);
        assert_eq!(output.status.code(), Some(0), "{text}");
        let page = String::from_utf8(output.stdout).unwrap();
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains(fact), "{text}: {page}");
    }
}
