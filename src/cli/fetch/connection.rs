//! Why no answer came.

use std::fmt;

/// Why no answer came from an address. Its text follows the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionProblem {
    /// The host's name has no address, or the resolver does not answer.
    NameNotFound,
    /// Nothing listens at that port.
    Refused,
    /// There is no way to the host; the system's reason.
    Unreachable(String),
    /// The proxy did not lead to the host.
    Proxy {
        /// The environment variable that names the proxy.
        variable: &'static str,
        /// What it did instead.
        problem: ProxyProblem,
    },
    /// No TLS connection.
    Tls {
        /// What is wrong with it.
        problem: String,
        /// Whether another root to trust would help.
        lacks_root: bool,
    },
    /// The server closed the connection.
    Closed(Stage),
    /// The server, or something in between, reset the connection.
    Reset(Stage),
    /// What came is no whole HTTP answer; the library's reason.
    NoAnswer(String),
}

/// How far a connection came that ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// To the handshake, and not to its end.
    Handshake,
    /// To the answer, and not to its end.
    Answer,
}

/// What a proxy did instead of leading to the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyProblem {
    /// It could not be reached.
    Unreachable,
    /// The connection to the proxy itself is by TLS, and that failed.
    Tls,
    /// It asks for a user name and a password: status 407.
    AuthenticationRequired,
    /// It answered with this status, or with one that is not known and no success.
    Refused(Option<u16>),
    /// It closed the connection, or its answer is not HTTP.
    NoAnswer,
    /// It did not answer while there was time.
    TimedOut,
    /// It is none of the proxies that are supported, which this names.
    UnknownScheme(&'static str),
}

impl fmt::Display for ConnectionProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NameNotFound => formatter.write_str(
                "was not found: the name has no address, or the resolver does not answer; \
                 an instance's name looks like acme.my.salesforce.com",
            ),
            Self::Refused => formatter.write_str(
                "refused the connection: nothing listens there, or a firewall is in between",
            ),
            Self::Unreachable(reason) => write!(formatter, "could not be reached: {reason}"),
            Self::Proxy { variable, problem } => write!(
                formatter,
                "could not be asked: the proxy that {variable} names {problem}; \
                 NO_PROXY names hosts to reach without it"
            ),
            Self::Tls {
                problem,
                lacks_root,
            } => {
                write!(formatter, "was reached, but TLS failed: {problem}")?;
                if *lacks_root {
                    formatter.write_str(
                        "; where a proxy or firewall inspects TLS, pass its CA's root by \
                         --ca-file FILE",
                    )?;
                }
                Ok(())
            }
            Self::Closed(stage) => write!(formatter, "closed the connection {stage}"),
            Self::Reset(stage) => write!(formatter, "reset the connection {stage}"),
            Self::NoAnswer(reason) => {
                write!(formatter, "gave no answer that can be read: {reason}")
            }
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Handshake => "in the TLS handshake",
            Self::Answer => "before the answer was whole",
        })
    }
}

impl fmt::Display for ProxyProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Refused(Some(status)) => {
                return write!(formatter, "refused to connect (status {status})");
            }
            Self::UnknownScheme(known) => {
                return write!(formatter, "is of a kind that is not supported: {known}");
            }
            Self::Unreachable => "could not be reached",
            Self::Tls => "failed in its own TLS",
            Self::AuthenticationRequired => "wants a user name and password (status 407)",
            Self::Refused(None) => "refused to connect (its status is not 200)",
            Self::NoAnswer => "gave no HTTP answer",
            Self::TimedOut => "gave no answer in time",
        })
    }
}
