//! Certificates that stand in a text, with or without PEM boundaries: each is taken out and
//! leaves a token in its place, so that what stands around it can be read by lines.

use base64::Engine as _;
use memchr::memmem;

use super::base64_text::{LENIENT, is_digit};
use super::document::MOST_PARTS;
use crate::certificate::{Certificate, Sha256};

/// Opens a token; a private use character that [`super::document`] lets no text bring along.
pub(super) const TOKEN_START: char = '\u{e000}';
/// Closes a token.
pub(super) const TOKEN_END: char = '\u{e001}';
/// Stands for an inline tag: separates words, joins digits.
pub(super) const TAG: char = '\u{e002}';

/// The most bytes that a certificate may have here; the largest known root has under 3,000.
const MOST_BYTES: usize = 64 * 1024;
/// The fewest Base64 digits that are taken for a certificate which was cut off.
const CUT_DIGITS: usize = 160;

/// What stands at a token.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// A certificate.
    Certificate(Box<Certificate>),
    /// The DER of a certificate that this program refuses: its digest, and why.
    Refused(Sha256, String),
    /// A PEM section or Base64 that is cut off before its end.
    Cut,
    /// What an entry already has.
    Taken,
    /// A PEM section that is broken, or no certificate at all: what it is.
    Other(String),
}

/// Replaces every certificate in `text` by a token, which is an index into `held`. Stops where
/// there are more than [`MOST_PARTS`] of them.
pub(super) fn take_out(text: &str, held: &mut Vec<Held>) -> String {
    let mut without = String::with_capacity(text.len().min(1 << 16));
    let mut rest = text;
    while let Some((before, label, after)) = next_boundary(rest, "BEGIN ") {
        take_out_bare(before, held, &mut without);
        let (body, remaining, whole) = section(label, after);
        let found = if whole {
            read_section(label, body)
        } else if label.ends_with("CERTIFICATE") {
            Held::Cut
        } else {
            Held::Other(format!("a PEM section {label} that is cut off"))
        };
        push_token(&mut without, held, found);
        if held.len() > MOST_PARTS {
            return without;
        }
        rest = remaining;
    }
    take_out_bare(rest, held, &mut without);
    without
}

fn push_token(text: &mut String, held: &mut Vec<Held>, found: Held) {
    text.push(TOKEN_START);
    text.push_str(&held.len().to_string());
    text.push(TOKEN_END);
    held.push(found);
}

/// The next PEM boundary of this kind: the text before it, its label, and the text after it.
/// Dashes that a word processor has drawn together are taken, too.
fn next_boundary<'a>(text: &'a str, kind: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let dash = |letter: char| matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    for at in memmem::find_iter(text.as_bytes(), kind.as_bytes()) {
        let (before, after) = text.split_at_checked(at)?;
        let after = after.strip_prefix(kind)?;
        let trimmed = before.trim_end_matches(dash);
        let size = after
            .bytes()
            .take_while(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b' '))
            .take(40)
            .count();
        let (label, after) = after.split_at_checked(size)?;
        let closed = after.trim_start_matches(dash);
        if trimmed.len() < before.len() && closed.len() < after.len() && !label.is_empty() {
            return Some((trimmed, label.trim(), closed));
        }
    }
    None
}

/// What stands before the section's end, what follows it, and whether it has one before the next
/// section begins.
fn section<'a>(label: &str, after: &'a str) -> (&'a str, &'a str, bool) {
    let next = next_boundary(after, "BEGIN ").map_or(after.len(), |(before, ..)| before.len());
    let own = after.get(..next).unwrap_or(after);
    match next_boundary(own, "END ") {
        Some((body, end, rest)) if end == label => {
            let remaining = after.len().saturating_sub(next).saturating_add(rest.len());
            let start = after.len().saturating_sub(remaining);
            (body, after.get(start..).unwrap_or_default(), true)
        }
        _ => (own, after.get(next..).unwrap_or_default(), false),
    }
}

/// Reads a whole PEM section.
fn read_section(label: &str, body: &str) -> Held {
    let is_trusted = label == "TRUSTED CERTIFICATE";
    if !is_trusted && label != "CERTIFICATE" && label != "X509 CERTIFICATE" {
        return Held::Other(format!("a PEM section {label}"));
    }
    let Ok(der) = LENIENT.decode(without_spaces(body)) else {
        return Held::Other(format!("a PEM section {label} that is not Base64"));
    };
    match (size_of(&der), is_trusted) {
        (Some(size), _) if size > der.len() => Held::Cut,
        // OpenSSL's trust data follows the certificate.
        (Some(size), true) => certificate(der.get(..size).unwrap_or_default()),
        _ => certificate(&der),
    }
}

