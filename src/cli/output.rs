//! Where reports go: standard output, or a file that is written whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::Context;

/// Writes `text` to standard output; a reader that has closed it wants no more, which is no error.
///
/// # Errors
/// Where it is full.
pub fn to_standard_output(text: &str) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    let written = output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("standard output could not be written")
        }
        _ => Ok(()),
    }
}

/// Writes `text` to the file at `path`, whole or not at all.
///
/// # Errors
/// Where a file cannot be made beside it or put in its place; then it is as it was.
pub fn to_file(path: &Path, text: &str) -> anyhow::Result<()> {
    let failed = || format!("{} could not be written", path.display());
    let is_special = fs::metadata(path).is_ok_and(|found| !found.is_file());
    if is_special {
        // A device or pipe must not be replaced by a file.
        return fs::write(path, text).with_context(failed);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file =
        tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).with_context(failed)?;
    file.write_all(text.as_bytes()).with_context(failed)?;
    file.persist(path)
        .map_err(|error| error.error)
        .with_context(failed)?;
    Ok(())
}
