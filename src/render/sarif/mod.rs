//! SARIF 2.1.0, the format of code scanners.

mod location;
mod log;
mod properties;
mod rules;
mod text;

use serde_json::json;

use super::fingerprint::Fingerprints;
use super::found::Found;
use super::markup_free;
use super::place::Place;
use super::words::printable;
use crate::certificate::Sha256;
use crate::report::{self, Outcome, Report, SubmissionReport};
use crate::rules::{RULES, Rule};
use location::{WORKING_DIRECTORY, directory, location};
use log::{Driver, Invocation, Log, Notification, Run, SarifResult, Suppression, Tool};
use properties::{ResultProperties, RunProperties};

/// The report as a log of one run.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn render(report: &Report) -> serde_json::Result<String> {
    let base = report.directory.as_deref().map(directory);
    markup_free::pretty(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool { driver: driver() },
            invocations: [invocation(report)],
            original_uri_base_ids: base.map(|base| json!({ WORKING_DIRECTORY: base })),
            column_kind: "unicodeCodePoints",
            results: results(report),
            properties: RunProperties::new(report),
        }],
    })
}

fn driver() -> Driver {
    Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: Some(env!("CARGO_PKG_REPOSITORY")).filter(|uri| !uri.is_empty()),
        rules: rules::descriptors(),
    }
}

fn invocation(report: &Report) -> Invocation {
    let exit_code = report.exit_code();
    let submissions = report.submissions.iter();
    let notices = report.notices.iter();
    Invocation {
        exit_code,
        exit_code_description: match exit_code {
            0 => "judged; nothing at or above the level that fails",
            1 => "judged; at least one finding at or above the level that fails",
            _ => "at least one submission could not be judged",
        },
        execution_successful: exit_code < 2,
        working_directory: report.directory.as_deref().map(directory),
        tool_execution_notifications: submissions
            .filter_map(|submission| unreadable(report, submission))
            .collect(),
        tool_configuration_notifications: notices
            .map(|notice| Notification {
                level: "warning",
                message: text::message(&printable(notice)),
                locations: Vec::new(),
            })
            .collect(),
    }
}

fn unreadable(report: &Report, submission: &SubmissionReport) -> Option<Notification> {
    let Outcome::Unreadable(error) = &submission.outcome else {
        return None;
    };
    Some(Notification {
        level: "error",
        message: text::message(&printable(error)),
        locations: vec![location(&Place::whole(report, submission))],
    })
}

fn results(report: &Report) -> Vec<SarifResult> {
    let any_is_suppressed = report.suppressed() > 0;
    let mut fingerprints = Fingerprints::default();
    let mut results = Vec::new();
    for submission in &report.submissions {
        let Outcome::Judged(judged) = &submission.outcome else {
            continue;
        };
        for found in Found::all(report, submission, judged) {
            let suppressions = any_is_suppressed.then(|| suppressions(&found));
            results.push(result(&found, fingerprints.next(&found), suppressions));
        }
    }
    results
}

fn result(
    found: &Found<'_>,
    fingerprint: Sha256,
    suppressions: Option<Vec<Suppression>>,
) -> SarifResult {
    let is_rule = |known: &&Rule| known.id == found.rule.id;
    SarifResult {
        rule_id: found.rule.id,
        rule_index: RULES.iter().position(is_rule).unwrap_or_default(),
        level: found.finding.severity.to_string(),
        message: text::message(&found.text()),
        locations: [location(&found.place)],
        partial_fingerprints: json!({ "sfmtls/v1": fingerprint.to_string() }),
        suppressions,
        properties: ResultProperties::new(found),
    }
}

fn suppressions(found: &Found<'_>) -> Vec<Suppression> {
    let suppression = found.finding.suppression.as_deref();
    let written = |suppression: &report::Suppression| Suppression {
        kind: "external",
        status: "accepted",
        justification: suppression.reason.as_deref().map(printable),
        properties: suppression
            .until
            .as_deref()
            .map(|until| json!({ "until": printable(until) })),
    };
    suppression.map(written).into_iter().collect()
}
