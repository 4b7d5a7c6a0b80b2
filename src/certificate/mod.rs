//! One certificate: the facts that rules need, read once and owned.
//!
//! `read.rs` alone knows the parser. A certificate whose structure, or one of the extensions that
//! rules rely on, is malformed is an error, never a certificate without that extension.

mod distribution_points;
mod extension;
pub mod fingerprint;
pub mod key_purpose;
pub mod name;
mod oid;
mod preparation;
pub mod public_key;
mod read;
pub mod time;

use std::fmt;

pub use extension::Extension;
pub use fingerprint::{Md5Digest, Sha1, Sha256};
pub use key_purpose::{ExtendedKeyUsage, KeyPurpose, KeyUsage};
pub use name::Name;
pub(crate) use public_key::modulus_bits;
pub use public_key::{KeyKind, PublicKey, SignatureAlgorithm};
pub(crate) use read::{name_from_der, time_from_der};
pub use time::Time;

use crate::der;

/// A certificate of RFC 5280, section 4.1.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The whole certificate, DER.
    pub der: Vec<u8>,
    /// SHA-256 of [`Certificate::der`].
    pub sha256: Sha256,
    /// The version as people count it: 1, 2 or 3.
    pub version: u32,
    /// The serial number's bytes, big-endian two's complement, as in the DER.
    pub serial: Vec<u8>,
    /// Whom the certificate is about.
    pub subject: Name,
    /// Who signed it.
    pub issuer: Name,
    /// The first moment of its validity.
    pub not_before: Time,
    /// The last moment of its validity.
    pub not_after: Time,
    /// The subject's key.
    pub public_key: PublicKey,
    /// How the issuer signed.
    pub signature_algorithm: SignatureAlgorithm,
    /// Whether an issuer or subject unique identifier is present.
    pub has_unique_identifiers: bool,
    /// Every extension's object identifier and criticality, in order.
    pub extensions: Vec<Extension>,
    /// Basic constraints, where present.
    pub basic_constraints: Option<BasicConstraints>,
    /// Key usage, where present.
    pub key_usage: Option<KeyUsage>,
    /// Extended key usage, where present.
    pub extended_key_usage: Option<ExtendedKeyUsage>,
    /// The subject key identifier, where present.
    pub subject_key_identifier: Option<Vec<u8>>,
    /// The key identifier of the authority key identifier, where present.
    pub authority_key_identifier: Option<Vec<u8>>,
    /// The issuer's certificate as the authority key identifier names it, where it does.
    pub authority_certificate: Option<AuthorityCertificate>,
    /// The value of the name constraints extension, DER, where present.
    pub name_constraints: Option<Vec<u8>>,
    /// Where the issuer's certificate is said to be (`caIssuers` URLs).
    pub issuer_urls: Vec<String>,
    /// Where the lists of revoked certificates are said to be (URIs of the distribution points'
    /// full names).
    pub crl_urls: Vec<String>,
}

/// A certificate by its issuer and serial number, as in `authorityCertIssuer` and
/// `authorityCertSerialNumber` of RFC 5280, section 4.2.1.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityCertificate {
    /// The issuer's name, DER.
    pub issuer: Vec<u8>,
    /// The serial number's bytes, as in [`Certificate::serial`].
    pub serial: Vec<u8>,
}

/// RFC 5280, section 4.2.1.9.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BasicConstraints {
    /// Whether the subject is a CA.
    pub ca: bool,
    /// How many intermediate certificates may follow, self-issued ones not counted.
    pub path_length: Option<u32>,
}

/// Why some bytes are not a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedCertificate {
    /// What was found instead, in words; no byte of the input.
    pub reason: String,
}

impl fmt::Display for MalformedCertificate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for MalformedCertificate {}

impl Certificate {
    /// Reads one certificate; `der` must hold it and nothing else.
    ///
    /// # Errors
    /// Where the bytes are no certificate, something follows it, or one of the extensions read
    /// here is malformed or there twice.
    pub fn from_der(der: &[u8]) -> Result<Self, MalformedCertificate> {
        let (certificate, rest) = Self::from_der_prefix(der)?;
        if rest.is_empty() {
            return Ok(certificate);
        }
        Err(MalformedCertificate {
            reason: format!("{} bytes follow the certificate", rest.len()),
        })
    }

