//! How Java protects keys by a password: a keystream of SHA-1 in JKS, and triple DES with a key of
//! MD5 in JCEKS (`KeyProtector.java` and `PBES1Core.java` of `OpenJDK`).

use aws_lc_rs::digest;
use zeroize::Zeroizing;

use super::super::ber::{Elements, Malformed, Value, tag};
use super::super::pbe::{self, Budget, Cipher};
use super::super::{KeyFault, Secret};
use crate::certificate::Md5Digest;

/// 1.3.6.1.4.1.42.2.17.1.1
const JKS: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x2a, 0x02, 0x11, 0x01, 0x01];
/// 1.3.6.1.4.1.42.2.19.1, `PBEWithMD5AndTripleDES`
const JCEKS: &[u8] = &[0x2b, 0x06, 0x01, 0x04, 0x01, 0x2a, 0x02, 0x13, 0x01];

/// Opens an `EncryptedPrivateKeyInfo`; returns the PKCS#8 in it.
pub(super) fn open(
    protected: &[u8],
    password: &Secret,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let mut fields = Elements::of(protected).expect(tag::SEQUENCE)?.elements();
    let (oid, parameters) = pbe::identifier(fields.expect(tag::SEQUENCE)?)?;
    let ciphertext = fields.string(tag::OCTET_STRING)?;
    match oid {
        JKS => keystream(&ciphertext, password, budget),
        JCEKS => triple_des(parameters, &ciphertext, password, budget),
        _ => Err(pbe::unsupported(oid)),
    }
}

/// Salt, key and digest, the key mixed with SHA-1 of the password and what came before.
fn keystream(
    ciphertext: &[u8],
    password: &Secret,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    const LENGTH: usize = digest::SHA1_OUTPUT_LEN;
    let (salt, rest) = ciphertext.split_at_checked(LENGTH).ok_or(Malformed::CUT)?;
    let length = rest.len().checked_sub(LENGTH).ok_or(Malformed::CUT)?;
    let (mixed, expected) = rest.split_at_checked(length).ok_or(Malformed::CUT)?;
    budget.work(u64::try_from(length / LENGTH).unwrap_or(u64::MAX))?;
    let password = password.utf16();
    let sha1 = |second: &[u8]| {
        let mut context = digest::Context::new(&digest::SHA1_FOR_LEGACY_USE_ONLY);
        context.update(&password);
        context.update(second);
        context.finish()
    };
    let mut plain = Zeroizing::new(Vec::with_capacity(length));
    let mut stream = sha1(salt);
    for block in mixed.chunks(LENGTH) {
        let unmixed = block.iter().zip(stream.as_ref());
        plain.extend(unmixed.map(|(byte, key)| byte ^ key));
        stream = sha1(stream.as_ref());
    }
    if sha1(&plain).as_ref() != expected {
        return Err(KeyFault::WrongPassword);
    }
    Ok(plain)
}

fn triple_des(
    mut parameters: Elements<'_>,
    ciphertext: &[u8],
    password: &Secret,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let mut parameters = parameters.expect(tag::SEQUENCE)?.elements();
    let salt = parameters.string(tag::OCTET_STRING)?;
    let iterations = parameters.expect(tag::INTEGER)?.unsigned()?;
    let salt = <[u8; 8]>::try_from(salt.as_ref()).map_err(|_| Malformed::SHAPE)?;
    let iterations = budget.derivation(iterations, 2)?.get();
    let derived = derive(salt, iterations, password.as_bytes());
    let (key, vector) = derived.split_at_checked(24).ok_or(Malformed::CUT)?;
    let plain = Cipher::TripleDes3.decrypt(key, vector, ciphertext)?;
    match Value::first(&plain) {
        Ok((value, [])) if value.tag == tag::SEQUENCE => Ok(plain),
        _ => Err(KeyFault::WrongPassword),
    }
}

/// MD5 over and over of each half of the salt with the password: 24 bytes of key, 8 of vector.
fn derive(salt: [u8; 8], iterations: u32, password: &[u8]) -> Zeroizing<Vec<u8>> {
    let [a, b, c, d, second @ ..] = salt;
    // Where both halves are the same, Java means to reverse the first, and does this.
    let first = if [a, b, c, d] == second {
        [d, a, b, d]
    } else {
        [a, b, c, d]
    };
    let mut derived = Zeroizing::new(Vec::with_capacity(32));
    for half in [first, second] {
        let mut input = Zeroizing::new(Vec::with_capacity(16_usize.saturating_add(password.len())));
        input.extend_from_slice(&half);
        for _ in 0..iterations {
            input.extend_from_slice(password);
            let digest = Md5Digest::of(&input);
            input.clear();
            input.extend_from_slice(&digest.0);
        }
        derived.extend_from_slice(&input);
    }
    derived
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The loop of `PBES1Core.java`, by hand: `salt[i] = salt[3 - i]; salt[3 - 1] = tmp`.
    #[test]
    fn equal_halves_of_a_salt_are_mixed_as_java_mixes_them() {
        let mixed = derive([4, 1, 2, 4, 1, 2, 3, 4], 1, b"x");
        let equal = derive([1, 2, 3, 4, 1, 2, 3, 4], 1, b"x");
        assert_eq!(mixed, equal);
    }
}
