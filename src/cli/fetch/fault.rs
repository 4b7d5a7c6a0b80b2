//! Why the trust list could not be fetched: a sentence for each fault.

use std::fmt;
use std::time::Duration;

use sfmtls::certificate::name::is_unprintable;

/// Why there is no list: all of them end with exit code 3, and none says anything about trust.
///
/// `address` is `HOST` or `HOST:PORT` of the server that was asked last, after redirects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchFault {
    /// The host's name has no address, or the resolver does not answer.
    NameNotFound { host: String },
    /// Nothing listens at that port.
    Refused { address: String },
    /// There is no way to the host; the system's reason.
    Unreachable { address: String, reason: String },
    /// The proxy did not lead to the host.
    Proxy {
        /// The environment variable that names the proxy.
        variable: &'static str,
        /// Where the proxy should have led.
        address: String,
        /// What it did instead.
        problem: ProxyProblem,
    },
    /// No TLS connection; what is wrong with it.
    Tls { address: String, problem: String },
    /// The whole fetch took longer than `limit`.
    TimedOut { address: String, limit: Duration },
    /// The status is neither 200 nor a redirect.
    Status {
        /// Which page answered.
        url: String,
        /// Its status.
        code: u16,
        /// Where the list was first asked for.
        asked: String,
    },
    /// A redirect that is not followed.
    Redirect {
        /// Where it leads; the server's text, made harmless.
        to: String,
        /// Why it is not followed.
        refusal: RedirectRefusal,
        /// Where the list was first asked for.
        asked: String,
    },
    /// The body is larger than `limit` bytes once unpacked.
    TooLarge { address: String, limit: u64 },
    /// The connection ended, or what came is not HTTP.
    Broken { address: String, reason: String },
    /// The body cannot be unpacked.
    Encoding { address: String },
    /// This program could not begin to ask.
    Setup { reason: String },
}

/// What a proxy did instead of leading to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyProblem {
    /// It could not be reached, or its own TLS failed.
    Unreachable,
    /// It asks for a user name and a password: status 407.
    AuthenticationRequired,
    /// It answered with another status than 200.
    Refused,
    /// It closed the connection, or its answer is not HTTP.
    NoAnswer,
    /// It is no `http://` or `https://` proxy.
    UnknownScheme,
}

/// Why a redirect is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectRefusal {
    /// It leads to a login page.
    Login,
    /// It leads away from https.
    NotHttps,
    /// It leads neither to the same host nor to a My Domain host.
    OtherHost,
    /// Too many came before it.
    TooMany,
    /// It is no address.
    NotAnAddress,
}

impl fmt::Display for FetchFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameNotFound { host } => write!(
                formatter,
                "the name {host} was not found: it has no address, or the resolver does not answer; \
                 an instance's name looks like acme.my.salesforce.com"
            ),
            Self::Refused { address } => write!(
                formatter,
                "{address} refused the connection: nothing listens there, or a firewall is in between"
            ),
            Self::Unreachable { address, reason } => {
                write!(formatter, "{address} could not be reached: {reason}")
            }
            Self::Proxy {
                variable,
                address,
                problem,
            } => write!(
                formatter,
                "the proxy that {variable} names {problem}; {address} was asked for through it, \
                 and NO_PROXY names hosts to reach without"
            ),
            Self::Tls { address, problem } => write!(
                formatter,
                "the TLS connection to {address} failed: {problem}; where a proxy or firewall \
                 inspects TLS, pass its CA's root by --ca-file FILE"
            ),
            Self::TimedOut { address, limit } => write!(
                formatter,
                "the fetch from {address} timed out: no whole answer within {} s; --timeout SECONDS allows more",
                limit.as_secs_f64()
            ),
            Self::TooLarge { address, limit } => write!(
                formatter,
                "the answer of {address} is too large to be a trust list: over {} MiB once unpacked",
                limit / (1 << 20)
            ),
            Self::Broken { address, reason } => {
                write!(formatter, "the connection to {address} broke: {reason}")
            }
            Self::Encoding { address } => write!(
                formatter,
                "the answer of {address} cannot be unpacked: its gzip encoding is damaged"
            ),
            Self::Setup { reason } => write!(formatter, "the fetch could not begin: {reason}"),
            Self::Status { url, code, asked } => write_status(formatter, url, *code, asked),
            Self::Redirect { to, refusal, asked } => write_redirect(formatter, to, *refusal, asked),
        }
    }
}

impl std::error::Error for FetchFault {}

impl fmt::Display for ProxyProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Unreachable => "could not be reached",
            Self::AuthenticationRequired => "wants a user name and password (status 407)",
            Self::Refused => "refused to connect (its status is not 200)",
            Self::NoAnswer => "gave no HTTP answer",
            Self::UnknownScheme => "is of a kind that is not supported: http:// and https:// are",
        })
    }
}

fn write_status(
    formatter: &mut fmt::Formatter<'_>,
    url: &str,
    code: u16,
    asked: &str,
) -> fmt::Result {
    write!(
        formatter,
        "{url} answered with status {code}, not with the list: "
    )?;
    match code {
        401 | 403 => write!(formatter, "it wants a login; {}", logged_in(asked)),
        404 | 410 => {
            formatter.write_str("there is no such page; is this host a Salesforce instance's?")
        }
        429 => formatter.write_str("too many requests; try again later"),
        503 => formatter.write_str("the instance is in maintenance or overloaded; try again later"),
        500..=599 => formatter.write_str("an error of the server; try again later"),
        _ => formatter.write_str("only status 200 brings one"),
    }
}

fn write_redirect(
    formatter: &mut fmt::Formatter<'_>,
    to: &str,
    refusal: RedirectRefusal,
    asked: &str,
) -> fmt::Result {
    write!(
        formatter,
        "the redirect from {asked} to {to} was not followed: "
    )?;
    match refusal {
        RedirectRefusal::Login => write!(formatter, "it is a login page; {}", logged_in(asked)),
        RedirectRefusal::NotHttps => formatter.write_str("it is not https"),
        RedirectRefusal::OtherHost => {
            formatter.write_str("it is neither the same host nor a My Domain host")
        }
        RedirectRefusal::TooMany => formatter.write_str("too many redirects, 5 came before it"),
        RedirectRefusal::NotAnAddress => formatter.write_str("it is no address"),
    }
}

/// How to have the list where the page is shown to logged-in users only.
fn logged_in(asked: &str) -> String {
    format!("open {asked} while logged in, save the page, and pass it by --trust-list FILE")
}

/// A server's or library's text for people: nothing that acts on a terminal, at most 200 characters.
pub(super) fn harmless(text: &str) -> String {
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
