//! What `sfmtls check` does with a file's bytes, without a process.

use std::sync::Arc;

use sfmtls::container::{self, Unreadable};
use sfmtls::render::human::{self, Detail};
use sfmtls::render::{Palette, html, json};
use sfmtls::report::{
    Ignore, Judged, Outcome, Severity, SubmissionReport, Suppression, TrustListReport,
};
use sfmtls::trust::{NotAList, Source};
use sfmtls::{
    Against, PolicyVersion, Report, RootStore, Selection, Submission, Time, TrustList, evaluate,
};

/// The day at which fixtures are judged.
pub const NOW: &str = "2026-11-24";

/// Judges a file at a moment.
///
/// # Errors
/// Where it gives no certificates.
pub fn judge(bytes: &[u8], trust: &TrustList, at: &str) -> Result<Judged, Unreadable> {
    judge_by(bytes, trust, at, &Selection::default())
}

/// Judges a file at a moment, by this selection.
///
/// # Errors
/// Where it gives no certificates.
pub fn judge_by(
    bytes: &[u8],
    trust: &TrustList,
    at: &str,
    selection: &Selection,
) -> Result<Judged, Unreadable> {
    let contents = container::read(bytes, &container::Passwords::default())?;
    let submission = Submission::of("file", contents).expect("what was read has a certificate");
    let at = Time::parse(at).unwrap();
    let against = Against::new(trust, RootStore::stored(), PolicyVersion::default(), at);
    Ok(evaluate(&submission, &against, selection))
}

/// Judges a file against the bundled list, with this said of what one rule finds.
///
/// # Errors
/// Where it gives no certificates.
pub fn judge_ignoring(
    bytes: &[u8],
    rule: &'static str,
    suppression: Suppression,
) -> Result<Judged, Unreadable> {
    let ignore = Ignore {
        suppression: Arc::new(suppression),
        ..Ignore::rule(rule)
    };
    let selection = Selection {
        ignores: vec![ignore],
        ..Selection::default()
    };
    judge_by(bytes, &TrustList::bundled(), NOW, &selection)
}

/// Reads a trust list.
///
/// # Errors
/// Where it is none.
pub fn list(bytes: &[u8]) -> Result<TrustList, NotAList> {
    TrustList::read(bytes, Source::File("list".into()), &[])
}

/// The report of one file, in JSON.
pub fn json(judged: Result<Judged, Unreadable>) -> String {
    json::render(&report(judged)).unwrap()
}

/// The report of one file as a page.
pub fn html(judged: Result<Judged, Unreadable>) -> String {
    html::render(&report(judged)).unwrap()
}

/// The report of one file for people, with all that it can show.
pub fn human(judged: Result<Judged, Unreadable>) -> String {
    let options = human::Options {
        detail: Detail::Verbose,
        palette: Palette::PLAIN,
        width: 80,
    };
    human::render(&report(judged), &options)
}

/// The report of one file.
pub fn report(judged: Result<Judged, Unreadable>) -> Report {
    let outcome = match judged {
        Ok(judged) => Outcome::Judged(Box::new(judged)),
        Err(unreadable) => Outcome::Unreadable(unreadable.to_string()),
    };
    Report {
        judged_at: Time::parse(NOW).unwrap(),
        policy: PolicyVersion::default(),
        chrome_version: None,
        chrome_file: None,
        trust_list: TrustListReport {
            source: "bundled",
            location: None,
            entries: 0,
            with_certificate: 0,
            resolved: 0,
            sha256: None,
        },
        fail_on: Some(Severity::Error),
        submissions: vec![SubmissionReport {
            path: Some("file".into()),
            alias: None,
            outcome,
        }],
        notices: Vec::new(),
        directory: None,
    }
}
