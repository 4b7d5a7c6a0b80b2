//! Prometheus' text exposition, for the node exporter's textfile collector.
//!
//! Times are seconds, as Prometheus' naming asks. Labels are bounded: their values are cut at 200
//! characters, a file holds a limited number of series, and how many were left out is a series, too.

mod exposition;
mod gauges;

use std::collections::HashMap;

use super::json::Horizons;
use super::words::{horizon_state, role, verdict};
use crate::report::{
    CertificateReport, HorizonState, Judged, Outcome, Report, Severity, SubmissionReport,
};
use exposition::Exposition;
use gauges::{
    BUILD, DEADLINE, EXIT_CODE, FINDINGS, HORIZON, NOT_AFTER, OMITTED, REMAINING, ROOTS, RUN,
    SUBMISSIONS, SUPPRESSED, VERDICT,
};

/// As many certificates of a submission are measured.
const MAX_CERTIFICATES: usize = 16;
/// As many dates of a submission are measured.
const MAX_DEADLINES: usize = 32;

/// Every verdict, in the contract's words.
const VERDICTS: [&str; 4] = ["pass", "fail", "undecided", "unreadable"];

/// The report as gauges.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut all = Exposition::default();
    run(&mut all, report);
    let mut seen = HashMap::new();
    for submission in &report.submissions {
        let path = path(&mut seen, submission);
        let labels = Labels {
            path: &path,
            alias: submission.alias.as_deref().unwrap_or_default(),
        };
        for name in VERDICTS {
            let is_it = i64::from(name == verdict(submission));
            all.add(&VERDICT, &labels.and([("verdict", name)]), is_it);
        }
        if let Outcome::Judged(judged) = &submission.outcome {
            horizons(&mut all, &labels, judged);
            findings(&mut all, &labels, judged);
            certificates(&mut all, &labels, judged, report);
            deadlines(&mut all, &labels, judged);
        }
    }
    let omitted = number(all.omitted());
    let mut text = all.finish();
    let mut last = Exposition::default();
    last.add(&OMITTED, &[], omitted);
    text.push_str(&last.finish());
    text
}

/// What the series of one submission have in common.
struct Labels<'a> {
    path: &'a str,
    alias: &'a str,
}

impl<'a> Labels<'a> {
    /// These and more.
    fn and<const N: usize>(&self, more: [(&'a str, &'a str); N]) -> Vec<(&'a str, &'a str)> {
        let own = [("path", self.path), ("alias", self.alias)];
        own.into_iter().chain(more).collect()
    }
}

/// The path; where it was given before, with the same entry, told apart by a number.
fn path(
    seen: &mut HashMap<(String, Option<String>), usize>,
    submission: &SubmissionReport,
) -> String {
    let path = submission.path.as_deref().unwrap_or("-").to_owned();
    let times = seen
        .entry((path.clone(), submission.alias.clone()))
        .or_default();
    *times = times.saturating_add(1);
    match *times {
        1 => path,
        again => format!("{path} #{again}"),
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn run(all: &mut Exposition, report: &Report) {
    all.add(&RUN, &[], report.judged_at.unix_seconds());
    all.add(&EXIT_CODE, &[], report.exit_code());
    let policy = report.policy.to_string();
    let build = [("version", env!("CARGO_PKG_VERSION")), ("policy", &policy)];
    all.add(&BUILD, &build, 1);
    let source = [("source", report.trust_list.source)];
    all.add(&ROOTS, &source, number(report.trust_list.entries));
    for name in VERDICTS {
        let submissions = report.submissions.iter();
        let count = submissions.filter(|it| verdict(it) == name).count();
        all.add(&SUBMISSIONS, &[("verdict", name)], number(count));
    }
}

fn horizons(all: &mut Exposition, labels: &Labels<'_>, judged: &Judged) {
    for (horizon, state) in Horizons::new(judged).named() {
        for name in HorizonState::ALL.map(horizon_state) {
            let labels = labels.and([("horizon", horizon), ("state", name)]);
            all.add(&HORIZON, &labels, i64::from(name == state));
        }
    }
}

fn findings(all: &mut Exposition, labels: &Labels<'_>, judged: &Judged) {
    for report in &judged.rules {
        let rule = ("rule", report.rule.id);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let counting = report.findings().filter(|(_, finding)| {
                finding.suppression.is_none() && finding.severity == severity
            });
            let (count, severity) = (counting.count(), severity.to_string());
            if count > 0 {
                let labels = labels.and([rule, ("severity", &severity)]);
                all.add(&FINDINGS, &labels, number(count));
            }
        }
        let suppressed = report
            .findings()
            .filter(|(_, finding)| finding.suppression.is_some());
        let count = suppressed.count();
        if count > 0 {
            all.add(&SUPPRESSED, &labels.and([rule]), number(count));
        }
    }
}

fn certificates(all: &mut Exposition, labels: &Labels<'_>, judged: &Judged, report: &Report) {
    for (index, certificate) in judged.certificates.iter().enumerate() {
        if index < MAX_CERTIFICATES {
            validity(all, labels, (index, certificate), report);
        } else {
            all.omit();
            all.omit();
        }
    }
}

fn validity(
    all: &mut Exposition,
    labels: &Labels<'_>,
    (index, report): (usize, &CertificateReport),
    run: &Report,
) {
    let certificate = &report.presented.certificate;
    let (index, subject) = (index.to_string(), certificate.subject.to_string());
    let sha256 = certificate.sha256.to_string();
    let labels = labels.and([
        ("certificate", &index),
        ("role", role(report.role)),
        ("subject", &subject),
        ("sha256", &sha256),
    ]);
    let not_after = certificate.not_after.unix_seconds();
    all.add(&NOT_AFTER, &labels, not_after);
    let remaining = not_after.saturating_sub(run.judged_at.unix_seconds());
    all.add(&REMAINING, &labels, remaining);
}

fn deadlines(all: &mut Exposition, labels: &Labels<'_>, judged: &Judged) {
    for (index, deadline) in judged.deadlines.iter().enumerate() {
        if index < MAX_DEADLINES {
            let labels = labels.and([("what", &deadline.what), ("source", &deadline.source)]);
            all.add(&DEADLINE, &labels, deadline.date.unix_seconds());
        } else {
            all.omit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_says_how_much_a_file_holds() {
        for bound in [exposition::MAX_SERIES, MAX_CERTIFICATES, MAX_DEADLINES] {
            assert!(OMITTED.help.contains(&format!(" {bound} ")), "{bound}");
        }
    }
}
