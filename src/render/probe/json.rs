//! The report of a probe as JSON, schema 1 (contract, section 5).

use serde::Serialize;

use super::{Attempt, ProbeReport, Step};
use crate::render::markup_free;
use crate::render::words::printable;

/// The report as one JSON object, in lines.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn json(report: &ProbeReport) -> serde_json::Result<String> {
    markup_free::pretty(&Document::new(report))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    host: &'a str,
    port: u16,
    verdict: String,
    reason: String,
    attempts: Vec<AttemptPart<'a>>,
    server_certificates: Vec<CertificatePart<'a>>,
    advice: String,
}

#[derive(Serialize)]
struct AttemptPart<'a> {
    sent: String,
    steps: Vec<StepPart>,
    client_certificate_requested: bool,
    certificate_authorities: Option<usize>,
    alert: Option<&'a str>,
    http_status: Option<u16>,
    known_text: Option<&'static str>,
}

#[derive(Serialize)]
struct StepPart {
    step: String,
    outcome: String,
    detail: String,
}

#[derive(Serialize)]
struct CertificatePart<'a> {
    subject: Option<String>,
    sha256: &'a str,
}

impl<'a> Document<'a> {
    fn new(report: &'a ProbeReport) -> Self {
        let conclusion = &report.conclusion;
        let advice: Vec<&str> = conclusion
            .help
            .iter()
            .chain(&conclusion.notes)
            .map(String::as_str)
            .collect();
        let certificates = report.server_certificates.iter();
        Self {
            schema: 1,
            host: &report.host,
            port: report.port,
            verdict: report.verdict().to_string(),
            reason: printable(&conclusion.reason),
            attempts: report.attempts.iter().map(AttemptPart::new).collect(),
            server_certificates: certificates
                .map(|certificate| CertificatePart {
                    subject: certificate.subject.as_deref().map(printable),
                    sha256: &certificate.sha256,
                })
                .collect(),
            advice: printable(&advice.join("; ")),
        }
    }
}

impl<'a> AttemptPart<'a> {
    fn new(attempt: &'a Attempt) -> Self {
        Self {
            sent: attempt.sent.to_string(),
            steps: attempt.steps.iter().map(StepPart::new).collect(),
            client_certificate_requested: attempt.client_certificate_requested,
            certificate_authorities: attempt.certificate_authorities,
            alert: attempt.alert.as_deref(),
            http_status: attempt.http_status,
            known_text: attempt.known_text,
        }
    }
}

impl StepPart {
    fn new(step: &Step) -> Self {
        Self {
            step: step.name.to_string(),
            outcome: step.outcome.to_string(),
            detail: printable(&step.detail),
        }
    }
}
