//! A small bounded reader of BER (X.690), the encoding of PKCS#7 and PKCS#12.
//!
//! [`Element`] looks at the beginning of anything, cut or not, to tell what it is. [`Value`] is a
//! whole element, with the indefinite lengths and the strings in pieces that DER does not have.

use std::borrow::Cow;

/// How deep elements may be nested.
pub(super) const MAX_DEPTH: usize = 32;

/// How deep strings may be made of pieces of pieces; BoringSSL's tests have more than a hundred.
const MAX_DEPTH_OF_PIECES: usize = 256;

/// The universal tags that are looked for.
pub(super) mod tag {
    /// INTEGER.
    pub(crate) const INTEGER: u8 = 0x02;
    /// BIT STRING.
    pub(crate) const BIT_STRING: u8 = 0x03;
    /// OCTET STRING.
    pub(crate) const OCTET_STRING: u8 = 0x04;
    /// OCTET STRING whose contents are others that it is made of.
    pub(crate) const OCTET_STRING_IN_PIECES: u8 = 0x24;
    /// OBJECT IDENTIFIER.
    pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
    /// `UTF8String`.
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    /// `UTCTime`.
    pub(crate) const UTC_TIME: u8 = 0x17;
    /// `GeneralizedTime`.
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    /// `BMPString`.
    pub(crate) const BMP_STRING: u8 = 0x1e;
    /// SEQUENCE and SEQUENCE OF.
    pub(crate) const SEQUENCE: u8 = 0x30;
    /// SET and SET OF.
    pub(crate) const SET: u8 = 0x31;
    /// The context's own element 0, constructed.
    pub(crate) const CONTEXT_0: u8 = 0xa0;
    /// The context's own element 1, constructed.
    pub(crate) const CONTEXT_1: u8 = 0xa1;
    /// The context's own element 0, a string in one piece.
    pub(crate) const CONTEXT_0_STRING: u8 = 0x80;
}

/// An element, as much of it as is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    /// The identifier octet.
    pub(super) tag: u8,
    /// The contents, cut where the bytes end; all bytes where the length is indefinite.
    pub(super) contents: &'a [u8],
    /// What follows; nothing where the length is indefinite.
    pub(super) rest: &'a [u8],
    /// Identifier, length and contents together in bytes, as the length says; `None` where it is
    /// indefinite.
    pub(super) total: Option<usize>,
}

impl<'a> Element<'a> {
    /// The element that `bytes` begin with; `None` where they begin with no element whose
    /// identifier takes one octet and whose length takes at most four.
    pub(super) fn first(bytes: &'a [u8]) -> Option<Self> {
        let header = Header::first(bytes)?;
        let (contents, rest) = header.length.map_or((header.body, &[][..]), |length| {
            header
                .body
                .split_at_checked(length)
                .unwrap_or((header.body, &[]))
        });
        Some(Self {
            tag: header.tag,
            contents,
            rest,
            total: header
                .length
                .map(|length| length.saturating_add(bytes.len().saturating_sub(header.body.len()))),
        })
    }

    /// The element that `bytes` begin with, where it has this tag.
    pub(super) fn tagged(bytes: &'a [u8], tag: u8) -> Option<Self> {
        Self::first(bytes).filter(|element| element.tag == tag)
    }

    /// The next element after this one.
    pub(super) fn next(self) -> Option<Self> {
        Self::first(self.rest)
    }
}

/// Identifier and length of an element.
struct Header<'a> {
    tag: u8,
    /// `None` where it is indefinite.
    length: Option<usize>,
    /// All that follows the length.
    body: &'a [u8],
}

impl<'a> Header<'a> {
    fn first(bytes: &'a [u8]) -> Option<Self> {
        let (&tag, after_tag) = bytes.split_first()?;
        let (&short, body) = after_tag.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        let (length, body) = match short {
            0..=0x7f => (Some(usize::from(short)), body),
            0x80 => (None, body),
            0x81..=0x84 => {
                let (long, body) = body.split_at_checked(usize::from(short & 0x7f))?;
                let length = long
                    .iter()
                    .fold(0, |sum, octet| (sum << 8) | usize::from(*octet));
                (Some(length), body)
            }
            _ => return None,
        };
        Some(Self { tag, length, body })
    }
}

/// Why some bytes are not the structure that they should be; no byte of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed(pub(super) &'static str);

