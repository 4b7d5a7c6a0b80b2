//! What of the judgement the user wants, and how much it shall matter.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{Horizon, Severity, Suppression};
use crate::certificate::Sha256;

/// Which questions are asked, and how findings count.
#[derive(Clone, Debug)]
pub struct Selection {
    /// The questions asked; the others are not judged.
    pub horizons: BTreeSet<Horizon>,
    /// Levels in place of the findings' own, by rule.
    pub severities: HashMap<&'static str, Severity>,
    /// Whose findings count nowhere but as suppressed.
    pub ignores: Vec<Ignore>,
    /// The lowest level that fails a submission; `None` where none does.
    pub fail_on: Option<Severity>,
}

impl Default for Selection {
    /// Every question, each finding as its rule has it, failing on errors.
    fn default() -> Self {
        Self {
            horizons: Horizon::ALL.into_iter().collect(),
            severities: HashMap::new(),
            ignores: Vec::new(),
            fail_on: Some(Severity::Error),
        }
    }
}

/// Findings that are not to count.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// Of this rule.
    pub rule: &'static str,
    /// Where given, only those about the certificate with this SHA-256; a finding about no single
    /// certificate is taken for one about the end entity.
    pub sha256: Option<Sha256>,
    /// What is said of them.
    pub suppression: Arc<Suppression>,
}

impl Ignore {
    /// Every finding of this rule, without a reason.
    #[must_use]
    pub fn rule(rule: &'static str) -> Self {
        Self {
            rule,
            sha256: None,
            suppression: Arc::default(),
        }
    }
}
