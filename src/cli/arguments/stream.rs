//! The options of `stream`.

use std::path::PathBuf;

use clap::Args;

use super::jobs::JobsOptions;
use super::{JudgingOptions, TrustOptions};
use crate::cli::fetching::FetchingOptions;
use crate::cli::given::GivenOptions;
use crate::cli::passwords::PasswordOptions;
use crate::cli::set_up;

#[derive(Args, Debug)]
#[command(after_help = set_up::AFTER_STREAM)]
pub struct StreamOptions {
    /// Issuer certificates for the path of every line, beside those that come with it
    #[arg(long, value_name = "FILE")]
    pub chain: Vec<PathBuf>,

    #[command(flatten)]
    pub jobs: JobsOptions,

    /// Say nothing at the end of the stream
    #[arg(short, long)]
    pub quiet: bool,

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
}
