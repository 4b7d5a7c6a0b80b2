//! From a list's bytes to text: byte order marks, UTF-16 with or without one, MHTML, Latin-1.

use std::borrow::Cow;

use memchr::memchr;

use super::mime;

/// How many of the first bytes are looked at to tell UTF-16 without a byte order mark.
const SAMPLE: usize = 4096;

/// The text that some bytes stand for; `None` where they are no text.
///
/// Line ends become `\n`, and characters that show nothing and only allow or forbid a line break
/// are left out, so that digits on both sides of one are next to each other. Of an MHTML file it
/// is the first HTML part.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = plain(characters(bytes)?);
    match mime::html_part(&text) {
        Some(part) => characters(&part).map(|text| plain(text).into_owned().into()),
        None => Some(text),
    }
}

/// Decodes the bytes by their byte order mark, else as UTF-16 where every second byte of a sample
/// is zero, else as UTF-8, else as Windows-1252's common ground with Latin-1.
fn characters(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return eight_bit(rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return Some(utf16(rest, u16::from_le_bytes).into());
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return Some(utf16(rest, u16::from_be_bytes).into());
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (pairs, _) = sample.as_chunks::<2>();
    let zeros = |index: usize| {
        pairs
            .iter()
            .filter(|pair| pair.get(index) == Some(&0))
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    // Half of the characters must be Latin: alias names and hex digits are, in any language.
    if second.saturating_mul(2) > pairs.len() && first.saturating_mul(8) < second {
        return Some(utf16(bytes, u16::from_le_bytes).into());
    }
    if first.saturating_mul(2) > pairs.len() && second.saturating_mul(8) < first {
        return Some(utf16(bytes, u16::from_be_bytes).into());
    }
    eight_bit(bytes)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().copied().map(unit);
    char::decode_utf16(units)
        .map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn eight_bit(bytes: &[u8]) -> Option<Cow<'_, str>> {
    // A text holds no zero byte; DER, key stores and archives do.
    if memchr(0, bytes).is_some() {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    })
}

/// The text with plain line ends and spaces, and nothing that is not seen.
pub(super) fn plain(text: Cow<'_, str>) -> Cow<'_, str> {
    let has_return = memchr(b'\r', text.as_bytes()).is_some();
    if text.is_ascii() && has_return {
        return with_line_feeds(&text).into();
    }
    let odd = |letter: char| is_invisible(letter) || is_odd_space(letter);
    // Most lines are ASCII, which is told fast.
    let mut others = text.lines().filter(|line| !line.is_ascii());
    if !has_return && !others.any(|line| line.contains(odd)) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                plain.push('\n');
            }
            _ if is_invisible(letter) => {}
            _ if is_odd_space(letter) => plain.push(' '),
            _ => plain.push(letter),
        }
    }
    plain.into()
}

/// The text with `\n` for every line end.
fn with_line_feeds(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    let mut lines = text.split('\r');
    output.push_str(lines.next().unwrap_or_default());
    for line in lines {
        output.push('\n');
        output.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
    output
}

/// Soft hyphen, zero-width space and joiners, word joiner, byte order mark, direction marks.
pub(super) const fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

/// No-break, figure, narrow and ideographic spaces.
const fn is_odd_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn little_endian(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn utf_16_is_read_with_and_without_a_byte_order_mark() {
        let expected = Some("alias, 1.\nF\u{151}".into());
        let bytes = little_endian("alias, 1.\r\nF\u{151}");
        assert_eq!(decode(&bytes), expected);
        assert_eq!(
            decode(&[&[0xff, 0xfe], bytes.as_slice()].concat()),
            expected
        );
        let swapped: Vec<u8> = bytes
            .chunks(2)
            .flat_map(|pair| [pair[1], pair[0]])
            .collect();
        assert_eq!(decode(&swapped), expected);
        assert_eq!(
            decode(&[&[0xfe, 0xff], swapped.as_slice()].concat()),
            expected
        );
    }

    #[test]
    fn what_is_no_utf_8_is_read_as_latin_1() {
        assert_eq!(
            decode(b"Keystore enth\xe4lt").unwrap(),
            "Keystore enth\u{e4}lt"
        );
        assert_eq!(decode("enth\u{e4}lt".as_bytes()).unwrap(), "enth\u{e4}lt");
    }

    #[test]
    fn bytes_of_no_text_are_refused() {
        assert_eq!(decode(b"0\x82\x01\x00\x00\x00\x00\x01"), None);
    }

    #[test]
    fn characters_that_show_nothing_are_left_out() {
        assert_eq!(
            decode("DF\u{200b}3C\u{ad}24\u{a0}x".as_bytes()).unwrap(),
            "DF3C24 x"
        );
    }
}
