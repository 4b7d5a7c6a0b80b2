//! Judging the submissions of `check`, on several threads, in the order of the paths.

use std::ops::ControlFlow;

use sfmtls::Memory;
use sfmtls::certificate::Certificate;
use sfmtls::container::{Contents, Passwords};
use sfmtls::path::Presented;
use sfmtls::report::{Outcome, SubmissionReport};
use sfmtls::submission::Against;

use super::arguments::CheckOptions;
use super::fetching::Fetching;
use super::input::{self, Directories, InputError, Place, Step};
use super::ordered::in_order;
use super::progress::Progress;
use super::settings::Settings;
use super::{entries, reports, terminal};

/// How each file is read and judged.
pub struct Judge<'a> {
    pub options: &'a CheckOptions,
    pub settings: &'a Settings,
    pub passwords: &'a Passwords,
    /// What submissions have in common.
    pub memory: &'a Memory,
    /// The certificates of `--chain`.
    pub chain: &'a [Presented],
    pub against: Against<'a>,
    /// What is missing and may be had from the certificates' URLs.
    pub fetching: &'a Fetching,
}

/// What came of one step.
struct Judged {
    place: Place,
    /// Whether it is in a directory and holds no certificate.
    is_passed_over: bool,
    /// What is to be said of it: the kind, and the text.
    messages: Vec<(&'static str, String)>,
    reports: Vec<SubmissionReport>,
}

impl Judge<'_> {
    /// Judges what these steps lead to. Messages come in their order, too.
    pub fn all(&self, steps: impl ExactSizeIterator<Item = Step>) -> Vec<SubmissionReport> {
        let mut progress = Progress::new(steps.len());
        let mut directories = Directories::default();
        let mut reports = Vec::new();
        let take = |judged: Judged| {
            if directories.count(judged.place, judged.is_passed_over) {
                for (kind, text) in &judged.messages {
                    progress.hide();
                    terminal::say(kind, text);
                }
                reports.extend(judged.reports);
            }
            progress.advance();
            ControlFlow::Continue(())
        };
        // A single file is not worth a thread.
        let jobs = self.options.jobs.threads().min(steps.len());
        in_order(jobs, steps, |step| self.judge(step), take);
        progress.hide();
        reports
    }

    fn judge(&self, step: Step) -> Judged {
        let submission = step.read(self.passwords, self.memory);
        let mut judged = Judged {
            place: submission.place,
            is_passed_over: false,
            messages: Vec::new(),
            reports: Vec::new(),
        };
        match submission.outcome {
            input::Outcome::PassedOver(why) => {
                judged.is_passed_over = true;
                judged
                    .messages
                    .push(("note", format!("passed over: {why}")));
            }
            input::Outcome::Unreadable(error) => self.unreadable(&error, &mut judged),
            input::Outcome::Read(contents) => {
                self.contents(&submission.name, contents, &mut judged);
            }
        }
        judged
    }

    fn contents(&self, name: &str, contents: Contents, judged: &mut Judged) {
        let notes = entries::notes(name, &contents);
        judged
            .messages
            .extend(notes.into_iter().map(|note| ("note", note)));
        let alias = self.options.alias.as_deref();
        let all = match entries::submissions(name, contents, self.chain, alias) {
            Ok(all) => all,
            Err(error) => return self.unreadable(&error, judged),
        };
        let selection = self.settings.selection(Some(name));
        let reports = all.into_iter().map(|one| SubmissionReport {
            path: Some(name.to_owned()),
            alias: one.alias.clone(),
            outcome: Outcome::Judged(Box::new(self.fetching.evaluate(
                one,
                &self.against,
                &selection,
            ))),
        });
        judged.reports.extend(reports);
    }

    fn unreadable(&self, error: &InputError, judged: &mut Judged) {
        // On a terminal the report for people says the same, a line below.
        if !(reports::human_on_output(&self.options.report) && terminal::is_output_terminal()) {
            judged.messages.push(("error", error.to_string()));
        }
        judged.reports.push(SubmissionReport {
            path: Some(error.name.clone()),
            alias: None,
            outcome: Outcome::Unreadable(error.to_string()),
        });
    }
}

/// The certificates of what was judged that the list knows: a fingerprint may be of one.
pub fn listed<'a>(
    submissions: &'a [SubmissionReport],
    against: &Against<'_>,
) -> Vec<&'a Certificate> {
    let trust = against.trust;
    if trust.with_certificate() == trust.entries().len() {
        return Vec::new();
    }
    let judged = submissions
        .iter()
        .filter_map(|submission| match &submission.outcome {
            Outcome::Judged(judged) => Some(judged),
            Outcome::Unreadable(_) => None,
        });
    judged
        .flat_map(|judged| &judged.certificates)
        .map(|report| &*report.presented.certificate)
        .filter(|certificate| trust.listing(certificate).is_some())
        .collect()
}
