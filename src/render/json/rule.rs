//! What the rules say: `findings` and `rules` (contract, section 4).

use serde::Serialize;

use crate::render::Printable;
use crate::render::shown::{Shown, shown};
use crate::report::{Finding, Horizon, RuleReport, Severity, Suppression, Verdict};

#[derive(Serialize)]
pub(super) struct FindingPart<'a> {
    rule: &'static str,
    severity: Shown<Severity>,
    certificate: Option<usize>,
    message: Shown<Printable<'a>>,
    notes: Vec<Shown<Printable<'a>>>,
    help: Shown<Printable<'a>>,
    citation: &'static str,
    horizon: Shown<Horizon>,
    suppressed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<SuppressionPart<'a>>,
}

#[derive(Serialize)]
struct SuppressionPart<'a> {
    reason: Option<Shown<Printable<'a>>>,
    until: Option<Shown<Printable<'a>>>,
}

#[derive(Serialize)]
pub(super) struct RulePart<'a> {
    rule: &'static str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Shown<Printable<'a>>>,
}

impl<'a> FindingPart<'a> {
    pub(super) fn new(report: &RuleReport, finding: &'a Finding) -> Self {
        Self {
            rule: report.rule.id,
            severity: Shown(finding.severity),
            certificate: finding.certificate,
            message: shown(&finding.message),
            notes: finding.notes.iter().map(|note| shown(note)).collect(),
            help: shown(&finding.help),
            citation: report.rule.citation,
            horizon: Shown(report.rule.horizon),
            suppressed: finding.suppression.is_some(),
            suppression: finding.suppression.as_deref().map(SuppressionPart::new),
        }
    }
}

impl<'a> SuppressionPart<'a> {
    fn new(suppression: &'a Suppression) -> Self {
        Self {
            reason: suppression.reason.as_deref().map(shown),
            until: suppression.until.as_deref().map(shown),
        }
    }
}

impl<'a> RulePart<'a> {
    pub(super) fn new(report: &'a RuleReport) -> Self {
        let (verdict, reason) = match &report.verdict {
            Verdict::Pass => ("pass", None),
            Verdict::PassWith(known) => ("pass", Some(shown(known))),
            Verdict::NotApplicable(reason) | Verdict::Unanswered(reason) => {
                ("not-applicable", Some(shown(reason)))
            }
            Verdict::Fail(_) => ("fail", None),
        };
        Self {
            rule: report.rule.id,
            verdict,
            reason,
        }
    }
}
