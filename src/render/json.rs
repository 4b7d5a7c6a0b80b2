//! The JSON report, schema 1 (contract, section 4): a frozen shape, not a dump of our types.

mod chain;
mod fetched;
mod rule;

use chain::{Anchor, CertificatePart};
use fetched::FetchPart;
use rule::{FindingPart, RulePart};
use serde::{Serialize, Serializer};

use super::markup_free;
use super::words::{horizon_state, printable, verdict};
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
    judged_at: String,
    policy: String,
    chrome_root_store: ChromeRootStore,
    trust_list: TrustList,
    /// Each made when it is written, since there may be very many.
    #[serde(serialize_with = "each")]
    submissions: &'a [SubmissionReport],
    notices: Vec<String>,
    summary: Summary,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// Chrome's roots that were judged by.
#[derive(Serialize)]
pub(super) struct ChromeRootStore {
    version: Option<u32>,
    source: String,
}

/// The trust list, as every command's JSON shows it.
#[derive(Serialize)]
pub(super) struct TrustList {
    source: &'static str,
    location: Option<String>,
    entries: usize,
    with_certificate: usize,
    resolved: usize,
    sha256: Option<String>,
}

/// One submission.
#[derive(Serialize)]
pub(super) struct Submission {
    /// Absent in a stream.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    alias: Option<String>,
    verdict: &'static str,
    #[serde(flatten)]
    judged: Option<JudgedPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize)]
struct JudgedPart {
    horizons: Horizons,
    chain: Chain,
    findings: Vec<FindingPart>,
    deadlines: Vec<DeadlinePart>,
    rules: Vec<RulePart>,
    left_out: Vec<LeftOutPart>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<Vec<FetchPart>>,
}

/// The three answers.
#[derive(Serialize)]
pub(super) struct Horizons {
    upload: &'static str,
    handshake: &'static str,
    renewal: &'static str,
}

#[derive(Serialize)]
struct Chain {
    status: &'static str,
    judged_by: Option<&'static str>,
    certificates: Vec<CertificatePart>,
    anchor: Option<Anchor>,
}

#[derive(Serialize)]
struct DeadlinePart {
    date: String,
    what: String,
    source: String,
}

#[derive(Serialize)]
struct LeftOutPart {
    line: Option<usize>,
    what: String,
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
            judged_at: report.judged_at.to_string(),
            policy: report.policy.to_string(),
            chrome_root_store: ChromeRootStore::new(report),
            trust_list: TrustList::new(&report.trust_list),
            submissions: &report.submissions,
            notices: report
                .notices
                .iter()
                .map(|notice| printable(notice))
                .collect(),
            summary: Summary::new(report),
        }
    }
}

impl ChromeRootStore {
    pub(super) fn new(report: &Report) -> Self {
        let file = report.chrome_file.as_deref().map(printable);
        Self {
            version: report.chrome_version,
            source: file.unwrap_or_else(|| "stored".into()),
        }
    }
}

impl TrustList {
    /// What is said of the list.
    pub(super) fn new(list: &TrustListReport) -> Self {
        Self {
            source: list.source,
            location: list.location.as_deref().map(printable),
            entries: list.entries,
            with_certificate: list.with_certificate,
            resolved: list.resolved,
            sha256: list.sha256.map(|print| print.to_string()),
        }
    }
}

impl Submission {
    pub(super) fn new(submission: &SubmissionReport) -> Self {
        let (judged, error) = match &submission.outcome {
            Outcome::Unreadable(error) => (None, Some(printable(error))),
            Outcome::Judged(judged) => (Some(JudgedPart::new(judged)), None),
        };
        Self {
            path: submission.path.as_deref().map(printable),
            alias: submission.alias.as_deref().map(printable),
            verdict: verdict(submission),
            judged,
            error,
        }
    }
}

impl JudgedPart {
    fn new(judged: &Judged) -> Self {
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
                    what: printable(&part.what),
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

impl DeadlinePart {
    fn new(deadline: &Deadline) -> Self {
        Self {
            date: deadline.date.to_string(),
            what: printable(&deadline.what),
            source: printable(&deadline.source),
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
