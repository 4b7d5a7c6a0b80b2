//! `sfmtls check`: the main job.

use std::path::{Path, PathBuf};

use anyhow::bail;
use sfmtls::certificate::Certificate;
use sfmtls::chrome::{RootStore, StoreSource};
use sfmtls::report::{Report, SubmissionReport, TrustListReport};
use sfmtls::submission::Against;

use super::arguments::CheckOptions;
use super::basis::{self, Basis, Prepared};
use super::exit::{Exit, Failure};
use super::fetching::Fetching;
use super::input::{self, Submissions};
use super::judge::{self, Judge};
use super::settings::Settings;
use super::{config, list, reports, terminal};

/// Judges every submission and writes the reports.
pub fn run(options: &CheckOptions) -> Result<Exit, Failure> {
    check_usage(options)?;
    let settings = Settings::of(&options.trust, &options.judging)?;
    if options.judging.show_config {
        return settings.show();
    }
    let others = (&*options.chain, &options.given);
    let read = Prepared::read(&settings, &options.passwords, others)?;
    let mut submissions = Submissions::of(&options.paths, read.passwords.clone());
    submissions.look_ahead(LOOKED_AT);
    let looked_at = submissions.looked_at().flat_map(certificates_in);
    let supplied: Vec<_> = basis::supplied(&read.others).chain(looked_at).collect();
    let list = match list::read(&settings.trust, &supplied) {
        Ok(list) => list,
        // The list's fault decides the code; what else is wrong is said all the same.
        Err(failure) => {
            say_unreadable(read.others.err(), submissions);
            return Err(failure);
        }
    };
    let (chain, given) = read.others?;
    let fetching = Fetching::of(options.fetching, &settings.trust)?;
    let basis = Basis::new(list, read.chrome, given, settings.at);
    let against = basis.against(&settings);
    let judge = Judge {
        options,
        settings: &settings,
        passwords: &read.passwords,
        memory: basis.memory(),
        chain: &chain,
        against,
        fetching: &fetching,
    };
    let report = report(&against, judge.all(submissions.into_steps()), &settings);
    reports::write(&options.report, &report)?;
    Ok(Exit::of(&report))
}

/// The report, once what the configuration did in vain is said.
fn report(
    against: &Against<'_>,
    submissions: Vec<SubmissionReport>,
    settings: &Settings,
) -> Report {
    let mut report = Report {
        judged_at: against.at,
        policy: against.policy,
        chrome_version: against.chrome.version(),
        chrome_file: file_of(against.chrome),
        trust_list: TrustListReport::new(against.trust, &judge::listed(&submissions, against)),
        fail_on: settings.fail_on(),
        submissions,
        notices: Vec::new(),
        directory: std::env::current_dir()
            .ok()
            .map(|path| path.display().to_string()),
    };
    report.notices = settings.notices(&report.judged().flat_map(config::used).collect());
    for notice in &report.notices {
        terminal::say("warning", notice);
    }
    report
}

/// Says what else could not be read, where nothing can be judged.
fn say_unreadable(others: Option<anyhow::Error>, submissions: Submissions) {
    if let Some(error) = others {
        terminal::say("error", &format!("{error:#}"));
    }
    for submission in submissions {
        if let input::Outcome::Unreadable(error) = submission.outcome {
            terminal::say("error", &error.to_string());
        }
    }
}

/// The certificates of as many submissions help to recognise fingerprints on the list; every
/// submission is looked at again when it is judged.
const LOOKED_AT: usize = 16;

fn certificates_in(submission: &input::Submission) -> impl Iterator<Item = &Certificate> {
    let contents = match &submission.outcome {
        input::Outcome::Read(contents) => contents.certificates.as_slice(),
        input::Outcome::PassedOver(_) | input::Outcome::Unreadable(_) => &[],
    };
    contents.iter().map(|located| &*located.certificate)
}

/// Every file that the options name to be read.
fn inputs(options: &CheckOptions) -> impl Iterator<Item = &Path> {
    let paths = options.paths.iter().map(Path::new);
    let given = &options.given;
    let others = [
        &given.key,
        &given.uploaded,
        &given.server_cert,
        &options.trust.trust_list,
        &options.trust.ca_file,
        &options.judging.config,
        &options.judging.chrome_root_store,
    ];
    let others = others.into_iter().flatten().chain(&options.chain);
    paths.chain(others.chain(&given.crl).map(PathBuf::as_path))
}

fn check_usage(options: &CheckOptions) -> anyhow::Result<()> {
    reports::check_usage(&options.report)?;
    reports::spare(&options.report, inputs(options))?;
    if !options.chain.is_empty() && options.paths.len() > 1 {
        bail!("--chain belongs to one submission, and several paths are given");
    }
    Ok(())
}

fn file_of(chrome: &RootStore) -> Option<String> {
    match chrome.source() {
        StoreSource::Stored => None,
        StoreSource::File(path) => Some(path.clone()),
    }
}
