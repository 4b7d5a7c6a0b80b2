//! The program itself, in an environment that holds nothing it was not given.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The crate's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The program, to be run in the crate's folder.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sfmtls"));
    command.env_clear().current_dir(root());
    command
}

/// Runs the program with these arguments.
pub fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}
