//! Findings as the page tells them.

use std::cmp::Reverse;

use super::Printable;
use super::certificate::short;
use super::tone::Tone;
use crate::render::human::words::{place, role};
use crate::report::{Finding, Horizon, Judged, RuleReport, Severity};
use crate::rules::unsupported_path;

/// A finding with its rule, and its number among all of the submission.
pub(super) type Numbered<'a> = (usize, (&'a RuleReport, &'a Finding));

/// What the page says of a finding.
pub(super) struct FindingView<'a> {
    pub(super) anchor: String,
    pub(super) tone: Tone,
    pub(super) severity: Severity,
    pub(super) rule: &'static str,
    pub(super) horizon: Horizon,
    pub(super) message: Printable<'a>,
    /// File and line, or the submission.
    pub(super) place: String,
    /// The certificate it is about: its part and name.
    pub(super) about: Option<String>,
    pub(super) notes: Vec<Printable<'a>>,
    pub(super) authority: &'static str,
    pub(super) help: Printable<'a>,
    /// Why it does not count, and until when, where it does not.
    pub(super) suppression: Option<Reason<'a>>,
}

/// Why a finding does not count.
pub(super) struct Reason<'a> {
    pub(super) reason: Option<Printable<'a>>,
    pub(super) until: Option<Printable<'a>>,
}

/// The anchor of a finding, by the numbers of submission and finding.
pub(super) fn anchor(submission: usize, finding: usize) -> String {
    format!("s{submission}-f{}", finding.saturating_add(1))
}

/// How a finding is meant: by its severity, but for what cannot be judged.
pub(super) fn tone(report: &RuleReport, finding: &Finding) -> Tone {
    if report.rule.id == unsupported_path::RULE.id {
        return Tone::Unknown;
    }
    finding.severity.into()
}

/// The findings that count, the worst first, and those that do not.
pub(super) fn findings<'a>(
    number: usize,
    judged: &'a Judged,
    name: &str,
) -> (Vec<FindingView<'a>>, Vec<FindingView<'a>>) {
    let mut all: Vec<Numbered<'a>> = judged.findings().enumerate().collect();
    all.sort_by_key(|(_, (_, finding))| Reverse(finding.severity));
    let (counting, suppressed): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|(_, (_, finding))| finding.suppression.is_none());
    let view = |numbered| FindingView::new(number, judged, name, numbered);
    (
        counting.into_iter().map(view).collect(),
        suppressed.into_iter().map(view).collect(),
    )
}

impl<'a> FindingView<'a> {
    fn new(
        number: usize,
        judged: &'a Judged,
        name: &str,
        (index, (report, finding)): Numbered<'a>,
    ) -> Self {
        let at = finding
            .certificate
            .and_then(|certificate| judged.certificates.get(certificate));
        let whole = || match finding.line {
            Some(line) => format!("{name}:{line}"),
            None => name.to_owned(),
        };
        let suppression = finding.suppression.as_deref();
        Self {
            anchor: anchor(number, index),
            tone: suppression.map_or_else(|| tone(report, finding), |_| Tone::Off),
            severity: finding.severity,
            rule: report.rule.id,
            horizon: report.rule.horizon,
            message: Printable(&finding.message),
            place: at.map_or_else(whole, |at| place(at, name)),
            about: at.map(|at| {
                format!(
                    "{}, {}",
                    role(at.role),
                    short(&at.presented.certificate.subject)
                )
            }),
            notes: finding.notes.iter().map(|note| Printable(note)).collect(),
            authority: report.rule.citation,
            help: Printable(&finding.help),
            suppression: suppression.map(|suppression| Reason {
                reason: suppression.reason.as_deref().map(Printable),
                until: suppression.until.as_deref().map(Printable),
            }),
        }
    }
}
