//! The sections of a PEM text that hold something else than certificates: keys and CRLs.
//!
//! What is gathered and decoded here is wiped from memory when it is dropped, since it may be a
//! private key.

use std::borrow::Cow;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::boundary::{self, Side, is_base64};
use super::label::quoted;
use super::text::{self, Lines, is_blank, quoting};

/// So much is set aside for a section's body, so that gathering an ordinary key leaves no copies
/// of it behind by growing.
const USUAL_BODY: usize = 16 * 1024;

/// A section with its body decoded.
pub(crate) struct RawSection {
    /// The label of its BEGIN.
    pub(crate) label: String,
    /// The line of its BEGIN, from 1.
    pub(crate) line: usize,
    /// Whether its headers say that it is encrypted (RFC 1421, section 4.6.1.1).
    pub(crate) is_encrypted: bool,
    /// What its Base64 stands for, or what is wrong with it.
    pub(crate) body: Result<Zeroizing<Vec<u8>>, BadSection>,
}

/// A section that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadSection {
    /// The line of the fault, from 1.
    pub(crate) line: usize,
    /// What is wrong, in words, without anything of the section.
    pub(crate) what: String,
}

/// Every section of a text in any encoding whose label is `wanted`, in order.
///
/// # Errors
/// Where a wanted section does not end as it begins.
pub(crate) fn sections(
    bytes: &[u8],
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<RawSection>, BadSection> {
    let text = match text::decode(bytes) {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => return sections_of_text(&Zeroizing::new(text), wanted),
    };
    sections_of_text(text, wanted)
}

fn sections_of_text(
    text: &[u8],
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<RawSection>, BadSection> {
    let mut sections = Vec::new();
    let mut open: Option<Open> = None;
    let mut lines = Lines::new(text);
    while let Some(line) = lines.next() {
        let mut rest = line.text;
        while let Some(found) = boundary::first(rest, lines.rest()) {
            if let Some(mut section) = open.take() {
                section.add(line.number, found.before);
                if found.side == Side::Begin || found.label != section.label {
                    return Err(section.without_end());
                }
                sections.push(section.close());
            } else if found.side == Side::Begin && wanted(found.label) {
                let set_aside = if sections.is_empty() { USUAL_BODY } else { 0 };
                open = Some(Open::new(found.label, line.number, set_aside));
            }
            rest = found.after;
        }
        if let Some(section) = &mut open {
            section.add(line.number, rest);
        }
    }
    open.map_or(Ok(sections), |section| Err(section.without_end()))
}

/// A section whose END was not met yet.
struct Open {
    label: String,
    line: usize,
    is_encrypted: bool,
    characters: Zeroizing<Vec<u8>>,
    wrong: Option<BadSection>,
}

impl Open {
    fn new(label: &str, line: usize, set_aside: usize) -> Self {
        Self {
            label: label.to_owned(),
            line,
            is_encrypted: false,
            characters: Zeroizing::new(Vec::with_capacity(set_aside)),
            wrong: None,
        }
    }

    /// Takes in one line, or a piece of one.
    fn add(&mut self, line: usize, text: &[u8]) {
        if self.characters.is_empty() && text.contains(&b':') {
            self.is_encrypted |=
                text::contains(text, b"Proc-Type") && text::contains(text, b"ENCRYPTED");
            return;
        }
        for byte in text.iter().skip(quoting(text)).copied() {
            if is_base64(byte) || byte == b'=' {
                self.characters.push(byte);
            } else if !is_blank(byte) && self.wrong.is_none() {
                self.wrong = Some(BadSection {
                    line,
                    what: format!(
                        "a character that is no Base64 in the section {}",
                        quoted(&self.label)
                    ),
                });
            }
        }
    }

    fn close(self) -> RawSection {
        let Self {
            label,
            line,
            is_encrypted,
            characters,
            wrong,
        } = self;
        let body = match wrong {
            Some(wrong) => Err(wrong),
            None => decoded(&characters).ok_or_else(|| BadSection {
                line,
                what: format!(
                    "the Base64 of the section {} does not decode",
                    quoted(&label)
                ),
            }),
        };
        RawSection {
            label,
            line,
            is_encrypted,
            body,
        }
    }

    fn without_end(&self) -> BadSection {
        BadSection {
            line: self.line,
            what: format!(
                "the section {} has no END boundary of its own",
                quoted(&self.label)
            ),
        }
    }
}

/// RFC 4648, section 4; padding may be left out.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What some Base64 stands for; `None` where there is none, or it is no whole number of bytes.
fn decoded(characters: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let length = characters.len().div_ceil(4).saturating_mul(3);
    let mut bytes = Zeroizing::new(vec![0; length]);
    let written = BASE64.decode_slice(characters, &mut bytes).ok()?;
    bytes.truncate(written);
    (written > 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Vec<(String, usize, Vec<u8>)> {
        let sections = sections(text.as_bytes(), |label| label == "A").unwrap();
        sections
            .into_iter()
            .map(|section| (section.label, section.line, section.body.unwrap().to_vec()))
            .collect()
    }

    /// RFC 4648, section 10.
    #[test]
    fn base64_is_decoded_as_the_rfc_has_it() {
        for (text, bytes) in [
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
            ("Zm9vYg", "foob"),
            ("+/+/", ""),
        ] {
            let decoded = decoded(text.as_bytes()).unwrap();
            let expected: &[u8] = if bytes.is_empty() {
                &[0xfb, 0xff, 0xbf]
            } else {
                bytes.as_bytes()
            };
            assert_eq!(decoded.as_slice(), expected, "{text}");
        }
        for text in ["", "=", "Z", "Zm9vY", "Zg==Zg==", "Zg==="] {
            assert!(decoded(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn wanted_sections_alone_come_with_their_lines() {
        let text = "text\n-----BEGIN B-----\nZg==\n-----END B-----\n-----BEGIN A-----\r\nZm\r\n8=\r\n-----END A-----\n-----BEGIN A-----\nZm9v\n-----END A-----";
        assert_eq!(
            labels(text),
            [
                ("A".into(), 5, b"fo".to_vec()),
                ("A".into(), 9, b"foo".to_vec())
            ]
        );
    }

    #[test]
    fn a_section_in_utf16_is_read() {
        let text = "-----BEGIN A-----\nZm9v\n-----END A-----";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            sections(&bytes, |_| true).map(|found| found.len()).ok(),
            Some(1)
        );
    }

    #[test]
    fn what_does_not_end_or_decode_is_said_with_its_line() {
        for (text, line) in [
            ("x\n-----BEGIN A-----\nZm9v\n", 2),
            (
                "-----BEGIN A-----\nZm9v\n-----BEGIN A-----\nZm9v\n-----END A-----",
                1,
            ),
            ("-----BEGIN A-----\nZm9v\n-----END B-----", 1),
        ] {
            assert_eq!(
                sections(text.as_bytes(), |_| true)
                    .err()
                    .map(|bad| bad.line),
                Some(line)
            );
        }
        for (text, line) in [
            ("-----BEGIN A-----\nZm9v\nZ!\n-----END A-----", 3),
            ("-----BEGIN A-----\n-----END A-----", 1),
        ] {
            let found = sections(text.as_bytes(), |_| true).ok().unwrap();
            assert_eq!(found[0].body.as_ref().err().map(|bad| bad.line), Some(line));
        }
    }

    #[test]
    fn headers_say_whether_a_section_is_encrypted() {
        let text = "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nZm9v\n-----END A-----";
        let found = sections(text.as_bytes(), |_| true).ok().unwrap();
        assert!(found[0].is_encrypted);
        assert_eq!(found[0].body.as_ref().unwrap().as_slice(), b"foo");
    }
}
