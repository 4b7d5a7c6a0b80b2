//! What a rule's verdict is as a test case.

use std::cmp::Reverse;

use crate::render::found::Found;
use crate::render::words::printable;
use crate::report::{Judged, Report, RuleReport, Severity, SubmissionReport, Verdict};
use crate::rules::unsupported_path;

/// A test case.
pub(super) struct Case {
    /// The rule's id.
    pub name: &'static str,
    /// What makes it more than passed.
    pub mark: Option<Mark>,
    /// What else is to be known.
    pub output: String,
}

/// Why a case did not pass.
pub(super) struct Mark {
    /// The name of its element.
    pub element: &'static str,
    /// What kind of failure, error or skip.
    pub kind: &'static str,
    /// It in one line.
    pub message: String,
    /// All of it.
    pub body: String,
}

impl Mark {
    /// The element of a finding that fails.
    pub const FAILURE: &str = "failure";
    /// The element of what could not be judged.
    pub const ERROR: &str = "error";
    /// The element of what was not asked, could not apply, or does not count.
    pub const SKIPPED: &str = "skipped";
}

impl Case {
    /// The only case of a submission that could not be read.
    pub fn unreadable(error: &str) -> Self {
        let mark = Mark {
            element: Mark::ERROR,
            kind: "unreadable",
            message: error.to_owned(),
            body: error.to_owned(),
        };
        Self {
            name: "readable",
            mark: Some(mark),
            output: String::new(),
        }
    }

    /// What became of a rule.
    pub fn new(
        report: &Report,
        submission: &SubmissionReport,
        judged: &Judged,
        rule: &RuleReport,
    ) -> Self {
        let (mark, output) = match &rule.verdict {
            Verdict::Pass => (None, String::new()),
            Verdict::PassWith(known) => (None, printable(known)),
            Verdict::NotApplicable(reason) | Verdict::Unanswered(reason) => {
                let skipped = skipped("not-applicable", printable(reason), String::new());
                (Some(skipped), String::new())
            }
            Verdict::Fail(_) => {
                let all = Found::of_rule(report, submission, judged, rule).collect();
                found(all, report.fail_on)
            }
        };
        Self {
            name: rule.rule.id,
            mark,
            output,
        }
    }
}

fn skipped(kind: &'static str, message: String, body: String) -> Mark {
    Mark {
        element: Mark::SKIPPED,
        kind,
        message,
        body,
    }
}

/// The mark and the output of a rule with these findings.
fn found(all: Vec<Found<'_>>, fail_on: Option<Severity>) -> (Option<Mark>, String) {
    let (mut counting, ignored): (Vec<_>, Vec<_>) = all.into_iter().partition(Found::counts);
    // The worst is the one that is shown in lists; of one level the first.
    counting.sort_by_key(|found| Reverse(found.finding.severity));
    let Some(worst) = counting.first() else {
        let reasons: Vec<_> = ignored.iter().map(ignored_for).collect();
        let mark = skipped("ignored", reasons.join("; "), texts(&ignored));
        return (Some(mark), String::new());
    };
    let severity = worst.finding.severity;
    let (element, kind) = if worst.rule.id == unsupported_path::RULE.id {
        (Mark::ERROR, "undecided")
    } else if fail_on.is_some_and(|level| severity >= level) {
        (Mark::FAILURE, level(severity))
    } else {
        counting.extend(ignored);
        return (None, texts(&counting));
    };
    let more = match counting.len().saturating_sub(1) {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let mark = Mark {
        element,
        kind,
        message: worst.fact() + &more,
        body: texts(&counting),
    };
    (Some(mark), texts(&ignored))
}

fn texts(all: &[Found<'_>]) -> String {
    all.iter().map(tell).collect::<Vec<_>>().join("\n\n")
}

/// A finding in lines.
fn tell(found: &Found<'_>) -> String {
    let place = &found.place;
    let file = place.shown().unwrap_or_else(|| "standard input".into());
    let line = place
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    let subject = found.certificate().map_or_else(String::new, |about| {
        format!(", {}", about.presented.certificate.subject)
    });
    let mut text = format!(
        "{} at {file}{line}{subject}\n{}",
        found.finding.severity,
        found.text()
    );
    if !found.counts() {
        text.push('\n');
        text.push_str(&ignored_for(found));
    }
    text
}

fn ignored_for(found: &Found<'_>) -> String {
    let suppression = found.finding.suppression.as_deref();
    match suppression.and_then(|suppression| suppression.reason.as_deref()) {
        Some(reason) => format!("ignored: {}", printable(reason)),
        None => "ignored".into(),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
