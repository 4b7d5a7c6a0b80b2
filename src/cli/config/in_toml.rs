//! Values as the file writes them.

use std::path::PathBuf;

use clap::ValueEnum;
use sfmtls::chrome::PolicyVersion;
use sfmtls::render::Printable;
use sfmtls::report::Severity;

use super::Written;
use crate::cli::arguments::FailOn;
use crate::cli::input;

/// A value that the file can hold.
pub trait InToml {
    /// The value as the file writes it.
    fn in_toml(&self) -> String;
}

impl InToml for String {
    /// What acts on a terminal is written out first, so that the text can be shown.
    fn in_toml(&self) -> String {
        toml::Value::String(Printable(self).to_string()).to_string()
    }
}

impl InToml for PathBuf {
    fn in_toml(&self) -> String {
        input::shown(self).in_toml()
    }
}

impl InToml for u32 {
    fn in_toml(&self) -> String {
        self.to_string()
    }
}

impl InToml for u64 {
    fn in_toml(&self) -> String {
        self.to_string()
    }
}

impl InToml for PolicyVersion {
    fn in_toml(&self) -> String {
        self.to_string().in_toml()
    }
}

impl InToml for Severity {
    fn in_toml(&self) -> String {
        self.to_string().in_toml()
    }
}

impl InToml for FailOn {
    fn in_toml(&self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned().in_toml())
    }
}

impl Written {
    /// The lines of its `[[ignore]]`.
    pub(super) fn in_toml(&self) -> Vec<String> {
        let rule = self.rule.id.to_owned();
        let sha256 = self.sha256.map(|sha256| sha256.to_string());
        let until = self.until.as_ref().map(|until| until.day().to_owned());
        [
            ("rule", Some(rule)),
            ("path", self.path.as_ref().map(|path| path.text.clone())),
            ("sha256", sha256),
            ("reason", Some(self.reason.clone())),
            ("until", until),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some(format!("{key} = {}", value?.in_toml())))
        .collect()
    }
}
