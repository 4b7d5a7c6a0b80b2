//! TCP to the first address that answers.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpStream};

use super::deadline::Deadline;
use crate::cli::fetch::connection::ConnectionProblem;

/// Connects to the first of these addresses that answers, each with an even share of the time.
///
/// # Errors
/// Where none does: what the last one said.
pub fn first(
    addresses: &[SocketAddr],
    deadline: Deadline,
) -> Result<(TcpStream, SocketAddr), String> {
    let mut fault = String::from("no address to connect to");
    for (position, address) in addresses.iter().enumerate() {
        let left = addresses.len().saturating_sub(position);
        let Some(time) = deadline.share(left).left() else {
            return Err(format!("{address} {TIMED_OUT}"));
        };
        match TcpStream::connect_timeout(address, time) {
            Ok(stream) => return Ok((stream, *address)),
            Err(error) => fault = format!("{address} {}", explained(error.kind())),
        }
    }
    Err(fault)
}

const TIMED_OUT: &str = "gave no answer in time; a firewall may be in between, and --timeout \
                         SECONDS allows more";

fn explained(kind: ErrorKind) -> String {
    match kind {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => TIMED_OUT.into(),
        ErrorKind::ConnectionRefused => ConnectionProblem::Refused.to_string(),
        kind => ConnectionProblem::Unreachable(kind.to_string()).to_string(),
    }
}
