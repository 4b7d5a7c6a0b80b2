//! Encrypted PKCS#8 (RFC 5958, section 3), by the methods that key stores use, too.

use zeroize::Zeroizing;

use super::{KeyError, KeyErrorKind};
use crate::container::{self, KeyFault};

/// Decrypts an `EncryptedPrivateKeyInfo` to the PKCS#8 in it.
pub(super) fn decrypt(
    info: &[u8],
    password: Option<&[u8]>,
) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    container::decrypt_key(info, password).map_err(|fault| match fault {
        KeyFault::MissingPassword => KeyError::new(
            KeyErrorKind::PasswordMissing,
            "the private key is encrypted, and no password for it was given; give it with \
             `--key-password-file FILE` or the variable SFMTLS_PASSWORD",
        ),
        KeyFault::WrongPassword => KeyError::new(
            KeyErrorKind::WrongPassword,
            "the password given for the private key is wrong",
        ),
        KeyFault::Broken(_) => {
            KeyError::corrupt("the bytes are no private key that can be read (encrypted PKCS#8)")
        }
        fault => KeyError::unsupported(format!(
            "the private key {fault}; convert it with `openssl pkcs8 -in FILE -topk8 -v2 \
             aes-256-cbc -out key.pem`, which asks for its password, and pass key.pem"
        )),
    })
}