/// The text without white space and inline tags.
fn without_spaces(text: &str) -> Vec<u8> {
    let mut kept = Vec::with_capacity(text.len());
    if text.is_ascii() {
        // Line by line, since that is how nearly all of it comes.
        let lines = text.split_ascii_whitespace();
        lines.for_each(|line| kept.extend_from_slice(line.as_bytes()));
        return kept;
    }
    let is_space = |letter: char| letter.is_whitespace() || letter == TAG;
    let words = text.split(is_space);
    words.for_each(|word| kept.extend_from_slice(word.as_bytes()));
    kept
}

/// A certificate, or its digest where it is shaped like one.
fn certificate(der: &[u8]) -> Held {
    match Certificate::from_der(der) {
        Ok(certificate) => Held::Certificate(Box::new(certificate)),
        Err(error) if is_shaped_like_one(der) => Held::Refused(Sha256::of(der), error.reason),
        Err(error) => Held::Other(format!("a certificate that cannot be read: {error}")),
    }
}

/// Whether the DER is a sequence of a sequence, a sequence and a bit string, and nothing else
/// (RFC 5280, section 4.1).
fn is_shaped_like_one(der: &[u8]) -> bool {
    let Some((0x30, contents, [])) = element(der) else {
        return false;
    };
    let Some((0x30, _, rest)) = element(contents) else {
        return false;
    };
    let Some((0x30, _, rest)) = element(rest) else {
        return false;
    };
    matches!(element(rest), Some((0x03, _, [])))
}

/// The tag and contents of the first DER element, and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (header, length) = header(der)?;
    let (_, body) = der.split_at_checked(header)?;
    let (contents, rest) = body.split_at_checked(length)?;
    Some((*der.first()?, contents, rest))
}

/// The sizes of a DER element's header and contents, of at most four bytes of length.
fn header(der: &[u8]) -> Option<(usize, usize)> {
    let first = *der.get(1)?;
    if first < 0x80 {
        return Some((2, usize::from(first)));
    }
    let count = usize::from(first & 0x7f);
    if !(1..=4).contains(&count) {
        return None;
    }
    let bytes = der.get(2..count.saturating_add(2))?;
    let length = bytes
        .iter()
        .fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    Some((count.saturating_add(2), length))
}

/// The size of the sequence that the DER begins with, as its own header says.
fn size_of(der: &[u8]) -> Option<usize> {
    let (header, length) = header(der).filter(|_| der.first() == Some(&0x30))?;
    Some(header.saturating_add(length))
}

/// Takes out Base64 without boundaries: a word that begins as a DER sequence does, and as many
/// digits after it as the sequence's own length asks for.
fn take_out_bare(text: &str, held: &mut Vec<Held>, without: &mut String) {
    let mut copied = 0;
    // What begins like a certificate and is none is read again from the next beginning on: that
    // must cost no more than the text is long.
    let mut budget = text.len().saturating_mul(4);
    for at in memmem::find_iter(text.as_bytes(), "MI") {
        let follows_digit = text
            .get(..at)
            .and_then(|before| before.as_bytes().last())
            .is_some_and(|byte| is_digit(*byte));
        if at < copied || follows_digit {
            continue;
        }
        let (found, read) = text.get(at..).map_or((None, 0), bare);
        budget = budget.saturating_sub(read);
        if budget == 0 {
            break;
        }
        let Some((found, size)) = found else {
            continue;
        };
        without.push_str(text.get(copied..at).unwrap_or_default());
        push_token(without, held, found);
        copied = at.saturating_add(size);
    }
    without.push_str(text.get(copied..).unwrap_or_default());
}

