//! Digests by their identifiers, and the key derivation of PKCS#12 (RFC 7292, appendix B).

use std::num::NonZeroU32;

use aws_lc_rs::{digest, hmac, pbkdf2};
use zeroize::Zeroizing;

/// A digest, and what is built on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::container) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// By the identifier of the digest.
    pub(in crate::container) fn of_digest(oid: &[u8]) -> Option<Self> {
        match oid {
            [0x2b, 0x0e, 0x03, 0x02, 0x1a] => Some(Self::Sha1),
            // 2.16.840.1.101.3.4.2
            [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, arc] => match arc {
                1 => Some(Self::Sha256),
                2 => Some(Self::Sha384),
                3 => Some(Self::Sha512),
                4 => Some(Self::Sha224),
                _ => None,
            },
            _ => None,
        }
    }

    /// By the identifier of the HMAC (RFC 8018, appendix B.1).
    pub(in crate::container) fn of_hmac(oid: &[u8]) -> Option<Self> {
        match oid.strip_prefix(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02])? {
            [7] => Some(Self::Sha1),
            [8] => Some(Self::Sha224),
            [9] => Some(Self::Sha256),
            [10] => Some(Self::Sha384),
            [11] => Some(Self::Sha512),
            _ => None,
        }
    }

    /// The algorithm of the HMAC.
    pub(in crate::container) const fn hmac(self) -> hmac::Algorithm {
        match self {
            Self::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => hmac::HMAC_SHA224,
            Self::Sha256 => hmac::HMAC_SHA256,
            Self::Sha384 => hmac::HMAC_SHA384,
            Self::Sha512 => hmac::HMAC_SHA512,
        }
    }

    /// The algorithm of PBKDF2; `None` where the library has none.
    pub(super) const fn pbkdf2(self) -> Option<pbkdf2::Algorithm> {
        match self {
            Self::Sha1 => Some(pbkdf2::PBKDF2_HMAC_SHA1),
            Self::Sha224 => None,
            Self::Sha256 => Some(pbkdf2::PBKDF2_HMAC_SHA256),
            Self::Sha384 => Some(pbkdf2::PBKDF2_HMAC_SHA384),
            Self::Sha512 => Some(pbkdf2::PBKDF2_HMAC_SHA512),
        }
    }

    const fn algorithm(self) -> &'static digest::Algorithm {
        match self {
            Self::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
            Self::Sha224 => &digest::SHA224,
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        }
    }

    /// How long a digest is, in bytes.
    pub(in crate::container) fn length(self) -> usize {
        self.algorithm().output_len()
    }

    /// How much work one iteration for so many bytes is, in digests of SHA-1.
    pub(in crate::container) fn digests(self, bytes: usize) -> u64 {
        let each = match self {
            Self::Sha1 | Self::Sha224 | Self::Sha256 => 1,
            Self::Sha384 | Self::Sha512 => 2,
        };
        let blocks = bytes.div_ceil(self.length().max(1));
        u64::try_from(blocks)
            .unwrap_or(u64::MAX)
            .saturating_mul(each)
    }
}

/// What a derived key is for: the `ID` of RFC 7292, appendix B.3.
#[derive(Clone, Copy, Debug)]
pub(in crate::container) enum Purpose {
    Key = 1,
    InitializationVector = 2,
    Integrity = 3,
}

/// RFC 7292, appendix B.2, in its words: D, S, P, I and A.
pub(in crate::container) fn pkcs12_derive(
    hash: Hash,
    purpose: Purpose,
    password: &[u8],
    salt: &[u8],
    iterations: NonZeroU32,
    length: usize,
) -> Zeroizing<Vec<u8>> {
    let algorithm = hash.algorithm();
    let block = algorithm.block_len();
    let diversifier = vec![purpose as u8; block];
    let mut input = Zeroizing::new(repeated(salt, block));
    input.append(&mut repeated(password, block));
    let mut output = Zeroizing::new(Vec::with_capacity(length.saturating_add(block)));
    while output.len() < length {
        let mut context = digest::Context::new(algorithm);
        context.update(&diversifier);
        context.update(&input);
        let mut digest = context.finish();
        for _ in 1..iterations.get() {
            digest = digest::digest(algorithm, digest.as_ref());
        }
        output.extend_from_slice(digest.as_ref());
        for chunk in input.chunks_mut(block) {
            add(chunk, digest.as_ref());
        }
    }
    output.truncate(length);
    output
}

/// `bytes` over and over, up to the next multiple of `block`; nothing of nothing.
fn repeated(bytes: &[u8], block: usize) -> Vec<u8> {
    let length = bytes.len().div_ceil(block).saturating_mul(block);
    bytes.iter().copied().cycle().take(length).collect()
}

/// `I_j = I_j + B + 1`, where B is the digest over and over.
fn add(number: &mut [u8], digest: &[u8]) {
    let mut carry = 1_u16;
    let repeated = digest.iter().cycle().take(number.len());
    let repeated: Vec<u8> = repeated.copied().collect();
    for (byte, other) in number.iter_mut().rev().zip(repeated.iter().rev()) {
        let sum = carry
            .saturating_add(u16::from(*byte))
            .saturating_add(u16::from(*other));
        [_, *byte] = sum.to_be_bytes();
        carry = sum >> 8;
    }
}
