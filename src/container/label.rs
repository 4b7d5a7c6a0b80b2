//! What the label of a PEM section says of its contents.

/// What a section holds, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A certificate and nothing else.
    Certificate,
    /// A certificate, then OpenSSL's trust settings.
    TrustedCertificate,
    /// A private key of any sort.
    PrivateKey,
    /// PKCS#7 or CMS.
    Pkcs7,
    /// PKCS#10.
    Request,
    /// A certificate revocation list.
    RevocationList,
    /// A public key.
    PublicKey,
    /// Parameters of Diffie-Hellman, DSA or an elliptic curve.
    Parameters,
    /// No label that this program knows.
    Unknown,
}

impl Kind {
    /// What sections with this label hold.
    pub(super) fn of(label: &str) -> Self {
        match label {
            "CERTIFICATE" | "X509 CERTIFICATE" => Self::Certificate,
            "TRUSTED CERTIFICATE" => Self::TrustedCertificate,
            "PKCS7" | "CMS" | "PKCS #7 SIGNED DATA" => Self::Pkcs7,
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Self::Request,
            "X509 CRL" => Self::RevocationList,
            "DH PARAMETERS" | "X9.42 DH PARAMETERS" | "DSA PARAMETERS" | "EC PARAMETERS" => {
                Self::Parameters
            }
            _ if label.contains("PRIVATE KEY") => Self::PrivateKey,
            _ if label.ends_with("PUBLIC KEY") => Self::PublicKey,
            _ => Self::Unknown,
        }
    }

    /// Whether the section is a certificate.
    pub(super) const fn is_certificate(self) -> bool {
        matches!(self, Self::Certificate | Self::TrustedCertificate)
    }

    /// Whether the section's body is read: that of a certificate, or of what holds some.
    pub(super) const fn is_read(self) -> bool {
        self.is_certificate() || matches!(self, Self::Pkcs7)
    }

    /// What it is in words, with an article.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Certificate | Self::TrustedCertificate => "a certificate",
            Self::PrivateKey => "a private key",
            Self::Pkcs7 => "a PKCS#7 (CMS) structure",
            Self::Request => "a certificate request (CSR)",
            Self::RevocationList => "a certificate revocation list (CRL)",
            Self::PublicKey => "a public key",
            Self::Parameters => "key parameters",
            Self::Unknown => "a section with a label that is not known",
        }
    }

    /// What to do where a file holds this and no certificate.
    pub(super) const fn advice(self) -> &'static str {
        match self {
            Self::PrivateKey => {
                "pass the certificate that was issued for this key, and keep the key to yourself"
            }
            Self::Request => "pass the certificate that the CA issued for it",
            Self::PublicKey => "pass the certificate that holds it",
            _ => "pass the certificate to be judged, with its issuers",
        }
    }
}

/// The label as it may be shown: one that is not made of capitals, digits and spaces as labels
/// are might be anything, a piece of a key included.
pub(super) fn shown(label: &str) -> Option<&str> {
    label
        .bytes()
        .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'#' | b'.'))
        .then_some(label)
}

/// The label in backquotes, see [`shown`].
pub(super) fn quoted(label: &str) -> String {
    shown(label).map_or_else(
        || String::from("with an odd label"),
        |label| format!("`{label}`"),
    )
}
