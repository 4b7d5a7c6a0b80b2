//! pyca/cryptography: `pyca.py`, started once for all cases.

use crate::judges::SecondVerdict;
use crate::judges::asked::ask;
use crate::support::program::other;
use crate::support::shared::Case;

/// The verdict on each case; `None` where Python has no such module with a client verifier.
pub fn judge(cases: &[&Case]) -> Option<Vec<SecondVerdict>> {
    let is_there = other("python3")
        .args([
            "-c",
            "from cryptography.x509.verification import ClientVerifier",
        ])
        .output()
        .is_ok_and(|output| output.status.success());
    is_there.then(|| ask("python3", "tests/it/differential/pyca.py", cases))
}
