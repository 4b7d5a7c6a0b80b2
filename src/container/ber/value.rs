//! Whole elements, and those within them.

use std::borrow::Cow;

use super::{Header, MAX_DEPTH, tag};

/// How deep strings may be made of pieces of pieces; a test of `BoringSSL` has more
/// than a hundred.
const MAX_DEPTH_OF_PIECES: usize = 256;

/// Why some bytes are not the structure that they should be; no byte of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::container) struct Malformed(pub(in crate::container) &'static str);

impl Malformed {
    /// The bytes end within an element.
    pub(in crate::container) const CUT: Self = Self("it is cut short, or a length in it is wrong");
    /// Another element than the structure has at this place, or none.
    pub(in crate::container) const SHAPE: Self =
        Self("an element is missing or not of the type that is due");
    /// More than [`MAX_DEPTH`].
    pub(in crate::container) const DEPTH: Self =
        Self("its elements are nested deeper than any program writes");
}

/// A whole element.
#[derive(Clone, Copy, Debug)]
pub(in crate::container) struct Value<'a> {
    /// The identifier octet.
    pub(in crate::container) tag: u8,
    /// The contents, without the mark at the end of an indefinite length.
    pub(in crate::container) contents: &'a [u8],
    /// Identifier, length, contents and the mark.
    pub(in crate::container) whole: &'a [u8],
}

impl<'a> Value<'a> {
    /// The element that `bytes` begin with, and what follows it.
    pub(in crate::container) fn first(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Malformed> {
        let header = Header::first(bytes).ok_or(Malformed::CUT)?;
        let (contents, rest) = match header.length {
            Some(length) => header.body.split_at_checked(length),
            None if is_constructed(header.tag) => {
                let length = until_end_of_contents(header.body)?;
                header
                    .body
                    .split_at_checked(length)
                    .and_then(|(contents, end)| Some((contents, end.get(2..)?)))
            }
            None => return Err(Malformed::SHAPE),
        }
        .ok_or(Malformed::CUT)?;
        let (whole, _) = bytes
            .split_at_checked(bytes.len().saturating_sub(rest.len()))
            .ok_or(Malformed::CUT)?;
        let value = Self {
            tag: header.tag,
            contents,
            whole,
        };
        Ok((value, rest))
    }

    /// The elements within.
    pub(in crate::container) const fn elements(self) -> Elements<'a> {
        Elements {
            rest: self.contents,
        }
    }

    /// The bytes of a string, under whichever tag, joined where it is in pieces.
    pub(in crate::container) fn octets(self) -> Result<Cow<'a, [u8]>, Malformed> {
        if !is_constructed(self.tag) {
            return Ok(Cow::Borrowed(self.contents));
        }
        let mut joined = Vec::new();
        self.append_pieces(&mut joined, MAX_DEPTH_OF_PIECES)?;
        Ok(Cow::Owned(joined))
    }

    fn append_pieces(self, joined: &mut Vec<u8>, depth: usize) -> Result<(), Malformed> {
        let depth = depth.checked_sub(1).ok_or(Malformed::DEPTH)?;
        let mut pieces = self.elements();
        while let Some(piece) = pieces.next()? {
            match piece.tag {
                tag::OCTET_STRING => joined.extend_from_slice(piece.contents),
                tag::OCTET_STRING_IN_PIECES => piece.append_pieces(joined, depth)?,
                _ => return Err(Malformed::SHAPE),
            }
        }
        Ok(())
    }

    /// The value of an INTEGER that is not negative and takes at most eight bytes.
    pub(in crate::container) fn unsigned(self) -> Result<u64, Malformed> {
        let digits = self.contents.strip_prefix(&[0]).unwrap_or(self.contents);
        let negative = self.contents.first().is_none_or(|first| *first >= 0x80);
        if self.tag != tag::INTEGER || negative || digits.len() > 8 {
            return Err(Malformed("a number in it is negative or too large"));
        }
        Ok(digits
            .iter()
            .fold(0, |sum, octet| (sum << 8) | u64::from(*octet)))
    }
}

