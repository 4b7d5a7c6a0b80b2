//! The certificate files below a directory, by their names, in a stable order.

use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

/// The extensions of the files that are looked at, in any case.
pub(super) const EXTENSIONS: [&str; 11] = [
    ".pem",
    ".crt",
    ".cer",
    ".der",
    ".p7b",
    ".p7c",
    ".p12",
    ".pfx",
    ".jks",
    ".jceks",
    ".keystore",
];

/// A file with one of [`EXTENSIONS`], or a place that could not be looked into.
#[derive(Debug)]
pub struct Entry {
    /// Below the directory as it was given.
    pub(super) path: PathBuf,
    /// Why it is not to be opened; `None` for a file.
    pub(super) fault: Option<Fault>,
}

/// Why an entry is not to be opened.
#[derive(Debug)]
pub enum Fault {
    /// It is no file of this tree: why, in words.
    LeftOut(&'static str),
    /// The system's error.
    Unreadable(io::Error),
}

/// All entries below `directory`, ordered by path. Hidden files and directories are left out;
/// links are followed within the tree, each directory once.
pub(super) fn entries(directory: &Path) -> Vec<Entry> {
    let root = match directory.canonicalize() {
        Ok(root) => root,
        Err(error) => {
            let (path, fault) = (directory.to_owned(), Some(Fault::Unreadable(error)));
            return vec![Entry { path, fault }];
        }
    };
    let mut walk = Walk {
        root,
        ..Walk::default()
    };
    walk.pending.push_back(directory.to_owned());
    // Directories themselves go first, so that a file's path does not depend on which link to
    // its directory was met before.
    while let Some(next) = walk.pending.pop_front().or_else(|| walk.linked.pop_front()) {
        walk.directory(next);
    }
    walk.entries.sort_by(|one, other| one.path.cmp(&other.path));
    walk.entries
}

#[derive(Default)]
struct Walk {
    root: PathBuf,
    pending: VecDeque<PathBuf>,
    /// Links to directories of the tree.
    linked: VecDeque<PathBuf>,
    /// The real paths of the directories that were listed.
    visited: BTreeSet<PathBuf>,
    entries: Vec<Entry>,
}

impl Walk {
    fn directory(&mut self, path: PathBuf) {
        let listing = path.canonicalize().and_then(|real| {
            let is_new = self.visited.insert(real);
            is_new.then(|| fs::read_dir(&path)).transpose()
        });
        let listing = match listing {
            Ok(None) => return,
            Ok(Some(listing)) => listing,
            Err(error) => return self.fail(path, error),
        };
        let (mut found, mut failed) = (Vec::new(), None);
        for entry in listing {
            match entry {
                Ok(entry) => found.push(entry),
                Err(error) => failed = Some(error),
            }
        }
        if let Some(error) = failed {
            self.fail(path, error);
        }
        found.sort_by_key(DirEntry::file_name);
        for entry in found {
            self.entry(&entry);
        }
    }

    fn entry(&mut self, entry: &DirEntry) {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            return;
        }
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => return self.fail(path, error),
        };
        if kind.is_dir() {
            self.pending.push_back(path);
        } else if kind.is_symlink() {
            self.link(path);
        } else if !kind.is_file() {
            self.leave_out(path, "not a regular file");
        } else if has_extension(&path) {
            self.entries.push(Entry { path, fault: None });
        }
    }

    fn link(&mut self, path: PathBuf) {
        let Ok(target) = path.canonicalize() else {
            return self.leave_out(path, "a symbolic link that leads nowhere");
        };
        if !target.starts_with(&self.root) {
            self.leave_out(path, "a symbolic link out of the directory");
        } else if target.is_dir() {
            self.linked.push_back(path);
        } else if !target.is_file() {
            self.leave_out(path, "not a regular file");
        } else if has_extension(&path) {
            self.entries.push(Entry { path, fault: None });
        }
    }

    /// Remembers what is not opened, where its name says that it should be.
    fn leave_out(&mut self, path: PathBuf, reason: &'static str) {
        if has_extension(&path) {
            let fault = Some(Fault::LeftOut(reason));
            self.entries.push(Entry { path, fault });
        }
    }

    fn fail(&mut self, path: PathBuf, error: io::Error) {
        let fault = Some(Fault::Unreadable(error));
        self.entries.push(Entry { path, fault });
    }
}

fn has_extension(path: &Path) -> bool {
    let Some(extension) = path.extension().and_then(OsStr::to_str) else {
        return false;
    };
    EXTENSIONS
        .iter()
        .filter_map(|known| known.strip_prefix('.'))
        .any(|known| known.eq_ignore_ascii_case(extension))
}
