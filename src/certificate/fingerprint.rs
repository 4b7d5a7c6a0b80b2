//! Digests of a certificate, as trust lists print them.

use std::fmt;

use aws_lc_rs::digest;
use md5::{Digest as _, Md5};

/// SHA-256 of some bytes; shown as lower-case hex without colons.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256(pub [u8; 32]);

/// SHA-1 of some bytes: enough to find a certificate by, never to prove one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha1(pub [u8; 20]);

/// MD5 of some bytes: the weakest print that old lists carry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Md5Digest(pub [u8; 16]);

impl Sha256 {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(fixed(digest::digest(&digest::SHA256, bytes).as_ref()))
    }

    /// The digest of these parts, each behind its length, so that no others have the same.
    pub(crate) fn of_parts(parts: &[&[u8]]) -> Self {
        let mut context = digest::Context::new(&digest::SHA256);
        for part in parts {
            context.update(&part.len().to_be_bytes());
            context.update(part);
        }
        Self(fixed(context.finish().as_ref()))
    }

    /// The digest that a text writes as 64 hex digits, in either case, with colons or without;
    /// `None` where it is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|letter| *letter != ':').collect();
        let (pairs, []) = digits.as_bytes().as_chunks::<2>() else {
            return None;
        };
        let nibble = |digit: u8| char::from(digit).to_digit(16);
        let byte = |[high, low]: &[u8; 2]| u8::try_from(nibble(*high)? * 16 + nibble(*low)?).ok();
        let bytes: Option<Vec<u8>> = pairs.iter().map(byte).collect();
        bytes?.try_into().ok().map(Self)
    }
}

impl Sha1 {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(fixed(
            digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref(),
        ))
    }
}

impl Md5Digest {
    /// The digest of `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Md5::digest(bytes).into())
    }
}

/// The first `N` bytes; a digest of that algorithm always has as many.
fn fixed<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.first_chunk().copied().unwrap_or([0; N])
}

/// Lower-case hex without separators.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| match nibble {
        0..10 => char::from(b'0' + nibble),
        _ => char::from(b'a' - 10 + nibble),
    };
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

macro_rules! shown_as_hex {
    ($($digest:ty),*) => {$(
        impl fmt::Display for $digest {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&hex(&self.0))
            }
        }

        impl fmt::Debug for $digest {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, formatter)
            }
        }
    )*};
}

shown_as_hex!(Sha256, Sha1, Md5Digest);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_in_either_case_with_colons_or_without() {
        let digest = Sha256::of(b"");
        let plain = digest.to_string();
        let pairs: Vec<String> = plain
            .as_bytes()
            .chunks(2)
            .map(|pair| String::from_utf8_lossy(pair).to_uppercase())
            .collect();
        assert_eq!(Sha256::parse(&plain), Some(digest));
        assert_eq!(Sha256::parse(&pairs.join(":")), Some(digest));
        for wrong in [
            "",
            "e3",
            "é",
            plain.trim_start_matches('e'),
            &plain.replace('e', "g"),
            &format!("{plain}00"),
        ] {
            assert_eq!(Sha256::parse(wrong), None, "{wrong}");
        }
    }

    /// The digests of the empty input, from FIPS 180-4's examples and RFC 1321, appendix A.5.
    #[test]
    fn digests_are_those_of_the_standards() {
        assert_eq!(
            Sha256::of(b"").to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            Sha1::of(b"").to_string(),
            "da39a3ee5e6b4b0d3255bfef95601890afd80709"
        );
        assert_eq!(
            Md5Digest::of(b"").to_string(),
            "d41d8cd98f00b204e9800998ecf8427e"
        );
    }
}
