//! What a rule says, and how much it matters.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Works today and will stop, or a common verifier refuses it.
    Warning,
    /// Refused by Salesforce's documents, unfit for the job, or banned by the field.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Which of the three questions a rule bears on: they fail on different days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Horizon {
    /// Will Certificate and Key Management take this file?
    Upload,
    /// Will port 8443 accept this certificate and chain?
    Handshake,
    /// Can the same certificate be had again?
    Renewal,
}

impl Horizon {
    /// All three, in the order in which they are met.
    pub const ALL: [Self; 3] = [Self::Upload, Self::Handshake, Self::Renewal];
}

impl fmt::Display for Horizon {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Upload => "upload",
            Self::Handshake => "handshake",
            Self::Renewal => "renewal",
        })
    }
}

/// One fault, or one thing worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How much it matters, after overrides.
    pub severity: Severity,
    /// The certificate it is about, as an index into the presented ones; `None` for the whole.
    pub certificate: Option<usize>,
    /// The line of the file, from 1, where it is about none of the certificates but about what
    /// stands there.
    pub line: Option<usize>,
    /// The fact: lower case, no full stop.
    pub message: String,
    /// Further facts, one a line.
    pub notes: Vec<String>,
    /// The next step: what to ask of whom.
    pub help: String,
    /// Why it does not count, where it does not.
    pub suppression: Option<Arc<Suppression>>,
}

/// That a finding does not count, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suppression {
    /// The reason that was written down; `None` where none was asked for, as on the command line.
    pub reason: Option<String>,
    /// The last day on which the findings are suppressed, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Which of the configuration's ignores it is, from 0.
    pub ignore: Option<usize>,
}

impl Finding {
    /// A finding about the certificate with this index, without further facts.
    #[must_use]
    pub fn new(severity: Severity, certificate: Option<usize>, message: impl Into<String>) -> Self {
        Self {
            severity,
            certificate,
            line: None,
            message: message.into(),
            notes: Vec::new(),
            help: String::new(),
            suppression: None,
        }
    }

    /// The same about what stands in this line.
    #[must_use]
    pub const fn line(mut self, line: Option<usize>) -> Self {
        self.line = line;
        self
    }

    /// The same with a further fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The same with the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// What a rule concludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule looked and found nothing.
    Pass,
    /// The same, with what must be known about how it looked.
    PassWith(String),
    /// The rule had nothing to look at, or what it needs is not known; with the reason.
    NotApplicable(Cow<'static, str>),
    /// Not applicable, too, though an option asked: what was given does not answer. Always shown.
    Unanswered(Cow<'static, str>),
    /// At least one finding.
    Fail(Vec<Finding>),
}

impl Verdict {
    /// `Pass` where there is no finding.
    #[must_use]
    pub fn of(findings: Vec<Finding>) -> Self {
        if findings.is_empty() {
            Self::Pass
        } else {
            Self::Fail(findings)
        }
    }

    /// Not applicable, for this reason.
    #[must_use]
    pub fn not_applicable(why: impl Into<Cow<'static, str>>) -> Self {
        Self::NotApplicable(why.into())
    }

    /// Unanswered, for this reason.
    #[must_use]
    pub fn unanswered(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Unanswered(why.into())
    }
}
