//! What several projects share, in `../shared`: the cases (see the README there) and schemas.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::program::root;

/// A file or folder of the shared cases.
///
/// `None` where it is absent, which is then said; with `CI=true` that is a failure.
pub fn find(name: &str) -> Option<PathBuf> {
    find_in("cases", name)
}

/// A shared JSON schema; `None` as above.
pub fn schema(name: &str) -> Option<PathBuf> {
    find_in("schemas", name)
}

fn find_in(folder: &str, name: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(folder).join(name);
    if path.exists() {
        return Some(path);
    }
    leave_out(&format!("{} is absent", path.display()));
    None
}

/// Says that a test is left out, and why; with `CI=true` that is a failure.
pub fn leave_out(why: &str) {
    assert!(!is_ci(), "{why}, and with CI=true nothing is left out");
    println!("left out: {why}");
}

fn is_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| value == "true")
}

/// A chain, the roots to judge it by, and what is expected.
pub struct Case {
    /// The folder's name.
    pub name: String,
    chain: PathBuf,
    roots: PathBuf,
    facts: Value,
}

/// Every case of a set, by name.
pub fn cases(set: &str) -> Option<Vec<Case>> {
    let mut cases: Vec<_> = fs::read_dir(find(set)?)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| Case::read(&path))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    Some(cases)
}

impl Case {
    /// The case of a folder.
    pub fn read(folder: &Path) -> Self {
        let facts = fs::read(folder.join("case.json")).unwrap();
        Self {
            name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
            facts: serde_json::from_slice(&facts).unwrap(),
            chain: folder.join("chain.pem"),
            roots: folder.join("roots.pem"),
        }
    }

    /// A chain and roots from elsewhere, to be judged at a moment.
    pub fn of_files(name: String, chain: PathBuf, roots: PathBuf, at: &str) -> Self {
        Self {
            name,
            chain,
            roots,
            facts: json!({ "validation_time": at }),
        }
    }

    /// The chain, the end entity first.
    pub fn chain(&self) -> PathBuf {
        self.chain.clone()
    }

    /// The roots to judge it by.
    pub fn roots(&self) -> PathBuf {
        self.roots.clone()
    }

    /// Whether there is any root to judge it by.
    pub fn has_roots(&self) -> bool {
        self.facts["n_roots"] != 0
    }

    /// The moment to judge it at.
    pub fn at(&self) -> &str {
        self.text("validation_time").unwrap()
    }

    /// Whether the source accepts it: as a client's where the source says so, else for the purpose
    /// that the source asked about.
    pub fn is_good(&self) -> bool {
        let expected = self.text("client_expected");
        expected.or(self.text("expected_result")) == Some("SUCCESS")
    }

    /// Whether the source finds a path, key purposes aside; `None` where it does not say.
    pub fn has_path(&self) -> Option<bool> {
        Some(self.text("path_expected")? == "SUCCESS")
    }

    /// What kind of client certificate it is, or the purpose that the source asked about.
    pub fn class(&self) -> &str {
        self.text("client_class").unwrap()
    }

    /// Why the source refuses it, in its own words.
    pub fn errors(&self) -> impl Iterator<Item = &str> {
        let lines = self.text("expected_errors").unwrap_or_default().lines();
        lines.filter_map(|line| line.strip_prefix("ERROR: "))
    }

    fn text(&self, field: &str) -> Option<&str> {
        self.facts[field].as_str()
    }
}
