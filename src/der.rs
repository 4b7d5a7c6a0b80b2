//! The little of DER (X.690) that this crate reads and writes itself.

/// Tag of a SEQUENCE.
pub(crate) const SEQUENCE: u8 = 0x30;
/// Tag of an INTEGER.
pub(crate) const INTEGER: u8 = 0x02;
/// Tag of a BIT STRING.
pub(crate) const BIT_STRING: u8 = 0x03;
/// Tag of an OCTET STRING.
pub(crate) const OCTET_STRING: u8 = 0x04;
/// Tag of an OBJECT IDENTIFIER.
pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;

/// One element: its tag's first byte, its contents, and all its bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    /// The identifier byte; longer tags do not occur in what is read here.
    pub(crate) tag: u8,
    /// The contents.
    pub(crate) contents: &'a [u8],
    /// Tag, length and contents.
    pub(crate) whole: &'a [u8],
}

/// The first element of `bytes` and what follows it; `None` where its length is not definite or
/// reaches past the end.
pub(crate) fn first(bytes: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (&tag, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        0x81..=0x84 => {
            let (long, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
            (
                long.iter()
                    .fold(0, |length, byte| (length << 8) | usize::from(*byte)),
                rest,
            )
        }
        _ => return None,
    };
    let (contents, after) = rest.split_at_checked(length)?;
    let (whole, _) = bytes.split_at_checked(bytes.len().checked_sub(after.len())?)?;
    Some((
        Element {
            tag,
            contents,
            whole,
        },
        after,
    ))
}

/// The contents of the one element that `bytes` is, if it has this tag.
pub(crate) fn contents(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (element, rest) = first(bytes)?;
    (element.tag == tag && rest.is_empty()).then_some(element.contents)
}

/// Every element of `bytes` in turn; ends early at one that is malformed.
pub(crate) fn elements(mut bytes: &[u8]) -> impl Iterator<Item = Element<'_>> {
    std::iter::from_fn(move || {
        let (element, rest) = first(bytes)?;
        bytes = rest;
        Some(element)
    })
}

/// Every element of `bytes` in turn; `None`, once and at the end, where something malformed follows.
pub(crate) fn all(mut bytes: &[u8]) -> impl Iterator<Item = Option<Element<'_>>> {
    std::iter::from_fn(move || {
        if bytes.is_empty() {
            return None;
        }
        let read = first(bytes);
        bytes = read.map_or(&[], |(_, rest)| rest);
        Some(read.map(|(element, _)| element))
    })
}

/// An element with this tag and these contents, appended to `output`.
pub(crate) fn write(output: &mut Vec<u8>, tag: u8, contents: &[u8]) {
    output.push(tag);
    let length = contents.len().to_be_bytes();
    let significant = length.iter().skip_while(|byte| **byte == 0);
    if let Ok(short @ 0..=0x7f) = u8::try_from(contents.len()) {
        output.push(short);
    } else {
        // At most eight bytes, so the count fits beside the long form's mark.
        output.push(0x80 | u8::try_from(significant.clone().count()).unwrap_or(8));
        output.extend(significant);
    }
    output.extend_from_slice(contents);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again_at_every_length_form() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let contents = vec![7; length];
            let mut bytes = Vec::new();
            write(&mut bytes, SEQUENCE, &contents);
            assert_eq!(
                super::contents(&bytes, SEQUENCE),
                Some(contents.as_slice()),
                "{length}"
            );
        }
    }

    #[test]
    fn an_element_that_reaches_past_the_end_is_none() {
        assert!(first(&[0x30, 0x05, 0x00]).is_none());
        assert!(first(&[0x30, 0x80, 0x00, 0x00]).is_none());
        assert!(first(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]).is_none());
    }
}