    /// Reads the certificate that `der` begins with; returns it and the bytes after it.
    ///
    /// # Errors
    /// As [`Certificate::from_der`], but for the bytes that follow.
    pub fn from_der_prefix(der: &[u8]) -> Result<(Self, &[u8]), MalformedCertificate> {
        read::certificate(der)
    }

    /// The bytes that were signed (`TBSCertificate`, DER).
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        self.fields().next().map_or(&[], |field| field.whole)
    }

    /// The signature's bytes.
    #[must_use]
    pub fn signature(&self) -> &[u8] {
        let bits = self.fields().nth(2).map_or(&[][..], |field| field.contents);
        // A bit string begins with the number of bits that its last byte leaves unused.
        bits.split_first().map_or(&[], |(_, signature)| signature)
    }

    /// The three fields of the outer sequence (RFC 5280, section 4.1).
    fn fields(&self) -> impl Iterator<Item = der::Element<'_>> {
        der::elements(der::contents(&self.der, der::SEQUENCE).unwrap_or_default())
    }

    /// The value of the extension whose object identifier has these contents; `None` where there
    /// is none that can be found.
    #[must_use]
    pub(crate) fn extension_value(&self, oid: &[u8]) -> Option<&[u8]> {
        extension::value(self.signed(), oid)
    }

    /// SHA-1 of the certificate.
    #[must_use]
    pub fn sha1(&self) -> Sha1 {
        Sha1::of(&self.der)
    }

    /// MD5 of the certificate.
    #[must_use]
    pub fn md5(&self) -> Md5Digest {
        Md5Digest::of(&self.der)
    }

    /// Whether basic constraints say that the subject is a CA.
    #[must_use]
    pub fn is_ca(&self) -> bool {
        self.basic_constraints
            .is_some_and(|constraints| constraints.ca)
    }

    /// Whether issuer and subject are the same name: true of roots, and of certificates by which
    /// a CA changes its key.
    #[must_use]
    pub fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }

    /// Whether `at` lies within the validity, both ends included (RFC 5280, section 4.1.2.5).
    #[must_use]
    pub fn is_valid_at(&self, at: Time) -> bool {
        self.not_before <= at && at <= self.not_after
    }

    /// Whether the certificate holds the same subject and the same key as `other`.
    #[must_use]
    pub fn has_same_subject_and_key(&self, other: &Self) -> bool {
        self.subject == other.subject && self.public_key.info == other.public_key.info
    }

    /// The serial number as lower-case hex, without the byte that only keeps it positive.
    #[must_use]
    pub fn serial_hex(&self) -> String {
        match self.serial.as_slice() {
            [0, rest @ ..] if !rest.is_empty() => fingerprint::hex(rest),
            all => fingerprint::hex(all),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Facts as `openssl x509 -text` prints them for this certificate of `webpki-root-certs`.
    #[test]
    fn a_root_is_read_as_openssl_reads_it() {
        let root = webpki_root_certs::TLS_SERVER_ROOT_CERTS
            .iter()
            .filter_map(|der| Certificate::from_der(der).ok())
            .find(|root| root.subject.attribute("CN") == Some("DigiCert Global Root G2"))
            .unwrap();
        assert_eq!(
            root.subject.to_string(),
            "CN=DigiCert Global Root G2,OU=www.digicert.com,O=DigiCert Inc,C=US"
        );
        assert_eq!(root.serial_hex(), "033af1e6a711a9a0bb2864b11d09fae5");
        assert_eq!(root.not_after.to_string(), "2038-01-15T12:00:00Z");
        assert_eq!(root.public_key.kind, KeyKind::Rsa { bits: 2048 });
        assert!(root.is_ca() && root.is_self_issued());
        assert_eq!(
            root.sha1().to_string(),
            "df3c24f9bfd666761b268073fe06d1cc8d4f82a4"
        );
    }

    #[test]
    fn every_bundled_root_can_be_read() {
        for der in webpki_root_certs::TLS_SERVER_ROOT_CERTS {
            Certificate::from_der(der).unwrap();
        }
    }

    #[test]
    fn bytes_after_the_certificate_are_an_error() {
        let mut der = webpki_root_certs::TLS_SERVER_ROOT_CERTS[0].to_vec();
        der.push(0);
        let error = Certificate::from_der(&der).unwrap_err();
        assert_eq!(error.reason, "1 bytes follow the certificate");
    }
}
