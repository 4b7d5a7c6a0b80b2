//! The options of `check`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::jobs::JobsOptions;
use super::{JudgingOptions, ReportOptions, TrustOptions};
use crate::cli::fetching::FetchingOptions;
use crate::cli::given::GivenOptions;
use crate::cli::passwords::PasswordOptions;
use crate::cli::set_up;

#[derive(Args, Debug)]
#[command(after_help = set_up::EXIT_CODES, after_long_help = set_up::after_check())]
pub struct CheckOptions {
    /// Files to judge, each an end entity with its issuers; directories, for every certificate
    /// file below them; `-` for standard input
    #[arg(required_unless_present = "show_config", value_name = "PATH")]
    pub paths: Vec<OsString>,

    /// More issuer certificates for the path; upload rules judge the PATH alone
    #[arg(long, value_name = "FILE")]
    pub chain: Vec<PathBuf>,

    /// Judge this entry of a key store; without it, each entry with a key is a submission
    #[arg(long, value_name = "NAME")]
    pub alias: Option<String>,

    #[command(flatten)]
    pub jobs: JobsOptions,

    #[command(flatten)]
    pub given: GivenOptions,

    #[command(flatten)]
    pub passwords: PasswordOptions,

    #[command(flatten)]
    pub trust: TrustOptions,

    #[command(flatten)]
    pub fetching: FetchingOptions,

    #[command(flatten)]
    pub judging: JudgingOptions,

    #[command(flatten)]
    pub report: ReportOptions,
}
