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
/// Longer public exponents cost too much; none in use has more than 33 bits.
const MAX_EXPONENT_BITS: u64 = 64;

/// Length in bits of the modulus of an `RSAPublicKey` (RFC 8017, appendix A.1.1); 0 where it is none.
pub(super) fn bits(key: &[u8]) -> usize {
    numbers(key).map_or(0, |(modulus, _)| {
        usize::try_from(modulus.bits()).unwrap_or(usize::MAX)
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
    let (modulus, exponent) = numbers(key).ok_or(InvalidSignature)?;
    let length = usize::try_from(modulus.bits().div_ceil(8)).map_err(|_| InvalidSignature)?;
    let number = BigUint::from_bytes_be(signature);
    if length.saturating_mul(8) > MAX_BITS
        || exponent.bits() > MAX_EXPONENT_BITS
        || signature.len() != length
        || number >= modulus
    {
        return Err(InvalidSignature);
    }
    let encoded = encoded_message(digest, message, length).ok_or(InvalidSignature)?;
    if number.modpow(&exponent, &modulus) == BigUint::from_bytes_be(&encoded) {
        return Ok(());
    }
    Err(InvalidSignature)
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
