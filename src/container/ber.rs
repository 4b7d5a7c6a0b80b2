//! A small bounded reader of BER (X.690): enough to tell what some bytes are.

/// The universal tags that are looked for.
pub(super) mod tag {
    /// INTEGER.
    pub(crate) const INTEGER: u8 = 0x02;
    /// BIT STRING.
    pub(crate) const BIT_STRING: u8 = 0x03;
    /// OCTET STRING.
    pub(crate) const OCTET_STRING: u8 = 0x04;
    /// OBJECT IDENTIFIER.
    pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
    /// `UTCTime`.
    pub(crate) const UTC_TIME: u8 = 0x17;
    /// `GeneralizedTime`.
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    /// SEQUENCE and SEQUENCE OF.
    pub(crate) const SEQUENCE: u8 = 0x30;
    /// SET and SET OF.
    pub(crate) const SET: u8 = 0x31;
    /// The context's own element 0, constructed.
    pub(crate) const CONTEXT_0: u8 = 0xa0;
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
        let (tag, after_tag) = bytes.split_first()?;
        let (length, after_length) = after_tag.split_first()?;
        if tag & 0x1f == 0x1f {
            return None;
        }
        if *length == 0x80 {
            return Some(Self {
                tag: *tag,
                contents: after_length,
                rest: &[],
                total: None,
            });
        }
        let octets = if *length < 0x80 { 0 } else { length & 0x7f };
        if octets > 4 {
            return None;
        }
        let (long, body) = after_length.split_at_checked(usize::from(octets))?;
        let length = match octets {
            0 => usize::from(*length),
            _ => long
                .iter()
                .fold(0, |sum, octet| (sum << 8) | usize::from(*octet)),
        };
        let (contents, rest) = body.split_at_checked(length).unwrap_or((body, &[]));
        Some(Self {
            tag: *tag,
            contents,
            rest,
            total: Some(length.saturating_add(2).saturating_add(long.len())),
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
}
