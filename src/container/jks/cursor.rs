//! Numbers, texts and bytes as Java's `DataOutputStream` writes them.

use super::super::ber::Malformed;

/// Reads from the beginning of what is left.
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read yet.
    pub(super) const fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(Malformed::CUT)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(Malformed::CUT)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Malformed> {
        self.array().map(u8::from_be_bytes)
    }

    pub(super) fn u16(&mut self) -> Result<u16, Malformed> {
        self.array().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, Malformed> {
        self.array().map(u32::from_be_bytes)
    }

    pub(super) fn u64(&mut self) -> Result<u64, Malformed> {
        self.array().map(u64::from_be_bytes)
    }

    /// Bytes after their number.
    pub(super) fn counted(&mut self) -> Result<&'a [u8], Malformed> {
        let count = usize::try_from(self.u32()?).map_err(|_| Malformed::CUT)?;
        self.take(count)
    }

    /// A text in Java's modified UTF-8 after the number of its bytes.
    pub(super) fn text(&mut self) -> Result<String, Malformed> {
        let count = usize::from(self.u16()?);
        Ok(decoded(self.take(count)?))
    }
}

/// Decodes Java's modified UTF-8: as UTF-8, but for a zero in two bytes, and surrogates that are
/// encoded each for itself.
fn decoded(bytes: &[u8]) -> String {
    let mut units = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((unit, after)) = unit(rest) {
        units.push(unit);
        rest = after;
    }
    String::from_utf16_lossy(&units)
}

/// The first unit of UTF-16, and what follows; for what is none the replacement character.
fn unit(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let low = |byte: u8| u16::from(byte & 0x3f);
    Some(match bytes {
        [] => return None,
        [ascii @ 0..=0x7f, rest @ ..] => (u16::from(*ascii), rest),
        [first @ 0xc0..=0xdf, second, rest @ ..] => {
            (u16::from(first & 0x1f) << 6 | low(*second), rest)
        }
        [first @ 0xe0..=0xef, second, third, rest @ ..] => (
            u16::from(first & 0x0f) << 12 | low(*second) << 6 | low(*third),
            rest,
        ),
        [_, rest @ ..] => (0xfffd, rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modified_utf8_is_decoded() {
        let mut cursor = Cursor::new(&[0, 4, b'a', 0xc0, 0x80, b'b', 9]);
        assert_eq!(cursor.text().unwrap(), "a\0b");
        assert_eq!(cursor.rest(), [9]);
        assert_eq!(decoded("\u{e9}\u{4e16}".as_bytes()), "\u{e9}\u{4e16}");
        let key = [0xed, 0xa0, 0xbd, 0xed, 0xb4, 0x91];
        assert_eq!(decoded(&key), "\u{1f511}");
        assert_eq!(decoded(&[0xff, b'a']), "\u{fffd}a");
        assert!(Cursor::new(&[0, 4, b'a']).text().is_err());
    }
}
