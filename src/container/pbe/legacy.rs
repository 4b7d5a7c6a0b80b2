//! The encryption schemes of PKCS#12 (RFC 7292, appendix C): SHA-1 with RC2 or triple DES.

use zeroize::Zeroizing;

use super::super::KeyFault;
use super::super::ber::{Elements, tag};
use super::{Budget, Cipher, Hash, Password, Purpose, pkcs12_derive};

/// The length of a block, and so of an initialization vector, of RC2 and DES.
const BLOCK: usize = 8;

/// A scheme by its cipher.
pub(super) struct Scheme(Cipher);

impl Scheme {
    /// By its identifier, below 1.2.840.113549.1.12.1.
    pub(super) fn of(oid: &[u8]) -> Option<Self> {
        let arc = oid.strip_prefix(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01])?;
        match arc {
            [3] => Some(Self(Cipher::TripleDes3)),
            [4] => Some(Self(Cipher::TripleDes2)),
            [5] => Some(Self(Cipher::Rc2(128))),
            [6] => Some(Self(Cipher::Rc2(40))),
            _ => None,
        }
    }

    /// Decrypts with `pkcs-12PbeParams`: salt and iterations.
    pub(super) fn decrypt(
        &self,
        mut parameters: Elements<'_>,
        ciphertext: &[u8],
        password: &Password,
        budget: &mut Budget,
    ) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        let mut parameters = parameters.expect(tag::SEQUENCE)?.elements();
        let salt = parameters.string(tag::OCTET_STRING)?;
        let iterations = parameters.expect(tag::INTEGER)?.unsigned()?;
        let key_length = self.0.key_length();
        let digests = Hash::Sha1.digests(key_length).saturating_add(1);
        let iterations = budget.derivation(iterations, digests)?;
        let derive = |purpose, length| {
            pkcs12_derive(
                Hash::Sha1,
                purpose,
                password.utf16(),
                &salt,
                iterations,
                length,
            )
        };
        let key = derive(Purpose::Key, key_length);
        let vector = derive(Purpose::InitializationVector, BLOCK);
        self.0.decrypt(&key, &vector, ciphertext)
    }
}
