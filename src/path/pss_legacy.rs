//! RSASSA-PSS over SHA-1, which the backend does not take, for weak signatures only.

use rustls_pki_types::InvalidSignature;

use super::rsa_legacy;
use crate::digest::DigestKind;

/// The length of a SHA-1 digest in bytes.
const SHA1_OUTPUT_LEN: usize = 20;
/// The length of the default salt in bytes (RFC 8017, appendix A.2.3).
const SALT: usize = 20;

/// Verifies a signature with the default parameters: SHA-1, MGF1 with SHA-1, 20 bytes of salt
/// (RFC 8017, section 8.1.2).
pub(super) fn verify(key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), InvalidSignature> {
    let (number, bits) = rsa_legacy::open(key, signature).ok_or(InvalidSignature)?;
    let length = bits.saturating_sub(1).div_ceil(8);
    let number = number.to_bytes_be();
    let zeros = length.checked_sub(number.len()).ok_or(InvalidSignature)?;
    let encoded = [vec![0; zeros], number].concat();
    let unused = length
        .saturating_mul(8)
        .saturating_sub(bits.saturating_sub(1));
    match is_consistent(message, &encoded, unused) {
        Some(true) => Ok(()),
        _ => Err(InvalidSignature),
    }
}

/// EMSA-PSS verification (RFC 8017, section 9.1.2); `unused` bits at the start must be zero.
fn is_consistent(message: &[u8], encoded: &[u8], unused: usize) -> Option<bool> {
    let data = encoded.len().checked_sub(SHA1_OUTPUT_LEN.checked_add(1)?)?;
    let (masked, rest) = encoded.split_at_checked(data)?;
    let (hash, trailer) = rest.split_at_checked(SHA1_OUTPUT_LEN)?;
    let unmasked = unmask(masked, hash, unused)?;
    let (padding, salt) = unmasked.split_at_checked(data.checked_sub(SALT)?)?;
    let (one, zeros) = padding.split_last()?;
    let is_padded = *one == 1 && zeros.iter().all(|byte| *byte == 0);
    let salted = [&[0; 8][..], &sha1(message), salt].concat();
    Some(trailer == [0xbc] && is_padded && sha1(&salted) == hash)
}

/// The data block under MGF1's mask (RFC 8017, appendix B.2.1), its unused bits cleared; `None`
/// where these are not zero before.
fn unmask(masked: &[u8], seed: &[u8], unused: usize) -> Option<Vec<u8>> {
    let keep = 0xff_u8.checked_shr(u32::try_from(unused).ok()?)?;
    masked.first().filter(|first| **first & !keep == 0)?;
    let mask = (0_u32..).flat_map(|counter| sha1(&[seed, &counter.to_be_bytes()].concat()));
    let mut data: Vec<u8> = masked
        .iter()
        .zip(mask)
        .map(|(byte, mask)| byte ^ mask)
        .collect();
    if let Some(first) = data.first_mut() {
        *first &= keep;
    }
    Some(data)
}

fn sha1(bytes: &[u8]) -> Vec<u8> {
    DigestKind::Sha1.of(bytes)
}
