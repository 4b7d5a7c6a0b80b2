//! Encrypted PKCS#8 (RFC 5958, section 3), by PBES2 (RFC 8018, section 6.2).

use std::num::NonZeroU32;

use aws_lc_rs::cipher::{
    AES_128, AES_192, AES_256, DecryptingKey, DecryptionContext, UnboundCipherKey,
};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::pbkdf2;
use cbc::cipher::{BlockModeDecrypt as _, KeyIvInit as _};
use zeroize::Zeroizing;

use super::{KeyError, KeyErrorKind};
use crate::der::{self, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE};

/// Decrypts an `EncryptedPrivateKeyInfo` to the PKCS#8 in it.
pub(super) fn decrypt(
    info: &[u8],
    password: Option<&[u8]>,
) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let (algorithm, encrypted) = der::contents(info, SEQUENCE)
        .and_then(der::first)
        .ok_or_else(malformed)?;
    let encrypted = der::contents(encrypted, OCTET_STRING).ok_or_else(malformed)?;
    let scheme = Scheme::read(algorithm.contents)?;
    let block = scheme.cipher.block_length();
    if encrypted.is_empty() || encrypted.len() % block != 0 {
        let reason = "the encrypted private key is damaged: it is no whole number of blocks";
        return Err(KeyError::corrupt(reason));
    }
    let opened = scheme.decrypt(encrypted, password.unwrap_or_default());
    // One wrong password in 256 leaves what looks like padding, but no SEQUENCE.
    let opened = opened.filter(|key| der::contents(key, SEQUENCE).is_some());
    opened.ok_or_else(|| match password {
        None => KeyError::new(
            KeyErrorKind::PasswordMissing,
            "the private key is encrypted, and no password for it was given",
        ),
        Some(_) => KeyError::new(
            KeyErrorKind::WrongPassword,
            "the password given for the private key is wrong",
        ),
    })
}

/// What PBES2 says of how a key is encrypted.
struct Scheme<'a> {
    salt: &'a [u8],
    iterations: NonZeroU32,
    digest: pbkdf2::Algorithm,
    cipher: Cipher,
    initialization_vector: &'a [u8],
}

/// A block cipher in CBC mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    TripleDes,
}

/// As many iterations are taken at most: about a second.
const MAX_ITERATIONS: u32 = 1_000_000;

/// `id-PBES2`, 1.2.840.113549.1.5.13.
const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
/// `id-PBKDF2`, 1.2.840.113549.1.5.12.
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c];
/// The arc of RSA's digest algorithms, 1.2.840.113549.2; RFC 8018, appendix B.1.2.
const HMAC_ARC: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02];
/// The arc of AES, 2.16.840.1.101.3.4.1.
const AES_ARC: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01];
/// `des-EDE3-CBC`, 1.2.840.113549.3.7.
const TRIPLE_DES: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07];

impl<'a> Scheme<'a> {
    /// Reads the contents of an algorithm identifier.
    fn read(algorithm: &'a [u8]) -> Result<Self, KeyError> {
        let (scheme, parameters) = identifier(algorithm)?;
        if scheme != PBES2 {
            return Err(not_read("by an older scheme than PBES2"));
        }
        let parameters = der::contents(parameters, SEQUENCE).ok_or_else(malformed)?;
        let (derivation, cipher) = der::first(parameters).ok_or_else(malformed)?;
        let (derivation, derivation_parameters) = identifier(derivation.contents)?;
        if derivation != PBKDF2 {
            return Err(not_read("by PBES2 with another key derivation than PBKDF2"));
        }
        let cipher = der::contents(cipher, SEQUENCE).ok_or_else(malformed)?;
        let (cipher, initialization_vector) = identifier(cipher)?;
        let cipher = Cipher::of(cipher)?;
        let initialization_vector = der::contents(initialization_vector, OCTET_STRING)
            .filter(|vector| vector.len() == cipher.block_length())
            .ok_or_else(malformed)?;
        let (salt, iterations, digest) = derivation_of(derivation_parameters)?;
        Ok(Self {
            salt,
            iterations,
            digest,
            cipher,
            initialization_vector,
        })
    }

    /// `None` where what comes out has no padding: the password is wrong.
    fn decrypt(&self, encrypted: &[u8], password: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let mut key = Zeroizing::new(vec![0; self.cipher.key_length()]);
        pbkdf2::derive(self.digest, self.iterations, self.salt, password, &mut key);
        let mut bytes = Zeroizing::new(encrypted.to_vec());
        self.cipher
            .decrypt(&key, self.initialization_vector, &mut bytes)?;
        let padding = *bytes.last()?;
        let rest = bytes.len().checked_sub(usize::from(padding))?;
        let (_, padded) = bytes.split_at_checked(rest)?;
        let is_padding = (1..=self.cipher.block_length()).contains(&usize::from(padding))
            && padded.iter().all(|byte| *byte == padding);
        is_padding.then(|| bytes.truncate(rest))?;
        Some(bytes)
    }
}

