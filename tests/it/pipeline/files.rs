//! The hook, the image and the snippets name what there is.

use std::collections::BTreeSet;
use std::fs;

use crate::support::program::{root, run};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The contract, "What a submission is".
#[test]
fn the_hook_takes_every_extension_of_a_certificate_file() {
    let hooks = read(".pre-commit-hooks.yaml");
    let files = hooks
        .lines()
        .find_map(|line| line.trim().strip_prefix("files: "));
    let extensions = files
        .unwrap()
        .strip_prefix(r"(?i)\.(")
        .unwrap()
        .strip_suffix(")$");
    let extensions: BTreeSet<&str> = extensions.unwrap().split('|').collect();
    let expected = [
        "pem", "crt", "cer", "der", "p7b", "p7c", "p12", "pfx", "jks", "jceks", "keystore",
    ];
    assert_eq!(extensions, BTreeSet::from(expected));
}

#[test]
fn the_images_rust_is_one_that_the_crate_takes() {
    let manifest = read("Cargo.toml");
    let oldest = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "));
    let image = format!(
        "FROM rust:{}-slim-bookworm AS build",
        oldest.unwrap().trim_matches('"')
    );
    let dockerfile = read("Dockerfile");
    assert!(dockerfile.contains(&image), "{image}");
    assert!(dockerfile.contains("\nUSER 65532:65532\n"));
}

/// Every option that a snippet uses is one of `check`.
#[test]
fn the_snippets_use_options_that_there_are() {
    let help = String::from_utf8(run(&["check", "--help"]).stdout).unwrap();
    let texts = [
        read("docs/ci/gitlab-ci.yml"),
        read("docs/ci/README.md"),
        read("ci/action/check"),
    ];
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    let options: BTreeSet<&str> = words
        .map(|word| word.trim_matches(['`', '[', ']', ',', '"', '(', ')', '.', ':', ';']))
        .filter(|word| {
            let name = word.strip_prefix("--").unwrap_or_default();
            name.starts_with(|letter: char| letter.is_ascii_alphabetic())
        })
        .collect();
    let others = [
        "--locked",
        "--git",
        "--tag",
        "--rm",
        "--all-files",
        "--verbose",
    ];
    for option in options {
        assert!(
            help.contains(option) || others.contains(&option),
            "{option}"
        );
    }
}
