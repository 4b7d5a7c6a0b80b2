//! What is told of a list's roots, beside judging certificates by them: each root with what Chrome's
//! store and the public CAs say of it, what has changed, where a chain leads, and which root to ask
//! for a client certificate.

mod advice;
mod difference;
mod reach;
mod root;
mod search;

pub use advice::{Advice, Group, Standing, request};
pub use difference::Difference;
pub use reach::{Reach, Reached};
pub use root::{InChrome, Root};
pub use search::Needle;

use crate::report::TrustListReport;

/// All that was asked of a list; the only thing that renderers see.
#[derive(Clone, Debug)]
pub struct RootsReport<'a> {
    /// What is said of the list as a whole.
    pub trust_list: TrustListReport,
    /// The version of the Chrome Root Store, where its source states it.
    pub chrome_version: Option<u32>,
    /// The entries that are shown, in the list's order: all, or those that were searched for.
    pub roots: Vec<Root<'a>>,
    /// What was searched for, where something was.
    pub searched: Option<String>,
    /// How the list differs from an earlier one, where that was asked.
    pub difference: Option<Difference<'a>>,
    /// Where chains lead, one for each submission, where that was asked.
    pub leads_to: Option<Vec<Reach<'a>>>,
    /// Which roots to ask for a client certificate, where that was asked.
    pub advice: Option<Advice<'a>>,
}

impl RootsReport<'_> {
    /// Whether anything was asked that a table of the roots does not answer.
    #[must_use]
    pub const fn asks_more_than_a_table(&self) -> bool {
        self.difference.is_some() || self.leads_to.is_some() || self.advice.is_some()
    }

    /// Whether a question was answered with no: the lists differ, or a chain leads to none of the
    /// roots.
    #[must_use]
    pub fn fails(&self) -> bool {
        let differs = self.difference.as_ref().is_some_and(|it| !it.is_empty());
        let mut chains = self.leads_to.iter().flatten();
        differs || chains.any(|chain| !chain.is_certain())
    }
}
