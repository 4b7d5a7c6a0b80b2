//! Java's PKIX: `Pkix.java`, started once for all cases.

use super::SecondVerdict;
use super::asked::ask;
use crate::support::program::is_version;
use crate::support::shared::Case;

/// The verdict on each case; `None` where there is no JDK 17.
pub fn judge(cases: &[&Case]) -> Option<Vec<SecondVerdict>> {
    // A run-time environment alone cannot start a source file.
    is_version("javac", "--version", "javac 17.")
        .then(|| ask("java", "tests/it/judges/Pkix.java", cases))
}
