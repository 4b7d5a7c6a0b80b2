//! What is in force: the command line, and where it is silent, the defaults.

use std::path::PathBuf;

use sfmtls::certificate::Time;
use sfmtls::chrome::PolicyVersion;
use sfmtls::report::{Horizon, Ignore, Selection};

use super::arguments::{FailOn, JudgingOptions, TrustOptions};
use super::clock;

/// What is in force.
#[derive(Clone, Debug)]
pub struct Settings {
    pub trust: TrustOptions,
    pub at: Time,
    pub policy: PolicyVersion,
    pub chrome_root_store: Option<PathBuf>,
    pub expires_within: u32,
    pub selection: Selection,
}

impl Settings {
    /// What these options put in force.
    pub fn of(trust: &TrustOptions, judging: &JudgingOptions) -> Self {
        let horizons = match judging.horizons.as_slice() {
            [] => Horizon::ALL.into_iter().collect(),
            some => some.iter().map(|name| Horizon::from(*name)).collect(),
        };
        let severities = judging.severity.iter();
        let ignores = judging.ignore.iter();
        Self {
            trust: trust.clone(),
            at: judging.at.unwrap_or_else(clock::now),
            policy: judging.policy.unwrap_or_default(),
            chrome_root_store: judging.chrome_root_store.clone(),
            expires_within: judging.expires_within.unwrap_or(30),
            selection: Selection {
                horizons,
                severities: severities.map(|(rule, level)| (rule.id, *level)).collect(),
                ignores: ignores.map(|rule| Ignore::rule(rule.id)).collect(),
                fail_on: judging.fail_on.unwrap_or(FailOn::Error).level(),
            },
        }
    }
}
