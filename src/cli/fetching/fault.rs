//! Why a URL gave nothing: a sentence for each fault. It follows the URL and a colon.

use std::fmt;
use std::time::Duration;

use super::resolver::NotPublic;
use super::target::Refusal;
use crate::cli::fetch::connection::ConnectionProblem;
use crate::cli::fetch::fault::FetchFault;

/// Why a URL gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It may not be asked.
    Refused(Refusal),
    /// Its host may not be asked.
    NotPublic(NotPublic),
    /// So many were asked for this submission before it.
    TooMany(usize),
    /// This program could not begin to ask.
    Setup(String),
    /// No whole answer came in this time.
    TimedOut(Duration),
    /// No answer came from this `HOST` or `HOST:PORT`.
    Connection(String, ConnectionProblem),
    /// It redirects to this text, made harmless, which is not followed.
    Redirect(String, Refusal),
    /// It redirects to this URL, made harmless, whose host may not be asked.
    RedirectNotPublic(String, NotPublic),
    /// The status is neither 200 nor a redirect.
    Status(u16),
    /// The body is larger than so many bytes once unpacked.
    TooLarge(u64),
    /// The body cannot be unpacked.
    Encoding,
}

impl From<FetchFault> for Fault {
    fn from(fault: FetchFault) -> Self {
        Self::Setup(fault.to_string())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => why.fmt(formatter),
            Self::NotPublic(why) => why.fmt(formatter),
            Self::TooMany(limit) => {
                write!(formatter, "{limit} URLs are the most for one submission")
            }
            Self::Setup(reason) => formatter.write_str(reason),
            Self::TimedOut(limit) => write!(
                formatter,
                "it timed out: no whole answer within {} s",
                limit.as_secs_f64()
            ),
            Self::Connection(address, ConnectionProblem::NameNotFound) => write!(
                formatter,
                "{address} was not found: the name has no address, or the resolver does not answer"
            ),
            Self::Connection(address, problem) => write!(formatter, "{address} {problem}"),
            Self::Redirect(to, why) => not_followed(formatter, to, why),
            Self::RedirectNotPublic(to, why) => not_followed(formatter, to, why),
            Self::Status(code) => write!(
                formatter,
                "it answered with status {code}; only status 200 brings a certificate or list"
            ),
            Self::TooLarge(limit) => write!(
                formatter,
                "the answer is too large: over {} MiB once unpacked",
                limit / (1 << 20)
            ),
            Self::Encoding => {
                formatter.write_str("the answer cannot be unpacked: its gzip encoding is damaged")
            }
        }
    }
}

fn not_followed(
    formatter: &mut fmt::Formatter<'_>,
    to: &str,
    why: &dyn fmt::Display,
) -> fmt::Result {
    write!(
        formatter,
        "it redirects to {to}, which was not followed: {why}"
    )
}
