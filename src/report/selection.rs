//! What of the judgement the user wants, and how much it shall matter.

use std::collections::{HashMap, HashSet};

use super::{Horizon, Severity};

/// Which questions are asked, and how findings count.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The questions asked; the others are not judged.
    pub horizons: HashSet<Horizon>,
    /// Levels in place of the findings' own, by rule.
    pub severities: HashMap<&'static str, Severity>,
    /// Rules whose findings count nowhere but as suppressed.
    pub ignored: HashSet<&'static str>,
    /// The lowest level that fails a submission; `None` where none does.
    pub fail_on: Option<Severity>,
}

impl Default for Selection {
    /// Every question, each finding as its rule has it, failing on errors.
    fn default() -> Self {
        Self {
            horizons: Horizon::ALL.into_iter().collect(),
            severities: HashMap::new(),
            ignored: HashSet::new(),
            fail_on: Some(Severity::Error),
        }
    }
}
