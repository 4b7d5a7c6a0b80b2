//! The classes of differences, each with its reason.

use std::fmt;

use super::made::{Made, Oddity, Purposes};
use crate::judges::SecondVerdict;
use crate::support::verdict::{Answer, Verdict};

/// A judge beside this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    OpenSsl,
    Java,
    Pyca,
}

impl Judge {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OpenSsl => "OpenSSL 3",
            Self::Java => "Java 17, PKIX",
            Self::Pyca => "pyca/cryptography, client verifier",
        }
    }
}

/// A difference: what the chain was made to be, and both verdicts.
pub struct Seen<'a> {
    pub judge: Judge,
    pub made: &'a Made,
    pub ours: &'a Verdict,
    pub second: &'a SecondVerdict,
}

/// Differences of one reason.
pub struct Class {
    pub name: &'static str,
    /// Why, in the words of an RFC, of the contract or of the judge's documents.
    pub because: &'static str,
    judges: &'static [Judge],
    /// How the verdicts differ.
    differs: Differs,
    /// What the chain was made to be.
    made: fn(&Made) -> bool,
}

/// How verdicts differ.
enum Differs {
    /// This program refuses by this rule what the judge accepts.
    Ours(&'static str),
    /// This program does not decide.
    Undecided,
    /// The judge refuses, in words that hold these, what this program accepts.
    Theirs(&'static str),
}

const ALL: &[Judge] = &[Judge::OpenSsl, Judge::Java, Judge::Pyca];

/// Every class.
pub const CLASSES: &[Class] = &[];

impl Class {
    /// The class of a difference, as an index; where this program refuses by several rules each must
    /// be of one, and the first counts.
    pub fn of(seen: &Seen<'_>) -> Option<usize> {
        let found = |differs: &dyn Fn(&Differs) -> bool| {
            CLASSES.iter().position(|class| {
                class.judges.contains(&seen.judge) && differs(&class.differs) && (class.made)(seen.made)
            })
        };
        match (seen.ours.answer()?, seen.second) {
            (Answer::Undecided, _) => found(&|differs| matches!(differs, Differs::Undecided)),
            (_, SecondVerdict::Refuses(words)) => {
                found(&|differs| matches!(differs, Differs::Theirs(theirs) if words.contains(theirs)))
            }
            (_, SecondVerdict::Accepts) => {
                let rules = seen.ours.errors();
                let classes = rules.iter().map(|rule| {
                    found(&|differs| matches!(differs, Differs::Ours(ours) if ours == rule))
                });
                classes.collect::<Option<Vec<_>>>()?.into_iter().min()
            }
        }
    }
}

impl fmt::Display for Seen<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = match self.second {
            SecondVerdict::Accepts => "accepts",
            SecondVerdict::Refuses(words) => words,
        };
        let (judge, ours, made) = (self.judge, self.ours, &self.made.oddities);
        write!(formatter, "{judge:?}: {second}; {ours}; {made:?} of {}", self.made.root())
    }
}
