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

/// The attempt that decides: the fullest that was welcomed or refused, or the one that got
/// farthest.
fn decisive(verdict: Verdict, attempts: &[Attempt]) -> usize {
    let counts = |one: &Attempt| match verdict {
        Verdict::Accepted => one.is_with_certificate() && one.is_welcomed(),
        Verdict::Refused => one.is_refused(),
        Verdict::Unreachable | Verdict::Unclear => one.ending != Ending::NotTried,
    };
    let done = |one: &Attempt| {
        let steps = one.steps.iter();
        steps.filter(|step| step.outcome == StepOutcome::Ok).count()
    };
    // The chain without its root is what a client should send.
    let fullness = |one: &Attempt| match one.sent {
        Sent::Nothing => 0,
        Sent::Leaf => 1,
        Sent::WholeChain => 2,
        Sent::LeafAndIntermediates => 3,
    };
    let weight = |one: &Attempt| match verdict {
        Verdict::Accepted | Verdict::Refused => (0, fullness(one)),
        Verdict::Unreachable | Verdict::Unclear => (done(one), fullness(one)),
    };
    let counting = attempts.iter().enumerate().filter(|(_, one)| counts(one));
    let heaviest = counting.max_by_key(|(_, one)| weight(one));
    heaviest.map_or(0, |(index, _)| index)
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
                let others = self.others();
                format!("{address} refuses the certificate ({sent}): {fact}{others}")
            }
            Verdict::Refused => {
                let others = self.others();
                format!("{address} refuses a client without a certificate: {fact}{others}")
            }
            Verdict::Unreachable => format!("no TLS answer of {address}: {fact}"),
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
        self.target.address()
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

    /// Beside a refusal, what became of the fullest chain that was not refused.
    fn others(&self) -> String {
        let mut others = self.attempts.iter().filter(|one| one.is_with_certificate());
        others
            .rfind(|one| !one.is_refused())
            .map(|one| format!("; with {}: {}", one.sent, one.fact))
            .unwrap_or_default()
    }

    /// Whether a client without a certificate is welcome.
    fn is_open(&self) -> bool {
        let mut without = self
            .attempts
            .iter()
            .filter(|one| !one.is_with_certificate());
        without.any(Attempt::is_welcomed)
    }

    /// Whether the certificate was refused, however much of its chain was sent.
    fn is_refused_throughout(&self) -> bool {
        let mut with = self.attempts.iter().filter(|one| one.is_with_certificate());
        with.all(|one| one.is_seen() && one.is_refused())
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
