//! The program itself, in an environment that holds nothing it was not given.

use std::io;
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

/// What a program makes of this on its standard input, of which it need not read all.
///
/// # Errors
/// Where there is no such program.
pub fn fed(command: Command, input: &[u8]) -> io::Result<Output> {
    assert_cmd::Command::from_std(command)
        .write_stdin(input)
        .output()
}

/// Another program, with nothing in its environment but where programs and its user's files are.
pub fn other(name: &str) -> Command {
    let kept = ["HOME", "PATH"].map(|name| (name, std::env::var_os(name).unwrap_or_default()));
    let mut command = Command::new(name);
    command.env_clear().envs(kept).current_dir(root());
    command
}

/// Whether a program is there, in the version that tests speak of.
pub fn is_version(program: &str, argument: &str, start: &str) -> bool {
    let output = other(program).arg(argument).output();
    output.is_ok_and(|output| output.stdout.starts_with(start.as_bytes()))
}
