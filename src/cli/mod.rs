//! The edges: arguments, files, network, clock, colour, exit codes.

mod arguments;
mod basis;
mod bundle;
mod check;
mod clock;
mod config;
mod entries;
mod exit;
mod explain;
pub mod fetch;
mod given;
pub mod input;
mod judge;
mod list;
mod ordered;
mod output;
mod passwords;
mod progress;
mod reports;
mod rules;
mod set_up;
mod settings;
mod stream;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

/// Runs the command with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return exit::of_usage(&error).into(),
    };
    let result = match arguments.command {
        Command::Check(options) => check::run(&options),
        Command::Bundle(options) => bundle::run(&options),
        Command::Stream(options) => stream::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Explain(options) => explain::run(&options),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => {
            terminal::say("error", &format!("{:#}", failure.error));
            failure.exit.into()
        }
    }
}
