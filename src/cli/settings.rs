//! What is in force: the command line, where it is silent the configuration, else the defaults.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use anyhow::anyhow;
use sfmtls::certificate::Time;
use sfmtls::chrome::PolicyVersion;
use sfmtls::report::{Horizon, Selection, Severity};

use super::arguments::{FailOn, JudgingOptions, TrustOptions};
use super::config::{Choice, Config, Ignores};
use super::exit::{Exit, Failure};
use super::fetch::host::Instance;
use super::{clock, output};

/// What is in force.
#[derive(Debug)]
pub struct Settings {
    pub trust: TrustOptions,
    pub at: Time,
    pub policy: PolicyVersion,
    pub chrome_root_store: Option<PathBuf>,
    pub expires_within: u32,
    ignores: Ignores,
    /// Where each value came from, for `--show-config`.
    origins: Choice,
    /// Without the ignores.
    selection: Selection,
}

impl Settings {
    /// What these options put in force.
    ///
    /// # Errors
    /// Where the configuration cannot be read.
    pub fn of(trust: &TrustOptions, judging: &JudgingOptions) -> anyhow::Result<Self> {
        let config = Config::of(judging.config.as_deref())?;
        let mut choice = Choice::new(&config.file);
        let at = judging.at.unwrap_or_else(clock::now);
        choice.unwritten(
            "at",
            &at.to_string(),
            judging.at.map(|_| "--at"),
            "the clock",
        );
        let trust = choice.trust(trust, &config);
        let policy = PolicyVersion::default();
        let policy = choice.or("policy", judging.policy, config.policy, policy);
        let store = choice.pick(
            "chrome-root-store",
            judging.chrome_root_store.clone(),
            config.chrome_root_store.clone(),
        );
        let (days, written) = (judging.expires_within, config.expires_within);
        let expires_within = choice.or("expires-within", days, written, EXPIRES_WITHIN);
        let fail_on = choice.or("fail-on", judging.fail_on, config.fail_on, FailOn::Error);
        Ok(Self {
            trust,
            at,
            policy,
            chrome_root_store: store,
            expires_within,
            ignores: Ignores::new(&judging.ignore, &config, at),
            selection: Selection {
                horizons: horizons(judging, &mut choice),
                severities: choice.severities(&judging.severity, &config.severity),
                ignores: Vec::new(),
                fail_on: fail_on.level(),
            },
            origins: choice.with_ignores(&judging.ignore, &config.ignore),
        })
    }

    /// Prints what is in force and where each value came from, in place of judging.
    ///
    /// # Errors
    /// Where the instance cannot be asked, as a run would say, or standard output is full.
    pub fn show(&self) -> Result<Exit, Failure> {
        let instance = self.trust.instance.as_deref().map(Instance::parse);
        instance.transpose().map_err(|error| anyhow!(error))?;
        output::to_standard_output(&self.origins.shown(&environment()))?;
        Ok(Exit::Passed)
    }

    /// What is to be said of the configuration, now that all is judged and these of its ignores
    /// were used.
    pub fn notices(&self, used: &HashSet<usize>) -> Vec<String> {
        self.ignores.notices(used, &self.selection.horizons)
    }

    /// The lowest level that fails a submission.
    pub const fn fail_on(&self) -> Option<Severity> {
        self.selection.fail_on
    }

    /// How the submission of this path, or one without, is judged.
    pub fn selection(&self, path: Option<&str>) -> Selection {
        Selection {
            ignores: self.ignores.for_path(path),
            ..self.selection.clone()
        }
    }
}

/// How many days ahead an end of validity is worth a warning, unless it is said.
const EXPIRES_WITHIN: u32 = 30;

fn horizons(judging: &JudgingOptions, choice: &mut Choice) -> BTreeSet<Horizon> {
    let asked = judging.horizons.iter().map(|name| Horizon::from(*name));
    let asked: Vec<Horizon> = if judging.horizons.is_empty() {
        Horizon::ALL.to_vec()
    } else {
        asked.collect()
    };
    let names: Vec<String> = asked.iter().map(ToString::to_string).collect();
    let flag = (!judging.horizons.is_empty()).then_some("--for");
    choice.unwritten("for", &names.join(", "), flag, "default");
    asked.into_iter().collect()
}

/// The variables of the environment that this program looks at and that are set.
fn environment() -> Vec<&'static str> {
    let names = [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
        "NO_PROXY",
        "no_proxy",
        "NO_COLOR",
        "SFMTLS_PASSWORD",
    ];
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    names.into_iter().filter(is_set).collect()
}