/// The certificate in Base64 that `text` begins with and how many bytes of the text it takes, if
/// it is one; and how many bytes were read to tell.
fn bare(text: &str) -> (Option<(Held, usize)>, usize) {
    let mut digits = Vec::new();
    let mut wanted = None;
    let mut size = 0;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() || letter == TAG {
            continue;
        }
        let byte = u8::try_from(letter).ok().filter(|byte| is_digit(*byte));
        let complete = wanted.is_some_and(|wanted| digits.len() >= wanted);
        let Some(byte) = byte.filter(|byte| !complete || *byte == b'=') else {
            break;
        };
        size = at.saturating_add(1);
        if byte != b'=' {
            digits.push(byte);
        }
        if digits.len() == 8 && wanted.is_none() {
            wanted = digits_wanted(&digits);
            if wanted.is_none() {
                return (None, size);
            }
        }
    }
    let found = match wanted {
        Some(wanted) if digits.len() >= wanted => {
            LENIENT.decode(&digits).ok().map(|der| certificate(&der))
        }
        Some(_) if digits.len() >= CUT_DIGITS => Some(Held::Cut),
        _ => None,
    };
    let found = found.filter(|found| !matches!(found, Held::Other(_)));
    (found.map(|found| (found, size)), size)
}

/// How many Base64 digits the certificate has that begins with these eight: a sequence of a
/// sequence that is shorter.
fn digits_wanted(digits: &[u8]) -> Option<usize> {
    let der = LENIENT.decode(digits).ok()?;
    let total = size_of(&der)?;
    let (start, _) = header(&der)?;
    let is_sequence = der.get(start) == Some(&0x30);
    let fits = (100..=MOST_BYTES).contains(&total);
    (is_sequence && fits).then(|| total.saturating_mul(4).div_ceil(3))
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::trust::bundled;

    fn wrapped(der: &[u8], separator: &str) -> String {
        let digits = STANDARD.encode(der);
        let lines: Vec<&str> = digits
            .as_bytes()
            .chunks(64)
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect();
        lines.join(separator)
    }

    fn only(text: &str) -> (String, Held) {
        let mut held = Vec::new();
        let without = take_out(text, &mut held);
        assert_eq!(held.len(), 1, "{held:?}");
        (without, held.remove(0))
    }

    fn is_root(held: &Held) -> bool {
        matches!(held, Held::Certificate(found) if found.sha256 == bundled::roots()[0].sha256)
    }

    #[test]
    fn a_certificate_is_found_with_and_without_boundaries() {
        let der = &bundled::roots()[0].der;
        for separator in ["\n", " ", "\n    ", "\u{e002}", ""] {
            let body = wrapped(der, separator);
            let bare = format!("alias {body} after");
            let pem = format!(
                "alias -----BEGIN CERTIFICATE-----{separator}{body}{separator}-----END CERTIFICATE----- after"
            );
            for text in [bare, pem] {
                // Words that follow Base64 without boundaries are digits too; its length ends it.
                let (without, held) = only(&text);
                assert!(is_root(&held), "{text}");
                assert_eq!(
                    without.replace(['\u{e000}', '\u{e001}'], "|"),
                    "alias |0| after"
                );
            }
        }
    }

    #[test]
    fn trust_data_after_a_trusted_certificate_is_left_out() {
        let mut der = bundled::roots()[0].der.clone();
        der.extend([0x30, 0x00]);
        let body = wrapped(&der, "\n");
        let text = |label| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
        assert!(is_root(&only(&text("TRUSTED CERTIFICATE")).1));
        assert!(matches!(only(&text("CERTIFICATE")).1, Held::Other(_)));
    }

    #[test]
    fn what_is_cut_off_is_told_from_what_is_broken() {
        let body = wrapped(&bundled::roots()[0].der, "\n");
        let half: String = body.chars().take(400).collect();
        for text in [
            format!("-----BEGIN CERTIFICATE-----\n{body}\n"),
            format!("-----BEGIN CERTIFICATE-----\n{half}\n-----END CERTIFICATE-----\n"),
            half,
        ] {
            assert!(matches!(only(&text).1, Held::Cut), "{text}");
        }
        let broken = format!("-----BEGIN CERTIFICATE-----\n!{body}\n-----END CERTIFICATE-----\n");
        assert!(matches!(only(&broken).1, Held::Other(_)));
    }

    #[test]
    fn a_section_without_end_does_not_swallow_the_next() {
        let body = wrapped(&bundled::roots()[0].der, "\n");
        let text = format!(
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
        );
        let mut held = Vec::new();
        take_out(&text, &mut held);
        assert!(matches!(held.as_slice(), [Held::Cut, found] if is_root(found)));
    }
}