/// The elements of a sequence or set, one after the other.
#[derive(Clone, Copy, Debug)]
pub(in crate::container) struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    /// All elements that `bytes` hold.
    pub(in crate::container) const fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next element, `None` at the end.
    pub(in crate::container) fn next(&mut self) -> Result<Option<Value<'a>>, Malformed> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (value, rest) = Value::first(self.rest)?;
        self.rest = rest;
        Ok(Some(value))
    }

    /// The next element, which must have this tag.
    pub(in crate::container) fn expect(&mut self, tag: u8) -> Result<Value<'a>, Malformed> {
        self.optional(tag)?.ok_or(Malformed::SHAPE)
    }

    /// The next element where it has this tag; else it stays the next.
    pub(in crate::container) fn optional(
        &mut self,
        tag: u8,
    ) -> Result<Option<Value<'a>>, Malformed> {
        if self.rest.first() == Some(&tag) {
            return self.next();
        }
        Ok(None)
    }

    /// The next element, a string in one piece or several: OCTET STRING, or `[0]` in its place.
    pub(in crate::container) fn string(&mut self, tag: u8) -> Result<Cow<'a, [u8]>, Malformed> {
        match self.optional(tag)? {
            Some(value) => value,
            None => self.expect(tag | 0x20)?,
        }
        .octets()
    }
}

const fn is_constructed(tag: u8) -> bool {
    tag & 0x20 != 0
}

/// How many bytes precede the mark that ends an indefinite length (X.690, section 8.1.5).
fn until_end_of_contents(bytes: &[u8]) -> Result<usize, Malformed> {
    let mut rest = bytes;
    let mut open = 1_usize;
    loop {
        if let Some(after) = rest.strip_prefix(&[0, 0]) {
            open = open.saturating_sub(1);
            if open == 0 {
                return Ok(bytes.len().saturating_sub(rest.len()));
            }
            rest = after;
            continue;
        }
        let header = Header::first(rest).ok_or(Malformed::CUT)?;
        rest = match header.length {
            Some(length) => header.body.get(length..).ok_or(Malformed::CUT)?,
            None if open >= MAX_DEPTH => return Err(Malformed::DEPTH),
            None => {
                open = open.saturating_add(1);
                header.body
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indefinite_lengths_end_at_their_own_mark() {
        let bytes = [0x30, 0x80, 0x30, 0x80, 0x02, 1, 5, 0, 0, 0x04, 0, 0, 0, 9];
        let (outer, rest) = Value::first(&bytes).unwrap();
        assert_eq!((outer.whole.len(), rest), (13, &[9][..]));
        let mut elements = outer.elements();
        let inner = elements.expect(tag::SEQUENCE).unwrap();
        assert_eq!(inner.contents, [0x02, 1, 5]);
        assert_eq!(elements.string(tag::OCTET_STRING).unwrap().as_ref(), b"");
        assert!(elements.next().unwrap().is_none());
        assert_eq!(Value::first(&bytes[..12]).unwrap_err(), Malformed::CUT);
        assert_eq!(
            Value::first(&[0x04, 0x80, 0, 0]).unwrap_err(),
            Malformed::SHAPE
        );
    }

    #[test]
    fn a_string_in_pieces_of_pieces_is_joined() {
        let bytes = [0x24, 0x80, 0x04, 1, b'a', 0x24, 3, 0x04, 1, b'b', 0, 0];
        let joined = Elements::of(&bytes).string(tag::OCTET_STRING).unwrap();
        assert_eq!(joined.as_ref(), b"ab");
    }

    #[test]
    fn nesting_has_an_end() {
        let open = [0x30, 0x80].repeat(MAX_DEPTH + 1);
        assert_eq!(Value::first(&open).unwrap_err(), Malformed::DEPTH);
        let mut pieces = vec![0x04, 1, b'a'];
        for _ in 0..=MAX_DEPTH_OF_PIECES {
            let [.., high, low] = pieces.len().to_be_bytes();
            pieces.splice(0..0, [0x24, 0x82, high, low]);
        }
        let string = Value::first(&pieces).unwrap().0;
        assert_eq!(string.octets().unwrap_err(), Malformed::DEPTH);
    }

    #[test]
    fn numbers_are_read_up_to_eight_bytes() {
        let number = |bytes: &[u8]| Value::first(bytes).unwrap().0.unsigned().ok();
        assert_eq!(number(&[2, 2, 0x08, 0x00]), Some(2048));
        assert_eq!(number(&[2, 2, 0x00, 0xff]), Some(255));
        assert_eq!(number(&[2, 1, 0xff]), None);
        assert_eq!(number(&[2, 0]), None);
        assert_eq!(number(&[2, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0]), None);
    }
}
