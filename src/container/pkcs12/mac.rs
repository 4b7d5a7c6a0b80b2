//! The integrity of PKCS#12: HMAC by the password (RFC 7292, section 4) and PBMAC1 (RFC 9579).

use std::borrow::Cow;

use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use super::super::KeyFault;
use super::super::ber::{Elements, Malformed, Value, tag};
use super::super::pbe::{
    Budget, Hash, Password, Pbkdf2, Purpose, identifier, pkcs12_derive, unsupported,
};
use super::Integrity;

/// 1.2.840.113549.1.5.14
const PBMAC1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0e];

/// The shortest key of PBMAC1, in bytes (RFC 9579, section 6, counsels against shorter ones).
const MIN_KEY_LENGTH: usize = 20;

/// `MacData`.
pub(super) struct Mac<'a> {
    algorithm: Value<'a>,
    expected: Cow<'a, [u8]>,
    salt: Cow<'a, [u8]>,
    iterations: u64,
}

impl<'a> Mac<'a> {
    pub(super) fn read(value: Value<'a>) -> Result<Self, Malformed> {
        let mut fields = value.elements();
        let mut digest_info = fields.expect(tag::SEQUENCE)?.elements();
        let algorithm = digest_info.expect(tag::SEQUENCE)?;
        let expected = digest_info.string(tag::OCTET_STRING)?;
        let salt = fields.string(tag::OCTET_STRING)?;
        let iterations = match fields.optional(tag::INTEGER)? {
            Some(iterations) => iterations.unsigned()?,
            None => 1,
        };
        Ok(Self {
            algorithm,
            expected,
            salt,
            iterations,
        })
    }

    /// Leaves the one password for which the MAC over `message` is right, else all of them.
    pub(super) fn check(
        &self,
        message: &[u8],
        candidates: Vec<Password>,
        budget: &mut Budget,
    ) -> Result<(Vec<Password>, Integrity), KeyFault> {
        let mut refused = Vec::new();
        for password in candidates {
            match self.is_right(message, &password, budget) {
                Ok(true) => return Ok((vec![password], Integrity::Verified)),
                Ok(false) => refused.push(password),
                Err(KeyFault::Unsupported(method)) => {
                    refused.push(password);
                    return Ok((refused, Integrity::Unsupported(method)));
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok((refused, Integrity::Failed))
    }

    fn is_right(
        &self,
        message: &[u8],
        password: &Password,
        budget: &mut Budget,
    ) -> Result<bool, KeyFault> {
        let (oid, parameters) = identifier(self.algorithm)?;
        let (hash, key) = if oid == PBMAC1 {
            pbmac1(parameters, password, budget)?
        } else {
            let hash = Hash::of_digest(oid).ok_or_else(|| unsupported(oid))?;
            let length = hash.length();
            let iterations = budget.derivation(self.iterations, hash.digests(length))?;
            let password = password.utf16();
            let purpose = Purpose::Integrity;
            let key = pkcs12_derive(hash, purpose, password, &self.salt, iterations, length);
            (hash, key)
        };
        let key = hmac::Key::new(hash.hmac(), &key);
        // A shorter MAC than the whole is refused here as well.
        Ok(hmac::verify(&key, message, &self.expected).is_ok())
    }
}

/// The HMAC and its key by `PBMAC1-params`.
fn pbmac1(
    mut parameters: Elements<'_>,
    password: &Password,
    budget: &mut Budget,
) -> Result<(Hash, Zeroizing<Vec<u8>>), KeyFault> {
    let mut parameters = parameters.expect(tag::SEQUENCE)?.elements();
    let derivation = Pbkdf2::read(parameters.expect(tag::SEQUENCE)?)?;
    let (oid, _) = identifier(parameters.expect(tag::SEQUENCE)?)?;
    let hash = Hash::of_hmac(oid).ok_or_else(|| unsupported(oid))?;
    // RFC 9579, section 5: the length must be there.
    let length = derivation.key_length.ok_or(KeyFault::Broken(
        "its integrity check does not say how long its key is",
    ))?;
    if length < MIN_KEY_LENGTH {
        return Err(KeyFault::Broken(
            "the key of its integrity check is too short to protect anything",
        ));
    }
    let key = derivation.derive(password.utf8(), length, budget)?;
    Ok((hash, key))
}
