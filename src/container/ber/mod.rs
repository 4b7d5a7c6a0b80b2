//! A small bounded reader of BER (X.690), the encoding of PKCS#7 and PKCS#12.
//!
//! [`Element`] looks at the beginning of anything, cut or not, to tell what it is. [`Value`] is a
//! whole element, with the indefinite lengths and the strings in pieces that DER does not have.

mod element;
mod value;

pub(super) use element::Element;
pub(super) use value::{Elements, Malformed, Value};

/// How deep elements may be nested.
pub(super) const MAX_DEPTH: usize = 32;

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
        text.push('.');
        text.push_str(&arc.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn object_identifiers_are_written_with_dots() {
        assert_eq!(
            dotted(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]),
            "1.2.840.113549"
        );
        assert_eq!(dotted(&[0x60, 0x86, 0x48]), "2.16.840");
        assert_eq!(dotted(&[]), "?");
    }
}
