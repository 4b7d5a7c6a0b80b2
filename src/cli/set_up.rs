//! What the help of `check` says besides its options.

use sfmtls::render::{self, Palette};
use sfmtls::symptoms;

/// Exit codes, for `--help`.
pub const EXIT_CODES: &str = "\
Exit codes of check: 0 nothing at or above --fail-on; 1 at least one finding
at or above it; 2 usage, an unreadable file, or a path that cannot be judged;
3 no trust list.";

/// How wide the help's own paragraphs are.
const WIDTH: usize = 78;

/// What follows the long help of `check`: exit codes, the list, and what no file can show.
pub fn after_check() -> String {
    format!(
        "{EXIT_CODES}
HTTPS_PROXY, NO_PROXY and, with --fetch, HTTP_PROXY are honoured. Without
--instance and --trust-list, Mozilla's roots stand in for the list, and every
report says so. Without --instance and --fetch nothing is fetched.

{}",
        render::page(&symptoms::set_up(), WIDTH, Palette::PLAIN)
    )
}