impl Malformed {
    /// The bytes end within an element.
    pub(super) const CUT: Self = Self("it is cut short, or a length in it is wrong");
    /// Another element than the structure has at this place, or none.
    pub(super) const SHAPE: Self = Self("an element is missing or not of the type that is due");
    /// More than [`MAX_DEPTH`].
    pub(super) const DEPTH: Self = Self("its elements are nested deeper than any program writes");
}

/// A whole element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    /// The identifier octet.
    pub(super) tag: u8,
    /// The contents, without the mark at the end of an indefinite length.
    pub(super) contents: &'a [u8],
    /// Identifier, length, contents and the mark.
    pub(super) whole: &'a [u8],
}

impl<'a> Value<'a> {
    /// The element that `bytes` begin with, and what follows it.
    pub(super) fn first(bytes: &'a [u8]) -> Result<(Self, &'a [u8]), Malformed> {
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
    pub(super) const fn elements(self) -> Elements<'a> {
        Elements {
            rest: self.contents,
        }
    }

    /// The bytes of a string, under whichever tag, joined where it is in pieces.
    pub(super) fn octets(self) -> Result<Cow<'a, [u8]>, Malformed> {
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
    pub(super) fn unsigned(self) -> Result<u64, Malformed> {
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
pub(super) struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    /// All elements that `bytes` hold.
    pub(super) const fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next element, `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Value<'a>>, Malformed> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (value, rest) = Value::first(self.rest)?;
        self.rest = rest;
        Ok(Some(value))
    }

    /// The next element, which must have this tag.
    pub(super) fn expect(&mut self, tag: u8) -> Result<Value<'a>, Malformed> {
        self.optional(tag)?.ok_or(Malformed::SHAPE)
    }

    /// The next element where it has this tag; else it stays the next.
    pub(super) fn optional(&mut self, tag: u8) -> Result<Option<Value<'a>>, Malformed> {
        if self.rest.first() == Some(&tag) {
            return self.next();
        }
        Ok(None)
    }

    /// The next element, a string in one piece or several: OCTET STRING, or `[0]` in its place.
    pub(super) fn string(&mut self, tag: u8) -> Result<Cow<'a, [u8]>, Malformed> {
        match self.optional(tag)? {
            Some(value) => value,
            None => self.expect(tag | 0x20)?,
        }
        .octets()
    }
}

/// An object identifier as people write it; `?` where it is none.
pub(super) fn dotted(oid: &[u8]) -> String {
    let mut arcs = Vec::new();
    let mut arc = 0_u64;
    // The longest in use have about 20 bytes.
    for byte in oid.iter().take(40) {
        arc = (arc << 7) | u64::from(byte & 0x7f);
        if *byte < 0x80 {
            arcs.push(arc);
            arc = 0;
        }
    }
    let Some((first, rest)) = arcs.split_first() else {
        return String::from("?");
    };
    let root = (first / 40).min(2);
    let mut text = format!("{root}.{}", first.saturating_sub(40 * root));
    for arc in rest {
        text.push_str(&format!(".{arc}"));
    }
    text
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
    fn lengths_of_every_form_are_read() {
        let short = Element::first(&[0x02, 1, 5, 9]).unwrap();
        assert_eq!(
            (short.contents, short.rest, short.total),
            (&[5][..], &[9][..], Some(3))
        );
        let long = Element::first(&[0x04, 0x82, 0, 1, 5]).unwrap();
        assert_eq!((long.contents, long.total), (&[5][..], Some(5)));
        let indefinite = Element::first(&[0x30, 0x80, 5, 0, 0]).unwrap();
        assert_eq!(
            (indefinite.contents, indefinite.total),
            (&[5, 0, 0][..], None)
        );
    }

    #[test]
    fn an_element_that_is_cut_short_keeps_what_is_there() {
        let cut = Element::first(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 1]).unwrap();
        assert_eq!((cut.contents, cut.rest), (&[1][..], &[][..]));
        assert!(Element::first(&[0x30]).is_none());
        assert!(Element::first(&[0x30, 0x85, 1, 1, 1, 1, 1]).is_none());
        assert!(Element::first(&[0x1f, 1, 1]).is_none());
    }

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
    fn object_identifiers_are_written_with_dots() {
        assert_eq!(
            dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]),
            "1.2.840.113549"
        );
        assert_eq!(dotted(&[0x60, 0x86, 0x48]), "2.16.840");
        assert_eq!(dotted(&[]), "?");
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
