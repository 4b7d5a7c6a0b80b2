//! Odd and malformed inputs, `../shared/cases/never-panic.tar.xz`: whatever is said of them, it is
//! said without a panic, a hang or unbounded memory.
//!
//! A sample runs always; `SFMTLS_ALL_ODD_INPUTS=1 cargo test --release --test it every_odd_input --
//! --nocapture` runs all of them through the program, and prints what it took. That needs GNU time.

mod every;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::program::other;
use crate::support::shared;

/// The longest that one input may take.
const LIMIT: Duration = Duration::from_secs(2);

/// The inputs, unpacked for the life of this value.
struct Inputs {
    folder: TempDir,
    /// Every input, in a lasting order.
    paths: Vec<PathBuf>,
}

/// Unpacks them; `None` where the archive is absent.
fn unpack() -> Option<Inputs> {
    let archive = shared::find("never-panic.tar.xz")?;
    let folder = TempDir::new().unwrap();
    let status = other("tar")
        .arg("-xJf")
        .arg(archive)
        .arg("-C")
        .arg(folder.path())
        .status();
    assert!(status.unwrap().success(), "tar -xJ (which needs xz)");
    let root = folder.path().join("never_panic");
    let mut paths: Vec<_> = ["certs", "files"]
        .iter()
        .flat_map(|kind| files(&root.join(kind)))
        .collect();
    paths.sort();
    assert_eq!(paths.len(), 25_359);
    Some(Inputs { folder, paths })
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
}
