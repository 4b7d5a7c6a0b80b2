//! The command line (contract, section 1).

mod check;
mod jobs;
mod judging;
mod output;
mod stream;
mod trust;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use check::CheckOptions;
pub use judging::{FailOn, JudgingOptions, rule, severity_level};
pub use output::{Color, FormatAndFile, ReportFormat, ReportOptions};
pub use stream::StreamOptions;
pub use trust::TrustOptions;

use super::bundle::BundleOptions;
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
    /// Judge many certificates through a pipe: JSON lines in, JSON lines out, in order.
    Stream(Box<StreamOptions>),
    /// List what is checked.
    Rules(RulesOptions),
    /// Say what a rule means, why it matters and what to do.
    Explain(ExplainOptions),
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
    /// For programs
    Json,
}
