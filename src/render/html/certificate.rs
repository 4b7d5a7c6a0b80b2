//! The certificates of a submission: the path's in its order, then the others, each in full.

use std::collections::HashMap;

use super::Printable;
use super::against::Line;
use super::finding::{Numbered, anchor, tone};
use super::text::excerpt;
use super::tone::Tone;
use crate::certificate::fingerprint::hex;
use crate::certificate::{Certificate, Name, Time};
use crate::path::Role;
use crate::plural::{days, plural};
use crate::render::human::words::{place, role};
use crate::report::{AnchorReport, Judged};

/// A certificate of the path that was judged.
pub(super) struct Step<'a> {
    /// Its index among the presented ones; `None` for a root that was not presented.
    pub(super) index: Option<usize>,
    pub(super) role: Role,
    pub(super) certificate: &'a Certificate,
}

/// The path's certificates, the end entity first.
pub(super) fn steps(judged: &Judged) -> Vec<Step<'_>> {
    let mut steps: Vec<_> = judged
        .path
        .certificates
        .iter()
        .filter_map(|index| {
            let report = judged.certificates.get(*index)?;
            Some(Step {
                index: Some(*index),
                role: report.role,
                certificate: &report.presented.certificate,
            })
        })
        .collect();
    let Some(anchor) = &judged.anchor else {
        return steps;
    };
    match steps.last_mut() {
        Some(last) if last.certificate.sha256 == anchor.certificate.sha256 => {
            last.role = Role::Root;
        }
        _ => steps.push(Step {
            index: None,
            role: Role::Root,
            certificate: &anchor.certificate,
        }),
    }
    steps
}

/// What people call a name: its common name, else the whole.
pub(super) fn short(name: &Name) -> String {
    match name.attribute("CN") {
        Some(common) => excerpt(common, MAX_NAME),
        None => excerpt(&name.to_string(), MAX_NAME),
    }
}

/// As many letters of a name are shown where it only says which certificate is meant.
const MAX_NAME: usize = 100;

/// Whether the certificate is valid at a moment, in words.
pub(super) fn validity(certificate: &Certificate, at: Time) -> (Tone, String) {
    if certificate.not_after < at {
        let ago = days(certificate.not_after.days_until(at));
        return (Tone::Bad, format!("expired {ago} ago"));
    }
    if at < certificate.not_before {
        return (Tone::Bad, "not valid yet".into());
    }
    let left = days(at.days_until(certificate.not_after));
    (Tone::Good, format!("{left} left"))
}

/// The findings that count, by the certificate that they are about.
pub(super) fn findings_by_certificate(judged: &Judged) -> HashMap<usize, Vec<Numbered<'_>>> {
    let mut findings: HashMap<usize, Vec<Numbered<'_>>> = HashMap::new();
    for numbered in judged.findings().enumerate() {
        let (_, (_, finding)) = &numbered;
        if let (Some(index), None) = (finding.certificate, &finding.suppression) {
            findings.entry(index).or_default().push(numbered);
        }
    }
    findings
}

/// A finding, as a pointer to where it is told.
pub(super) struct Badge {
    pub(super) tone: Tone,
    pub(super) rule: &'static str,
    pub(super) anchor: String,
}

/// A pointer to each finding of another rule, at most `most` of them.
pub(super) fn badges(number: usize, findings: &[Numbered<'_>], most: usize) -> Vec<Badge> {
    let badges = findings.iter().map(|(index, (report, finding))| Badge {
        tone: tone(report, finding),
        rule: report.rule.id,
        anchor: anchor(number, *index),
    });
    let mut badges: Vec<_> = badges.collect();
    badges.dedup_by_key(|badge| badge.rule);
    badges.truncate(most);
    badges
}

/// What the page says of a certificate.
pub(super) struct CertificateView {
    pub(super) role: &'static str,
    pub(super) name: String,
    /// Its key, its purposes and where it stands.
    pub(super) gist: String,
    pub(super) tone: Tone,
    pub(super) validity: String,
    pub(super) badges: Vec<Badge>,
    pub(super) lines: Vec<Line>,
}

/// What is the same for all certificates of a submission.
pub(super) struct Context<'a> {
    pub(super) number: usize,
    pub(super) name: &'a str,
    pub(super) at: Time,
    pub(super) judged: &'a Judged,
    pub(super) findings: &'a HashMap<usize, Vec<Numbered<'a>>>,
}

