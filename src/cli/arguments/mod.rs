//! The command line (contract, section 1).

mod check;
mod jobs;
mod judging;
mod output;
mod probe;
mod roots;
mod stream;
mod trust;

use std::ffi::OsString;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use check::CheckOptions;
pub use judging::{FailOn, JudgingOptions, rule, severity_level};
pub use output::{Color, FormatAndFile, ReportFormat, ReportOptions};
pub use probe::ProbeOptions;
pub use roots::{RootsFormat, RootsOptions};
pub use stream::StreamOptions;
pub use trust::TrustOptions;

use super::bundle::BundleOptions;
use super::completions::CompletionsOptions;
use super::man::ManOptions;
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
    /// Ask the server at port 8443 what it says to this certificate.
    Probe(Box<ProbeOptions>),
    /// Show which roots the instance trusts: list, search, save, compare, advise.
    Roots(Box<RootsOptions>),
    /// List what is checked.
    Rules(RulesOptions),
    /// Say what a rule or an error text means, why it matters and what to do.
    Explain(ExplainOptions),
    /// Write a script that completes the command line in a shell.
    Completions(CompletionsOptions),
    /// Write the manual, as troff.
    Man(ManOptions),
}

#[derive(Args, Debug)]
pub struct RulesOptions {
    /// How to list them
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

#[derive(Args, Debug)]
#[command(after_help = AFTER_EXPLAIN)]
pub struct ExplainOptions {
    /// A rule's id; `set-up` for what no file can show; the error text that port 8443, Java, curl
    /// or OpenSSL printed, or lines of a log that hold it; `-` for such a text on standard input
    #[arg(required = true, value_name = "RULE or TEXT")]
    pub words: Vec<OsString>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,

    /// When to colour; `NO_COLOR` is honoured
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// What follows the help of `explain`.
const AFTER_EXPLAIN: &str = "\
Exit codes of explain: 0 the rule or text is known; 2 it is not: then the
nearest ones are named.
A text that begins with a hyphen goes after `--`.";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}
