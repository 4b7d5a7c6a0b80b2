//! A finding with what it was found in, as the formats for pipelines tell it.

use super::Printable;
use super::place::Place;
use super::words::printable;
use crate::report::{CertificateReport, Finding, Judged, Report, RuleReport, SubmissionReport};
use crate::rules::Rule;

/// A finding and what it was found in.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    /// The submission.
    pub submission: &'a SubmissionReport,
    /// What it was judged to be.
    pub judged: &'a Judged,
    /// The rule that found it.
    pub rule: &'static Rule,
    /// It itself.
    pub finding: &'a Finding,
    /// Where it is.
    pub place: Place,
}

impl<'a> Found<'a> {
    /// Every finding of a submission, suppressed ones too, in the rules' order.
    pub fn all(
        report: &'a Report,
        submission: &'a SubmissionReport,
        judged: &'a Judged,
    ) -> impl Iterator<Item = Self> {
        let rules = judged.rules.iter();
        rules.flat_map(move |rule| Self::of_rule(report, submission, judged, rule))
    }

    /// Every finding of one of its rules.
    pub fn of_rule(
        report: &'a Report,
        submission: &'a SubmissionReport,
        judged: &'a Judged,
        rule: &'a RuleReport,
    ) -> impl Iterator<Item = Self> {
        rule.findings().map(move |(rule, finding)| {
            let about = certificate(judged, finding);
            Self {
                submission,
                judged,
                rule: rule.rule,
                finding,
                place: Place::new(report, submission, about, finding.line),
            }
        })
    }

    /// Whether it counts.
    pub const fn counts(&self) -> bool {
        self.finding.suppression.is_none()
    }

    /// The certificate that it is about; `None` where it is about the submission as a whole.
    pub fn certificate(&self) -> Option<&'a CertificateReport> {
        certificate(self.judged, self.finding)
    }

    /// The fact; of a key store, with the entry.
    pub fn fact(&self) -> String {
        let fact = printable(&self.finding.message);
        match &self.submission.alias {
            Some(alias) => format!("{fact} (key store entry: {})", Printable(alias)),
            None => fact,
        }
    }

    /// The next step, where there is one.
    pub fn help(&self) -> Option<String> {
        let help = Some(&self.finding.help).filter(|help| !help.is_empty())?;
        Some(format!("help: {}", Printable(help)))
    }

    /// The fact, further facts and the next step, each in a line.
    pub fn text(&self) -> String {
        let notes = self.finding.notes.iter().map(|note| printable(note));
        let lines = std::iter::once(self.fact()).chain(notes).chain(self.help());
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn certificate<'a>(judged: &'a Judged, finding: &Finding) -> Option<&'a CertificateReport> {
    judged.certificates.get(finding.certificate?)
}
