//! The edges: arguments, files, network, clock, colour, exit codes.

mod arguments;
mod basis;
mod bundle;
mod check;
mod clock;
mod completions;
pub mod config;
mod entries;
mod exit;
mod explain;
pub mod fetch;
mod fetching;
mod given;
pub mod input;
mod judge;
mod list;
mod man;
mod ordered;
mod output;
mod passwords;
mod probe;
mod progress;
mod reports;
mod roots;
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
        Err(error) => return exit::of_usage(error).into(),
    };
    let result = match arguments.command {
        Command::Check(options) => check::run(&options),
        Command::Bundle(options) => bundle::run(&options),
        Command::Stream(options) => stream::run(&options),
        Command::Probe(options) => probe::run(&options),
        Command::Roots(options) => roots::run(&options),
        Command::Rules(options) => rules::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => {
            terminal::say("error", &format!("{:#}", failure.error));
            failure.exit.into()
        }
    }
}
