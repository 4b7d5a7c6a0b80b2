//! Hostile input: no panic, no invention, and time that grows with the input alone.

// Tests read the fixtures and look at the clock.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::fixture_tests::read;
use super::{Source, TrustList};
use crate::certificate::Sha256;

fn parse(bytes: &[u8]) -> Option<TrustList> {
    TrustList::read(bytes, Source::File("x".into()), &[]).ok()
}

/// How long a text takes; these are debug builds on shared machines, so the bounds are wide, and
/// what is quadratic is far beyond them.
fn time(text: &str) -> Duration {
    let start = Instant::now();
    let _ = parse(text.as_bytes());
    start.elapsed()
}

#[test]
fn time_grows_with_the_input_alone() {
    let sha1 = "DF:3C:24:F9:BF:D6:66:76:1B:26:80:73:FE:06:D1:CC:8D:4F:82:A4";
    let mut rows = String::from("<table>");
    let mut lines = String::new();
    let mut names = String::new();
    for index in 0..1_000 {
        let digest = Sha256::of(&[u8::try_from(index % 251).unwrap(), 1]);
        let filler = "x".repeat(800);
        let _ = write!(
            rows,
            "<tr><td title='{filler}'>alias {index}<td>CN=Root {index},O=x<td>{digest}{index:04}<td>{sha1}</tr>"
        );
        let _ = writeln!(
            lines,
            "alias {index}, Dec 1, 2017, trustedCertEntry,\nCertificate fingerprint (SHA1): {index:04x}{}",
            "0".repeat(36)
        );
        let _ = writeln!(names, "CN=Root CA {index}, O=x, C=US");
    }
    for (what, text) in [
        ("rows", rows),
        ("keytool", lines),
        ("names", names),
        ("divs", "<div>".repeat(20_000) + sha1),
        ("tables", "<table><tr><td>".repeat(20_000)),
        ("lists", "<ul><li>".repeat(20_000)),
        ("cells", "<table><tr>".to_owned() + &"<td>".repeat(60_000)),
        (
            "cells with text",
            "<table><tr>".to_owned() + &"<td>1".repeat(20_000),
        ),
        ("hex", "ab".repeat(1 << 17)),
        ("pairs", "ab:".repeat(1 << 16)),
        ("spaced pairs", "ab ".repeat(1 << 17)),
        ("pairs by line", "ab\n".repeat(1 << 16)),
        ("prints in a line", format!("{sha1} ").repeat(20_000)),
        (
            "prints by line",
            format!("{}\n", sha1.replace(':', "")).repeat(20_000),
        ),
        (
            "halves by line",
            format!("{}\n", "0".repeat(32)).repeat(20_000),
        ),
        ("begins", "-----BEGIN CERTIFICATE-----\n".repeat(10_000)),
        ("begins in a line", "BEGIN ".repeat(40_000)),
        ("sequences", "MIIB".repeat(40_000)),
        ("spaced sequences", "MIIDjjCC ".repeat(20_000)),
        ("labels", "Subject: ".repeat(20_000)),
        ("colons", ":".repeat(1 << 16)),
        ("commas", "CN=".to_owned() + &",".repeat(1 << 16)),
        ("attributes", "CN=a,".repeat(40_000)),
        ("entries", ", trustedCertEntry,".repeat(10_000)),
        ("numbers", "1 ".repeat(1 << 17)),
        ("tags", "<b>a</b>".repeat(20_000)),
        ("openings", "<".repeat(1 << 16)),
        ("entities", "&amp;".repeat(40_000)),
        (
            "spans",
            "<table>".to_owned() + &"<tr><td rowspan=999 colspan=999>x<td>y".repeat(20_000),
        ),
        ("headers", "X-A: b\n".repeat(20_000) + "\n"),
        (
            "boundaries",
            "Content-Type: multipart/related; boundary=a\n\n".to_owned() + &"--a\n".repeat(20_000),
        ),
        ("tabs", "\t".repeat(1 << 16) + "x"),
        ("rows by tabs", "a\tb\n".repeat(20_000)),
    ] {
        let taken = time(&text);
        eprintln!("{what}: {} bytes, {taken:?}", text.len());
        // A guard against hanging, not a measurement: quadratic work would take minutes here.
        assert!(taken < Duration::from_secs(30), "{what}: {taken:?}");
    }
}

#[test]
fn a_text_beyond_any_list_is_refused_before_it_is_read() {
    let section = "-----BEGIN X-----\n-----END X-----\n";
    for text in [
        "a\r\n".repeat(400_000),
        "1 ".repeat(1 << 20),
        format!("<p>{}", "<b>1</b>".repeat(1 << 19)),
        section.repeat(200_001),
    ] {
        let error = TrustList::read(text.as_bytes(), Source::File("x".into()), &[]).unwrap_err();
        assert_eq!(error.detail, "it has more parts than any list");
    }
}

proptest! {
    #[test]
    fn any_bytes_and_any_damage_are_read_without_panic(
        file in prop::sample::select(vec![
            "table.html", "keytool-v-en.txt", "pem-br.html", "saved-quoted-printable.mhtml",
            "table-rowspan.html", "definitions.html", "blocks-openssl.txt", "keytool-no-mark.txt",
        ]),
        from in any::<prop::sample::Index>(),
        size in 0..400_usize,
        put in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut bytes = read(file);
        let start = from.index(bytes.len());
        let end = bytes.len().min(start + size);
        bytes.splice(start..end, put.clone());
        parse(&bytes);
        parse(&put);
    }

    /// Every digest that is reported stands in the text: its digits in order, with nothing but
    /// what separates digits between them.
    #[test]
    fn no_fingerprint_is_invented(
        words in prop::collection::vec("[0-9a-fA-F]{1,3}|[0-9A-F]{16}|[0-9a-f]{32}|[0-9A-F]{40}|[0-9a-f]{64}|[0-9a-f]{24}|SHA1:|MD5|SHA-256|[g-z]{1,4}", 1..30),
        marks in prop::collection::vec("[ :\n-]|<br>|<td>|<b>|</b>|\\. |\t", 1..30),
    ) {
        let text: String = words.iter().zip(marks.iter().cycle()).flat_map(|(word, mark)| [word.as_str(), mark.as_str()]).collect();
        let shown = text.replace("<br>", "").replace("<td>", "").replace("<b>", "").replace("</b>", "");
        let digits: String = shown.to_lowercase().chars().filter(char::is_ascii_hexdigit).collect();
        for entry in parse(text.as_bytes()).iter().flat_map(TrustList::entries) {
            for print in super::entries::prints_given(entry) {
                prop_assert!(digits.contains(&print.hex()), "{} in {}", print.hex(), text);
            }
        }
    }
}
