//! What a probe of a server found, and the report of it (contract, section 5).

mod human;
mod json;
mod verdict;

pub use human::human;
pub use json::json;
pub use verdict::Verdict;

use std::fmt;

/// All that a probe found.
#[derive(Clone, Debug)]
pub struct ProbeReport {
    /// The host whose name was asked for.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Every attempt, in order.
    pub attempts: Vec<Attempt>,
    /// What the server presented, its own certificate first.
    pub server_certificates: Vec<ServerCertificate>,
    /// What follows from the attempts.
    pub conclusion: Conclusion,
}

impl ProbeReport {
    /// What the server says to the certificate.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.attempts)
    }
}

/// One connection, and what came of it.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// What would be sent to a server that asks for a certificate.
    pub sent: Sent,
    /// Each step in order.
    pub steps: Vec<Step>,
    /// Whether the server asked for a certificate.
    pub client_certificate_requested: bool,
    /// How many CAs it named as acceptable; `None` where it asked for no certificate.
    pub certificate_authorities: Option<usize>,
    /// The name of the alert by which it ended TLS.
    pub alert: Option<String>,
    /// The status of its answer.
    pub http_status: Option<u16>,
    /// The refusal that its answer holds.
    pub known_text: Option<&'static str>,
    /// How the attempt ended.
    pub ending: Ending,
    /// The fact by which it ended: the fault of the step that failed, or the answer.
    pub fact: String,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// An HTTP answer came, as far as it was wanted.
    Answered,
    /// The server sent an alert, closed or reset after asking for a certificate.
    Refused,
    /// The server's own certificate is not trusted here, so nothing was sent.
    NotTrusted,
    /// TLS began, and neither a whole answer nor a refusal of the certificate came.
    Unclear,
    /// No name, no connection, or nothing that is TLS.
    NotReached,
    /// It was not begun, since another one told that the server cannot be reached.
    NotTried,
}

/// What is sent to a server that asks for a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// No certificate.
    Nothing,
    /// The end entity alone.
    Leaf,
    /// The end entity and the issuers below the root.
    LeafAndIntermediates,
    /// The root, too.
    WholeChain,
}

impl fmt::Display for Sent {
    /// The contract's words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Nothing => "nothing",
            Self::Leaf => "leaf",
            Self::LeafAndIntermediates => "leaf and intermediates",
            Self::WholeChain => "whole chain",
        })
    }
}

/// A step of an attempt.
#[derive(Clone, Debug)]
pub struct Step {
    /// Which.
    pub name: StepName,
    /// What became of it.
    pub outcome: StepOutcome,
    /// What is to be known of it; it may hold the server's words.
    pub detail: String,
}

/// The steps, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepName {
    /// From the name to addresses.
    Resolve,
    /// TCP.
    Connect,
    /// TLS, with everything that speaks for or against the two certificates.
    Handshake,
    /// One HTTP request and its answer.
    Request,
}

impl StepName {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::Resolve, Self::Connect, Self::Handshake, Self::Request];
}

impl fmt::Display for StepName {
    /// The contract's words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Resolve => "resolve",
            Self::Connect => "connect",
            Self::Handshake => "handshake",
            Self::Request => "request",
        })
    }
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepOutcome {
    /// It was done.
    Ok,
    /// It failed.
    Failed,
    /// It was not begun.
    Skipped,
}

impl fmt::Display for StepOutcome {
    /// The contract's words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        })
    }
}

/// A certificate that the server presented.
#[derive(Clone, Debug)]
pub struct ServerCertificate {
    /// Whom it is about; `None` where it cannot be read.
    pub subject: Option<String>,
    /// Its SHA-256, in hex.
    pub sha256: String,
}

/// What follows from the attempts, for people.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// The attempt that decides, as an index.
    pub decisive: usize,
    /// The fact.
    pub reason: String,
    /// Who says what it means.
    pub authority: Option<&'static str>,
    /// What else must be known, and what the probe cannot tell.
    pub notes: Vec<String>,
    /// What to do next.
    pub help: Vec<String>,
}

impl Attempt {
    /// The step of this name.
    #[must_use]
    pub fn step(&self, name: StepName) -> Option<&Step> {
        self.steps.iter().find(|step| step.name == name)
    }

    /// Whether a certificate was to be sent.
    #[must_use]
    pub fn is_with_certificate(&self) -> bool {
        self.sent != Sent::Nothing
    }

    /// Whether a certificate was sent to a server that asked for one.
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.is_with_certificate() && self.client_certificate_requested
    }

    /// Whether it ended in an HTTP status below 400 without a known refusal.
    #[must_use]
    pub fn is_welcomed(&self) -> bool {
        self.ending == Ending::Answered
            && self.known_text.is_none()
            && self.http_status.is_some_and(|status| status < 400)
    }

    /// Whether the server refused it: by an alert, by closing or resetting after it asked for a
    /// certificate, or by its answer.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.ending == Ending::Refused
            || self.known_text.is_some()
            || matches!(self.http_status, Some(401 | 403))
    }
}
