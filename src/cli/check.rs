//! `sfmtls check`: the main job.

use anyhow::bail;
use sfmtls::certificate::Certificate;
use sfmtls::chrome::{RootStore, StoreSource};
use sfmtls::container::Passwords;
use sfmtls::path::Presented;
use sfmtls::render::{human, json};
use sfmtls::report::{
    Conclusion, Horizon, Judged, Outcome, Report, Selection, SubmissionReport, TrustListReport,
    evaluate,
};
use sfmtls::submission::{Against, Instance};
use sfmtls::trust::{Source, TrustList};

use super::arguments::{CheckOptions, Format, FormatAndFile};
use super::exit::{Exit, Failure};
use super::given::{Given, supplementary};
use super::input::{self, InputError, Submissions};
use super::{clock, entries, list, output, terminal};

/// Judges every submission and writes the reports.
pub fn run(options: &CheckOptions) -> Result<Exit, Failure> {
    check_usage(options)?;
    let passwords = options.passwords.read().map_err(anyhow::Error::from);
    let passwords = passwords.map_err(|error| unless_the_list_fails(error, options))?;
    let chrome = list::chrome_root_store(options.chrome_root_store.as_deref())
        .map_err(|error| unless_the_list_fails(error, options))?;
    let at = options.at.unwrap_or_else(clock::now);
    let others = others(options, &passwords);
    let mut submissions = Submissions::of(&options.paths, passwords);
    let first: Vec<_> = submissions.by_ref().take(LOOKED_AT).collect();
    let (trust, instance) = match list::read(options, &supplied(&others, &first)) {
        Ok(read) => read,
        // The list's fault decides the code; what else is wrong is said all the same.
        Err(failure) => {
            say_unreadable(others.err(), first.into_iter().chain(submissions));
            return Err(failure);
        }
    };
    let (chain, mut given) = others?;
    let server = given.server(&trust, at);
    let against = Against {
        expires_within: options.expires_within,
        instance: instance.as_ref().map(|instance| Instance {
            host: instance.host(),
            is_login_host: instance.is_login_host(),
        }),
        key: given.key.as_ref(),
        uploaded: given.uploaded.as_ref(),
        server: server.as_ref(),
        crls: &given.crls,
        ..Against::new(&trust, &chrome, options.policy, at)
    };
    let all = first.into_iter().chain(submissions);
    let report = report(&against, judge_all(all, options, &chain, &against));
    write(options, &report)?;
    Ok(exit(&report))
}

fn report(against: &Against<'_>, submissions: Vec<SubmissionReport>) -> Report {
    Report {
        judged_at: against.at,
        policy: against.policy,
        chrome_version: against.chrome.version(),
        chrome_file: file_of(against.chrome),
        trust_list: describe(against.trust, &submissions),
        submissions,
    }
}

/// This error, or the list's where that fails too: its code stands above (contract, exit codes).
fn unless_the_list_fails(error: anyhow::Error, options: &CheckOptions) -> Failure {
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

fn judge_all(
    submissions: impl Iterator<Item = input::Submission>,
    options: &CheckOptions,
    chain: &[Presented],
    against: &Against<'_>,
) -> Vec<SubmissionReport> {
    let selection = selection(options);
    let judge_one = |submission: input::Submission| {
        let name = submission.name;
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
                    outcome: Outcome::Judged(Box::new(evaluate(&one, against, &selection))),
                })
                .collect(),
            Err(error) => vec![unreadable(name, &error, options)],
        }
    };
    submissions.flat_map(judge_one).collect()
}

fn unreadable(name: String, error: &InputError, options: &CheckOptions) -> SubmissionReport {
    // On a terminal the report for people says the same, a line below.
    if !(human_on_output(options) && terminal::is_output_terminal()) {
        terminal::say("error", &error.to_string());
    }
    SubmissionReport {
        path: Some(name),
        alias: None,
        outcome: Outcome::Unreadable(error.to_string()),
    }
}

/// Whether the report for people goes to standard output.
fn human_on_output(options: &CheckOptions) -> bool {
    let is_human = |wanted: &FormatAndFile| wanted.format == Format::Human && wanted.file.is_none();
    options.output.is_none() && options.format.iter().any(is_human)
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
