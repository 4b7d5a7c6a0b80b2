//! What follows from the attempts: the fact, who says what it means, and what to do.

mod help;
mod notes;

use sfmtls::render::probe::{Attempt, Conclusion, Ending, Sent, StepName, StepOutcome, Verdict};

use super::address::Target;
use super::identity::Identity;
use super::known_text;

/// Salesforce's article on mutual authentication.
const ARTICLE: &str = "Salesforce Knowledge 000383575";
/// Where alerts are defined.
const RFC: &str = "RFC 8446, section 6.2";

/// What follows from these attempts; there is one at least.
pub fn of(target: &Target, identity: Option<&Identity>, attempts: &[Attempt]) -> Conclusion {
    let verdict = Verdict::of(attempts);
    let decisive = decisive(verdict, attempts);
    let case = Case {
        target,
        identity,
        attempts,
        verdict,
        decisive: attempts.get(decisive),
    };
    Conclusion {
        decisive,
        reason: case.reason(),
        authority: case.authority(),
        notes: case.notes(),
        help: case.help(),
    }
}

/// The attempt that decides: the first that was welcomed, the fullest that was refused, or the one
/// that got farthest.
fn decisive(verdict: Verdict, attempts: &[Attempt]) -> usize {
    let weight = |one: &Attempt| {
        let steps = one.steps.iter();
        let done = steps.filter(|step| step.outcome == StepOutcome::Ok).count();
        match verdict {
            Verdict::Accepted => usize::from(one.is_with_certificate() && one.is_welcomed()),
            // A full chain without its root is what a client should send.
            Verdict::Refused if !one.is_refused() => 0,
            Verdict::Refused => match one.sent {
                Sent::Nothing => 1,
                Sent::Leaf => 2,
                Sent::WholeChain => 3,
                Sent::LeafAndIntermediates => 4,
            },
            Verdict::Unreachable | Verdict::Unclear => done,
        }
    };
    let heaviest = attempts.iter().map(weight).max();
    let found = attempts
        .iter()
        .position(|one| Some(weight(one)) == heaviest);
    found.unwrap_or(0)
}

/// All that is known.
struct Case<'a> {
    target: &'a Target,
    identity: Option<&'a Identity>,
    attempts: &'a [Attempt],
    verdict: Verdict,
    decisive: Option<&'a Attempt>,
}

impl Case<'_> {
    /// The fact.
    fn reason(&self) -> String {
        let address = self.address();
        let fact = self.decisive.map(fact).unwrap_or_default();
        let is_with = self.decisive.is_some_and(Attempt::is_with_certificate);
        match self.verdict {
            Verdict::Accepted => {
                let sent = self.words_of(Attempt::is_welcomed);
                format!("{address} accepts the certificate ({sent}): {fact}")
            }
            Verdict::Refused if is_with => {
                let sent = self.words_of(Attempt::is_refused);
                format!("{address} refuses the certificate ({sent}): {fact}")
            }
            Verdict::Refused => {
                let with = self.attempts.iter().rfind(|one| one.is_with_certificate());
                let with = with.map(|one| format!("; with the certificate: {}", one.fact));
                let with = with.unwrap_or_default();
                format!("{address} refuses a client without a certificate: {fact}{with}")
            }
            Verdict::Unreachable => format!("{address} could not be reached: {fact}"),
            Verdict::Unclear if self.identity.is_none() && self.is_open() => {
                format!("{address} answers a client without a certificate: {fact}")
            }
            Verdict::Unclear => format!("{address} neither accepts nor refuses: {fact}"),
        }
    }

    /// Who says what the fact means.
    fn authority(&self) -> Option<&'static str> {
        let known = self.decisive.and_then(|one| one.known_text);
        let known = known.and_then(known_text::with);
        let has_alert = self.decisive.is_some_and(|one| one.alert.is_some());
        match self.verdict {
            Verdict::Accepted => Some(ARTICLE),
            Verdict::Refused => known
                .map(|known| known.authority)
                .or(has_alert.then_some(RFC)),
            Verdict::Unreachable | Verdict::Unclear => None,
        }
    }

    fn address(&self) -> String {
        format!("{}:{}", self.target.instance.host(), self.target.port)
    }

    /// What was sent with the certificate in those attempts, in the contract's words.
    fn words_of(&self, is_meant: impl Fn(&Attempt) -> bool) -> String {
        let with = self.attempts.iter().filter(|one| one.is_with_certificate());
        let sent: Vec<_> = with
            .filter(|one| is_meant(one))
            .map(|one| one.sent.to_string())
            .collect();
        sent.join("; ")
    }

    /// Whether a client without a certificate is welcome.
    fn is_open(&self) -> bool {
        let mut without = self
            .attempts
            .iter()
            .filter(|one| !one.is_with_certificate());
        without.any(Attempt::is_welcomed)
    }

    /// Whether TLS stood, in any attempt.
    fn is_shaken(&self) -> bool {
        let shaken = |one: &Attempt| {
            let step = one.step(StepName::Handshake);
            step.is_some_and(|step| step.outcome == StepOutcome::Ok) || one.is_refused()
        };
        self.attempts.iter().any(shaken)
    }
}

/// How an attempt ended; of a server that closed without a word, why that is a refusal.
fn fact(attempt: &Attempt) -> String {
    let is_silent = attempt.ending == Ending::Refused && attempt.alert.is_none();
    let after = if is_silent {
        ", after it had asked for a certificate"
    } else {
        ""
    };
    format!("{}{after}", attempt.fact)
}
