//! The options of `roots`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use sfmtls::certificate::Time;

use super::{Color, TrustOptions};
use crate::cli::passwords::PasswordOptions;

#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES, after_long_help = AFTER_HELP)]
pub struct RootsOptions {
    /// Show the roots whose subject, alias or fingerprint contains this text, whatever its case
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,

    /// Keep the whole list in this file: PEM where the list holds the certificate, else what it
    /// gives; `--trust-list` reads it back
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,

    /// Compare with an earlier list in any shape: exit code 1 where they differ
    #[arg(long, value_name = "FILE")]
    pub diff: Option<PathBuf>,

    /// Which of these roots can the chain in this file reach? Exit code 1 where none
    #[arg(long, value_name = "FILE")]
    pub leads_to: Option<PathBuf>,

    /// Which of these roots to ask for a client certificate once Chrome's policy has ended that for
    /// the roots of its store
    #[arg(long)]
    pub advise: bool,

    #[command(flatten)]
    pub trust: TrustOptions,

    #[command(flatten)]
    pub passwords: PasswordOptions,

    /// Follow the chain and advise as of this moment: RFC 3339 or YYYY-MM-DD, midnight UTC [default: now]
    #[arg(long, value_name = "TIME", value_parser = Time::parse)]
    pub at: Option<Time>,

    /// Chrome's own `root_store.md` or `root_store.textproto` in place of the stored version
    #[arg(long, value_name = "FILE")]
    pub chrome_root_store: Option<PathBuf>,

    /// Read this configuration for where the list comes from; else `sfmtls.toml` in the working
    /// directory or the nearest one above it, if any. Flags win over it
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// How to show them
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        help_heading = "Output"
    )]
    pub format: RootsFormat,

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
}

/// The formats of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RootsFormat {
    /// For people
    Human,
    /// One object, schema 1
    Json,
    /// One header row, a root a row
    Csv,
}

/// One copy of the exit codes for both helps.
macro_rules! exit_codes_text {
    () => {
        "\
Exit codes of roots: 0 answered; 1 --diff found a difference, or --leads-to no
listed root; 2 usage or an unreadable file; 3 no trust list, or none in --diff."
    };
}

/// Exit codes, for `--help`.
const EXIT_CODES: &str = exit_codes_text!();

/// What follows the long help.
const AFTER_HELP: &str = concat!(
    exit_codes_text!(),
    "

Without --instance and --trust-list it is Mozilla's list, bundled with this
program, not the instance's own. --save keeps the whole list, whatever --search
shows, and replaces the file. The report for people shows what was asked; the
table stands there where nothing was, or with --search. JSON has everything;
CSV has the roots alone: a field that a spreadsheet would take for a formula
begins with an apostrophe. A time of which the list gives the day alone is
midnight UTC.

Examples:
  sfmtls roots --instance acme.my.salesforce.com --save roots.txt
      Keep the instance's list, for `sfmtls check --trust-list roots.txt`.
  sfmtls roots --instance acme.my.salesforce.com --diff roots.txt --save roots.txt
      Every night: what has changed? The earlier list is read first.
  sfmtls roots --trust-list cacerts.html --search digicert
  sfmtls roots --trust-list cacerts.html --search DF:3C:24:F9
  sfmtls roots --trust-list cacerts.html --leads-to client.pem
  sfmtls roots --trust-list cacerts.html --advise
      Which roots to ask for, before the next certificate is bought.
  sfmtls roots --format csv -o roots.csv
      The bundled list, for a spreadsheet."
);
