//! How a thing is meant: what colour, symbol and word agree on.

use std::fmt;

use crate::report::{Conclusion, HorizonState, Severity};

/// How a thing is meant; shown as the name of its class and of its symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Nothing speaks against it.
    Good,
    /// Worth knowing.
    Note,
    /// It works and will stop, or others refuse it.
    Warning,
    /// It does not work.
    Bad,
    /// It cannot be told.
    Unknown,
    /// It does not count, or was not asked.
    Off,
}

impl fmt::Display for Tone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Good => "good",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Bad => "bad",
            Self::Unknown => "unknown",
            Self::Off => "off",
        })
    }
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Note => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Bad,
        }
    }
}

impl From<HorizonState> for Tone {
    fn from(state: HorizonState) -> Self {
        match state {
            HorizonState::Pass => Self::Good,
            HorizonState::Warn => Self::Warning,
            HorizonState::Fail => Self::Bad,
            HorizonState::Unknown => Self::Unknown,
            HorizonState::NotJudged => Self::Off,
        }
    }
}

impl From<Conclusion> for Tone {
    fn from(conclusion: Conclusion) -> Self {
        match conclusion {
            Conclusion::Pass => Self::Good,
            Conclusion::Fail => Self::Bad,
            Conclusion::Undecided => Self::Unknown,
        }
    }
}

/// A submission's verdict in a word.
pub(super) const fn verdict(conclusion: Conclusion) -> &'static str {
    match conclusion {
        Conclusion::Pass => "passed",
        Conclusion::Fail => "failed",
        Conclusion::Undecided => "undecided",
    }
}

/// A question's answer in a word.
pub(super) const fn answer(state: HorizonState) -> &'static str {
    match state {
        HorizonState::Pass => "pass",
        HorizonState::Warn => "warning",
        HorizonState::Fail => "fail",
        HorizonState::Unknown => "unknown",
        HorizonState::NotJudged => "not judged",
    }
}
