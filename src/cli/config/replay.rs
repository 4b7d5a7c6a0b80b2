//! The fuzzers' claims about `sfmtls.toml`, of damaged files and of what fuzzing found worth keeping.
//! The other targets are replayed by `tests/it/replay.rs`, which cannot reach this reader.

#[path = "../../../fuzz/claims/config.rs"]
mod claims;

use std::fs;
use std::process::Command;

use proptest::prelude::*;

use super::tests::{BAD, GOOD};

#[test]
fn what_fuzzing_kept_holds_its_claims() {
    let folder = tempfile::tempdir().unwrap();
    let tar = Command::new("tar")
        .args(["-xJf", "fixtures/fuzz/config.tar.xz", "-C"])
        .arg(folder.path())
        .status();
    assert!(tar.unwrap().success(), "tar -xJ (which needs xz)");
    let mut count = 0;
    for entry in fs::read_dir(folder.path()).unwrap() {
        claims::hold(&fs::read(entry.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count > 0, "there is no input");
}

/// What begins or is something in TOML.
const TOKENS: &[&str] = &[
    "[[ignore]]\n",
    "\"\"\"",
    "'''",
    "\u{feff}",
    "9e99",
    "2027-02-30",
];

/// A good or bad file with a piece of it replaced by what TOML is made of, or by anything.
fn damaged() -> impl Strategy<Value = String> {
    let bad = BAD.iter().map(|(text, _)| *text);
    let texts: Vec<_> = GOOD.iter().copied().chain(bad).collect();
    let piece = prop_oneof![
        r#"[\[\]=.,{}"'#\\ \n\r\t0-9a-z_-]{0,12}"#,
        r"\PC{0,6}",
        proptest::sample::select(TOKENS).prop_map(str::to_owned),
    ];
    let place = (
        proptest::sample::select(texts),
        any::<prop::sample::Index>(),
    );
    (place, 0..20_usize, piece, any::<bool>()).prop_map(
        |((text, at), length, piece, is_doubled)| {
            let mut letters: Vec<char> = text.chars().collect();
            let start = at.index(letters.len() + 1);
            let end = (start + length).min(letters.len());
            letters.splice(start..end, piece.chars());
            let text: String = letters.into_iter().collect();
            if is_doubled {
                format!("{text}\n{text}")
            } else {
                text
            }
        },
    )
}

proptest! {
    /// `PROPTEST_CASES=1000000 cargo test --release --bin sfmtls any_file` asks more.
    #[test]
    fn any_file_holds_the_fuzzers_claims(text in damaged()) {
        claims::hold(text.as_bytes());
    }
}
