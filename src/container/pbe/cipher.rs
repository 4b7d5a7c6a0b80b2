//! Block ciphers in CBC mode with the padding of PKCS#7.

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, InnerIvInit, KeyIvInit};
use des::{Des, TdesEde2, TdesEde3};
use rc2::Rc2;
use zeroize::Zeroizing;

use super::super::KeyFault;

/// A cipher and its key's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::container) enum Cipher {
    /// AES with a key of so many bytes: 16, 24 or 32.
    Aes(usize),
    /// Single DES.
    Des,
    /// Triple DES with two keys.
    TripleDes2,
    /// Triple DES with three keys.
    TripleDes3,
    /// RC2 with an effective key length in bits (RFC 2268), from 1 to 1024.
    Rc2(usize),
}

impl Cipher {
    /// How long the key is in bytes, where nothing else is said.
    pub(super) const fn key_length(self) -> usize {
        match self {
            Self::Aes(length) => length,
            Self::Des => 8,
            Self::TripleDes2 => 16,
            Self::TripleDes3 => 24,
            Self::Rc2(bits) => bits.div_ceil(8),
        }
    }

    /// Decrypts and takes the padding off; a key or padding that does not fit is a wrong password.
    pub(in crate::container) fn decrypt(
        self,
        key: &[u8],
        initialization_vector: &[u8],
        ciphertext: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, KeyFault> {
        let mut buffer = Zeroizing::new(ciphertext.to_vec());
        let length = self
            .in_place(key, initialization_vector, &mut buffer)
            .ok_or(KeyFault::WrongPassword)?;
        buffer.truncate(length);
        Ok(buffer)
    }

    /// Decrypts the buffer; returns how many bytes at its start are plain text.
    fn in_place(self, key: &[u8], vector: &[u8], buffer: &mut [u8]) -> Option<usize> {
        match self {
            Self::Aes(length) => aes(key.get(..length)?, vector, buffer),
            Self::Des => unpadded(Decryptor::<Des>::new_from_slices(key, vector).ok()?, buffer),
            Self::TripleDes2 => unpadded(
                Decryptor::<TdesEde2>::new_from_slices(key, vector).ok()?,
                buffer,
            ),
            Self::TripleDes3 => unpadded(
                Decryptor::<TdesEde3>::new_from_slices(key, vector).ok()?,
                buffer,
            ),
            // The crate panics beyond these bounds.
            Self::Rc2(bits) if (1..=1024).contains(&bits) && (1..=128).contains(&key.len()) => {
                let cipher = Rc2::new_with_eff_key_len(key, bits);
                unpadded(Decryptor::inner_iv_slice_init(cipher, vector).ok()?, buffer)
            }
            Self::Rc2(_) => None,
        }
    }
}

fn unpadded(decryptor: impl BlockModeDecrypt, buffer: &mut [u8]) -> Option<usize> {
    let plain = decryptor.decrypt_padded::<Pkcs7>(buffer).ok()?;
    Some(plain.len())
}

fn aes(key: &[u8], vector: &[u8], buffer: &mut [u8]) -> Option<usize> {
    let algorithm = match key.len() {
        16 => &AES_128,
        24 => &AES_192,
        _ => &AES_256,
    };
    let key = UnboundCipherKey::new(algorithm, key).ok()?;
    let key = PaddedBlockDecryptingKey::cbc_pkcs7(key).ok()?;
    let context = DecryptionContext::Iv128(FixedLength::try_from(vector).ok()?);
    Some(key.decrypt(buffer, context).ok()?.len())
}
