//! The report: every verdict in order and what was judged; the only thing that renderers see.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Finding, Horizon, Severity, TrustListReport, Verdict};
use crate::certificate::{Certificate, Sha256, Time};
use crate::chrome::PolicyVersion;
use crate::container::LeftOut;
use crate::path::{Engine, PathFault, PathStatus, Presented, Role};
use crate::rules::Rule;
use crate::submission::Fetch;
use crate::trust::Strength;

/// All that one run found.
#[derive(Clone, Debug)]
pub struct Report {
    /// The moment judged at.
    pub judged_at: Time,
    /// The version of Chrome's policy.
    pub policy: PolicyVersion,
    /// The Chrome Root Store's version, where it says one.
    pub chrome_version: Option<u32>,
    /// The file that the Chrome Root Store was read from; `None` for the stored one.
    pub chrome_file: Option<String>,
    /// The trust list.
    pub trust_list: TrustListReport,
    /// The lowest level that fails a submission; `None` where none does.
    pub fail_on: Option<Severity>,
    /// One for each submission, in order.
    pub submissions: Vec<SubmissionReport>,
    /// What is to be known of the run itself: an ignore that matches nothing, one past its date.
    pub notices: Vec<String>,
    /// The working directory, which formats make paths relative to; `None` where it is not known.
    pub directory: Option<String>,
}

/// One submission.
#[derive(Clone, Debug)]
pub struct SubmissionReport {
    /// The file as the user named it; `None` in a stream.
    pub path: Option<String>,
    /// The key store's entry.
    pub alias: Option<String>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a submission.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It could not be read; why.
    Unreadable(String),
    /// It was judged.
    Judged(Box<Judged>),
}

/// A submission that was judged.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The answer in one word.
    pub outcome: Conclusion,
    /// The three questions in [`Horizon::ALL`]'s order.
    pub horizons: [(Horizon, HorizonState); 3],
    /// Whether there is a path.
    pub status: PathStatus,
    /// The path that was judged.
    pub path: PathReport,
    /// What was presented, in order.
    pub certificates: Vec<CertificateReport>,
    /// The root, where the path reached one.
    pub anchor: Option<AnchorReport>,
    /// Every rule with its verdict, in order.
    pub rules: Vec<RuleReport>,
    /// Every date that bears on the submission, in order.
    pub deadlines: Vec<Deadline>,
    /// What was in the file and left out.
    pub left_out: Vec<LeftOut>,
    /// What was fetched; `None` where nothing was to be.
    pub fetched: Option<Vec<Fetch>>,
}

/// The answer in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// Nothing at or above the level that fails.
    Pass,
    /// Something is.
    Fail,
    /// The path cannot be judged.
    Undecided,
}

/// What is said of one of the three questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HorizonState {
    /// No warning and no error.
    Pass,
    /// A warning at worst.
    Warn,
    /// An error.
    Fail,
    /// It cannot be judged.
    Unknown,
    /// It was not asked.
    NotJudged,
}

impl HorizonState {
    /// All that can be said.
    pub const ALL: [Self; 5] = [
        Self::Pass,
        Self::Warn,
        Self::Fail,
        Self::Unknown,
        Self::NotJudged,
    ];
}

/// A presented certificate and its part.
#[derive(Clone, Debug)]
pub struct CertificateReport {
    /// What part it plays.
    pub role: Role,
    /// The certificate and where it came from.
    pub presented: Presented,
}

/// The path that was judged, as far as issuers were found.
#[derive(Clone, Debug)]
pub struct PathReport {
    /// The presented certificates that it is made of, as indexes into [`Judged::certificates`]:
    /// the end entity first, the root last where it was presented.
    pub certificates: Vec<usize>,
    /// Which engine judged it; `None` where its links alone were enough.
    pub judged_by: Option<Engine>,
    /// What RFC 5280 forbids in it, and where.
    pub faults: Vec<PathFault>,
}

/// The root that the path reached.
#[derive(Clone, Debug)]
pub struct AnchorReport {
    /// Its certificate.
    pub certificate: Arc<Certificate>,
    /// The list's name for it.
    pub alias: Option<String>,
    /// By what the list has it; `None` where it does not.
    pub matched_by: Option<Strength>,
    /// Whether the list names it by text alone, which proves nothing.
    pub is_named_only: bool,
    /// Whether it is tied to the Chrome Root Store.
    pub chrome_root_store: bool,
}

