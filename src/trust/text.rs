//! From a list's bytes to text: byte order marks, UTF-16 with or without one, MHTML, Latin-1.

use super::mime;

/// How many of the first bytes are looked at to tell UTF-16 without a byte order mark.
const SAMPLE: usize = 4096;

/// The text that some bytes stand for; `None` where they are no text.
///
/// Line ends become `\n`, and characters that show nothing and only allow or forbid a line break
/// are left out, so that digits on both sides of one are next to each other. Of an MHTML file it
/// is the first HTML part.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let text = plain(characters(bytes)?);
    match mime::html_part(&text) {
        Some(part) => characters(&part).map(plain),
        None => Some(text),
    }
}

/// Decodes the bytes by their byte order mark, else as UTF-16 where every second byte of a sample
/// is zero, else as UTF-8, else as Windows-1252's common ground with Latin-1.
fn characters(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return eight_bit(rest);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return Some(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return Some(utf16(rest, u16::from_be_bytes));
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
        return Some(utf16(bytes, u16::from_le_bytes));
    }
    if first.saturating_mul(2) > pairs.len() && second.saturating_mul(8) < first {
        return Some(utf16(bytes, u16::from_be_bytes));
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

fn eight_bit(bytes: &[u8]) -> Option<String> {
    // A text holds no zero byte; DER, key stores and archives do.
    if bytes.contains(&0) {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    })
}

/// The text with plain line ends and spaces, and nothing that is not seen.
pub(super) fn plain(text: String) -> String {
    // Lists are mostly ASCII, which is told fast.
    if text.is_ascii() {
        return with_newlines(text);
    }
    let odd = |letter: char| letter == '\r' || is_invisible(letter) || is_odd_space(letter);
    if !text.contains(odd) {
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
    plain
}

/// The text with a newline for each carriage return, and for one that a newline follows.
fn with_newlines(text: String) -> String {
    let Some((first, mut rest)) = text.split_once('\r') else {
        return text;
    };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(first);
    loop {
        plain.push('\n');
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        let Some((line, after)) = rest.split_once('\r') else {
            plain.push_str(rest);
            return plain;
        };
        plain.push_str(line);
        rest = after;
    }
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
        let expected = Some("alias, 1.\nF\u{151}".to_owned());
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
