//! Every rule's verdict, and what must be known of answers that are no findings.

use super::Printable;
use super::tone::Tone;
use crate::plural::plural;
use crate::report::{Horizon, Judged, RuleReport, Verdict};

/// A rule's verdict.
pub(super) struct RuleView<'a> {
    pub(super) id: &'static str,
    pub(super) horizon: Horizon,
    pub(super) tone: Tone,
    pub(super) word: String,
    pub(super) reason: Printable<'a>,
}

impl<'a> RuleView<'a> {
    pub(super) fn new(report: &'a RuleReport) -> Self {
        let (tone, word, reason) = match &report.verdict {
            Verdict::Pass => (Tone::Good, "pass".into(), ""),
            Verdict::PassWith(known) => (Tone::Good, "pass".into(), known.as_str()),
            Verdict::NotApplicable(reason) | Verdict::Unanswered(reason) => {
                (Tone::Off, "not applicable".into(), &**reason)
            }
            Verdict::Fail(findings) => {
                let counting = findings.iter().filter(|it| it.suppression.is_none());
                let worst = counting.map(|finding| finding.severity).max();
                let tone = worst.map_or(Tone::Off, Tone::from);
                (tone, plural(findings.len(), "finding"), "")
            }
        };
        Self {
            id: report.rule.id,
            horizon: report.rule.horizon,
            tone,
            word,
            reason: Printable(reason),
        }
    }
}

/// How many rules came to what, in a line.
pub(super) fn counts(judged: &Judged) -> String {
    let count = |wanted: fn(&Verdict) -> bool| {
        let verdicts = judged.rules.iter().map(|report| &report.verdict);
        verdicts.filter(|verdict| wanted(verdict)).count()
    };
    format!(
        "{}: {} passed, {} with findings, {} not applicable",
        plural(judged.rules.len(), "rule"),
        count(|verdict| matches!(verdict, Verdict::Pass | Verdict::PassWith(_))),
        count(|verdict| matches!(verdict, Verdict::Fail(_))),
        count(|verdict| matches!(verdict, Verdict::NotApplicable(_) | Verdict::Unanswered(_)))
    )
}

/// What must be known of answers that are no findings, and of what was left out of the file.
pub(super) fn remarks(judged: &Judged) -> Vec<String> {
    let of_rules = judged.rules.iter().filter_map(|report| {
        let id = report.rule.id;
        match &report.verdict {
            Verdict::PassWith(known) => Some(format!("{id} passed; {}", Printable(known))),
            Verdict::Unanswered(reason) => {
                Some(format!("{id} was not answered: {}", Printable(reason)))
            }
            _ => None,
        }
    });
    let left_out = judged.left_out.iter().map(|part| {
        let place = part
            .line
            .map_or_else(String::new, |line| format!("line {line}: "));
        format!("left out of the file: {place}{}", Printable(&part.what))
    });
    of_rules.chain(left_out).collect()
}
