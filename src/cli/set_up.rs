//! What the help of `check` says besides its options.

use sfmtls::render::{self, Palette};
use sfmtls::symptoms;

/// Exit codes, for `--help`.
pub const EXIT_CODES: &str = "\
Exit codes of check: 0 nothing at or above --fail-on; 1 at least one finding
at or above it; 2 usage, an unreadable file, or a path that cannot be judged;
3 no trust list.";

/// What follows the long help of `stream`.
pub const AFTER_STREAM: &str = "\
Each line is an object: {\"id\": any, \"certificate\": PEM text, Base64 of DER, or
a list of either}. It is judged as a PEM file with those certificates in that
order; its answer is the submission of `check --format json`, on one line, with
`id` in place of `path`. Other fields are ignored; without an `id` the answer
has null. Empty lines are passed over.

A bad line (no such object, no certificate, more than 1 MiB) is answered with
the verdict `unreadable` and an `error`, and does not end the stream.

HTTPS_PROXY, NO_PROXY and, with --fetch, HTTP_PROXY are honoured. With --fetch
a line waits for what it lacks, and those behind it wait for their turn. Of the
bodies, the 8 MiB that were wanted last are kept: memory stays the same.

Exit codes: the highest of any line; 0 nothing at or above --fail-on, or no
line at all; 1 at least one finding at or above it; 2 usage, a bad line, or a
path that cannot be judged; 3 no trust list.";

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
