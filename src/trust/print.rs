//! A fingerprint by its algorithm.

use crate::certificate::{Certificate, Md5Digest, Sha1, Sha256};

/// A certificate's fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Print {
    /// 32 digits.
    Md5(Md5Digest),
    /// 40 digits.
    Sha1(Sha1),
    /// 64 digits.
    Sha256(Sha256),
}

/// Fingerprint algorithms, by the digits that they print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// 32 digits.
    Md5,
    /// 40 digits.
    Sha1,
    /// 64 digits.
    Sha256,
}

impl Algorithm {
    /// A certificate's fingerprint of this kind.
    pub(super) fn of(self, certificate: &Certificate) -> Print {
        match self {
            Self::Md5 => Print::Md5(certificate.md5()),
            Self::Sha1 => Print::Sha1(certificate.sha1()),
            Self::Sha256 => Print::Sha256(certificate.sha256),
        }
    }

    /// How many hex digits its fingerprint has.
    pub(super) const fn digits(self) -> usize {
        match self {
            Self::Md5 => 32,
            Self::Sha1 => 40,
            Self::Sha256 => 64,
        }
    }
}

impl Print {
    /// The fingerprint with these hex digits; `None` where no algorithm prints so many.
    pub(super) fn from_digits(digits: &str) -> Option<Self> {
        match digits.len() {
            32 => bytes(digits).map(|bytes| Self::Md5(Md5Digest(bytes))),
            40 => bytes(digits).map(|bytes| Self::Sha1(Sha1(bytes))),
            64 => bytes(digits).map(|bytes| Self::Sha256(Sha256(bytes))),
            _ => None,
        }
    }

    /// Which algorithm printed it, by its length.
    pub(super) const fn algorithm(&self) -> Algorithm {
        match self {
            Self::Md5(_) => Algorithm::Md5,
            Self::Sha1(_) => Algorithm::Sha1,
            Self::Sha256(_) => Algorithm::Sha256,
        }
    }

    /// Its bytes.
    pub(super) const fn bytes(&self) -> &[u8] {
        match self {
            Self::Md5(digest) => &digest.0,
            Self::Sha1(digest) => &digest.0,
            Self::Sha256(digest) => &digest.0,
        }
    }

    /// Its lower-case hex digits.
    pub(super) fn hex(&self) -> String {
        match self {
            Self::Md5(digest) => digest.to_string(),
            Self::Sha1(digest) => digest.to_string(),
            Self::Sha256(digest) => digest.to_string(),
        }
    }
}

fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()?;
    }
    Some(bytes)
}
