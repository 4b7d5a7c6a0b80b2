//! PBES1 (RFC 8018, section 6.1): PBKDF1, then DES or RC2, as old programs encrypt keys.

use zeroize::Zeroizing;

use super::super::KeyFault;
use super::super::ber::{Elements, tag};
use super::{Budget, Cipher, Password};
use crate::digest::DigestKind;

/// The length of a key, and of a block, in bytes.
const LENGTH: usize = 8;

/// A scheme by its digest and cipher.
pub(super) struct Scheme(DigestKind, Cipher);

impl Scheme {
    /// By its identifier, below 1.2.840.113549.1.5.
    pub(super) fn of(oid: &[u8]) -> Option<Self> {
        let rc2 = Cipher::Rc2(64);
        match oid.strip_prefix(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05])? {
            [3] => Some(Self(DigestKind::Md5, Cipher::Des)),
            [6] => Some(Self(DigestKind::Md5, rc2)),
            [10] => Some(Self(DigestKind::Sha1, Cipher::Des)),
            [11] => Some(Self(DigestKind::Sha1, rc2)),
            _ => None,
        }
    }

    /// Decrypts with `PBEParameter`: salt and iterations.
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
        let iterations = budget.derivation(iterations, 1)?;
        let mut derived = Zeroizing::new([password.utf8(), &salt].concat());
        for _ in 0..iterations.get() {
            derived = Zeroizing::new(self.0.of(&derived));
        }
        let short = KeyFault::Broken("its digest is too short for a key");
        let (key, rest) = derived.split_at_checked(LENGTH).ok_or(short.clone())?;
        let vector = rest.get(..LENGTH).ok_or(short)?;
        self.1.decrypt(key, vector, ciphertext)
    }
}