/// A rule's verdict.
#[derive(Clone, Debug)]
pub struct RuleReport {
    /// The rule.
    pub rule: &'static Rule,
    /// Its verdict, with levels after overrides and what is suppressed marked.
    pub verdict: Verdict,
}

/// A date that bears on the submission.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// When.
    pub date: Time,
    /// What happens then.
    pub what: Cow<'static, str>,
    /// Who says so.
    pub source: Cow<'static, str>,
}

impl RuleReport {
    /// Its findings, each with the rule.
    pub fn findings(&self) -> impl Iterator<Item = (&Self, &Finding)> {
        let findings = match &self.verdict {
            Verdict::Fail(findings) => findings.as_slice(),
            Verdict::Pass
            | Verdict::PassWith(_)
            | Verdict::NotApplicable(_)
            | Verdict::Unanswered(_) => &[],
        };
        findings.iter().map(move |finding| (self, finding))
    }
}

impl SubmissionReport {
    /// Whether the certificate with this digest was fetched, and so is in no file of the submission.
    #[must_use]
    pub fn lacks(&self, sha256: Sha256) -> bool {
        let Outcome::Judged(judged) = &self.outcome else {
            return false;
        };
        let mut fetches = judged.fetched.iter().flatten();
        fetches.any(|fetch| fetch.issuers.contains(&sha256))
    }
}

/// Every finding of these rules that is not suppressed.
pub(super) fn counting(rules: &[RuleReport]) -> impl Iterator<Item = (&RuleReport, &Finding)> {
    let all = rules.iter().flat_map(RuleReport::findings);
    all.filter(|(_, finding)| finding.suppression.is_none())
}

impl SubmissionReport {
    /// How much it needs somebody's attention: more is worse. What could not be read comes first,
    /// then what failed, what is undecided, and what passed; of each, errors count before warnings
    /// and these before notes.
    #[must_use]
    pub fn badness(&self) -> (u8, [usize; 3]) {
        let Outcome::Judged(judged) = &self.outcome else {
            return (3, [0; 3]);
        };
        let verdict = match judged.outcome {
            Conclusion::Fail => 2,
            Conclusion::Undecided => 1,
            Conclusion::Pass => 0,
        };
        let levels = [Severity::Error, Severity::Warning, Severity::Note];
        (verdict, levels.map(|level| judged.count(level)))
    }
}

impl Judged {
    /// Every finding with its rule, suppressed ones too, in the rules' order.
    pub fn findings(&self) -> impl Iterator<Item = (&RuleReport, &Finding)> {
        self.rules.iter().flat_map(RuleReport::findings)
    }

    /// Every finding that counts.
    pub fn counting(&self) -> impl Iterator<Item = (&RuleReport, &Finding)> {
        counting(&self.rules)
    }

    /// The certificate to be judged: the first in that role.
    #[must_use]
    pub fn end_entity(&self) -> Option<&CertificateReport> {
        let mut certificates = self.certificates.iter();
        certificates.find(|report| report.role == Role::EndEntity)
    }

    /// How many findings of a level count.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.counting()
            .filter(|(_, finding)| finding.severity == severity)
            .count()
    }
}

impl Report {
    /// The submissions that were judged.
    pub fn judged(&self) -> impl Iterator<Item = &Judged> {
        self.submissions
            .iter()
            .filter_map(|submission| match &submission.outcome {
                Outcome::Judged(judged) => Some(&**judged),
                Outcome::Unreadable(_) => None,
            })
    }

    /// How many submissions came to this conclusion.
    #[must_use]
    pub fn concluded(&self, conclusion: Conclusion) -> usize {
        self.judged()
            .filter(|judged| judged.outcome == conclusion)
            .count()
    }

    /// The exit code of the run: the highest of any submission, 0 passed, 1 failed, 2 not judged.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        let code = |submission: &SubmissionReport| match &submission.outcome {
            Outcome::Unreadable(_) => 2,
            Outcome::Judged(judged) => match judged.outcome {
                Conclusion::Pass => 0,
                Conclusion::Fail => 1,
                Conclusion::Undecided => 2,
            },
        };
        self.submissions.iter().map(code).max().unwrap_or(2)
    }

    /// How many findings are suppressed.
    #[must_use]
    pub fn suppressed(&self) -> usize {
        self.judged()
            .flat_map(Judged::findings)
            .filter(|(_, finding)| finding.suppression.is_some())
            .count()
    }

    /// How many submissions could not be read.
    #[must_use]
    pub fn unreadable(&self) -> usize {
        self.submissions.len().saturating_sub(self.judged().count())
    }
}
