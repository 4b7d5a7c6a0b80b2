//! PBES2 and PBKDF2 (RFC 8018).

use aws_lc_rs::pbkdf2;
use zeroize::Zeroizing;

use super::super::KeyFault;
use super::super::ber::{Elements, Malformed, Value, tag};
use super::{Budget, Cipher, Hash, identifier, unsupported};

/// 1.2.840.113549.1.5.13
pub(super) const OID: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];

/// 1.2.840.113549.1.5.12
const PBKDF2_OID: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c];

/// The longest key that is derived, in bytes: that of HMAC with SHA-512 is half as long.
const MAX_KEY_LENGTH: usize = 128;

/// Decrypts with `PBES2-params`: a key derivation and a cipher.
pub(super) fn decrypt(
    mut parameters: Elements<'_>,
    ciphertext: &[u8],
    password: &super::Password,
    budget: &mut Budget,
) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
    let mut parameters = parameters.expect(tag::SEQUENCE)?.elements();
    let derivation = Pbkdf2::read(parameters.expect(tag::SEQUENCE)?)?;
    let (cipher, vector) = cipher(parameters.expect(tag::SEQUENCE)?)?;
    let length = derivation.key_length.unwrap_or(cipher.key_length());
    if !matches!(cipher, Cipher::Rc2(_)) && length != cipher.key_length() {
        return Err(KeyFault::Broken(
            "its key has not the length of its cipher's",
        ));
    }
    let key = derivation.derive(password.utf8(), length, budget)?;
    cipher.decrypt(&key, &vector, ciphertext)
}

/// A cipher and its initialization vector.
fn cipher(algorithm: Value<'_>) -> Result<(Cipher, Vec<u8>), KeyFault> {
    let (oid, mut parameters) = identifier(algorithm)?;
    let cipher = match oid {
        // 2.16.840.1.101.3.4.1
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 2] => Cipher::Aes(16),
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 22] => Cipher::Aes(24),
        [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 42] => Cipher::Aes(32),
        // 1.3.14.3.2.7
        [0x2b, 0x0e, 0x03, 0x02, 0x07] => Cipher::Des,
        // 1.2.840.113549.3
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 7] => Cipher::TripleDes3,
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 2] => {
            let mut parameters = parameters.expect(tag::SEQUENCE)?.elements();
            let bits = match parameters.optional(tag::INTEGER)? {
                Some(version) => effective_bits(version.unsigned()?)?,
                None => 32,
            };
            let vector = parameters.string(tag::OCTET_STRING)?;
            return Ok((Cipher::Rc2(bits), vector.into_owned()));
        }
        _ => return Err(unsupported(oid)),
    };
    Ok((cipher, parameters.string(tag::OCTET_STRING)?.into_owned()))
}

/// RC2's effective key length by the version of its parameters (RFC 8018, appendix B.2.3).
fn effective_bits(version: u64) -> Result<usize, KeyFault> {
    match version {
        160 => Ok(40),
        120 => Ok(64),
        58 => Ok(128),
        256..=1024 => Ok(usize::try_from(version).unwrap_or(1024)),
        _ => Err(KeyFault::Unsupported(String::from(
            "RC2 of an unusual key length",
        ))),
    }
}

/// `PBKDF2-params`, read.
pub(in crate::container) struct Pbkdf2 {
    salt: Vec<u8>,
    iterations: u64,
    /// Bytes of the key, where they are said.
    pub(in crate::container) key_length: Option<usize>,
    hash: Hash,
}

impl Pbkdf2 {
    /// Reads an `AlgorithmIdentifier` that must be PBKDF2's.
    pub(in crate::container) fn read(algorithm: Value<'_>) -> Result<Self, KeyFault> {
        let (oid, mut parameters) = identifier(algorithm)?;
        if oid != PBKDF2_OID {
            return Err(unsupported(oid));
        }
        let mut parameters = parameters.expect(tag::SEQUENCE)?.elements();
        let salt = parameters.string(tag::OCTET_STRING)?.into_owned();
        let iterations = parameters.expect(tag::INTEGER)?.unsigned()?;
        let key_length = parameters
            .optional(tag::INTEGER)?
            .map(|length| length.unsigned().map(usize::try_from))
            .transpose()?
            .transpose()
            .map_err(|_| Malformed::SHAPE)?;
        let hash = match parameters.optional(tag::SEQUENCE)? {
            Some(prf) => {
                let (oid, _) = identifier(prf)?;
                Hash::of_hmac(oid).ok_or_else(|| unsupported(oid))?
            }
            None => Hash::Sha1,
        };
        Ok(Self {
            salt,
            iterations,
            key_length,
            hash,
        })
    }

    /// Derives a key of this length.
    pub(in crate::container) fn derive(
        &self,
        password: &[u8],
        length: usize,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        if length == 0 || length > MAX_KEY_LENGTH {
            return Err(KeyFault::Broken("the length of its key is odd"));
        }
        let algorithm = self
            .hash
            .pbkdf2()
            .ok_or_else(|| KeyFault::Unsupported(String::from("PBKDF2 with HMAC and SHA-224")))?;
        // Each HMAC is two digests.
        let digests = self.hash.digests(length).saturating_mul(2);
        let iterations = budget.derivation(self.iterations, digests)?;
        let mut key = Zeroizing::new(vec![0; length]);
        pbkdf2::derive(algorithm, iterations, &self.salt, password, &mut key);
        Ok(key)
    }
}
