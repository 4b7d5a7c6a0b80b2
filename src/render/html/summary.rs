//! Several submissions at a glance, the worst first.

use std::cmp::Reverse;

use super::text::excerpt;
use super::tone::{self, Tone};
use crate::render::words::name;
use crate::report::{Conclusion, Horizon, Outcome, Report, Severity, SubmissionReport};

/// A line of the table.
pub(super) struct Row {
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) tone: Tone,
    pub(super) word: &'static str,
    /// The three answers; none where the submission could not be read.
    pub(super) answers: Vec<(Horizon, Tone, &'static str)>,
    /// The worst finding's rule and fact, or why the submission could not be read.
    pub(super) rule: &'static str,
    pub(super) worst: String,
}

/// As many letters of the worst finding's fact are shown.
const MAX_FACT: usize = 160;

/// A submission with its number, from 1, in the report's order.
pub(super) type Numbered<'a> = (usize, &'a SubmissionReport);

/// The submissions, those first that need somebody's attention most.
pub(super) fn worst_first(submissions: &[SubmissionReport]) -> Vec<Numbered<'_>> {
    let mut order: Vec<Numbered<'_>> = (1..).zip(submissions).collect();
    order.sort_by_cached_key(|(_, submission)| {
        let judged = match &submission.outcome {
            Outcome::Unreadable(_) => return (1, Reverse([0; 3])),
            Outcome::Judged(judged) => judged,
        };
        let place = match judged.outcome {
            Conclusion::Fail => 0,
            Conclusion::Undecided => 2,
            Conclusion::Pass => 3,
        };
        let levels = [Severity::Error, Severity::Warning, Severity::Note];
        (place, Reverse(levels.map(|level| judged.count(level))))
    });
    order
}

/// How the submissions fared.
pub(super) fn counts(report: &Report) -> String {
    format!(
        "{} passed, {} failed, {} undecided, {} unreadable",
        report.concluded(Conclusion::Pass),
        report.concluded(Conclusion::Fail),
        report.concluded(Conclusion::Undecided),
        report.unreadable()
    )
}

impl Row {
    pub(super) fn new((number, submission): &Numbered<'_>) -> Self {
        let row = |tone, word, answers, rule, worst| Self {
            number: *number,
            name: name(submission),
            tone,
            word,
            answers,
            rule,
            worst: excerpt(worst, MAX_FACT),
        };
        let judged = match &submission.outcome {
            Outcome::Unreadable(error) => {
                return row(Tone::Bad, "unreadable", Vec::new(), "", error.as_str());
            }
            Outcome::Judged(judged) => judged,
        };
        let answers = judged.horizons.iter();
        let answers =
            answers.map(|(horizon, state)| (*horizon, Tone::from(*state), tone::answer(*state)));
        let worst = judged
            .counting()
            .min_by_key(|(_, finding)| Reverse(finding.severity));
        let (rule, message) = worst.map_or(("", ""), |(report, finding)| {
            (report.rule.id, finding.message.as_str())
        });
        row(
            judged.outcome.into(),
            tone::verdict(judged.outcome),
            answers.collect(),
            rule,
            message,
        )
    }
}
