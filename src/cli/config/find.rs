//! Where the configuration is.

use std::path::{Path, PathBuf};

/// The file's name.
const NAME: &str = "sfmtls.toml";

/// The file in the working directory or the nearest one above it, as a short path where it is in
/// the directory itself.
pub(super) fn nearest() -> Option<PathBuf> {
    if Path::new(NAME).is_file() {
        return Some(PathBuf::from(NAME));
    }
    let directory = std::env::current_dir().ok()?;
    let mut above = directory
        .ancestors()
        .skip(1)
        .map(|folder| folder.join(NAME));
    above.find(|file| file.is_file())
}
