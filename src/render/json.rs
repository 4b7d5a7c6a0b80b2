//! The JSON report, schema 1 (contract, section 4): a frozen shape, not a dump of our types.

mod chain;
mod fetched;
mod rule;

use chain::{Anchor, CertificatePart};
use fetched::FetchPart;
use rule::{FindingPart, RulePart};
use serde::{Serialize, Serializer};

use super::shown::{Shown, shown};
use super::words::{horizon_state, verdict};
use super::{Printable, markup_free};
use crate::certificate::{Sha256, Time};
use crate::chrome::PolicyVersion;
use crate::path::Engine;
use crate::report::{
    Conclusion, Deadline, Judged, Outcome, Report, Severity, SubmissionReport, TrustListReport,
};

/// The report as one JSON object, in lines.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn render(report: &Report) -> serde_json::Result<String> {
    markup_free::pretty(&Document::new(report))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    tool: Tool,
    judged_at: Shown<Time>,
    policy: Shown<PolicyVersion>,
    chrome_root_store: ChromeRootStore<'a>,
    trust_list: TrustList<'a>,
    /// Each made when it is written, since there may be very many.
    #[serde(serialize_with = "each")]
    submissions: &'a [SubmissionReport],
    notices: Vec<Shown<Printable<'a>>>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Chrome's roots that were judged by.
#[derive(Serialize)]
pub(super) struct ChromeRootStore<'a> {
    version: Option<u32>,
    source: Shown<Printable<'a>>,
}

/// The trust list, as every command's JSON shows it.
#[derive(Serialize)]
pub(super) struct TrustList<'a> {
    source: &'static str,
    location: Option<Shown<Printable<'a>>>,
    entries: usize,
    with_certificate: usize,
    resolved: usize,
    sha256: Option<Shown<Sha256>>,
}

/// One submission.
#[derive(Serialize)]
pub(super) struct Submission<'a> {
    /// Absent in a stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<Shown<Printable<'a>>>,
    alias: Option<Shown<Printable<'a>>>,
    verdict: &'static str,
    #[serde(flatten)]
    judged: Option<JudgedPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Shown<Printable<'a>>>,
}

#[derive(Serialize)]
struct JudgedPart<'a> {
    horizons: Horizons,
    chain: Chain<'a>,
    findings: Vec<FindingPart<'a>>,
    deadlines: Vec<DeadlinePart<'a>>,
    rules: Vec<RulePart<'a>>,
    left_out: Vec<LeftOutPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<Vec<FetchPart<'a>>>,
}

/// The three answers.
#[derive(Serialize)]
pub(super) struct Horizons {
    upload: &'static str,
    handshake: &'static str,
    renewal: &'static str,
}

#[derive(Serialize)]
struct Chain<'a> {
    status: &'static str,
    judged_by: Option<&'static str>,
    certificates: Vec<CertificatePart<'a>>,
    anchor: Option<Anchor<'a>>,
}

#[derive(Serialize)]
struct DeadlinePart<'a> {
    date: Shown<Time>,
    what: Shown<Printable<'a>>,
    source: Shown<Printable<'a>>,
}

#[derive(Serialize)]
struct LeftOutPart<'a> {
    line: Option<usize>,
    what: Shown<Printable<'a>>,
}

/// The run in numbers.
#[derive(Serialize)]
pub(super) struct Summary {
    submissions: usize,
    failed: usize,
    undecided: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    suppressed: usize,
}

fn each<S: Serializer>(
    submissions: &&[SubmissionReport],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(submissions.iter().map(Submission::new))
}

impl<'a> Document<'a> {
    fn new(report: &'a Report) -> Self {
        Self {
            schema: 1,
            tool: Tool {
                name: env!("CARGO_PKG_NAME"),
                version: env!("CARGO_PKG_VERSION"),
            },
            judged_at: Shown(report.judged_at),
            policy: Shown(report.policy),
            chrome_root_store: ChromeRootStore::new(report),
            trust_list: TrustList::new(&report.trust_list),
            submissions: &report.submissions,
            notices: report.notices.iter().map(|notice| shown(notice)).collect(),
            summary: Summary::new(report),
        }
    }
}

impl<'a> ChromeRootStore<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        Self {
            version: report.chrome_version,
            source: shown(report.chrome_file.as_deref().unwrap_or("stored")),
        }
    }
}

impl<'a> TrustList<'a> {
    /// What is said of the list.
    pub(super) fn new(list: &'a TrustListReport) -> Self {
        Self {
            source: list.source,
            location: list.location.as_deref().map(shown),
            entries: list.entries,
            with_certificate: list.with_certificate,
            resolved: list.resolved,
            sha256: list.sha256.map(Shown),
        }
    }
}

impl<'a> Submission<'a> {
    pub(super) fn new(submission: &'a SubmissionReport) -> Self {
        let (judged, error) = match &submission.outcome {
            Outcome::Unreadable(error) => (None, Some(shown(error))),
            Outcome::Judged(judged) => (Some(JudgedPart::new(judged)), None),
        };
        Self {
            path: submission.path.as_deref().map(shown),
            alias: submission.alias.as_deref().map(shown),
            verdict: verdict(submission),
            judged,
            error,
        }
    }
}

impl<'a> JudgedPart<'a> {
    fn new(judged: &'a Judged) -> Self {
        let left_out = judged.left_out.iter();
        Self {
            horizons: Horizons::new(judged),
            chain: Chain {
                status: judged.status.as_str(),
                judged_by: judged.path.judged_by.map(Engine::as_str),
                certificates: judged
                    .certificates
                    .iter()
                    .map(CertificatePart::new)
                    .collect(),
                anchor: judged.anchor.as_ref().map(Anchor::new),
            },
            findings: judged
                .findings()
                .map(|(rule, finding)| FindingPart::new(rule, finding))
                .collect(),
            deadlines: judged.deadlines.iter().map(DeadlinePart::new).collect(),
            rules: judged.rules.iter().map(RulePart::new).collect(),
            left_out: left_out
                .map(|part| LeftOutPart {
                    line: part.line,
                    what: shown(&part.what),
                })
                .collect(),
            fetched: judged
                .fetched
                .as_ref()
                .map(|all| all.iter().map(FetchPart::new).collect()),
        }
    }
}

impl Horizons {
    pub(super) fn new(judged: &Judged) -> Self {
        let [upload, handshake, renewal] = judged.horizons.map(|(_, state)| horizon_state(state));
        Self {
            upload,
            handshake,
            renewal,
        }
    }

    /// Each with its horizon's name.
    pub(super) const fn named(&self) -> [(&'static str, &'static str); 3] {
        [
            ("upload", self.upload),
            ("handshake", self.handshake),
            ("renewal", self.renewal),
        ]
    }
}

impl<'a> DeadlinePart<'a> {
    fn new(deadline: &'a Deadline) -> Self {
        Self {
            date: Shown(deadline.date),
            what: shown(&deadline.what),
            source: shown(&deadline.source),
        }
    }
}

impl Summary {
    pub(super) fn new(report: &Report) -> Self {
        let count = |severity| report.judged().map(|judged| judged.count(severity)).sum();
        Self {
            submissions: report.submissions.len(),
            failed: report.concluded(Conclusion::Fail),
            undecided: report.concluded(Conclusion::Undecided),
            unreadable: report.unreadable(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            suppressed: report.suppressed(),
        }
    }
}
