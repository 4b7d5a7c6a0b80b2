//! `*` and `?` in the last component of a path, which no shell of Windows expands.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// The paths that match, in order; the path itself where it has no wildcard, exists, or nothing
/// matches (which then is a file that is not found).
pub(super) fn expand(path: &OsStr) -> Vec<OsString> {
    let found = matches_of(path);
    if found.is_empty() {
        return vec![path.to_owned()];
    }
    found.into_iter().map(PathBuf::into_os_string).collect()
}

fn matches_of(path: &OsStr) -> Vec<PathBuf> {
    let path = Path::new(path);
    let Some(pattern) = path.file_name().and_then(OsStr::to_str) else {
        return Vec::new();
    };
    if !pattern.contains(['*', '?']) || path.exists() {
        return Vec::new();
    }
    let parent = path.parent().unwrap_or(Path::new(""));
    let listed = if parent.as_os_str().is_empty() {
        Path::new(".")
    } else {
        parent
    };
    let pattern: Vec<char> = pattern.to_lowercase().chars().collect();
    let mut found: Vec<PathBuf> = fs::read_dir(listed)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.file_name()))
        .filter(|name| {
            let name: Vec<char> = name.to_string_lossy().to_lowercase().chars().collect();
            !name.starts_with(&['.']) && is_match(&pattern, &name)
        })
        .map(|name| parent.join(name))
        .collect();
    found.sort();
    found
}

/// Whether the whole name matches. The last `*` alone is ever gone back to, so that the time is
/// the product of the lengths at worst.
fn is_match(pattern: &[char], name: &[char]) -> bool {
    let (mut pattern, mut name) = (pattern, name);
    let mut retry: Option<(&[char], &[char])> = None;
    loop {
        match (pattern, name) {
            ([], []) => return true,
            (['*', behind @ ..], _) => {
                retry = Some((behind, name));
                pattern = behind;
            }
            ([wanted, behind @ ..], [character, rest @ ..])
                if wanted == character || *wanted == '?' =>
            {
                (pattern, name) = (behind, rest);
            }
            _ => {
                let Some((behind, [_, rest @ ..])) = retry else {
                    return false;
                };
                retry = Some((behind, rest));
                (pattern, name) = (behind, rest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        let characters = |text: &str| text.chars().collect::<Vec<char>>();
        is_match(&characters(pattern), &characters(name))
    }

    #[test]
    fn stars_and_question_marks_match_as_in_a_shell() {
        for (pattern, name) in [
            ("*.pem", "a.pem"),
            ("*", ""),
            ("a*b*c", "a--b-b--c"),
            ("?.p?m", "x.pem"),
            ("**", "abc"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [("*.pem", "a.pem.bak"), ("?", ""), ("a*b", "a-c"), ("", "a")] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn a_pattern_stands_for_the_files_that_match_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.PEM", "a.pem", "c.txt", ".d.pem"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let at = |name: &str| folder.path().join(name).into_os_string();
        assert_eq!(expand(&at("*.pem")), [at("a.pem"), at("b.PEM")]);
        assert_eq!(expand(&at("*.der")), [at("*.der")]);
        assert_eq!(expand(&at("a.pem")), [at("a.pem")]);
    }
}
