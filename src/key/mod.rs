//! A private key: read, and asked whether it belongs to a certificate; never shown.
//!
//! Only its public half is kept, unless the secret is asked for. What holds that is wiped from memory,
//! and no message, not even for debugging, has anything of it.

mod encrypted;
mod public;
mod read;

use std::fmt;

use crate::certificate::{KeyKind, PublicKey};
use crate::container::Secret;
use public::PublicHalf;

/// A private key of a kind that can be compared with certificates.
#[derive(Clone)]
pub struct PrivateKey {
    public: PublicHalf,
}

impl PrivateKey {
    /// Reads a file's private key: PKCS#8, PKCS#1, SEC1 or encrypted PKCS#8 (PBES1, PBES2
    /// and the schemes of PKCS#12), PEM or DER.
    /// A PEM file may hold certificates, too, but one key only.
    ///
    /// `password` is for an encrypted key; without one the empty one is tried, so
    /// a key that opens with the empty one needs none.
    ///
    /// # Errors
    /// Where the password is missing or wrong, and where the file holds no key, several, or one
    /// that cannot be read.
    pub fn read(bytes: &[u8], password: Option<&[u8]>) -> Result<Self, KeyError> {
        let (key, _) = Self::open(bytes, password)?;
        Ok(key)
    }

    /// The same, with the secret itself, for whoever must sign with it: PKCS#8, PKCS#1 or SEC1, DER.
    ///
    /// # Errors
    /// As [`PrivateKey::read`].
    pub fn open(bytes: &[u8], password: Option<&[u8]>) -> Result<(Self, Secret), KeyError> {
        read::file(bytes, password)
    }

    /// Reads one unencrypted private key, as a key store holds it: PKCS#8, PKCS#1 or SEC1, DER.
    ///
    /// # Errors
    /// Where the bytes are none of these, or a key of a kind that is not supported.
    pub fn from_der(der: &[u8]) -> Result<Self, KeyError> {
        Ok(Self {
            public: public::half(der)?,
        })
    }

    /// What kind of key it is.
    #[must_use]
    pub const fn kind(&self) -> &KeyKind {
        &self.public.kind
    }

    /// Whether `key` is its public half.
    #[must_use]
    pub fn matches(&self, key: &PublicKey) -> bool {
        self.public.is(key)
    }
}

impl fmt::Debug for PrivateKey {
    /// The kind and nothing else.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PrivateKey({})", self.kind())
    }
}

/// Why a private key could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyError {
    /// What is to be done about it.
    pub kind: KeyErrorKind,
    /// The line where the key or the fault is, from 1; `None` outside PEM.
    pub line: Option<usize>,
    /// What was found, and what to do; nothing of the key or of a password.
    pub reason: String,
}

/// What is to be done about a private key that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyErrorKind {
    /// It is encrypted, and no password was given.
    PasswordMissing,
    /// It is encrypted, and this is not its password.
    WrongPassword,
    /// It is damaged, or no private key at all.
    Corrupt,
    /// It is of a kind or in a format that this program does not read.
    Unsupported,
}

impl KeyError {
    fn corrupt(reason: impl Into<String>) -> Self {
        Self::new(KeyErrorKind::Corrupt, reason)
    }

    fn unsupported(reason: impl Into<String>) -> Self {
        Self::new(KeyErrorKind::Unsupported, reason)
    }

    fn new(kind: KeyErrorKind, reason: impl Into<String>) -> Self {
        Self {
            kind,
            line: None,
            reason: reason.into(),
        }
    }

    /// The same at this line.
    fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }
}

impl fmt::Display for KeyError {
    /// The reason, with the line before it where there is one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for KeyError {}

#[cfg(test)]
mod tests;