/// Salt, iterations and digest of `PBKDF2-params` (RFC 8018, appendix A.2).
fn derivation_of(parameters: &[u8]) -> Result<(&[u8], NonZeroU32, pbkdf2::Algorithm), KeyError> {
    let contents = der::contents(parameters, SEQUENCE).ok_or_else(malformed)?;
    let (salt, rest) = der::first(contents).ok_or_else(malformed)?;
    let (count, rest) = der::first(rest).ok_or_else(malformed)?;
    if (salt.tag, count.tag) != (OCTET_STRING, INTEGER) {
        return Err(malformed());
    }
    let count = count.contents.iter().try_fold(0_u32, |count, byte| {
        count.checked_mul(256).map(|count| count | u32::from(*byte))
    });
    let iterations = count
        .filter(|count| *count <= MAX_ITERATIONS)
        .ok_or_else(|| not_read("with more than a million iterations of PBKDF2"))?;
    let iterations = NonZeroU32::new(iterations).ok_or_else(malformed)?;
    let pseudo_random = der::elements(rest).find(|element| element.tag == SEQUENCE);
    let digest = match pseudo_random {
        None => pbkdf2::PBKDF2_HMAC_SHA1,
        Some(algorithm) => digest(identifier(algorithm.contents)?.0)?,
    };
    Ok((salt.contents, iterations, digest))
}

fn digest(identifier: &[u8]) -> Result<pbkdf2::Algorithm, KeyError> {
    match identifier.strip_prefix(HMAC_ARC) {
        Some([7]) => Ok(pbkdf2::PBKDF2_HMAC_SHA1),
        Some([9]) => Ok(pbkdf2::PBKDF2_HMAC_SHA256),
        Some([10]) => Ok(pbkdf2::PBKDF2_HMAC_SHA384),
        Some([11]) => Ok(pbkdf2::PBKDF2_HMAC_SHA512),
        _ => Err(not_read(
            "by PBKDF2 with another digest than SHA-1, SHA-256, SHA-384 or SHA-512",
        )),
    }
}

impl Cipher {
    fn of(identifier: &[u8]) -> Result<Self, KeyError> {
        match identifier.strip_prefix(AES_ARC) {
            Some([2]) => Ok(Self::Aes128),
            Some([22]) => Ok(Self::Aes192),
            Some([42]) => Ok(Self::Aes256),
            None if identifier == TRIPLE_DES => Ok(Self::TripleDes),
            _ => Err(not_read(
                "with another cipher than AES or triple DES in CBC mode",
            )),
        }
    }

    /// In bytes.
    const fn key_length(self) -> usize {
        match self {
            Self::Aes128 => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
        }
    }

    /// In bytes.
    const fn block_length(self) -> usize {
        match self {
            Self::TripleDes => 8,
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
        }
    }

    /// Decrypts whole blocks in place; `None` where a length is none of the cipher's.
    fn decrypt(self, key: &[u8], vector: &[u8], bytes: &mut [u8]) -> Option<()> {
        let algorithm = match self {
            Self::Aes128 => &AES_128,
            Self::Aes192 => &AES_192,
            Self::Aes256 => &AES_256,
            Self::TripleDes => {
                let mut cipher =
                    cbc::Decryptor::<des::TdesEde3>::new_from_slices(key, vector).ok()?;
                let (blocks, _) = bytes.as_chunks_mut::<8>();
                for block in blocks {
                    cipher.decrypt_block(block.into());
                }
                return Some(());
            }
        };
        let key = UnboundCipherKey::new(algorithm, key).ok()?;
        let vector = FixedLength::try_from(vector).ok()?;
        let cipher = DecryptingKey::cbc(key).ok()?;
        cipher
            .decrypt(bytes, DecryptionContext::Iv128(vector))
            .ok()?;
        Some(())
    }
}

/// The object identifier of an algorithm identifier's contents, and its parameters.
fn identifier(algorithm: &[u8]) -> Result<(&[u8], &[u8]), KeyError> {
    der::first(algorithm)
        .filter(|(identifier, _)| identifier.tag == OBJECT_IDENTIFIER)
        .map(|(identifier, parameters)| (identifier.contents, parameters))
        .ok_or_else(malformed)
}

fn malformed() -> KeyError {
    KeyError::corrupt("the bytes are no private key that can be read (encrypted PKCS#8)")
}

fn not_read(how: &str) -> KeyError {
    KeyError::unsupported(format!(
        "the private key is encrypted {how}, which is not read; convert it with \
         `openssl pkcs8 -in FILE -topk8 -v2 aes-256-cbc -out key.pem`, which asks for its \
         password, and pass key.pem"
    ))
}
