//! What is uploaded already: a certificate, or what Salesforce's metadata keep of one.

use std::fmt;

use super::metadata::{self, Metadata};
use crate::certificate::Certificate;
use crate::container::{self, Passwords, Unreadable, UnreadableKind};
use crate::submission::Submission;
use crate::trust::NameText;

/// What is uploaded already.
#[derive(Clone, Debug)]
pub enum Uploaded {
    /// The certificate itself.
    Certificate(Box<Certificate>),
    /// An `InboundCertificate` of the metadata API, which keeps four fields of it.
    Metadata(Metadata),
}

/// How a certificate compares with what is uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// It is the uploaded certificate, byte for byte.
    SameCertificate,
    /// Serial number and expiration date are those of the metadata. That is not proof: another
    /// issuer may have given the same; with what else there is to say.
    SameSerial(Vec<String>),
    /// It is another certificate; what differs, one fact each.
    Different(Vec<String>),
}

impl Uploaded {
    /// Reads a certificate file, of which the first end entity counts, or an `InboundCertificate`
    /// metadata file (XML). `passwords` are for a container.
    ///
    /// # Errors
    /// Where the file is neither, or its metadata lack serial number or expiration date.
    pub fn read(bytes: &[u8], passwords: &Passwords) -> Result<Self, Unreadable> {
        if bytes.len() <= container::MAX_SIZE
            && let Some(text) = metadata::text(bytes)
        {
            return Metadata::read(&text).map(Self::Metadata);
        }
        let contents = container::read(bytes, passwords)?;
        let submission = Submission::of("", contents).ok_or_else(|| Unreadable {
            kind: UnreadableKind::NoCertificate,
            line: None,
            reason: "the file has no certificate".to_owned(),
        })?;
        Ok(Self::Certificate(Box::new(
            submission.chain.end_entity().clone(),
        )))
    }

    /// Whether `certificate` is what is uploaded.
    #[must_use]
    pub fn compare(&self, certificate: &Certificate) -> Comparison {
        match self {
            Self::Certificate(uploaded) if uploaded.der == certificate.der => {
                Comparison::SameCertificate
            }
            Self::Certificate(uploaded) => {
                Comparison::Different(differences(uploaded, certificate))
            }
            Self::Metadata(metadata) => by_metadata(metadata, certificate),
        }
    }
}

/// What two different certificates differ in, and what they have in common in spite of it.
fn differences(uploaded: &Certificate, certificate: &Certificate) -> Vec<String> {
    let mut facts = vec![
        differing(
            "serial number",
            &uploaded.serial_hex(),
            &certificate.serial_hex(),
        ),
        differing("subject", &uploaded.subject, &certificate.subject),
        differing("issuer", &uploaded.issuer, &certificate.issuer),
        differing("notBefore", &uploaded.not_before, &certificate.not_before),
        differing("notAfter", &uploaded.not_after, &certificate.not_after),
    ];
    facts.push(Some(
        if uploaded.public_key.info == certificate.public_key.info {
            "both have the same key".to_owned()
        } else {
            "their keys are different ones".to_owned()
        },
    ));
    facts.into_iter().flatten().collect()
}

fn differing<T: PartialEq + fmt::Display>(what: &str, uploaded: &T, here: &T) -> Option<String> {
    (uploaded != here).then(|| format!("{what}: {uploaded} is uploaded, {here} is here"))
}

fn by_metadata(metadata: &Metadata, certificate: &Certificate) -> Comparison {
    let mut differences = Vec::new();
    let serial = metadata::decimal(&certificate.serial);
    if metadata.serial != serial {
        let (uploaded, here) = (&metadata.serial, &serial);
        differences.push(format!(
            "serial number (decimal): {uploaded} is uploaded, {here} is here"
        ));
    }
    if !metadata.expiration.is(certificate.not_after) {
        let (uploaded, here) = (&metadata.expiration, certificate.not_after);
        differences.push(format!(
            "expiration date: {uploaded} is uploaded, {here} is here"
        ));
    }
    let of_issuer = metadata.issuer.as_deref().and_then(|text| {
        (!NameText::parse(text).is(&certificate.issuer)).then(|| {
            let here = &certificate.issuer;
            format!("the issuer's text differs: `{text}` is uploaded, {here} is here")
        })
    });
    if differences.is_empty() {
        return Comparison::SameSerial(of_issuer.into_iter().collect());
    }
    differences.extend(of_issuer);
    differences.extend(
        metadata
            .label
            .as_ref()
            .map(|label| format!("the uploaded one is labelled `{label}`")),
    );
    Comparison::Different(differences)
}

#[cfg(test)]
mod tests;
