//! How reports are made, and where they go.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};

/// Formats, files, colour and detail.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub struct ReportOptions {
    /// How to report, and where to; at most one without =FILE
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human")]
    pub format: Vec<FormatAndFile>,

    /// Write to this file instead of standard output, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// When to colour; `NO_COLOR` is honoured
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Show each rule's verdict
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,

    /// Show findings only
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Human,
    /// One object, schema 1
    Json,
    /// One page for people, with drawings
    Html,
}

impl ReportFormat {
    /// The name on the command line.
    fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// A format, and the file to write it to.
#[derive(Clone, Debug)]
pub struct FormatAndFile {
    pub format: ReportFormat,
    pub file: Option<PathBuf>,
}

impl FromStr for FormatAndFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (format, file) = match text.split_once('=') {
            Some((_, "")) => return Err("a file's name is missing after `=`".into()),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (text, None),
        };
        let format = ReportFormat::from_str(format, false).map_err(|_| {
            let all = ReportFormat::value_variants().iter().map(|it| it.name());
            let all: Vec<String> = all.collect();
            format!("no format `{format}`; there are {}", all.join(", "))
        })?;
        Ok(Self { format, file })
    }
}
