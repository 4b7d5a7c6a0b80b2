//! What every format calls things, each text harmless.

use super::Printable;
use crate::path::Role;
use crate::report::{Conclusion, HorizonState, Outcome, SubmissionReport};

/// The text with what could act on whoever shows it written out.
pub(super) fn printable(text: &str) -> String {
    Printable(text).to_string()
}

/// A submission's path and, of a key store, its entry.
pub(super) fn name(submission: &SubmissionReport) -> String {
    let path = printable(submission.path.as_deref().unwrap_or("(stream)"));
    match &submission.alias {
        Some(alias) => format!("{path} ({})", Printable(alias)),
        None => path,
    }
}

/// A submission's verdict (contract, section 4).
pub(super) fn verdict(submission: &SubmissionReport) -> &'static str {
    match &submission.outcome {
        Outcome::Unreadable(_) => "unreadable",
        Outcome::Judged(judged) => match judged.outcome {
            Conclusion::Pass => "pass",
            Conclusion::Fail => "fail",
            Conclusion::Undecided => "undecided",
        },
    }
}

/// A horizon's state (contract, section 2).
pub(super) const fn horizon_state(state: HorizonState) -> &'static str {
    match state {
        HorizonState::Pass => "pass",
        HorizonState::Warn => "warn",
        HorizonState::Fail => "fail",
        HorizonState::Unknown => "unknown",
        HorizonState::NotJudged => "not-judged",
    }
}

/// A certificate's role (contract, section 4).
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::EndEntity => "end-entity",
        Role::Intermediate => "intermediate",
        Role::Root => "root",
    }
}
