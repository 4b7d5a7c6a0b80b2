//! The certificates of `chain` and its anchor (contract, section 4).

use serde::Serialize;

use crate::certificate::ExtendedKeyUsage;
use crate::render::words::{printable, role};
use crate::report::{AnchorReport, CertificateReport};

#[derive(Serialize)]
pub(super) struct CertificatePart {
    role: &'static str,
    file: Option<String>,
    line: Option<usize>,
    subject: String,
    issuer: String,
    serial: String,
    sha256: String,
    not_before: String,
    not_after: String,
    key: String,
    signature_algorithm: String,
    extended_key_usage: Option<Vec<String>>,
}

#[derive(Serialize)]
pub(super) struct Anchor {
    subject: String,
    sha256: String,
    alias: Option<String>,
    matched_by: Option<&'static str>,
    chrome_root_store: bool,
}

impl CertificatePart {
    pub(super) fn new(report: &CertificateReport) -> Self {
        let certificate = &report.presented.certificate;
        let purposes =
            |usage: &ExtendedKeyUsage| usage.purposes().iter().map(ToString::to_string).collect();
        Self {
            role: role(report.role),
            file: report.presented.file.as_deref().map(printable),
            line: report.presented.line,
            subject: certificate.subject.to_string(),
            issuer: certificate.issuer.to_string(),
            serial: certificate.serial_hex(),
            sha256: certificate.sha256.to_string(),
            not_before: certificate.not_before.to_string(),
            not_after: certificate.not_after.to_string(),
            key: certificate.public_key.kind.to_string(),
            signature_algorithm: certificate.signature_algorithm.name.clone(),
            extended_key_usage: certificate.extended_key_usage.as_ref().map(purposes),
        }
    }
}

impl Anchor {
    pub(super) fn new(anchor: &AnchorReport) -> Self {
        Self {
            subject: anchor.certificate.subject.to_string(),
            sha256: anchor.certificate.sha256.to_string(),
            alias: anchor.alias.as_deref().map(printable),
            matched_by: anchor.matched_by.map(crate::trust::Strength::as_str),
            chrome_root_store: anchor.chrome_root_store,
        }
    }
}
