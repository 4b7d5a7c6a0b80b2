//! What the report calls things.

use crate::path::{PathStatus, Role};
use crate::render::{Printable, Style};
use crate::report::{CertificateReport, Conclusion, HorizonState, Judged, Severity};
use crate::rules::unproven_root;

pub(super) fn location(at: &CertificateReport, name: &str) -> String {
    let subject = &at.presented.certificate.subject;
    format!("{}  {}  {subject}", place(at, name), role(at.role))
}

/// Where a certificate stands: its file, else the submission's name, and the line.
pub(in crate::render) fn place(at: &CertificateReport, name: &str) -> String {
    let file = at
        .presented
        .file
        .as_deref()
        .map_or_else(|| name.to_owned(), |file| Printable(file).to_string());
    let line = at
        .presented
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    format!("{file}{line}")
}

/// The part that a certificate plays.
pub(in crate::render) const fn role(role: Role) -> &'static str {
    match role {
        Role::EndEntity => "end entity",
        Role::Intermediate => "intermediate",
        Role::Root => "root",
    }
}

/// The answer to "is there a path", in words.
pub(in crate::render) fn path(judged: &Judged) -> String {
    let root = judged.anchor.as_ref().map(|anchor| {
        let by = anchor
            .matched_by
            .map(|strength| format!(", on the list by {}", strength.as_str()));
        format!("{}{}", anchor.certificate.subject, by.unwrap_or_default())
    });
    let root = root.unwrap_or_default();
    match judged.status {
        PathStatus::Trusted => format!("trusted, to {root}"),
        PathStatus::Invalid => "invalid by RFC 5280".into(),
        PathStatus::Unsupported => "undecided: it needs what this program does not process".into(),
        PathStatus::Incomplete => "incomplete: an issuer is missing".into(),
        PathStatus::Untrusted if root.is_empty() => "untrusted: its own issuer".into(),
        PathStatus::Untrusted if fails(judged, unproven_root::RULE.id) => {
            format!("untrusted: to {root}, which the list names and does not prove")
        }
        PathStatus::Untrusted => format!("untrusted: to {root}, which the list does not have"),
        PathStatus::OutsideValidity => format!("outside its validity, else to {root}"),
    }
}

fn fails(judged: &Judged, rule: &str) -> bool {
    judged.findings().any(|(report, _)| report.rule.id == rule)
}

/// The verdict, and how it is meant.
pub(super) const fn verdict(conclusion: Conclusion) -> (Style, &'static str) {
    match conclusion {
        Conclusion::Pass => (Style::Good, "passed"),
        Conclusion::Fail => (Style::Error, "FAILED"),
        Conclusion::Undecided => (Style::Warning, "UNDECIDED"),
    }
}

/// The verdict of a rule that found something of this severity.
pub(super) const fn found(worst: Severity) -> &'static str {
    match worst {
        Severity::Error => "FAIL",
        Severity::Warning => "warn",
        Severity::Note => "note",
    }
}

/// A question's answer in a word, and how it is meant.
pub(super) const fn word(state: HorizonState) -> (Style, &'static str) {
    match state {
        HorizonState::Pass => (Style::Good, "pass"),
        HorizonState::Warn => (Style::Warning, "warn"),
        HorizonState::Fail => (Style::Error, "FAIL"),
        HorizonState::Unknown => (Style::Warning, "unknown"),
        HorizonState::NotJudged => (Style::Faint, "not judged"),
    }
}
