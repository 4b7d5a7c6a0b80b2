//! What SARIF has no field for.

use serde::Serialize;

use crate::render::found::Found;
use crate::render::json::{ChromeRootStore, Horizons, Summary, TrustList};
use crate::render::words::{printable, role, verdict};
use crate::report::{CertificateReport, Outcome, Report, SubmissionReport};

/// What the run was judged by, and each submission's answers, as in the JSON report.
#[derive(Serialize)]
pub(super) struct RunProperties<'a> {
    judged_at: String,
    policy: String,
    chrome_root_store: ChromeRootStore<'a>,
    trust_list: TrustList<'a>,
    fail_on: String,
    submissions: Vec<Submission>,
    summary: Summary,
}

#[derive(Serialize)]
struct Submission {
    path: Option<String>,
    alias: Option<String>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    horizons: Option<Horizons>,
}

impl<'a> RunProperties<'a> {
    pub fn new(report: &'a Report) -> Self {
        let fail_on = report.fail_on.map(|level| level.to_string());
        Self {
            judged_at: report.judged_at.to_string(),
            policy: report.policy.to_string(),
            chrome_root_store: ChromeRootStore::new(report),
            trust_list: TrustList::new(&report.trust_list),
            fail_on: fail_on.unwrap_or_else(|| "never".into()),
            submissions: report.submissions.iter().map(Submission::new).collect(),
            summary: Summary::new(report),
        }
    }
}

impl Submission {
    fn new(submission: &SubmissionReport) -> Self {
        let horizons = match &submission.outcome {
            Outcome::Unreadable(_) => None,
            Outcome::Judged(judged) => Some(Horizons::new(judged)),
        };
        Self {
            path: submission.path.as_deref().map(printable),
            alias: submission.alias.as_deref().map(printable),
            verdict: verdict(submission),
            horizons,
        }
    }
}

/// The horizon of a finding, and the certificate that it is about: the end entity where it is about
/// the submission as a whole.
#[derive(Serialize)]
pub(super) struct ResultProperties {
    horizon: String,
    citation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    alias: Option<String>,
    #[serde(flatten)]
    certificate: Option<CertificateProperties>,
}

#[derive(Serialize)]
struct CertificateProperties {
    role: &'static str,
    subject: String,
    serial: String,
    sha256: String,
    not_after: String,
}

impl ResultProperties {
    pub fn new(found: &Found<'_>) -> Self {
        let about = found.certificate().or(found.judged.end_entity());
        Self {
            horizon: found.rule.horizon.to_string(),
            citation: found.rule.citation,
            alias: found.submission.alias.as_deref().map(printable),
            certificate: about.map(CertificateProperties::new),
        }
    }
}

impl CertificateProperties {
    fn new(report: &CertificateReport) -> Self {
        let certificate = &report.presented.certificate;
        Self {
            role: role(report.role),
            subject: certificate.subject.to_string(),
            serial: certificate.serial_hex(),
            sha256: certificate.sha256.to_string(),
            not_after: certificate.not_after.to_string(),
        }
    }
}
