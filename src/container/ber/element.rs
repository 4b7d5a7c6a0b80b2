//! Elements that may be cut short, for telling what something is.

use super::Header;

/// An element, as much of it as is there.
#[derive(Clone, Copy, Debug)]
pub(in crate::container) struct Element<'a> {
    /// The identifier octet.
    pub(in crate::container) tag: u8,
    /// The contents, cut where the bytes end; all bytes where the length is indefinite.
    pub(in crate::container) contents: &'a [u8],
    /// What follows; nothing where the length is indefinite.
    pub(in crate::container) rest: &'a [u8],
    /// Identifier, length and contents together in bytes, as the length says; `None` where it is
    /// indefinite.
    pub(in crate::container) total: Option<usize>,
}

impl<'a> Element<'a> {
    /// The element that `bytes` begin with; `None` where they begin with no element whose
    /// identifier takes one octet and whose length takes at most four.
    pub(in crate::container) fn first(bytes: &'a [u8]) -> Option<Self> {
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
    pub(in crate::container) fn tagged(bytes: &'a [u8], tag: u8) -> Option<Self> {
        Self::first(bytes).filter(|element| element.tag == tag)
    }

    /// The next element after this one.
    pub(in crate::container) fn next(self) -> Option<Self> {
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
