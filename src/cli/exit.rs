//! Exit codes (contract, section 1).

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use sfmtls::render::Printable;
use sfmtls::report::Report;

/// How the program ends, mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Judged; nothing at or above `--fail-on`.
    Passed,
    /// Judged; at least one finding at or above it.
    Failed,
    /// Not judged: usage, unreadable input, or a path that cannot be judged.
    NotJudged,
    /// Not judged: the trust list, or the server's answer to a probe, could not be had or understood.
    NoList,
}

impl Exit {
    /// How a run with this report ends.
    pub fn of(report: &Report) -> Self {
        match report.exit_code() {
            0 => Self::Passed,
            1 => Self::Failed,
            _ => Self::NotJudged,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Passed => 0,
            Exit::Failed => 1,
            Exit::NotJudged => 2,
            Exit::NoList => 3,
        })
    }
}

/// Why the program could not do what it was asked, and how it ends for that.
#[derive(Debug)]
pub struct Failure {
    /// What to say.
    pub error: anyhow::Error,
    /// How to end.
    pub exit: Exit,
}

impl Failure {
    /// The trust list could not be had or understood.
    pub fn no_list(error: anyhow::Error) -> Self {
        Self {
            error,
            exit: Exit::NoList,
        }
    }
}

impl From<anyhow::Error> for Failure {
    /// Anything else is not judged.
    fn from(error: anyhow::Error) -> Self {
        Self {
            error,
            exit: Exit::NotJudged,
        }
    }
}

/// Shows what clap has to say: help and version on standard output, errors on standard error.
pub fn of_usage(mut error: clap::Error) -> Exit {
    make_harmless(&mut error);
    // A closed pipe ends the program silently.
    let _ = error.print();
    if error.use_stderr() {
        Exit::NotJudged
    } else {
        Exit::Passed
    }
}

/// Writes out what could act on a terminal or a runner in the words of the command line, which may
/// be file names that begin with a hyphen; clap's tips repeat them, and are left out then.
fn make_harmless(error: &mut clap::Error) {
    // Of an argument that there is, clap writes the name itself: `--ignore <RULE>`.
    let is_own = |kind| {
        matches!(kind, ContextKind::InvalidArg | ContextKind::PriorArg)
            && error.kind() != ErrorKind::UnknownArgument
    };
    let hostile = error.context().filter_map(|(kind, value)| match value {
        ContextValue::String(text) if !is_own(kind) => {
            let shown = Printable(text).to_string();
            (shown != *text).then_some((kind, shown))
        }
        _ => None,
    });
    let hostile: Vec<(ContextKind, String)> = hostile.collect();
    if !hostile.is_empty() {
        error.remove(ContextKind::Suggested);
    }
    for (kind, shown) in hostile {
        error.insert(kind, ContextValue::String(shown));
    }
}
