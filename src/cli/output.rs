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

/// The name that stands for standard output.
pub const STANDARD_OUTPUT: &str = "-";

/// Writes `text` to the file at `path`, whole or not at all; `-` is standard output.
///
/// # Errors
/// Where a file cannot be made beside it or put in its place; then it is as it was.
pub fn to_file(path: &Path, text: &str) -> anyhow::Result<()> {
    if path == Path::new(STANDARD_OUTPUT) {
        return to_standard_output(text);
    }
    let failed = || format!("{} could not be written", path.display());
    if is_special(path) {
        return fs::write(path, text).with_context(failed);
    }
    let file = beside(path, text)
        .map_err(|error| plain(&error))
        .with_context(failed)?;
    file.persist(path)
        .map_err(|error| plain(&error.error))
        .with_context(failed)?;
    Ok(())
}

/// The same, but never over a file: then it is as it was, and the error is `exists`.
///
/// # Errors
/// Those, and where there is a file of that name.
pub fn to_new_file(
    path: &Path,
    text: &str,
    exists: impl FnOnce() -> anyhow::Error,
) -> anyhow::Result<()> {
    let failed = || format!("{} could not be written", path.display());
    if is_special(path) {
        return fs::write(path, text).with_context(failed);
    }
    let file = beside(path, text)
        .map_err(|error| plain(&error))
        .with_context(failed)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        Err(error) => Err(plain(&error.error)).with_context(failed),
    }
}

/// The error without the temporary file's name, which is another each time.
fn plain(error: &io::Error) -> io::Error {
    let kind = error.kind();
    io::Error::other(match kind {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        _ => kind.to_string(),
    })
}

/// Whether it is a device or pipe, which must not be replaced by a file.
fn is_special(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| !found.is_file())
}

/// A file beside `path` that holds `text`.
fn beside(path: &Path, text: &str) -> io::Result<tempfile::NamedTempFile> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's mask leaves of it, as for any new file; a temporary one is private.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}
