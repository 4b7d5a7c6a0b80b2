//! `sfmtls check`: the main job.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{anyhow, bail};
use sfmtls::certificate::{Certificate, Time};
use sfmtls::chrome::{RootStore, StoreSource};
use sfmtls::container::{self, Contents, Passwords};
use sfmtls::path::Presented;
use sfmtls::render::{human, json};
use sfmtls::report::{
    Conclusion, Horizon, Judged, Outcome, Report, Selection, SubmissionReport, TrustListReport,
    evaluate,
};
use sfmtls::submission::{Against, Instance, Submission};
use sfmtls::trust::{Source, TrustList};

use super::arguments::{CheckOptions, Format, FormatAndFile};
use super::exit::{Exit, Failure};
use super::input::{self, Submissions, read_file};
use super::{list, output, terminal};

/// Judges every submission and writes the reports.
pub fn run(options: &CheckOptions) -> Result<Exit, Failure> {
    check_usage(options)?;
    let chain = supplementary(options)?;
    let chrome = list::chrome_root_store(options.chrome_root_store.as_deref())?;
    let at = options.at.unwrap_or_else(now);
    let mut submissions = Submissions::of(&options.paths);
    let first: Vec<_> = submissions.by_ref().take(LOOKED_AT).collect();
    let supplied = chain.iter().map(|presented| &*presented.certificate);
    let supplied: Vec<_> = supplied
        .chain(first.iter().flat_map(certificates_in))
        .collect();
    let (trust, instance) = list::read(options, &supplied)?;
    let against = Against {
        expires_within: options.expires_within,
        instance: instance.as_ref().map(|instance| Instance {
            host: instance.host(),
            is_login_host: instance.is_login_host(),
        }),
        ..Against::new(&trust, &chrome, options.policy, at)
    };
    let submissions = judge_all(
        first.into_iter().chain(submissions),
        options,
        &chain,
        &against,
    );
    let report = Report {
        judged_at: at,
        policy: options.policy,
        chrome_version: chrome.version(),
        chrome_file: file_of(&chrome),
        trust_list: describe(&trust, &submissions),
        submissions,
    };
    write(options, &report)?;
    Ok(exit(&report))
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

fn check_usage(options: &CheckOptions) -> anyhow::Result<()> {
    let to_output = options
        .format
        .iter()
        .filter(|format| format.file.is_none())
        .count();
    if to_output > 1 {
        bail!("--format is given twice without =FILE, and standard output holds one");
    }
    if !options.chain.is_empty() && options.paths.len() > 1 {
        bail!("--chain belongs to one submission, and several paths are given");
    }
    Ok(())
}

/// The certificates of every `--chain`.
fn supplementary(options: &CheckOptions) -> anyhow::Result<Vec<Presented>> {
    let mut chain = Vec::new();
    for path in &options.chain {
        let name = input::shown(path);
        let bytes = read_file(path.as_os_str())?;
        let contents = container::read(&bytes, &Passwords::default()).map_err(|error| {
            let line = error
                .line
                .map_or_else(String::new, |line| format!("{line}: "));
            anyhow!("{name}: {line}{}", error.reason)
        })?;
        chain.extend(Presented::all(contents.certificates, &name));
    }
    Ok(chain)
}

fn now() -> Time {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Time::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn judge_all(
    submissions: impl Iterator<Item = input::Submission>,
    options: &CheckOptions,
    chain: &[Presented],
    against: &Against<'_>,
) -> Vec<SubmissionReport> {
    let selection = selection(options);
    submissions
        .filter_map(|submission| {
            let outcome = match submission.outcome {
                input::Outcome::PassedOver(why) => {
                    terminal::say("note", &format!("passed over: {why}"));
                    return None;
                }
                input::Outcome::Unreadable(error) => {
                    // On a terminal the report for people says the same, a line below.
                    if !(human_on_output(options) && terminal::is_output_terminal()) {
                        terminal::say("error", &error.to_string());
                    }
                    Outcome::Unreadable(error.to_string())
                }
                input::Outcome::Read(contents) => {
                    judge(contents, &submission.name, chain, against, &selection)
                }
            };
            Some(SubmissionReport {
                path: Some(submission.name),
                alias: None,
                outcome,
            })
        })
        .collect()
}

/// Whether the report for people goes to standard output.
fn human_on_output(options: &CheckOptions) -> bool {
    let is_human = |wanted: &FormatAndFile| wanted.format == Format::Human && wanted.file.is_none();
    options.output.is_none() && options.format.iter().any(is_human)
}

fn judge(
    contents: Contents,
    name: &str,
    chain: &[Presented],
    against: &Against<'_>,
    selection: &Selection,
) -> Outcome {
    let Some(submission) = Submission::with_issuers(name, contents, chain) else {
        return Outcome::Unreadable(format!("{name}: no certificate"));
    };
    Outcome::Judged(Box::new(evaluate(&submission, against, selection)))
}

fn selection(options: &CheckOptions) -> Selection {
    let horizons = match options.horizons.as_slice() {
        [] => Horizon::ALL.into_iter().collect(),
        some => some.iter().map(|name| Horizon::from(*name)).collect(),
    };
    Selection {
        horizons,
        severities: options
            .severity
            .iter()
            .map(|(rule, level)| (rule.id, *level))
            .collect(),
        ignored: options.ignore.iter().map(|rule| rule.id).collect(),
        fail_on: options.fail_on.level(),
    }
}

fn file_of(chrome: &RootStore) -> Option<String> {
    match chrome.source() {
        StoreSource::Stored => None,
        StoreSource::File(path) => Some(path.clone()),
    }
}

fn describe(trust: &TrustList, submissions: &[SubmissionReport]) -> TrustListReport {
    let (source, location) = match trust.source() {
        Source::Instance(url) => ("instance", Some(url.clone())),
        Source::File(path) => ("file", Some(path.clone())),
        Source::Bundled => ("bundled", None),
    };
    let judged = submissions
        .iter()
        .filter_map(|submission| match &submission.outcome {
            Outcome::Judged(judged) => Some(&**judged),
            Outcome::Unreadable(_) => None,
        });
    let supplied: Vec<_> = judged
        .flat_map(|judged: &Judged| &judged.certificates)
        .map(|report| &*report.presented.certificate)
        .collect();
    TrustListReport {
        source,
        location,
        entries: trust.entries().len(),
        with_certificate: trust.with_certificate(),
        resolved: trust.resolved(&supplied),
        sha256: trust.sha256(),
    }
}

fn write(options: &CheckOptions, report: &Report) -> anyhow::Result<()> {
    for FormatAndFile { format, file } in &options.format {
        let file = file.as_deref().or(options.output.as_deref());
        let text = match format {
            Format::Json => json::render(report)?,
            Format::Human => human::render(report, &human_options(options, file.is_some())),
        };
        match file {
            Some(path) => output::to_file(path, &text)?,
            None => output::to_standard_output(&text)?,
        }
    }
    Ok(())
}

fn human_options(options: &CheckOptions, to_file: bool) -> human::Options {
    let detail = match (options.quiet, options.verbose) {
        (true, _) => human::Detail::Quiet,
        (_, true) => human::Detail::Verbose,
        _ => human::Detail::Normal,
    };
    human::Options {
        detail,
        palette: terminal::palette(options.color, to_file),
        width: terminal::width(),
    }
}

/// The highest code of any submission.
fn exit(report: &Report) -> Exit {
    let codes = report
        .submissions
        .iter()
        .map(|submission| match &submission.outcome {
            Outcome::Unreadable(_) => Exit::NotJudged,
            Outcome::Judged(judged) => match judged.outcome {
                Conclusion::Pass => Exit::Passed,
                Conclusion::Fail => Exit::Failed,
                Conclusion::Undecided => Exit::NotJudged,
            },
        });
    codes.max().unwrap_or(Exit::NotJudged)
}
