//! What is judged, by which policy, and how much it matters.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use sfmtls::certificate::Time;
use sfmtls::chrome::PolicyVersion;
use sfmtls::report::{Horizon, Severity};
use sfmtls::rules::Rule;

use crate::cli::explain::unknown_rule;

/// What `check` and `stream` have in common.
#[derive(Args, Clone, Debug, Default)]
pub struct JudgingOptions {
    /// Judge this question only (repeatable); the others are reported as not judged
    #[arg(long = "for", value_name = "HORIZON")]
    pub horizons: Vec<HorizonName>,

    /// Judge at this moment: RFC 3339 or YYYY-MM-DD, midnight UTC [default: now]
    #[arg(long, value_name = "TIME", value_parser = Time::parse)]
    pub at: Option<Time>,

    /// Chrome Root Program Policy: 1.6, 1.7 (Salesforce's documents name it) or 1.8 [default: 1.7]
    #[arg(long, value_name = "VERSION", value_parser = PolicyVersion::from_str)]
    pub policy: Option<PolicyVersion>,

    /// Chrome's own `root_store.md` or `root_store.textproto` in place of the stored version
    #[arg(long, value_name = "FILE")]
    pub chrome_root_store: Option<PathBuf>,

    /// Warn of an end of validity within so many days [default: 30]
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub expires_within: Option<u32>,

    /// Give a rule's findings another level: error, warning or note (repeatable)
    #[arg(long, value_name = "RULE=LEVEL", value_parser = rule_and_level, help_heading = "Levels")]
    pub severity: Vec<(&'static Rule, Severity)>,

    /// Suppress a rule; its findings stay in JSON and SARIF and are counted (repeatable)
    #[arg(long, value_name = "RULE", value_parser = rule, help_heading = "Levels")]
    pub ignore: Vec<&'static Rule>,

    /// Fail on findings of this level and above [default: error]
    #[arg(long, value_name = "LEVEL", help_heading = "Levels")]
    pub fail_on: Option<FailOn>,

    /// Read this configuration; else `sfmtls.toml` in the working directory or the nearest one
    /// above it, if any. Flags win over it
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub config: Option<PathBuf>,

    /// Print what is in force and where each value came from, and judge nothing
    #[arg(long, help_heading = "Configuration")]
    pub show_config: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum HorizonName {
    /// Will Certificate and Key Management take the file?
    Upload,
    /// Will port 8443 accept certificate and chain?
    Handshake,
    /// Can the same certificate be had again?
    Renewal,
}

impl From<HorizonName> for Horizon {
    fn from(name: HorizonName) -> Self {
        match name {
            HorizonName::Upload => Self::Upload,
            HorizonName::Handshake => Self::Handshake,
            HorizonName::Renewal => Self::Renewal,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// On errors
    Error,
    /// On warnings, too
    Warning,
    /// On anything
    Note,
    /// On nothing
    Never,
}

impl FailOn {
    /// The lowest level that fails, if any does.
    pub const fn level(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Never => None,
        }
    }
}

fn days(text: &str) -> Result<u32, &'static str> {
    let days = text.parse();
    days.map_err(|_| "a whole number of days, 0 or more, is meant")
}

/// The rule with this id.
///
/// # Errors
/// Where there is none; the nearest are named.
pub fn rule(text: &str) -> Result<&'static Rule, String> {
    Rule::find(text).ok_or_else(|| unknown_rule(text))
}

fn rule_and_level(text: &str) -> Result<(&'static Rule, Severity), String> {
    let (id, level) = text
        .split_once('=')
        .ok_or("RULE=LEVEL is meant, for example weak-key=warning")?;
    Ok((rule(id)?, severity_level(level)?))
}

/// The level with this name.
///
/// # Errors
/// Where there is none.
pub fn severity_level(name: &str) -> Result<Severity, String> {
    match name {
        "error" => Ok(Severity::Error),
        "warning" => Ok(Severity::Warning),
        "note" => Ok(Severity::Note),
        _ => Err(format!(
            "no level `{name}`; there are error, warning and note"
        )),
    }
}
