//! The fuzzers' claims, over the inputs that fuzzing found worth keeping: `fixtures/fuzz/TARGET.tar.xz`,
//! which `fuzz/minimise` makes.

#[path = "../../fuzz/claims/mod.rs"]
mod claims;

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::parallel;
use crate::support::program::{other, root};

/// One test a target, by its name: every input of its corpus holds its claims.
macro_rules! replayed {
    ($($target:ident)+) => {
        /// Every target that is replayed.
        const TARGETS: &[&str] = &[$(stringify!($target)),+];
        $(
            #[test]
            fn $target() {
                replay(stringify!($target), claims::$target::hold);
            }
        )+
    };
}

replayed!(certificate container crl key metadata pem pkcs12 root_store stream trust_list verdict);

/// What the command's own unit tests replay, since its reader is theirs, and where.
const ELSEWHERE: (&str, &str) = ("config", "src/cli/config/replay.rs");

/// Asks the claims of every input of a target's corpus.
fn replay(target: &str, hold: fn(&[u8])) {
    let folder = TempDir::new().unwrap();
    let inputs = unpack(&corpus(target), folder.path());
    assert!(!inputs.is_empty(), "{target} has no input");
    let holds = parallel::each(&inputs, |path| {
        let bytes = fs::read(path).unwrap();
        catch_unwind(|| hold(&bytes)).is_ok()
    });
    let broken = inputs.iter().zip(holds).filter(|(_, holds)| !holds);
    let broken: Vec<_> = broken.map(|(path, _)| path.file_name()).collect();
    assert!(broken.is_empty(), "{target}, as printed above: {broken:?}");
    println!("{target}: {} inputs", inputs.len());
}

/// The corpus of a target.
fn corpus(target: &str) -> PathBuf {
    root().join(format!("fixtures/fuzz/{target}.tar.xz"))
}

/// Unpacks an archive into a folder: its files.
fn unpack(archive: &Path, folder: &Path) -> Vec<PathBuf> {
    let tar = other("tar")
        .arg("-xJf")
        .arg(archive)
        .arg("-C")
        .arg(folder)
        .status();
    assert!(tar.unwrap().success(), "tar -xJ (which needs xz)");
    let files = fs::read_dir(folder).unwrap();
    files.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_fuzz_target_is_replayed() {
    let (elsewhere, path) = ELSEWHERE;
    let replay = fs::read_to_string(root().join(path)).unwrap();
    assert!(replay.contains(&format!("fixtures/fuzz/{elsewhere}.tar.xz")));
    let all = TARGETS.iter().copied().chain([elsewhere]);
    let replayed: BTreeSet<&str> = all.collect();
    let files = fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap();
    let files: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    let targets = files.iter().map(|path| path.file_stem().unwrap().to_str());
    assert_eq!(replayed, targets.map(Option::unwrap).collect());
    let kept = fs::read_dir(root().join("fixtures/fuzz")).unwrap();
    let kept: Vec<_> = kept.map(|entry| entry.unwrap().file_name()).collect();
    let kept = kept
        .iter()
        .filter_map(|name| name.to_str()?.strip_suffix(".tar.xz"));
    assert_eq!(replayed, kept.collect());
}
