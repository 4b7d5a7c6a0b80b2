//! The certificates of `chain` and its anchor (contract, section 4).

use serde::Serialize;

use crate::certificate::{ExtendedKeyUsage, KeyKind, KeyPurpose, Name, Sha256, Time};
use crate::render::Printable;
use crate::render::shown::{Shown, shown};
use crate::render::words::role;
use crate::report::{AnchorReport, CertificateReport};

#[derive(Serialize)]
pub(super) struct CertificatePart<'a> {
    role: &'static str,
    file: Option<Shown<Printable<'a>>>,
    line: Option<usize>,
    subject: Shown<&'a Name>,
    issuer: Shown<&'a Name>,
    serial: String,
    sha256: Shown<Sha256>,
    not_before: Shown<Time>,
    not_after: Shown<Time>,
    key: Shown<&'a KeyKind>,
    signature_algorithm: &'a str,
    extended_key_usage: Option<Vec<Shown<&'a KeyPurpose>>>,
}

#[derive(Serialize)]
pub(super) struct Anchor<'a> {
    subject: Shown<&'a Name>,
    sha256: Shown<Sha256>,
    alias: Option<Shown<Printable<'a>>>,
    matched_by: Option<&'static str>,
    chrome_root_store: bool,
}

impl<'a> CertificatePart<'a> {
    pub(super) fn new(report: &'a CertificateReport) -> Self {
        let certificate = &report.presented.certificate;
        let purposes = |usage: &'a ExtendedKeyUsage| usage.purposes().iter().map(Shown).collect();
        Self {
            role: role(report.role),
            file: report.presented.file.as_deref().map(shown),
            line: report.presented.line,
            subject: Shown(&certificate.subject),
            issuer: Shown(&certificate.issuer),
            serial: certificate.serial_hex(),
            sha256: Shown(certificate.sha256),
            not_before: Shown(certificate.not_before),
            not_after: Shown(certificate.not_after),
            key: Shown(&certificate.public_key.kind),
            signature_algorithm: &certificate.signature_algorithm.name,
            extended_key_usage: certificate.extended_key_usage.as_ref().map(purposes),
        }
    }
}

impl<'a> Anchor<'a> {
    pub(super) fn new(anchor: &'a AnchorReport) -> Self {
        Self {
            subject: Shown(&anchor.certificate.subject),
            sha256: Shown(anchor.certificate.sha256),
            alias: anchor.alias.as_deref().map(shown),
            matched_by: anchor.matched_by.map(crate::trust::Strength::as_str),
            chrome_root_store: anchor.chrome_root_store,
        }
    }
}