impl CertificateView {
    /// A certificate of the path, or one that was presented beside it.
    pub(super) fn new(step: &Step<'_>, context: &Context<'_>) -> Self {
        let certificate = step.certificate;
        let (tone, validity) = validity(certificate, context.at);
        let findings = step.index.and_then(|index| context.findings.get(&index));
        let findings = findings.map_or(&[][..], Vec::as_slice);
        let report = step
            .index
            .and_then(|index| context.judged.certificates.get(index));
        let place = report.map_or_else(
            || "not presented".to_owned(),
            |report| place(report, context.name),
        );
        let purposes = certificate.extended_key_usage.as_ref();
        let purposes = purposes.map(|purposes| format!(", {purposes}"));
        let gist = format!(
            "{}{}; {place}",
            certificate.public_key.kind,
            purposes.unwrap_or_default()
        );
        let mut lines = facts(certificate);
        lines.push(Line::new("Where", place));
        let anchor = context.judged.anchor.as_ref();
        let anchor = anchor.filter(|anchor| anchor.certificate.sha256 == certificate.sha256);
        lines.extend(anchor.into_iter().flat_map(listing));
        Self {
            role: role(step.role),
            name: short(&certificate.subject),
            gist,
            tone,
            validity,
            badges: badges(context.number, findings, MAX_BADGES),
            lines,
        }
    }
}

/// As many pointers to findings a certificate has.
const MAX_BADGES: usize = 8;

fn facts(certificate: &Certificate) -> Vec<Line> {
    let purposes = certificate.extended_key_usage.as_ref();
    let identifier = |id: &Option<Vec<u8>>| id.as_deref().map_or_else(|| ABSENT.to_owned(), hex);
    vec![
        Line::new("Subject", certificate.subject.to_string()),
        Line::new("Issuer", certificate.issuer.to_string()),
        Line::new("Valid from", certificate.not_before.to_string()),
        Line::new("Valid until", certificate.not_after.to_string()),
        Line::new("Key", certificate.public_key.kind.to_string()),
        Line::new("Signature", certificate.signature_algorithm.name.clone()),
        Line::new("Basic constraints", basic_constraints(certificate)),
        Line::new("Key usage", key_usage(certificate)),
        Line::new(
            "Extended key usage",
            purposes.map_or_else(|| ABSENT.to_owned(), ToString::to_string),
        ),
        Line::code("Serial number", certificate.serial_hex()),
        Line::code("SHA-256", certificate.sha256.to_string()),
        Line::code("SHA-1", certificate.sha1().to_string()),
        Line::code(
            "Subject key identifier",
            identifier(&certificate.subject_key_identifier),
        ),
        Line::code(
            "Authority key identifier",
            identifier(&certificate.authority_key_identifier),
        ),
    ]
}

const ABSENT: &str = "absent";

fn basic_constraints(certificate: &Certificate) -> String {
    match certificate.basic_constraints {
        None => ABSENT.into(),
        Some(constraints) if !constraints.ca => "no CA".into(),
        Some(constraints) => match constraints.path_length {
            None => "CA".into(),
            Some(most) => format!("CA, at most {} below it", plural(most, "intermediate")),
        },
    }
}

/// The bits that rules look at; others are not read.
fn key_usage(certificate: &Certificate) -> String {
    let Some(usage) = certificate.key_usage else {
        return ABSENT.into();
    };
    let bits = [
        (usage.digital_signature, "digitalSignature"),
        (usage.key_cert_sign, "keyCertSign"),
        (usage.crl_sign, "cRLSign"),
    ];
    let set: Vec<_> = bits.iter().filter(|(is_set, _)| *is_set).collect();
    if set.is_empty() {
        return "none of digitalSignature, keyCertSign, cRLSign".into();
    }
    set.iter()
        .map(|(_, name)| *name)
        .collect::<Vec<_>>()
        .join(", ")
}

fn listing(anchor: &AnchorReport) -> Vec<Line> {
    let listed = anchor.matched_by.map_or_else(
        || "not on the list".to_owned(),
        |strength| format!("on the list, by {}", strength.as_str()),
    );
    let mut lines = vec![Line::new("Trust", listed)];
    if let Some(alias) = &anchor.alias {
        lines.push(Line::new("The list's name", Printable(alias).to_string()));
    }
    let chrome = if anchor.chrome_root_store {
        "the path is tied to it"
    } else {
        "the path is not tied to it"
    };
    lines.push(Line::new("Chrome Root Store", chrome));
    lines
}
