//! What a certificate's key may be used for: key usage and extended key usage.

use std::fmt;

/// One key purpose of RFC 5280, section 4.2.1.12.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KeyPurpose {
    /// `id-kp-serverAuth`, 1.3.6.1.5.5.7.3.1
    ServerAuth,
    /// `id-kp-clientAuth`, 1.3.6.1.5.5.7.3.2
    ClientAuth,
    /// `id-kp-codeSigning`, 1.3.6.1.5.5.7.3.3
    CodeSigning,
    /// `id-kp-emailProtection`, 1.3.6.1.5.5.7.3.4
    EmailProtection,
    /// `id-kp-timeStamping`, 1.3.6.1.5.5.7.3.8
    TimeStamping,
    /// `id-kp-OCSPSigning`, 1.3.6.1.5.5.7.3.9
    OcspSigning,
    /// `anyExtendedKeyUsage`, 2.5.29.37.0
    Any,
    /// Any other, by its dotted object identifier.
    Other(String),
}

impl KeyPurpose {
    /// The key purpose with this dotted object identifier.
    #[must_use]
    pub fn from_oid(oid: &str) -> Self {
        match oid {
            "1.3.6.1.5.5.7.3.1" => Self::ServerAuth,
            "1.3.6.1.5.5.7.3.2" => Self::ClientAuth,
            "1.3.6.1.5.5.7.3.3" => Self::CodeSigning,
            "1.3.6.1.5.5.7.3.4" => Self::EmailProtection,
            "1.3.6.1.5.5.7.3.8" => Self::TimeStamping,
            "1.3.6.1.5.5.7.3.9" => Self::OcspSigning,
            "2.5.29.37.0" => Self::Any,
            _ => Self::Other(oid.to_owned()),
        }
    }
}

impl fmt::Display for KeyPurpose {
    /// The name of RFC 5280, else the dotted object identifier.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ServerAuth => "serverAuth",
            Self::ClientAuth => "clientAuth",
            Self::CodeSigning => "codeSigning",
            Self::EmailProtection => "emailProtection",
            Self::TimeStamping => "timeStamping",
            Self::OcspSigning => "OCSPSigning",
            Self::Any => "anyExtendedKeyUsage",
            Self::Other(oid) => oid,
        })
    }
}

/// The extended key usage extension: the purposes it names, in its own order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtendedKeyUsage(Vec<KeyPurpose>);

impl ExtendedKeyUsage {
    /// The extension that names these purposes.
    #[must_use]
    pub const fn new(purposes: Vec<KeyPurpose>) -> Self {
        Self(purposes)
    }

    /// Every purpose, in the extension's order.
    #[must_use]
    pub fn purposes(&self) -> &[KeyPurpose] {
        &self.0
    }

    /// Whether `purpose` itself is named; `anyExtendedKeyUsage` does not stand in for it.
    #[must_use]
    pub fn allows(&self, purpose: &KeyPurpose) -> bool {
        self.0.contains(purpose)
    }

    /// Whether `anyExtendedKeyUsage` is named.
    #[must_use]
    pub fn contains_any(&self) -> bool {
        self.allows(&KeyPurpose::Any)
    }

    /// Whether both purposes are named.
    #[must_use]
    pub fn mixes(&self, one: &KeyPurpose, other: &KeyPurpose) -> bool {
        self.allows(one) && self.allows(other)
    }
}

impl fmt::Display for ExtendedKeyUsage {
    /// The purposes, joined by `, `.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, purpose) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            write!(formatter, "{separator}{purpose}")?;
        }
        Ok(())
    }
}

/// The bits of the key usage extension (RFC 5280, section 4.2.1.3) that rules ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyUsage {
    /// `digitalSignature`: what a TLS client signs with.
    pub digital_signature: bool,
    /// `keyCertSign`: what an issuer needs.
    pub key_cert_sign: bool,
    /// `cRLSign`: what an issuer of revocation lists needs.
    pub crl_sign: bool,
}
