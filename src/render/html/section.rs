//! All that the page says of one submission.

use super::Printable;
use super::answer::Answer;
use super::certificate::{CertificateView, Context, Step, findings_by_certificate, steps};
use super::dates::{DateView, dates};
use super::diagram::Diagram;
use super::finding::{FindingView, findings};
use super::rule::{RuleView, counts, remarks};
use super::text::excerpt;
use super::timeline::Timeline;
use super::tone::{self, Tone};
use crate::plural::plural;
use crate::render::human::words::path;
use crate::render::words::name;
use crate::report::{Judged, Outcome, Report, Severity, SubmissionReport};

/// A submission.
pub(super) struct Section<'a> {
    /// Its number in the report, from 1.
    pub(super) number: usize,
    pub(super) name: String,
    pub(super) tone: Tone,
    pub(super) word: &'static str,
    /// Whether what is below the answers is shown.
    pub(super) is_open: bool,
    pub(super) content: Content<'a>,
}

/// What there is to say of a submission.
pub(super) enum Content<'a> {
    /// Why it could not be read.
    Unreadable(Printable<'a>),
    /// It was judged.
    Judged(Box<JudgedView<'a>>),
}

/// A submission that was judged.
pub(super) struct JudgedView<'a> {
    pub(super) answers: [Answer; 3],
    /// How many findings of each level count.
    pub(super) counts: String,
    pub(super) path: String,
    pub(super) diagram: Diagram,
    pub(super) on_path: Foldable<CertificateView>,
    pub(super) off_path: Foldable<CertificateView>,
    pub(super) timeline: Timeline,
    pub(super) dates: Vec<DateView<'a>>,
    pub(super) findings: Foldable<FindingView<'a>>,
    pub(super) suppressed: Vec<FindingView<'a>>,
    pub(super) remarks: Vec<String>,
    pub(super) rule_counts: String,
    pub(super) rules: Vec<RuleView<'a>>,
}

/// A list of which as much is shown as somebody reads.
pub(super) struct Foldable<T> {
    pub(super) shown: Vec<T>,
    pub(super) folded: Vec<T>,
}

impl<T> Foldable<T> {
    fn new(items: impl Iterator<Item = T>) -> Self {
        let mut items = items;
        let shown = items.by_ref().take(MAX_SHOWN).collect();
        Self {
            shown,
            folded: items.collect(),
        }
    }

    /// Whether there is nothing at all.
    pub(super) const fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }
}

/// As many letters of the path's description, which names the root, are shown.
const MAX_PATH: usize = 320;
/// As many certificates or findings stand open.
const MAX_SHOWN: usize = 12;

impl<'a> Section<'a> {
    pub(super) fn new(
        number: usize,
        submission: &'a SubmissionReport,
        report: &Report,
        is_open: bool,
    ) -> Self {
        let name = name(submission);
        let (tone, word, content) = match &submission.outcome {
            Outcome::Unreadable(error) => {
                let error = Content::Unreadable(Printable(error));
                (Tone::Bad, "unreadable", error)
            }
            Outcome::Judged(judged) => (
                judged.outcome.into(),
                tone::verdict(judged.outcome),
                Content::Judged(Box::new(JudgedView::new(number, &name, judged, report))),
            ),
        };
        Self {
            number,
            name,
            tone,
            word,
            is_open,
            content,
        }
    }
}

impl<'a> JudgedView<'a> {
    fn new(number: usize, name: &str, judged: &'a Judged, report: &Report) -> Self {
        let at = report.judged_at;
        let steps = steps(judged);
        let by_certificate = findings_by_certificate(judged);
        let context = Context {
            number,
            name,
            at,
            judged,
            findings: &by_certificate,
        };
        let (counting, suppressed) = findings(number, judged, name);
        let certificate = |step: &Step<'_>| CertificateView::new(step, &context);
        Self {
            answers: judged
                .horizons
                .map(|horizon| Answer::new(number, judged, horizon, at)),
            counts: levels(judged),
            path: excerpt(&path(judged), MAX_PATH),
            diagram: Diagram::new(&steps, &context, report),
            on_path: Foldable::new(steps.iter().map(certificate)),
            off_path: Foldable::new(others(judged).iter().map(certificate)),
            timeline: Timeline::new(&steps, &judged.deadlines, at),
            dates: dates(&judged.deadlines, at),
            findings: Foldable::new(counting.into_iter()),
            suppressed,
            remarks: remarks(judged),
            rule_counts: counts(judged),
            rules: judged.rules.iter().map(RuleView::new).collect(),
        }
    }
}

fn levels(judged: &Judged) -> String {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|level| plural(judged.count(level), &level.to_string()))
        .join(", ")
}

/// The certificates that were presented and are not on the path.
fn others(judged: &Judged) -> Vec<Step<'_>> {
    let mut is_on_path = vec![false; judged.certificates.len()];
    for index in &judged.path.certificates {
        if let Some(place) = is_on_path.get_mut(*index) {
            *place = true;
        }
    }
    let all = judged.certificates.iter().enumerate().zip(is_on_path);
    all.filter(|(_, is_on_path)| !is_on_path)
        .map(|((index, report), _)| Step {
            index: Some(index),
            role: report.role,
            certificate: &report.presented.certificate,
        })
        .collect()
}
