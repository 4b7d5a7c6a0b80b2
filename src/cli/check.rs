//! `sfmtls check`: the main job.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{anyhow, bail};
use sfmtls::certificate::Time;
use sfmtls::chrome::{RootStore, StoreSource};
use sfmtls::container::{self, Contents, Located, Passwords};
use sfmtls::path::{Chain, Presented};
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
    let (trust, instance) = list::read(options)?;
    let against = Against {
        trust: &trust,
        chrome: &chrome,
        policy: options.policy,
        at,
        expires_within: options.expires_within,
        instance: instance.as_ref().map(|instance| Instance {
            host: instance.host(),
            is_login_host: instance.is_login_host(),
        }),
    };
    let submissions = judge_all(options, &chain, &against);
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
        chain.extend(presented(contents.certificates, &name, true));
    }
    Ok(chain)
}

fn presented(
    certificates: Vec<Located>,
    file: &str,
    supplementary: bool,
) -> impl Iterator<Item = Presented> {
    let file: Arc<str> = file.into();
    certificates.into_iter().map(move |located| Presented {
        certificate: located.certificate,
        file: Some(file.clone()),
        line: located.line,
        supplementary,
    })
}

fn now() -> Time {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Time::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
}

fn judge_all(
    options: &CheckOptions,
    chain: &[Presented],
    against: &Against<'_>,
) -> Vec<SubmissionReport> {
    let selection = selection(options);
    Submissions::of(&options.paths)
        .filter_map(|submission| {
            let outcome = match submission.outcome {
                input::Outcome::PassedOver(why) => {
                    terminal::say("note", &format!("passed over: {why}"));
                    return None;
                }
                input::Outcome::Unreadable(error) => {
                    terminal::say("error", &error.to_string());
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

fn judge(
    contents: Contents,
    name: &str,
    chain: &[Presented],
    against: &Against<'_>,
    selection: &Selection,
) -> Outcome {
    let mut all: Vec<_> = presented(contents.certificates, name, false).collect();
    all.extend_from_slice(chain);
    let Some(chain) = Chain::new(all) else {
        return Outcome::Unreadable(format!("{name}: no certificate"));
    };
    let submission = Submission {
        path: Some(name.to_owned()),
        alias: None,
        format: contents.format,
        chain,
        private_keys: contents.private_keys,
        left_out: contents.left_out,
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
        .map(|report| &report.presented.certificate)
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
