//! The examples of the README: what follows a command is what it prints. `SFMTLS_BLESS=1 cargo test
//! --test it documentation` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::pages::is_blessed;
use crate::support::program::{other, root};

/// Where a block of commands and their output begins and ends.
const BLOCK: (&str, &str) = ("```console\n", "\n```\n");

#[test]
fn the_readmes_examples_print_what_it_shows() {
    let file = root().join("README.md");
    let readme = std::fs::read_to_string(&file).unwrap();
    let blocks = readme.split(BLOCK.0).skip(1);
    let blocks: Vec<&str> = blocks.map(|it| it.split(BLOCK.1).next().unwrap()).collect();
    assert_eq!(blocks.len(), 3, "one for each of the three users");
    let replayed: Vec<String> = blocks.iter().map(|block| replayed(block)).collect();
    if is_blessed() {
        let pairs = blocks.iter().zip(&replayed);
        let blessed = pairs.fold(readme.clone(), |text, (old, new)| text.replace(old, new));
        std::fs::write(&file, blessed).unwrap();
        return;
    }
    assert_eq!(replayed, blocks);
}

/// The commands of a block, each with what it prints, as a terminal shows them.
fn replayed(block: &str) -> String {
    let mut script = String::from("exec 2>&1\ncode=0\n");
    for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let shown = command.replace('\'', r"'\''");
        writeln!(
            script,
            "printf '$ %s\\n' '{shown}'\n(exit $code)\n{command}\ncode=$?"
        )
        .unwrap();
    }
    let program = Path::new(env!("CARGO_BIN_EXE_sfmtls"));
    let mut path = program.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let output = other("bash")
        .args(["--norc", "-c", &script])
        .env("PATH", path)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    printed.trim_end().to_owned()
}
