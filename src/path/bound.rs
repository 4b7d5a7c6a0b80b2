//! How much work one submission may cost, and which limit of it was met.
//!
//! An ordinary chain needs a handful of each; a hostile one must end soon, and say why.

use std::cell::Cell;
use std::fmt;

use super::Undecided;

/// A limit that the search or the second engine ended at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// Certificates looked at on the way up.
    Steps,
    /// Ways from the end entity to a root.
    Ways,
    /// Certificates of one way.
    Length,
    /// Signatures verified; webpki stops at the same number.
    Signatures,
    /// Comparisons of a name with a name constraint.
    Comparisons,
    /// Certificate policies read.
    Policies,
}

impl Bound {
    /// As many are allowed.
    pub(crate) const fn limit(self) -> usize {
        match self {
            Self::Steps => 2000,
            Self::Ways => 32,
            Self::Length => 24,
            Self::Signatures => 100,
            Self::Comparisons => 1 << 21,
            Self::Policies => 200_000,
        }
    }

    /// What of a path cannot be judged for it.
    pub(super) fn undecided(self) -> Undecided {
        Undecided {
            certificate: None,
            reason: format!("it takes more than {self}, where this program stops"),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::Steps => "steps from certificate to issuer",
            Self::Ways => "ways from the end entity to a root",
            Self::Length => "certificates on one way",
            Self::Signatures => "signatures to verify",
            Self::Comparisons => "comparisons of names with name constraints",
            Self::Policies => "certificate policies to read",
        };
        write!(formatter, "{} {what}", self.limit())
    }
}

/// How much of a bound is left.
#[derive(Debug)]
pub(crate) struct Budget {
    bound: Bound,
    left: Cell<usize>,
}

impl Budget {
    pub(crate) const fn new(bound: Bound) -> Self {
        Self {
            bound,
            left: Cell::new(bound.limit()),
        }
    }

    /// Takes as much from it.
    ///
    /// # Errors
    /// The bound, where less is left.
    pub(crate) fn spend(&self, cost: usize) -> Result<(), Bound> {
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(self.bound)
    }

    /// The bound, where nothing is left.
    pub(crate) fn met(&self) -> Option<Bound> {
        (self.left.get() == 0).then_some(self.bound)
    }
}
