//! `sfmtls check`: the main job.

use std::path::{Path, PathBuf};

use anyhow::bail;
use sfmtls::certificate::Certificate;
use sfmtls::chrome::{RootStore, StoreSource};
use sfmtls::container::Passwords;
use sfmtls::path::Presented;
use sfmtls::report::{Outcome, Report, Severity, SubmissionReport, TrustListReport};
use sfmtls::submission::{Against, Instance};

use super::arguments::{CheckOptions, ReportOptions, TrustOptions};
use super::exit::{Exit, Failure};
use super::fetching::Fetching;
use super::given::{Given, supplementary};
use super::input::{self, InputError, Submissions};
use super::settings::Settings;
use super::{entries, list, output, reports, terminal};

/// Judges every submission and writes the reports.
pub fn run(options: &CheckOptions) -> Result<Exit, Failure> {
    check_usage(options)?;
    let settings = Settings::of(&options.trust, &options.judging)?;
    if options.judging.show_config {
        output::to_standard_output(&settings.origins.shown(&environment()))?;
        return Ok(Exit::Passed);
    }
    let or_the_lists = |error| unless_the_list_fails(error, &settings.trust);
    let passwords = options.passwords.read().map_err(anyhow::Error::from);
    let passwords = passwords.map_err(or_the_lists)?;
    let chrome = list::chrome_root_store(settings.chrome_root_store.as_deref());
    let chrome = chrome.map_err(or_the_lists)?;
    let others = others(options, &passwords);
    let mut submissions = Submissions::of(&options.paths, passwords);
    let first: Vec<_> = submissions.by_ref().take(LOOKED_AT).collect();
    let (trust, instance) = match list::read(&settings.trust, &supplied(&others, &first)) {
        Ok(read) => read,
        // The list's fault decides the code; what else is wrong is said all the same.
        Err(failure) => {
            say_unreadable(others.err(), first.into_iter().chain(submissions));
            return Err(failure);
        }
    };
    let (chain, mut given) = others?;
    let fetching = Fetching::of(options.fetching, &settings.trust)?;
    let server = given.server(&trust, settings.at);
    let against = Against {
        expires_within: settings.expires_within,
        instance: instance.as_ref().map(|instance| Instance {
            host: instance.host(),
            is_login_host: instance.is_login_host(),
        }),
        key: given.key.as_ref(),
        uploaded: given.uploaded.as_ref(),
        server: server.as_ref(),
        crls: &given.crls,
        ..Against::new(&trust, &chrome, settings.policy, settings.at)
    };
    let all = first.into_iter().chain(submissions);
    let submissions = judge_all(all, options, &chain, &against, &settings, &fetching);
    let mut report = report(&against, submissions, settings.fail_on());
    report.notices = settings.notices(&report);
    for notice in &report.notices {
        terminal::say("warning", notice);
    }
    reports::write(&options.report, &report)?;
    Ok(Exit::of(&report))
}

fn report(
    against: &Against<'_>,
    submissions: Vec<SubmissionReport>,
    fail_on: Option<Severity>,
) -> Report {
    Report {
        judged_at: against.at,
        policy: against.policy,
        chrome_version: against.chrome.version(),
        chrome_file: file_of(against.chrome),
        trust_list: TrustListReport::new(against.trust, &presented(&submissions)),
        fail_on,
        submissions,
        notices: Vec::new(),
        directory: std::env::current_dir()
            .ok()
            .map(|path| path.display().to_string()),
    }
}

/// Every certificate of what was judged.
fn presented(submissions: &[SubmissionReport]) -> Vec<&Certificate> {
    let judged = submissions
        .iter()
        .filter_map(|submission| match &submission.outcome {
            Outcome::Judged(judged) => Some(judged),
            Outcome::Unreadable(_) => None,
        });
    judged
        .flat_map(|judged| &judged.certificates)
        .map(|report| &*report.presented.certificate)
        .collect()
}

/// This error, or the list's where that fails too: its code stands above (contract, exit codes).
fn unless_the_list_fails(error: anyhow::Error, options: &TrustOptions) -> Failure {
    match list::read(options, &[]) {
        Err(failure) if failure.exit == Exit::NoList => {
            terminal::say("error", &format!("{error:#}"));
            failure
        }
        _ => error.into(),
    }
}

/// The certificates of every `--chain`, and the second inputs.
fn others(
    options: &CheckOptions,
    passwords: &Passwords,
) -> anyhow::Result<(Vec<Presented>, Given)> {
    Ok((
        supplementary(&options.chain, passwords)?,
        options.given.read(passwords)?,
    ))
}

/// The certificates that a fingerprint on the list may be of.
fn supplied<'a>(
    others: &'a anyhow::Result<(Vec<Presented>, Given)>,
    first: &'a [input::Submission],
) -> Vec<&'a Certificate> {
    let chain = others.iter().flat_map(|(chain, _)| chain);
    chain
        .map(|presented| &*presented.certificate)
        .chain(first.iter().flat_map(certificates_in))
        .collect()
}

/// Says what else could not be read, where nothing can be judged.
fn say_unreadable(
    others: Option<anyhow::Error>,
    submissions: impl Iterator<Item = input::Submission>,
) {
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
    contents.iter().map(|located| &located.certificate)
}

/// The variables of the environment that this program looks at and that are set.
fn environment() -> Vec<&'static str> {
    let names = [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
        "NO_COLOR",
        "SFMTLS_PASSWORD",
    ];
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    names.into_iter().filter(is_set).collect()
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

fn judge_all(
    submissions: impl Iterator<Item = input::Submission>,
    options: &CheckOptions,
    chain: &[Presented],
    against: &Against<'_>,
    settings: &Settings,
    fetching: &Fetching,
) -> Vec<SubmissionReport> {
    let judge_one = |submission: input::Submission| {
        let name = submission.name;
        let selection = settings.selection(Some(&name));
        let read = match submission.outcome {
            input::Outcome::PassedOver(why) => {
                terminal::say("note", &format!("passed over: {why}"));
                return Vec::new();
            }
            input::Outcome::Unreadable(error) => Err(error),
            input::Outcome::Read(contents) => {
                entries::submissions(&name, contents, chain, options.alias.as_deref())
            }
        };
        match read {
            Ok(all) => all
                .into_iter()
                .map(|one| SubmissionReport {
                    path: Some(name.clone()),
                    alias: one.alias.clone(),
                    outcome: Outcome::Judged(Box::new(fetching.evaluate(one, against, &selection))),
                })
                .collect(),
            Err(error) => vec![unreadable(name, &error, &options.report)],
        }
    };
    submissions.flat_map(judge_one).collect()
}

fn unreadable(name: String, error: &InputError, options: &ReportOptions) -> SubmissionReport {
    // On a terminal the report for people says the same, a line below.
    if !(reports::human_on_output(options) && terminal::is_output_terminal()) {
        terminal::say("error", &error.to_string());
    }
    SubmissionReport {
        path: Some(name),
        alias: None,
        outcome: Outcome::Unreadable(error.to_string()),
    }
}

fn file_of(chrome: &RootStore) -> Option<String> {
    match chrome.source() {
        StoreSource::Stored => None,
        StoreSource::File(path) => Some(path.clone()),
    }
}
