//! Chrome's files as a whole, on the samples in `fixtures/chrome/`.

use super::*;
use crate::chrome::subject::Subject;
use proptest::prelude::*;

const MARKDOWN: &str = include_str!("../../../fixtures/chrome/root_store.md");
const TEXTPROTO: &str = include_str!("../../../fixtures/chrome/root_store.textproto");

fn read(text: &str) -> Result<RootStore, StoreError> {
    RootStore::read(text.as_bytes(), "file")
}

fn prints(store: &RootStore) -> Vec<(String, Status)> {
    let roots = store.roots().iter();
    roots
        .map(|root| (root.sha256.to_string(), root.status))
        .collect()
}

#[test]
fn both_files_list_the_same_roots() {
    let (markdown, textproto) = (read(MARKDOWN).unwrap(), read(TEXTPROTO).unwrap());
    assert_eq!(prints(&markdown), prints(&textproto));
    for store in [&markdown, &textproto] {
        assert_eq!(store.version(), Some(37));
        assert_eq!(store.count(Status::Trusted), 4);
        assert_eq!(store.count(Status::Constrained), 1);
        assert_eq!(store.to_string(), "Chrome Root Store version 37 (file)");
    }
}

/// The keys of facts-chrome.md's tables: G2 is stored, Global Root CA was removed.
#[test]
fn keys_are_filled_in_by_fingerprint() {
    for text in [MARKDOWN, TEXTPROTO] {
        let store = read(text).unwrap();
        let key = |position: usize| {
            store.roots()[position]
                .spki_sha256
                .map(|key| key.to_string())
        };
        let digicert_g2 = "8bb593a93be1d0e8a822bb887c547890c3e706aad2dab76254f97fb36b82fc26";
        assert_eq!(key(0).as_deref(), Some(digicert_g2));
        assert!(key(1).is_some() && key(2).is_some() && key(4).is_some());
        assert_eq!(key(3), None);
        assert_eq!(
            store.roots()[3].name(),
            Subject::from_text("C=ZZ,O=Made-up\\, Inc.,CN=Made-up TLS Root")
        );
    }
}

#[test]
fn the_latest_of_several_constraints_holds() {
    let store = read(TEXTPROTO).unwrap();
    let sct_not_after = |position: usize| store.roots()[position].sct_not_after;
    assert_eq!(
        sct_not_after(4).unwrap().to_string(),
        "2025-07-31T23:59:59Z"
    );
    assert_eq!(sct_not_after(0), None);
}

#[test]
fn an_unstated_version_is_none() {
    for (text, line) in [
        (MARKDOWN, "Version: 37\n"),
        (TEXTPROTO, "version_major: 37\n"),
    ] {
        assert!(text.contains(line));
        assert_eq!(read(&text.replace(line, "")).unwrap().version(), None);
    }
}

#[test]
fn a_byte_order_mark_and_crlf_change_nothing() {
    for text in [MARKDOWN, TEXTPROTO] {
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let (windows, unix) = (read(&windows).unwrap(), read(text).unwrap());
        assert_eq!(prints(&windows), prints(&unix));
        assert_eq!(windows.version(), unix.version());
    }
}

#[test]
fn a_list_of_messages_is_read_as_several() {
    let print = "1".repeat(64);
    let store = read(&format!(
        "version_major: 1, trust_anchors: [{{ sha256_hex: '{print}' constraints < sct_not_after_sec: 0x5AF > }}]"
    ))
    .unwrap();
    assert_eq!(store.root_count(), 1);
    assert_eq!(store.roots()[0].status, Status::Constrained);
    assert_eq!(
        store.roots()[0].sct_not_after.unwrap().unix_seconds(),
        0x5af
    );
}

#[test]
fn what_is_no_root_store_is_an_error_of_its_line() {
    let deep = format!("version_major: 1\n{}", "a {".repeat(100_000));
    for (text, line, reason) in [
        ("", 1, "the file is empty"),
        (
            "<html>",
            1,
            "a web page, not Chrome's root_store.md or root_store.textproto: save the raw file",
        ),
        (
            "hello",
            1,
            "neither Chrome's root_store.md nor its root_store.textproto",
        ),
        (
            "# Chrome Root Store\n## Trusted Roots\n",
            1,
            "no root stands in this file",
        ),
        ("version_major: 36\n", 1, "no root stands in this file"),
        ("version_major: x\n", 1, "version_major is no number"),
        (
            "version_major: 1\ntrust_anchors {\n}\n",
            2,
            "a trust anchor without sha256_hex",
        ),
        (
            "trust_anchors {\nsha256_hex: \"00\"\n}",
            2,
            "sha256_hex is not 64 hex digits",
        ),
        (
            "trust_anchors {\n\n",
            1,
            "what begins here has no end: the file may be cut off",
        ),
        (
            "version_major: 1\ntrust_anchors",
            2,
            "what begins here has no end: the file may be cut off",
        ),
        ("version_major: 1\n}", 2, "an end of what was not opened"),
        ("trust_anchors {\n>", 2, "an end of what was not opened"),
        (
            "trust_anchors {\nsha256_hex: }",
            2,
            "a field without a value",
        ),
        ("version_major: 1\n{", 2, "a value without a field"),
        (
            "version_major: 1\n\u{1}",
            2,
            "a character that has no place here",
        ),
        (deep.as_str(), 2, "messages too deep in one another"),
    ] {
        let error = read(text).unwrap_err();
        let start: String = text.chars().take(60).collect();
        assert_eq!(
            (error.line, error.reason.as_str()),
            (line, reason),
            "{start}"
        );
    }
}

#[test]
fn bytes_that_are_no_text_and_files_too_large_are_errors() {
    let error = RootStore::read(b"version_major: 1\n\xff", "file").unwrap_err();
    assert_eq!(error.to_string(), "line 2: the text is not UTF-8");
    assert!(RootStore::read(&vec![b' '; MAX_BYTES + 1], "file").is_err());
    let row = "trust_anchors{sha256_hex:'00'}".replace("00", &"0".repeat(64));
    let error = read(&format!("{}\n{row}", row.repeat(MAX_ROOTS))).unwrap_err();
    assert_eq!(error.line, 2);
}

/// Wherever the file is cut: never more roots, and an error unless only whole ones are left.
#[test]
fn a_file_cut_anywhere_gives_whole_roots_or_an_error() {
    for text in [MARKDOWN, TEXTPROTO] {
        let whole = prints(&read(text).unwrap());
        for length in 0..text.len() {
            if let Ok(store) = RootStore::read(&text.as_bytes()[..length], "file") {
                assert!(whole.starts_with(&prints(&store)), "{length}");
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_root_store_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = RootStore::read(&bytes, "file");
    }

    #[test]
    fn any_text_in_the_files_is_a_root_store_or_an_error(
        place in 0_usize..2_000,
        inserted in "(\\PC|[{}<>\\[\\]:#\"'\\\\|,\n0-9a-f-]){0,12}",
    ) {
        for text in [MARKDOWN, TEXTPROTO] {
            let (before, after) = text.split_at_checked(place.min(text.len())).unwrap_or((text, ""));
            let _ = read(&format!("{before}{inserted}{after}"));
        }
    }
}
