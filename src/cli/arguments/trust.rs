//! Where the trust list comes from.

use std::path::PathBuf;

use clap::Args;

/// The list, and how it is fetched.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Trust list")]
pub struct TrustOptions {
    #[arg(
        long,
        help = "Fetch the list from https://HOST/cacerts.jsp",
        value_name = "HOST",
        conflicts_with = "trust_list"
    )]
    pub instance: Option<String>,

    /// Read a saved list: the page itself, keytool's output, PEM, fingerprints
    #[arg(long, value_name = "FILE")]
    pub trust_list: Option<PathBuf>,

    /// Trust these roots, too, for the HTTPS fetch (inspecting proxies)
    #[arg(long, value_name = "FILE")]
    pub ca_file: Option<PathBuf>,

    /// How long the whole fetch may take [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: Option<u64>,
}

impl TrustOptions {
    /// How long the whole fetch may take, in seconds, unless it is said.
    pub const DEFAULT_TIMEOUT: u64 = 20;
}
