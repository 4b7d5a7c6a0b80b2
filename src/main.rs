//! The command `sfmtls`: parse, run, exit.

// The edges touch files, the clock and the environment; the library may not.
#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
