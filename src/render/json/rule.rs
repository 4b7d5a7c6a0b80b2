//! What the rules say: `findings` and `rules` (contract, section 4).

use serde::Serialize;

use crate::render::words::printable;
use crate::report::{Finding, RuleReport, Suppression, Verdict};

#[derive(Serialize)]
pub(super) struct FindingPart {
    rule: &'static str,
    severity: String,
    certificate: Option<usize>,
    message: String,
    notes: Vec<String>,
    help: String,
    citation: &'static str,
    horizon: String,
    suppressed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppression: Option<SuppressionPart>,
}

#[derive(Serialize)]
struct SuppressionPart {
    reason: Option<String>,
    until: Option<String>,
}

#[derive(Serialize)]
pub(super) struct RulePart {
    rule: &'static str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl FindingPart {
    pub(super) fn new(report: &RuleReport, finding: &Finding) -> Self {
        Self {
            rule: report.rule.id,
            severity: finding.severity.to_string(),
            certificate: finding.certificate,
            message: printable(&finding.message),
            notes: finding.notes.iter().map(|note| printable(note)).collect(),
            help: printable(&finding.help),
            citation: report.rule.citation,
            horizon: report.rule.horizon.to_string(),
            suppressed: finding.suppression.is_some(),
            suppression: finding.suppression.as_deref().map(SuppressionPart::new),
        }
    }
}

impl SuppressionPart {
    fn new(suppression: &Suppression) -> Self {
        Self {
            reason: suppression.reason.as_deref().map(printable),
            until: suppression.until.as_deref().map(printable),
        }
    }
}

impl RulePart {
    pub(super) fn new(report: &RuleReport) -> Self {
        let (verdict, reason) = match &report.verdict {
            Verdict::Pass => ("pass", None),
            Verdict::PassWith(known) => ("pass", Some(printable(known))),
            Verdict::NotApplicable(reason) | Verdict::Unanswered(reason) => {
                ("not-applicable", Some(printable(reason)))
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
