//! `openssl verify`, as a server would ask it about a client.
//!
//! `-partial_chain`, since a listed root need not be self-signed. The security level is the
//! command's own, which refuses no key and no digest.

use sfmtls::Time;

use super::SecondVerdict;
use crate::support::parallel;
use crate::support::program::{is_version, other};
use crate::support::shared::Case;

/// `anyPolicy`: without a policy that the user accepts, openssl takes none for acceptable.
const ANY_POLICY: &str = "2.5.29.32.0";

/// The verdict on each case; `None` where there is no such program.
pub fn judge(cases: &[&Case]) -> Option<Vec<SecondVerdict>> {
    is_version("openssl", "version", "OpenSSL 3.")
        .then(|| parallel::each(cases, |case| verify(case)))
}

fn verify(case: &Case) -> SecondVerdict {
    let at = Time::parse(case.at()).unwrap().unix_seconds();
    let output = other("openssl")
        .args(["verify", "-purpose", "sslclient", "-partial_chain"])
        .args(["-policy_check", "-policy", ANY_POLICY])
        .args(["-no-CApath", "-no-CAstore", "-attime", &at.to_string()])
        .arg("-CAfile")
        .arg(case.roots())
        .arg("-untrusted")
        .args([case.chain(), case.chain()])
        .output()
        .unwrap();
    if output.status.success() {
        return SecondVerdict::Accepts;
    }
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let error = text
        .lines()
        .find_map(|line| line.split_once(" at ")?.0.strip_prefix("error "));
    match error {
        Some(number) => SecondVerdict::Refuses(format!("error {number}")),
        None => panic!("{}: {text}", case.name),
    }
}
