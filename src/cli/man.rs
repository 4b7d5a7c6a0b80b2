//! `sfmtls man`: the manual, as troff.

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use sfmtls::render::Printable;

use super::arguments::Arguments;
use super::exit::{Exit, Failure};
use super::output;

/// The options of `man`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct ManOptions {
    /// A command, for its page; without it, the page of sfmtls
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

const AFTER_HELP: &str = "\
To read: sfmtls man check | man -l -
To install: sfmtls man > sfmtls.1; sfmtls man check > sfmtls-check.1";

/// Writes a page to standard output.
pub fn run(options: &ManOptions) -> Result<Exit, Failure> {
    let mut all = Arguments::command().disable_help_subcommand(true);
    all.build();
    let command = match &options.command {
        None => all.clone(),
        Some(name) => all
            .find_subcommand(name)
            .ok_or_else(|| {
                anyhow::anyhow!(
                    "no command `{}`; there are {}",
                    Printable(name),
                    names(&all)
                )
            })?
            .clone(),
    };
    let mut page = Vec::new();
    Man::new(command)
        .source(concat!("sfmtls ", env!("CARGO_PKG_VERSION")))
        .manual("sfmtls")
        .render(&mut page)
        .map_err(anyhow::Error::from)?;
    let page = String::from_utf8(page).map_err(anyhow::Error::from)?;
    output::to_standard_output(&page)?;
    Ok(Exit::Passed)
}

/// The commands that have a page.
fn names(all: &Command) -> String {
    let names: Vec<&str> = all.get_subcommands().map(Command::get_name).collect();
    names.join(", ")
}
