//! The passwords that may open the parts of a key store, and what is left to spend on them.

use zeroize::Zeroizing;

use super::super::KeyFault;
use super::super::ber::Value;
use super::super::pbe::{self, Budget, Password};

/// Passwords and limits of one file.
pub(super) struct Keyring {
    /// Those that may be the container's.
    pub(super) passwords: Vec<Password>,
    /// One for keys only.
    pub(super) key_password: Option<Password>,
    /// What is said where none fits.
    pub(super) fault: KeyFault,
    /// What is left to spend.
    pub(super) budget: Budget,
    /// Whether a password of the container has opened anything.
    pub(super) has_opened: bool,
}

impl Keyring {
    /// Decrypts certificates, or whatever a safe holds.
    pub(super) fn open(
        &mut self,
        algorithm: Value<'_>,
        ciphertext: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        for index in 0..self.passwords.len() {
            let Some(password) = self.passwords.get(index) else {
                break;
            };
            match pbe::decrypt(algorithm, ciphertext, password, &mut self.budget) {
                Err(KeyFault::WrongPassword) => {}
                Err(fault) => return Err(fault),
                Ok(plain) => {
                    // What opened one part is tried first on the next.
                    self.passwords.swap(0, index);
                    self.has_opened = true;
                    return Ok(plain);
                }
            }
        }
        Err(self.fault.clone())
    }

    /// Decrypts a key, which may have a password of its own.
    pub(super) fn open_key(
        &mut self,
        algorithm: Value<'_>,
        ciphertext: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        let fault = match self.open(algorithm, ciphertext) {
            Err(fault @ (KeyFault::WrongPassword | KeyFault::MissingPassword)) => fault,
            opened => return opened,
        };
        let Some(password) = &self.key_password else {
            return Err(fault);
        };
        pbe::decrypt(algorithm, ciphertext, password, &mut self.budget)
    }
}
