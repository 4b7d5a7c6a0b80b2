//! Bytes of any format to certificates with their lines, and the keys that came along.
//!
//! The content decides, never the name: PEM, DER, PKCS#7, PKCS#12, JKS and JCEKS are read; others
//! are recognised, and answered with what to do.

mod bare;
mod base64;
mod ber;
mod boundary;
mod contents;
mod der;
mod jks;
mod label;
mod other;
mod pairing;
mod password;
mod pbe;
mod pem;
mod pem_keys;
mod pkcs12;
mod pkcs7;
mod plain;
mod raw;
mod sections;
mod structure;
mod text;
mod unreadable;

pub use contents::{Contents, Format, KeyEntry, LeftOut, Located, PrivateKey, StrayKey};
pub use password::{Passwords, Secret};
pub use plain::read_plain;
pub use unreadable::{KeyFault, Unreadable, UnreadableKind};

pub(crate) use pbe::decrypt_key;
pub(crate) use raw::{RawSection, sections as raw_sections};
pub(crate) use text::decode as decode_text;

use crate::memory::Memory;

/// The size of the largest file that is read, in bytes: 16 MiB.
pub const MAX_SIZE: usize = 16 * 1024 * 1024;

/// Reads a file's certificates, and the keys that come with them.
///
/// # Errors
/// Where the file is empty, larger than [`MAX_SIZE`], broken, of a format that is not read, has
/// no certificate, or asks for a password that is not among `passwords`.
pub fn read(bytes: &[u8], passwords: &Passwords) -> Result<Contents, Unreadable> {
    read_with(bytes, passwords, &Memory::default())
}

/// The same; a PEM section's certificate that is in `memory` is not read again.
///
/// # Errors
/// As [`read`].
pub fn read_with(
    bytes: &[u8],
    passwords: &Passwords,
    memory: &Memory,
) -> Result<Contents, Unreadable> {
    if bytes.is_empty() {
        return Err(other::broken(
            None,
            "the file is empty; pass a file with the certificate and its issuers",
        ));
    }
    if bytes.len() > MAX_SIZE {
        return Err(other::broken(
            None,
            "the file is larger than 16 MiB, the most that is read; a certificate and its issuers \
             take a few kilobytes",
        ));
    }
    if let Some(format) = jks::format(bytes) {
        return jks::read(bytes, format, passwords);
    }
    if let Some(key_store) = other::bouncy_castle(bytes) {
        return Err(key_store);
    }
    if der::looks_like_der(bytes) {
        return der::read(bytes, passwords);
    }
    let text = text::decode(bytes);
    if let Some(mut contents) = pem::read(&text, memory)? {
        pem_keys::pair(&text, passwords, &mut contents);
        return Ok(contents);
    }
    match bare::decode(&text)? {
        Some(der) => {
            let mut contents = der::read(&der, passwords)?;
            if contents.format == Format::Der {
                contents.format = Format::Base64;
            }
            Ok(contents)
        }
        None => Err(other::nothing(bytes, &text)),
    }
}

#[cfg(test)]
mod tests;
