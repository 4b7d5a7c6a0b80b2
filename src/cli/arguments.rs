//! The command line (contract, section 1).

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sfmtls::certificate::Time;
use sfmtls::chrome::PolicyVersion;
use sfmtls::report::{Horizon, Severity};
use sfmtls::rules::Rule;

use super::bundle::BundleOptions;
use super::given::GivenOptions;
use super::passwords::PasswordOptions;
use super::set_up;

/// Will this Salesforce instance accept this client certificate for mutual authentication, and for
/// how long?
#[derive(Debug, Parser)]
#[command(name = "sfmtls", version, max_term_width = 100, after_help = set_up::EXIT_CODES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Judge certificates: upload, handshake and renewal.
    Check(Box<CheckOptions>),
    /// Make the file to upload: PEM, the end entity first, then each issuer, no root, no key.
    Bundle(Box<BundleOptions>),
    /// List what is checked.
    Rules(RulesOptions),
    /// Say what a rule means, why it matters and what to do.
    Explain(ExplainOptions),
}

#[derive(Args, Debug)]
#[command(after_help = set_up::EXIT_CODES, after_long_help = set_up::AFTER_CHECK)]
pub struct CheckOptions {
    /// Files to judge, each an end entity with its issuers; directories, for every certificate
    /// file below them; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<OsString>,

    /// More issuer certificates for the path; upload rules judge the PATH alone
    #[arg(long, value_name = "FILE")]
    pub chain: Vec<PathBuf>,

    /// Judge this entry of a key store; without it, each entry with a key is a submission
    #[arg(long, value_name = "NAME")]
    pub alias: Option<String>,

    #[command(flatten)]
    pub given: GivenOptions,

    #[command(flatten)]
    pub passwords: PasswordOptions,

    /// Judge this question only (repeatable); the others are reported as not judged
    #[arg(long = "for", value_name = "HORIZON")]
    pub horizons: Vec<HorizonName>,

    #[arg(
        long,
        help = "Fetch the list from https://HOST/cacerts.jsp",
        value_name = "HOST",
        conflicts_with = "trust_list",
        help_heading = "Trust list"
    )]
    pub instance: Option<String>,

    /// Read a saved list: the page itself, keytool's output, PEM, fingerprints
    #[arg(long, value_name = "FILE", help_heading = "Trust list")]
    pub trust_list: Option<PathBuf>,

    /// Trust these roots, too, for the HTTPS fetch (inspecting proxies)
    #[arg(long, value_name = "FILE", help_heading = "Trust list")]
    pub ca_file: Option<PathBuf>,

    /// How long the whole fetch may take
    #[arg(long, value_name = "SECONDS", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..=3600), help_heading = "Trust list")]
    pub timeout: u64,

    /// Judge at this moment: RFC 3339 or YYYY-MM-DD, midnight UTC [default: now]
    #[arg(long, value_name = "TIME", value_parser = Time::parse)]
    pub at: Option<Time>,

    /// Chrome Root Program Policy: 1.6, 1.7 (Salesforce's documents name it) or 1.8
    #[arg(long, value_name = "VERSION", default_value = "1.7", value_parser = PolicyVersion::from_str)]
    pub policy: PolicyVersion,

    /// Chrome's own `root_store.md` or `root_store.textproto` in place of the stored version
    #[arg(long, value_name = "FILE")]
    pub chrome_root_store: Option<PathBuf>,

    /// Warn of an end of validity within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    pub expires_within: u32,

    /// Give a rule's findings another level: error, warning or note (repeatable)
    #[arg(long, value_name = "RULE=LEVEL", value_parser = rule_and_level, help_heading = "Levels")]
    pub severity: Vec<(&'static Rule, Severity)>,

    /// Suppress a rule; its findings stay in JSON and are counted (repeatable)
    #[arg(long, value_name = "RULE", value_parser = rule, help_heading = "Levels")]
    pub ignore: Vec<&'static Rule>,

    /// Fail on findings of this level and above
    #[arg(
        long,
        value_name = "LEVEL",
        default_value = "error",
        help_heading = "Levels"
    )]
    pub fail_on: FailOn,

    /// How to report, and where to; at most one without =FILE
    #[arg(
        long,
        value_name = "FORMAT[=FILE]",
        default_value = "human",
        help_heading = "Output"
    )]
    pub format: Vec<FormatAndFile>,

    /// Write to this file instead of standard output, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// When to colour; `NO_COLOR` is honoured
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub color: Color,

    /// Show each rule's verdict
    #[arg(short, long, conflicts_with = "quiet", help_heading = "Output")]
    pub verbose: bool,

    /// Show findings only
    #[arg(short, long, help_heading = "Output")]
    pub quiet: bool,
}

#[derive(Args, Debug)]
pub struct RulesOptions {
    /// How to list them
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

#[derive(Args, Debug)]
pub struct ExplainOptions {
    /// A rule's id, or `set-up` for what no file can show
    #[arg(required = true, value_name = "RULE")]
    pub words: Vec<String>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// Schema 1
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
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

#[derive(Clone, Copy, Debug, ValueEnum)]
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

/// A format, and the file to write it to.
#[derive(Clone, Debug)]
pub struct FormatAndFile {
    pub format: Format,
    pub file: Option<PathBuf>,
}

impl FromStr for FormatAndFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err("a file's name is missing after `=`".into()),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = Format::from_str(format, false)
            .map_err(|_| format!("no format `{format}`; there are human and json"))?;
        Ok(Self { format, file })
    }
}

fn rule(text: &str) -> Result<&'static Rule, String> {
    Rule::find(text).ok_or_else(|| super::explain::unknown_rule(text))
}

fn rule_and_level(text: &str) -> Result<(&'static Rule, Severity), String> {
    let (id, level) = text
        .split_once('=')
        .ok_or("RULE=LEVEL is meant, for example weak-key=warning")?;
    let level = match level {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "note" => Severity::Note,
        _ => {
            return Err(format!(
                "no level `{level}`; there are error, warning and note"
            ));
        }
    };
    Ok((rule(id)?, level))
}
