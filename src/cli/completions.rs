//! `sfmtls completions`: what a shell needs to complete the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::arguments::Arguments;
use super::exit::{Exit, Failure};
use super::output;

/// The options of `completions`.
#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct CompletionsOptions {
    /// The shell to complete for
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

const AFTER_HELP: &str = "\
Bash, once for a user:
  sfmtls completions bash > ~/.local/share/bash-completion/completions/sfmtls
Zsh, in a folder of $fpath:
  sfmtls completions zsh > _sfmtls
Fish:
  sfmtls completions fish > ~/.config/fish/completions/sfmtls.fish";

/// Writes the script to standard output.
pub fn run(options: &CompletionsOptions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(options.shell, &mut command, name, &mut script);
    let script = String::from_utf8(script).map_err(anyhow::Error::from)?;
    output::to_standard_output(&script)?;
    Ok(Exit::Passed)
}
