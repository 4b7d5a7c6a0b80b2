//! RSA signatures that the backend does not take: short or very long keys, MD5, SHA-1, SHA-224.
//!
//! Verifying uses public values only, so a general big-integer library is enough.

use std::ops::RangeInclusive;

use num_bigint::BigUint;
use rustls_pki_types::InvalidSignature;

use crate::der;
use crate::digest::DigestKind;

/// The lengths of a modulus, in bits, that the backend verifies with.
pub(super) const BACKEND_BITS: RangeInclusive<usize> = 2048..=8192;
/// Longer moduli cost too much; OpenSSL stops at the same length.
const MAX_BITS: usize = 16_384;
/// The backend's limit on public exponents; longer ones cost too much.
const MAX_EXPONENT_BITS: u64 = 33;

/// Whether a signature by this key can be judged here: RFC 8017, section 3.1 wants an odd exponent
/// of 3 or more (with 1 anybody can sign), and very long numbers cost too much.
pub(super) fn takes(key: &[u8]) -> bool {
    numbers(key).is_some_and(|(modulus, exponent)| {
        let bits = usize::try_from(modulus.bits()).unwrap_or(usize::MAX);
        bits <= MAX_BITS && exponent.bit(0) && (2..=MAX_EXPONENT_BITS).contains(&exponent.bits())
    })
}

fn numbers(key: &[u8]) -> Option<(BigUint, BigUint)> {
    let mut parts = der::elements(der::contents(key, der::SEQUENCE)?)
        .filter(|element| element.tag == der::INTEGER)
        .map(|element| BigUint::from_bytes_be(element.contents));
    Some((parts.next()?, parts.next()?))
}

/// RSASSA-PKCS1-v1_5 verification (RFC 8017, section 8.2.2).
pub(super) fn verify(
    key: &[u8],
    digest: DigestKind,
    message: &[u8],
    signature: &[u8],
) -> Result<(), InvalidSignature> {
    let (encoded, bits) = open(key, signature).ok_or(InvalidSignature)?;
    let expected = encoded_message(digest, message, bits.div_ceil(8)).ok_or(InvalidSignature)?;
    if encoded == BigUint::from_bytes_be(&expected) {
        return Ok(());
    }
    Err(InvalidSignature)
}

/// The message representative that `signature` was made of (RSAVP1, RFC 8017, section 5.2.2), and
/// the modulus' length in bits; `None` where key or signature is out of range.
pub(super) fn open(key: &[u8], signature: &[u8]) -> Option<(BigUint, usize)> {
    let (modulus, exponent) = numbers(key).filter(|_| takes(key))?;
    let bits = usize::try_from(modulus.bits()).ok()?;
    let number = BigUint::from_bytes_be(signature);
    if signature.len() != bits.div_ceil(8) || number >= modulus {
        return None;
    }
    Some((number.modpow(&exponent, &modulus), bits))
}

/// EMSA-PKCS1-v1_5 (RFC 8017, section 9.2); `None` where the modulus is too short for the digest.
fn encoded_message(digest: DigestKind, message: &[u8], length: usize) -> Option<Vec<u8>> {
    let info = [prefix(digest), &digest.of(message)].concat();
    let padding = length
        .checked_sub(info.len())?
        .checked_sub(3)
        .filter(|padding| *padding >= 8)?;
    let mut encoded = vec![0x00, 0x01];
    encoded.resize(padding.saturating_add(2), 0xff);
    encoded.push(0x00);
    encoded.extend(info);
    Some(encoded)
}

/// The DER before the digest in a `DigestInfo` (RFC 8017, section 9.2, note 1).
const fn prefix(digest: DigestKind) -> &'static [u8] {
    match digest {
        DigestKind::Md5 => &[
            0x30, 0x20, 0x30, 0x0c, 0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x05,
            0x05, 0x00, 0x04, 0x10,
        ],
        DigestKind::Sha1 => &[
            0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04,
            0x14,
        ],
        DigestKind::Sha224 => &[
            0x30, 0x2d, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
            0x04, 0x05, 0x00, 0x04, 0x1c,
        ],
        DigestKind::Sha256 => &[
            0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
            0x01, 0x05, 0x00, 0x04, 0x20,
        ],
        DigestKind::Sha384 => &[
            0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
            0x02, 0x05, 0x00, 0x04, 0x30,
        ],
        DigestKind::Sha512 => &[
            0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
            0x03, 0x05, 0x00, 0x04, 0x40,
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(exponent: &[u8]) -> Vec<u8> {
        let mut numbers = Vec::new();
        der::write(&mut numbers, der::INTEGER, &[0x00, 0xff, 0xff, 0xff, 0xff]);
        der::write(&mut numbers, der::INTEGER, exponent);
        let mut key = Vec::new();
        der::write(&mut key, der::SEQUENCE, &numbers);
        key
    }

    /// RFC 8017, section 3.1: with an exponent of 1 the message is its own signature.
    #[test]
    fn an_exponent_with_which_anybody_can_sign_is_not_taken() {
        for exponent in [&[0_u8][..], &[1], &[2], &[1, 0], &[1, 0, 0, 0, 0, 1, 1]] {
            assert!(!takes(&key(exponent)), "{exponent:?}");
        }
        assert!(takes(&key(&[3])) && takes(&key(&[1, 0, 1])));
    }
}
