//! What holds no certificate that can be read: what it is, and what to pass instead.

use super::label::Kind;
use super::text::{Lines, contains, is_blank};
use super::{Unreadable, UnreadableKind};

/// What to do with a file that is nothing of the kind.
pub(super) const PASS_CERTIFICATE: &str = "pass a file with the certificate and its issuers";

/// The boundary that is looked for in text whose sections were not found.
const BOUNDARY: &[u8] = b"-----BEGIN CERTIFICATE-----";

/// How some foreign files begin, and what they are.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a Windows program"),
];

/// How the text of some foreign files begins, in lower case, and what they are.
const TEXT_MAGIC: &[(&[u8], &str)] = &[
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<", "an XML document"),
    (b"{", "a JSON document"),
    (b"[{", "a JSON document"),
];

/// How keys of SSH begin.
const SSH_PUBLIC_KEYS: &[&[u8]] = &[
    b"ssh-",
    b"ecdsa-sha2-",
    b"sk-ssh-",
    b"sk-ecdsa-",
    b"---- BEGIN SSH2 PUBLIC KEY",
];

/// The answer for the key stores of Bouncy Castle; `None` where it is none.
pub(super) fn bouncy_castle(bytes: &[u8]) -> Option<Unreadable> {
    // Version 1 or 2, then a salt of 20 bytes, as BKS and UBER begin.
    matches!(bytes, [0, 0, 0, 1 | 2, 0, 0, 0, 20, ..]).then(|| {
        broken(
            None,
            "a Bouncy Castle key store (BKS or UBER); export its certificates as PEM with \
             `keytool -exportcert -rfc` and that provider, and pass them",
        )
    })
}

/// The answer for a file that holds keys, requests or CRLs and no certificate.
pub(super) fn no_certificate(line: Option<usize>, found: &str, advice: &str) -> Unreadable {
    Unreadable {
        kind: UnreadableKind::NoCertificate,
        line,
        reason: format!("{found} and no certificate; {advice}"),
    }
}

/// The answer for bytes in which nothing was found; `text` is what they are as text.
pub(super) fn nothing(bytes: &[u8], text: &[u8]) -> Unreadable {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return broken(None, format!("{what}, no certificate; {PASS_CERTIFICATE}"));
    }
    let whole = text;
    let text = without_leading_space(whole);
    if text.is_empty() {
        return broken(None, format!("nothing but white space; {PASS_CERTIFICATE}"));
    }
    if SSH_PUBLIC_KEYS.iter().any(|key| text.starts_with(key)) {
        return no_certificate(
            Some(1),
            "a public key of SSH",
            "mutual authentication needs an X.509 certificate; pass that",
        );
    }
    if text.starts_with(b"PuTTY-User-Key-File-") || text.starts_with(b"---- BEGIN SSH2 ENCRYPTED") {
        return no_certificate(Some(1), "a private key of SSH", Kind::PrivateKey.advice());
    }
    foreign_text(whole)
}

/// The answer for text, or for what is not even that.
fn foreign_text(text: &[u8]) -> Unreadable {
    let is_text = str::from_utf8(text).is_ok_and(|text| {
        !text
            .chars()
            .any(|character| character.is_control() && !character.is_whitespace())
    });
    let what = text_format(text);
    if let Some(line) = Lines::new(text).find(|line| contains(line.text, BOUNDARY)) {
        let reason = format!(
            "{what} in which `-----BEGIN CERTIFICATE-----` has other text around it; \
             it must stand in a line of its own, with the Base64 in the lines below"
        );
        return broken(Some(line.number), reason);
    }
    if !is_text {
        let reason = format!("binary data, no certificate; {PASS_CERTIFICATE}");
        return broken(None, reason);
    }
    let reason = format!("{what} without a certificate; {PASS_CERTIFICATE}");
    broken(Some(1), reason)
}

/// Which kind of text it is, with an article where there is one.
fn text_format(text: &[u8]) -> &'static str {
    let text = without_leading_space(text);
    let start = text.get(..text.len().min(16)).unwrap_or_default();
    let start = start.to_ascii_lowercase();
    TEXT_MAGIC
        .iter()
        .find(|(magic, _)| start.starts_with(magic))
        .map_or("text", |(_, what)| what)
}

fn without_leading_space(text: &[u8]) -> &[u8] {
    let spaces = text
        .iter()
        .take_while(|byte| is_blank(**byte) || byte.is_ascii_whitespace())
        .count();
    text.get(spaces..).unwrap_or_default()
}

/// An answer of the kind [`UnreadableKind::Broken`].
pub(super) fn broken(line: Option<usize>, reason: impl Into<String>) -> Unreadable {
    Unreadable {
        kind: UnreadableKind::Broken,
        line,
        reason: reason.into(),
    }
}
