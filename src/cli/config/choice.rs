//! Flag, file or default: which value holds, and where it came from.

use std::collections::HashMap;
use std::path::Path;

use sfmtls::report::Severity;
use sfmtls::rules::Rule;

use super::in_toml::InToml;
use super::{Config, InLine, Written};
use crate::cli::arguments::TrustOptions;
use crate::cli::input;

/// What was chosen, and where each value came from.
#[derive(Debug, Default)]
pub struct Choice {
    /// The file, as it is shown; empty where there is none.
    pub(super) file: String,
    /// Values that the file can hold: their TOML, and where they came from.
    pub(super) values: Vec<(String, String)>,
    /// The same of `[severity]`.
    pub(super) levels: Vec<(String, String)>,
    /// The same of each `[[ignore]]`.
    pub(super) ignores: Vec<(Vec<String>, String)>,
    /// What is in force and never in the file.
    pub(super) unwritten: Vec<(String, String)>,
}

impl Choice {
    /// Nothing is chosen yet; the file may be empty.
    pub fn new(file: &Path) -> Self {
        Self {
            file: input::shown(file),
            ..Self::default()
        }
    }

    /// The flag's value, else the file's, if any.
    pub fn pick<T: InToml>(
        &mut self,
        key: &'static str,
        flag: Option<T>,
        written: Option<InLine<T>>,
    ) -> Option<T> {
        let (value, from) = match (flag, written) {
            (Some(value), _) => (value, format!("--{key}")),
            (None, Some(written)) => (written.value, self.place(written.line)),
            (None, None) => return None,
        };
        self.values
            .push((format!("{key} = {}", value.in_toml()), from));
        Some(value)
    }

    /// The flag's value, else the file's, else the default.
    pub fn or<T: InToml>(
        &mut self,
        key: &'static str,
        flag: Option<T>,
        written: Option<InLine<T>>,
        default: T,
    ) -> T {
        self.pick(key, flag, written).unwrap_or_else(|| {
            let value = format!("{key} = {}", default.in_toml());
            self.values.push((value, "default".into()));
            default
        })
    }

    /// The list: where a flag says which, the file's word for another does not count.
    pub fn trust(&mut self, flags: &TrustOptions, config: &Config) -> TrustOptions {
        let is_said = flags.instance.is_some() || flags.trust_list.is_some();
        let instance = config.instance.clone().filter(|_| !is_said);
        let trust_list = config.trust_list.clone().filter(|_| !is_said);
        let chosen = TrustOptions {
            instance: self.pick("instance", flags.instance.clone(), instance),
            trust_list: self.pick("trust-list", flags.trust_list.clone(), trust_list),
            ca_file: self.pick("ca-file", flags.ca_file.clone(), config.ca_file.clone()),
            timeout: Some(self.or(
                "timeout",
                flags.timeout,
                config.timeout,
                TrustOptions::DEFAULT_TIMEOUT,
            )),
        };
        if chosen.instance.is_none() && chosen.trust_list.is_none() {
            self.unwritten("trust list", "the bundled one", None, "default");
        }
        chosen
    }

    /// The levels by rule; a flag wins over the file.
    pub fn severities(
        &mut self,
        flags: &[(&'static Rule, Severity)],
        written: &[InLine<(&'static Rule, Severity)>],
    ) -> HashMap<&'static str, Severity> {
        let mut levels = HashMap::new();
        for InLine { value, line } in written {
            let from = self.place(*line);
            levels.insert(value.0.id, (value.1, from));
        }
        for (rule, level) in flags {
            levels.insert(rule.id, (*level, "--severity".into()));
        }
        let shown = levels
            .iter()
            .map(|(id, (level, from))| (format!("{id} = {}", level.in_toml()), from.clone()));
        self.levels = shown.collect();
        self.levels.sort_unstable();
        levels
            .into_iter()
            .map(|(id, (level, _))| (id, level))
            .collect()
    }

    /// The same with the ignores of both.
    pub fn with_ignores(mut self, flags: &[&'static Rule], written: &[InLine<Written>]) -> Self {
        for InLine { value, line } in written {
            let place = self.place(*line);
            self.ignores.push((value.in_toml(), place));
        }
        // The file wants a reason for each.
        for rule in flags {
            self.unwritten("ignore", rule.id, Some("--ignore"), "");
        }
        self
    }

    /// Notes a value that no file can hold.
    pub fn unwritten(&mut self, key: &str, value: &str, flag: Option<&str>, else_from: &str) {
        let from = flag.unwrap_or(else_from).to_owned();
        self.unwritten.push((format!("# {key}: {value}"), from));
    }

    fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.file)
    }
}
