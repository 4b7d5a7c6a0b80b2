//! Bytes of any format to certificates with their lines, and whether keys came along.

//!
//! The content decides, never the name. PEM and DER are read; other formats are recognised, and
//! answered with the command that turns them into PEM.

mod base64;
mod ber;
mod boundary;
mod der;
mod label;
mod other;
mod pem;
mod raw;
mod sections;
mod structure;
mod text;

use std::fmt;

use crate::certificate::Certificate;

pub(crate) use raw::{RawSection, sections as raw_sections};
pub(crate) use text::decode as decode_text;

/// The size of the largest file that is read, in bytes: 16 MiB.
pub const MAX_SIZE: usize = 16 * 1024 * 1024;

/// Reads a file's certificates.
///
/// # Errors
/// Where the file is empty, larger than [`MAX_SIZE`], broken, of a format that is not read, or
/// has no certificate.
pub fn read(bytes: &[u8]) -> Result<Contents, Unreadable> {
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
    if let Some(key_store) = other::java_key_store(bytes) {
        return Err(key_store);
    }
    if der::looks_like_der(bytes) {
        return der::read(bytes);
    }
    let text = text::decode(bytes);
    pem::read(&text)?.ok_or_else(|| other::nothing(bytes, &text))
}

/// How a file holds its certificates; told by its content, never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 7468 text.
    Pem,
    /// One or more bare DER certificates.
    Der,
    /// PKCS#7 / CMS `SignedData`.
    Pkcs7,
    /// PKCS#12.
    Pkcs12,
    /// Java key store of type JKS.
    Jks,
    /// Java key store of type JCEKS.
    Jceks,
}

/// A certificate and where it starts.
#[derive(Clone, Debug)]
pub struct Located {
    /// The certificate.
    pub certificate: Certificate,
    /// The line of its first boundary, from 1; `None` outside text.
    pub line: Option<usize>,
}

/// A private key that came along: where, and under which label, never the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateKey {
    /// The label of its PEM section, for example `ENCRYPTED PRIVATE KEY`.
    pub label: String,
    /// The line of its first boundary, from 1.
    pub line: Option<usize>,
}

/// Something in the file that is neither certificate nor key, and was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line where it starts, from 1.
    pub line: Option<usize>,
    /// What it is, in words.
    pub what: String,
}

/// All that a file holds.
#[derive(Clone, Debug)]
pub struct Contents {
    /// How the file holds it.
    pub format: Format,
    /// The certificates, in the file's order; at least one.
    pub certificates: Vec<Located>,
    /// The private keys among them.
    pub private_keys: Vec<PrivateKey>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
}

/// Why a file gives no certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What kind of file it is.
    pub kind: UnreadableKind,
    /// The line of what is wrong, from 1.
    pub line: Option<usize>,
    /// What was found instead, and what to do; no byte of a key.
    pub reason: String,
}

impl fmt::Display for Unreadable {
    /// The reason, with the line before it where there is one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for Unreadable {}

/// What kind of file gives no certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableKind {
    /// Readable, but only keys, requests or CRLs: passed over in a directory.
    NoCertificate,
    /// A container that was recognised and is not read.
    OtherFormat(Format),
    /// Anything else: empty, too large, broken, or no such thing at all.
    Broken,
}

impl std::fmt::Display for Format {
    /// The name that people use.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(match self {
            Self::Pem => "PEM",
            Self::Der => "DER",
            Self::Pkcs7 => "PKCS#7",
            Self::Pkcs12 => "PKCS#12",
            Self::Jks => "JKS",
            Self::Jceks => "JCEKS",
        })
    }
}
#[cfg(test)]
mod tests;
