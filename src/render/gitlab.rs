//! GitLab's Code Quality report: an array of the findings that count.

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::found::Found;
use super::markup_free;
use super::place::Place;
use super::words::{name, printable};
use crate::certificate::Sha256;
use crate::report::{Outcome, Report, Severity, SubmissionReport};

/// The report as GitLab reads it under `artifacts:reports:codequality`.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn render(report: &Report) -> serde_json::Result<String> {
    let mut fingerprints = Fingerprints::default();
    let submissions = report.submissions.iter();
    let issues: Vec<Issue> = submissions
        .flat_map(|submission| issues(report, submission, &mut fingerprints))
        .collect();
    markup_free::pretty(&issues)
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
}

fn issues(
    report: &Report,
    submission: &SubmissionReport,
    fingerprints: &mut Fingerprints,
) -> Vec<Issue> {
    let judged = match &submission.outcome {
        Outcome::Judged(judged) => judged,
        Outcome::Unreadable(error) => {
            let place = Place::whole(report, submission);
            let fingerprint = fingerprints.unreadable(&place);
            let location = Location::new(submission, &place);
            return vec![Issue {
                description: printable(error),
                check_name: "unreadable",
                fingerprint: fingerprint.to_string(),
                // Nothing is known of it, so nothing may be built on it.
                severity: "blocker",
                location,
            }];
        }
    };
    let findings = Found::all(report, submission, judged).filter(Found::counts);
    findings
        .map(|found| Issue::new(&found, fingerprints.next(&found)))
        .collect()
}

impl Issue {
    fn new(found: &Found<'_>, fingerprint: Sha256) -> Self {
        let description: Vec<_> = std::iter::once(found.fact()).chain(found.help()).collect();
        Self {
            description: description.join("; "),
            check_name: found.rule.id,
            fingerprint: fingerprint.to_string(),
            severity: severity(found.finding.severity),
            location: Location::new(found.submission, &found.place),
        }
    }
}

impl Location {
    fn new(submission: &SubmissionReport, place: &Place) -> Self {
        Self {
            path: place.shown().unwrap_or_else(|| name(submission)),
            lines: Lines {
                begin: place.line.unwrap_or(1),
                end: place.last_line,
            },
        }
    }
}

/// An error is an integration that does not work: `critical`. A warning works today: `minor`.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}
