//! Extensions as far as any verifier must look at them, and RFC 5280's names for them.

use std::borrow::Cow;

use crate::der;

/// An extension as far as any verifier must look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Its dotted object identifier.
    pub oid: Cow<'static, str>,
    /// Whether a verifier that does not know it must refuse the certificate.
    pub critical: bool,
}

impl Extension {
    /// Its name in RFC 5280, section 4.2; `None` where that does not define it.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        name(&self.oid)
    }
}

/// The name in RFC 5280, section 4.2 of the extension with this dotted object identifier.
pub(super) fn name(oid: &str) -> Option<&'static str> {
    let name = match oid {
        "1.3.6.1.5.5.7.1.1" => "authorityInfoAccess",
        "1.3.6.1.5.5.7.1.11" => "subjectInfoAccess",
        "2.5.29.9" => "subjectDirectoryAttributes",
        "2.5.29.14" => "subjectKeyIdentifier",
        "2.5.29.15" => "keyUsage",
        "2.5.29.17" => "subjectAltName",
        "2.5.29.18" => "issuerAltName",
        "2.5.29.19" => "basicConstraints",
        "2.5.29.30" => "nameConstraints",
        "2.5.29.31" => "cRLDistributionPoints",
        "2.5.29.32" => "certificatePolicies",
        "2.5.29.33" => "policyMappings",
        "2.5.29.35" => "authorityKeyIdentifier",
        "2.5.29.36" => "policyConstraints",
        "2.5.29.37" => "extKeyUsage",
        "2.5.29.46" => "freshestCRL",
        "2.5.29.54" => "inhibitAnyPolicy",
        _ => return None,
    };
    Some(name)
}

/// The tag of a `TBSCertificate`'s extensions (RFC 5280, section 4.1).
const EXTENSIONS: u8 = 0xa3;

/// The value, in the `TBSCertificate` with this DER, of the extension whose object identifier has
/// these contents.
pub(super) fn value<'a>(signed: &'a [u8], oid: &[u8]) -> Option<&'a [u8]> {
    let mut fields = der::elements(der::contents(signed, der::SEQUENCE)?);
    let extensions = fields.find(|field| field.tag == EXTENSIONS)?;
    der::elements(der::contents(extensions.contents, der::SEQUENCE)?).find_map(|extension| {
        let (id, rest) = der::first(extension.contents)?;
        // The criticality may stand between them.
        let value = der::elements(rest).last()?;
        let is_meant = id.contents == oid && value.tag == der::OCTET_STRING;
        is_meant.then_some(value.contents)
    })
}
