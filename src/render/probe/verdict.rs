//! The verdict on a probe (contract, section 5).

use std::fmt;

use super::{Attempt, Ending};

/// What the server says to the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// An attempt with the certificate ended in an HTTP status below 400 without a known refusal.
    Accepted,
    /// No such attempt, and one, with or without the certificate, was refused.
    Refused,
    /// No name, connection or TLS answer in time.
    Unreachable,
    /// Anything else.
    Unclear,
}

impl Verdict {
    /// The verdict on these attempts.
    #[must_use]
    pub fn of(attempts: &[Attempt]) -> Self {
        let is_accepted = |one: &Attempt| one.is_with_certificate() && one.is_welcomed();
        let is_out_of_reach =
            |one: &Attempt| matches!(one.ending, Ending::NotReached | Ending::NotTried);
        if attempts.iter().any(is_accepted) {
            Self::Accepted
        } else if attempts.iter().any(Attempt::is_refused) {
            Self::Refused
        } else if attempts.iter().all(is_out_of_reach) {
            Self::Unreachable
        } else {
            Self::Unclear
        }
    }
}

impl fmt::Display for Verdict {
    /// The contract's words.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Unreachable => "unreachable",
            Self::Unclear => "unclear",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Sent;
    use super::*;

    fn answered(sent: Sent, status: u16) -> Attempt {
        Attempt {
            http_status: Some(status),
            ..ended(sent, Ending::Answered)
        }
    }

    fn ended(sent: Sent, ending: Ending) -> Attempt {
        Attempt {
            sent,
            steps: Vec::new(),
            client_certificate_requested: true,
            certificate_authorities: Some(0),
            alert: None,
            http_status: None,
            known_text: None,
            ending,
            fact: String::new(),
        }
    }

    #[test]
    fn one_welcome_with_the_certificate_is_enough() {
        let attempts = [
            ended(Sent::Nothing, Ending::Refused),
            ended(Sent::Leaf, Ending::Refused),
            answered(Sent::LeafAndIntermediates, 399),
        ];
        assert_eq!(Verdict::of(&attempts), Verdict::Accepted);
    }

    #[test]
    fn a_welcome_without_the_certificate_says_nothing() {
        assert_eq!(
            Verdict::of(&[answered(Sent::Nothing, 200)]),
            Verdict::Unclear
        );
        let attempts = [answered(Sent::Nothing, 200), answered(Sent::Leaf, 500)];
        assert_eq!(Verdict::of(&attempts), Verdict::Unclear);
    }

    #[test]
    fn each_way_of_refusing_counts() {
        let known = Attempt {
            known_text: Some("text"),
            ..answered(Sent::Leaf, 200)
        };
        for attempt in [
            ended(Sent::Leaf, Ending::Refused),
            answered(Sent::Leaf, 401),
            answered(Sent::Nothing, 403),
            known,
        ] {
            assert_eq!(Verdict::of(&[attempt]), Verdict::Refused);
        }
    }

    #[test]
    fn unreachable_is_where_no_attempt_got_to_tls() {
        let gone = [
            ended(Sent::Nothing, Ending::NotReached),
            ended(Sent::Leaf, Ending::NotTried),
        ];
        assert_eq!(Verdict::of(&gone), Verdict::Unreachable);
        let once = [
            ended(Sent::Nothing, Ending::Unclear),
            ended(Sent::Leaf, Ending::NotReached),
        ];
        assert_eq!(Verdict::of(&once), Verdict::Unclear);
    }
}
