//! Bytes to text that can be split into the lines that an editor counts.

use std::borrow::Cow;

use memchr::memchr2;

/// What every PEM section starts with, as far as encodings are told by it.
const MARKER: &[u8] = b"-----BEGIN";

/// The file's text in an encoding that has ASCII's bytes for ASCII: as it is, or from UTF-16.
///
/// A file that mixes both (Windows PowerShell's `>>` appends UTF-16 to any file) keeps its bytes
/// but for the zeros, so that neither half is passed over.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, [u8]> {
    if contains(bytes, MARKER) {
        return without_zeros(bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf16(rest, u16::from_be_bytes);
    }
    if contains_utf16_marker(bytes, u16::to_le_bytes) {
        return utf16(bytes, u16::from_le_bytes);
    }
    if contains_utf16_marker(bytes, u16::to_be_bytes) {
        return utf16(bytes, u16::from_be_bytes);
    }
    Cow::Borrowed(bytes)
}

/// Whether `needle` occurs in `haystack`; the time is the product of their lengths at worst, so
/// the needle must be short.
pub(super) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}

/// Whether [`MARKER`] occurs in UTF-16 of this byte order, at an even offset.
fn contains_utf16_marker(bytes: &[u8], to_bytes: fn(u16) -> [u8; 2]) -> bool {
    let marker: Vec<u8> = MARKER
        .iter()
        .flat_map(|byte| to_bytes(u16::from(*byte)))
        .collect();
    bytes
        .windows(marker.len())
        .step_by(2)
        .any(|window| window == marker.as_slice())
}

fn without_zeros(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.contains(&0) {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(bytes.iter().copied().filter(|byte| *byte != 0).collect())
}

fn utf16(bytes: &[u8], from_bytes: fn([u8; 2]) -> u16) -> Cow<'_, [u8]> {
    let (pairs, _) = bytes.as_chunks::<2>();
    let text: String = char::decode_utf16(pairs.iter().map(|pair| from_bytes(*pair)))
        .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Cow::Owned(text.into_bytes())
}

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Counted from 1.
    pub(super) number: usize,
    /// Its bytes.
    pub(super) text: &'a [u8],
}

/// The lines of a text; LF, CR LF and a lone CR each end one.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    rest: &'a [u8],
    number: usize,
}

impl<'a> Lines<'a> {
    /// All lines of `text`.
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self {
            rest: text,
            number: 0,
        }
    }

    /// What follows the line that was last returned.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr2(b'\n', b'\r', self.rest);
        let (text, rest) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = rest
            .strip_prefix(b"\r\n")
            .or_else(|| rest.get(1..))
            .unwrap_or_default();
        self.number = self.number.saturating_add(1);
        Some(Line {
            number: self.number,
            text,
        })
    }
}

/// Whether the byte is white space, or part of a byte order mark or no-break space.
pub(super) const fn is_blank(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | 0x0b | 0x0c | 0xa0 | 0xbb | 0xbf | 0xc2 | 0xef | 0xfe | 0xff
    )
}

/// How many bytes at the start of a line are indentation or mail quoting.
pub(super) fn quoting(line: &[u8]) -> usize {
    line.iter()
        .take_while(|byte| is_blank(**byte) || matches!(byte, b'>' | b'|'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(usize, &[u8])> {
        Lines::new(text)
            .map(|line| (line.number, line.text))
            .collect()
    }

    #[test]
    fn every_kind_of_line_end_ends_one_line() {
        let expected: Vec<(usize, &[u8])> = vec![
            (1, b"a"),
            (2, b""),
            (3, b"b"),
            (4, b"c"),
            (5, b""),
            (6, b"d"),
        ];
        assert_eq!(lines(b"a\n\nb\rc\r\n\r\nd"), expected);
        assert_eq!(lines(b""), Vec::<(usize, &[u8])>::new());
        assert_eq!(lines(b"a\n"), lines(b"a"));
    }

    #[test]
    fn utf16_of_either_byte_order_is_decoded_with_and_without_a_mark() {
        let text = "é\r\n-----BEGIN X-----";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            [&[0xff, 0xfe], little.as_slice()].concat(),
            [&[0xfe, 0xff], big.as_slice()].concat(),
            little,
            big,
        ] {
            assert_eq!(decode(&bytes).as_ref(), text.as_bytes());
        }
    }

    #[test]
    fn utf16_after_plain_text_is_not_lost() {
        let mut bytes = b"-----BEGIN X-----\n".to_vec();
        bytes.extend(
            "-----BEGIN Y-----"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        );
        assert_eq!(
            decode(&bytes).as_ref(),
            b"-----BEGIN X-----\n-----BEGIN Y-----"
        );
    }
}
