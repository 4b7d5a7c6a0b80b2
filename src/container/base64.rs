//! The body of a section: its Base64 gathered line by line, and the line that is wrong.

use super::boundary::is_base64;
use super::text::{is_blank, quoting};

/// What is wrong with a body, and in which line.
#[derive(Clone, Debug)]
pub(super) struct Wrong {
    /// The line, from 1.
    pub(super) line: usize,
    /// What was found there.
    pub(super) what: String,
}

/// A line of Base64.
#[derive(Clone, Copy, Debug)]
struct Width {
    line: usize,
    characters: usize,
}

/// The Base64 of a section.
#[derive(Default)]
pub(super) struct Body {
    characters: Vec<u8>,
    padded: bool,
    wrong: Option<Wrong>,
    first: Option<Width>,
    last: Option<Width>,
    odd: Option<Width>,
}

impl Body {
    /// Takes in one line, or a piece of one.
    pub(super) fn add(&mut self, line: usize, text: &[u8]) {
        // RFC 1421, section 4.6 puts headers with a colon before the body.
        if self.characters.is_empty() && text.contains(&b':') {
            return;
        }
        let before = self.characters.len();
        let text = text.get(quoting(text)..).unwrap_or_default();
        for byte in text.iter().skip(self.take_plain(text)) {
            self.character(line, *byte);
        }
        let characters = self.characters.len().saturating_sub(before);
        if characters > 0 {
            self.width(Width { line, characters });
        }
    }

    /// Takes in the text up to its padding at once, where that is nothing but Base64, as nearly
    /// always; says how many bytes that were.
    fn take_plain(&mut self, text: &[u8]) -> usize {
        let end = text.iter().rposition(|byte| is_base64(*byte));
        let plain = text.get(..end.map_or(0, |end| end.saturating_add(1)));
        let is_plain = |text: &&[u8]| {
            // Without a way out of the loop the compiler looks at many bytes at a time.
            let all = text.iter().fold(true, |all, byte| all & is_base64(*byte));
            all && !self.padded && self.wrong.is_none()
        };
        let plain = plain.filter(is_plain).unwrap_or_default();
        self.characters.extend_from_slice(plain);
        plain.len()
    }

    fn character(&mut self, line: usize, byte: u8) {
        if is_blank(byte) || self.wrong.is_some() {
            return;
        }
        if byte == b'=' || (is_base64(byte) && !self.padded) {
            self.padded = byte == b'=';
            self.characters.push(byte);
            return;
        }
        let what = match byte {
            b'-' => String::from("neither Base64 nor a whole boundary"),
            _ if is_base64(byte) => String::from("more Base64 after the padding (`=`)"),
            b'!'..=b'~' => format!("`{}`, which is no Base64", char::from(byte)),
            _ => String::from("a character that is no Base64"),
        };
        self.wrong = Some(Wrong { line, what });
    }

    /// Remembers the first line whose width is not the first line's, the last line aside.
    fn width(&mut self, width: Width) {
        let usual = *self.first.get_or_insert(width);
        let ended_short = self.last.filter(|last| last.characters != usual.characters);
        let too_long = (width.characters > usual.characters).then_some(width);
        self.odd = self.odd.or(ended_short).or(too_long);
        self.last = Some(width);
    }

    /// The characters, nothing but Base64 and padding, or what is wrong with them.
    pub(super) fn base64(&self) -> Result<&[u8], &Wrong> {
        self.wrong.as_ref().map_or(Ok(&self.characters), Err)
    }

    /// The line that is shorter or longer than the others, where there is one.
    pub(super) fn odd_line(&self) -> Option<Wrong> {
        let (odd, usual) = (self.odd?, self.first?);
        Some(Wrong {
            line: odd.line,
            what: format!(
                "{} characters of Base64 where other lines have {}",
                odd.characters, usual.characters
            ),
        })
    }
}
