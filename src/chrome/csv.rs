//! The tables in `data/`: comma-separated values as RFC 4180 writes them, one record a line; a
//! field in double quotes may hold commas, but no double quote.

use crate::certificate::{Sha256, Time};

/// The fields of every record, comments, blank lines and the header left out.
pub(super) fn records(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(fields)
}

/// The fields of one line.
fn fields(line: &str) -> Vec<&str> {
    let mut fields = Vec::with_capacity(12);
    let mut rest = Some(line);
    while let Some(text) = rest {
        let quoted = text.strip_prefix('"').and_then(|text| text.split_once('"'));
        if let Some((field, after)) = quoted {
            fields.push(field);
            rest = after.strip_prefix(',');
        } else if let Some((field, after)) = text.split_once(',') {
            fields.push(field);
            rest = Some(after);
        } else {
            fields.push(text);
            rest = None;
        }
    }
    fields
}

/// The digest that 64 hex digits of either case write.
pub(super) fn sha256(text: &str) -> Option<Sha256> {
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    let mut digest = [0; 32];
    if pairs.len() != digest.len() {
        return None;
    }
    for (place, [high, low]) in digest.iter_mut().zip(pairs) {
        *place = byte(*high, *low)?;
    }
    Some(Sha256(digest))
}

/// The bytes that pairs of hex digits write; `None` where there are none.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() || !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| match pair {
            [high, low] => byte(*high, *low),
            _ => None,
        })
        .collect()
}

/// A day written `YYYY-MM-DD`.
pub(super) fn day(text: &str) -> Option<Time> {
    Time::parse(text).ok()
}

/// The byte that two hex digits write.
pub(super) fn byte(high: u8, low: u8) -> Option<u8> {
    Some(nibble(high)? << 4 | nibble(low)?)
}

/// The value of one hex digit.
fn nibble(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4180, section 2.
    #[test]
    fn a_quoted_field_holds_commas() {
        let table = "# comment\nfirst,second\n\"a\\, b\",\"c\"\n\n,\n,\"d, e\"\r\n";
        let records: Vec<_> = records(table).collect();
        assert_eq!(records, [["a\\, b", "c"], ["", ""], ["", "d, e"]]);
    }

    #[test]
    fn hex_digits_come_in_pairs_and_in_either_case() {
        assert_eq!(bytes("00fFa1"), Some(vec![0x00, 0xff, 0xa1]));
        for text in ["", "0", "0g", "+1", "é"] {
            assert_eq!(bytes(text), None, "{text}");
        }
        assert_eq!(sha256("00ff"), None);
    }
}
