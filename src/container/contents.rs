//! What a file holds, once it was read.

use std::fmt;
use std::sync::Arc;

use super::unreadable::KeyFault;
use super::{Secret, other};
use crate::certificate::Certificate;

/// The most certificates that are read from one key store or PKCS#7 structure; the largest known
/// bundles have a few thousand.
const MAX_CERTIFICATES: usize = 10_000;

/// How many things are listed as left out.
const MAX_LEFT_OUT: usize = 100;

/// How a file holds its certificates; told by its content, never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 7468 text.
    Pem,
    /// One or more bare DER certificates.
    Der,
    /// DER in Base64 without boundaries.
    Base64,
    /// PKCS#7 / CMS `SignedData`.
    Pkcs7,
    /// PKCS#12.
    Pkcs12,
    /// Java key store of type JKS.
    Jks,
    /// Java key store of type JCEKS.
    Jceks,
}

impl fmt::Display for Format {
    /// The name that people use.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Pem => "PEM",
            Self::Der => "DER",
            Self::Base64 => "Base64 without BEGIN and END lines",
            Self::Pkcs7 => "PKCS#7",
            Self::Pkcs12 => "PKCS#12",
            Self::Jks => "JKS",
            Self::Jceks => "JCEKS",
        })
    }
}

/// A certificate and where it starts.
#[derive(Clone, Debug)]
pub struct Located {
    /// The certificate.
    pub certificate: Arc<Certificate>,
    /// The line of its first boundary, from 1; `None` outside text.
    pub line: Option<usize>,
    /// The line of its last boundary, from 1; `None` outside text.
    pub last_line: Option<usize>,
}

/// A private key that came along: where, and under which label, never the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivateKey {
    /// The label of its PEM section, for example `ENCRYPTED PRIVATE KEY`; in a key store
    /// `PRIVATE KEY`.
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

/// A private key of a key store or PEM file, and the certificates that belong to it.
#[derive(Clone, Debug)]
pub struct KeyEntry {
    /// The entry's name, where it has one.
    pub alias: Option<String>,
    /// The key's own certificate: an index into [`Contents::certificates`].
    pub end_entity: usize,
    /// The key's own certificate, then those that come with it: indexes alike. JKS and JCEKS say
    /// which; in PEM all in the order of the file; in PKCS#12 all others of the file where it has one such key, else those whose names
    /// make them issuers.
    pub chain: Vec<usize>,
    /// The PKCS#8 `PrivateKeyInfo`, DER; `None` where it could not be opened.
    pub key: Option<Secret>,
    /// Why the key could not be opened.
    pub key_fault: Option<KeyFault>,
}

/// A private key of a key store or PEM file that belongs to none of its certificates, or of which that could
/// not be told.
#[derive(Clone, Debug)]
pub struct StrayKey {
    /// The entry's name, where it has one.
    pub alias: Option<String>,
    /// The PKCS#8 `PrivateKeyInfo`, DER; `None` where it could not be opened.
    pub key: Option<Secret>,
    /// Why the key could not be opened.
    pub key_fault: Option<KeyFault>,
}

/// All that a file holds.
#[derive(Clone, Debug)]
pub struct Contents {
    /// How the file holds it.
    pub format: Format,
    /// The certificates, in the file's order; at least one.
    pub certificates: Vec<Located>,
    /// The private keys among them, those of key stores included.
    pub private_keys: Vec<PrivateKey>,
    /// What was left out.
    pub left_out: Vec<LeftOut>,
    /// The file's keys with their certificates, in its order.
    pub entries: Vec<KeyEntry>,
    /// The file's other keys.
    pub stray_keys: Vec<StrayKey>,
    /// What else the user must know of the file, for example that nothing protects it from
    /// changes.
    pub notes: Vec<String>,
}

impl Contents {
    /// Nothing yet.
    pub(super) const fn new(format: Format) -> Self {
        Self {
            format,
            certificates: Vec::new(),
            private_keys: Vec::new(),
            left_out: Vec::new(),
            entries: Vec::new(),
            stray_keys: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Reads a certificate of a structure that has no lines, and takes it in; returns its index.
    pub(super) fn add(&mut self, der: &[u8]) -> Result<usize, super::Unreadable> {
        let index = self.certificates.len();
        if index >= MAX_CERTIFICATES {
            let reason = format!("the file has more than {MAX_CERTIFICATES} certificates");
            return Err(other::broken(None, reason));
        }
        let certificate = Certificate::from_der(der).map_err(|error| {
            let number = index.saturating_add(1);
            let reason = format!(
                "certificate {number} of the {} file cannot be read: {}",
                self.format, error.reason
            );
            other::broken(None, reason)
        })?;
        self.certificates.push(Located {
            certificate: certificate.into(),
            line: None,
            last_line: None,
        });
        Ok(index)
    }

    /// Notes something without a line that is left out.
    pub(super) fn leave_out(&mut self, what: impl Into<String>) {
        if self.left_out.len() < MAX_LEFT_OUT {
            self.left_out.push(LeftOut {
                line: None,
                what: what.into(),
            });
        }
    }
}
