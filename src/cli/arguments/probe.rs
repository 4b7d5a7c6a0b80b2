//! The options of `probe`.

use std::path::PathBuf;

use clap::Args;

use super::Format;
use crate::cli::passwords::PasswordOptions;

#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct ProbeOptions {
    /// The org's My Domain host; the port is 8443 unless given
    #[arg(value_name = "HOST[:PORT]")]
    pub host: String,

    /// The client certificate, in any container: with its issuers, and its key unless that is
    /// apart; without it the probe shows what the server says to none
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,

    /// More issuer certificates (repeatable)
    #[arg(long, value_name = "FILE", requires = "certificate")]
    pub chain: Vec<PathBuf>,

    /// The private key, where it is in a file of its own
    #[arg(long, value_name = "FILE", requires = "certificate")]
    pub key: Option<PathBuf>,

    /// The entry of a key store with several keys
    #[arg(long, value_name = "NAME", requires = "certificate")]
    pub alias: Option<String>,

    #[command(flatten)]
    pub passwords: PasswordOptions,

    /// Trust these roots, too, for the server's certificate
    #[arg(long, value_name = "FILE", help_heading = "Connection")]
    pub ca_file: Option<PathBuf>,

    /// How long the whole probe may take
    #[arg(long, value_name = "SECONDS", default_value_t = 20, help_heading = "Connection",
          value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub timeout: u64,

    /// Connect to this address, without a proxy, and ask it for HOST all the same
    #[arg(long, value_name = "HOST:PORT", help_heading = "Connection")]
    pub connect_to: Option<String>,

    /// What to ask for, once TLS stands
    #[arg(
        long,
        value_name = "PATH",
        default_value = "/services/data/",
        help_heading = "Connection"
    )]
    pub path: String,

    /// How to report
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "human",
        help_heading = "Output"
    )]
    pub format: Format,
}

const AFTER_HELP: &str = "\
Tried side by side, each with a connection of its own: no certificate, the leaf
alone, the leaf with its intermediates, and the whole chain where its root is
given. The key signs the handshake and is neither sent nor shown. One GET goes
to a server whose certificate is trusted here (system's roots, --ca-file);
redirects are not followed.
HTTPS_PROXY, ALL_PROXY and NO_PROXY are honoured: an http:// proxy is asked by
CONNECT. A loopback address and what --connect-to names are connected to directly.
It cannot tell whether the certificate is uploaded, nor whether the user has
the permission Enforce SSL/TLS Mutual Authentication: without that a bad
certificate seems to work. See `sfmtls explain set-up`.
Exit codes: 0 accepted; 1 refused; 2 usage, an unreadable file, or a key that is
missing or another certificate's; 3 not reached, or the answer not understood.";
