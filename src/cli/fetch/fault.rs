//! Why the trust list could not be fetched: a sentence for each fault.

use std::fmt;
use std::time::Duration;

use sfmtls::certificate::name::is_unprintable;

use super::answer::AnswerProblem;
use super::connection::ConnectionProblem;

/// Why there is no list: all of them end with exit code 3, and none says anything about trust.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchFault {
    /// This program could not begin to ask.
    Setup {
        /// Why not.
        reason: String,
    },
    /// The whole fetch took too long.
    TimedOut {
        /// `HOST` or `HOST:PORT` of the server that was asked last.
        address: String,
        /// The time it had.
        limit: Duration,
    },
    /// No answer came.
    Connection {
        /// `HOST` or `HOST:PORT` of the server that was asked last.
        address: String,
        /// Why not.
        problem: ConnectionProblem,
    },
    /// An answer came, and it is not a page with status 200 that can be read.
    Answer {
        /// The page that was asked last.
        url: String,
        /// The page that was asked first.
        asked: String,
        /// What is wrong with the answer.
        problem: AnswerProblem,
    },
}

impl fmt::Display for FetchFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setup { reason } => write!(formatter, "the fetch could not begin: {reason}"),
            Self::TimedOut { address, limit } => write!(
                formatter,
                "{address} timed out: no whole answer within {} s; --timeout SECONDS allows more",
                limit.as_secs_f64()
            ),
            Self::Connection { address, problem } => write!(formatter, "{address} {problem}"),
            Self::Answer {
                url,
                asked,
                problem,
            } => {
                write!(formatter, "{url} {problem}")?;
                if problem.wants_login() {
                    write!(
                        formatter,
                        "; open {asked} while logged in, save the page, and pass --trust-list FILE"
                    )?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for FetchFault {}

/// A server's or library's text for people: nothing that acts on a terminal, at most 200 characters.
pub fn harmless(text: &str) -> String {
    text.chars()
        .take(200)
        .map(|letter| {
            if is_unprintable(letter) {
                '\u{fffd}'
            } else {
                letter
            }
        })
        .collect()
}
