//! How reports are made, and where they go.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, ValueEnum};

use crate::cli::output::STANDARD_OUTPUT;

/// Formats, files, colour and detail.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Output")]
pub struct ReportOptions {
    /// How to report, and where to (repeatable); at most one without =FILE
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatAndFileParser)]
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
    /// The objects of JSON's submissions, one a line
    Ndjson,
    /// SARIF 2.1.0, for code scanners
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit's XML, for Jenkins and GitLab: a suite a submission, a case a rule
    Junit,
    /// One page for people, with drawings
    Html,
    /// Prometheus' text exposition, for a textfile collector
    Prometheus,
}

/// A format, and the file to write it to.
#[derive(Clone, Debug)]
pub struct FormatAndFile {
    pub format: ReportFormat,
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`; the file's name may be any that the system has.
#[derive(Clone, Debug)]
struct FormatAndFileParser;

impl TypedValueParser for FormatAndFileParser {
    type Value = FormatAndFile;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<FormatAndFile, clap::Error> {
        let (name, file) = split(value);
        let format = EnumValueParser::new().parse_ref(command, argument, name)?;
        if file
            .as_ref()
            .is_some_and(|file| file.as_os_str().is_empty())
        {
            let message = "a file's name is missing after `=`";
            return Err(command.clone().error(ErrorKind::InvalidValue, message));
        }
        // As for inputs, `-` is what there is without a name.
        let file = file.filter(|file| file != Path::new(STANDARD_OUTPUT));
        Ok(FormatAndFile { format, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let formats = ReportFormat::value_variants().iter();
        Some(Box::new(formats.filter_map(ValueEnum::to_possible_value)))
    }
}

/// What stands before the first `=`, and what behind.
#[cfg(unix)]
fn split(value: &OsStr) -> (&OsStr, Option<PathBuf>) {
    use std::os::unix::ffi::OsStrExt as _;
    let mut parts = value.as_bytes().splitn(2, |byte| *byte == b'=');
    let name = parts.next().map_or(value, OsStr::from_bytes);
    (
        name,
        parts.next().map(|file| OsStr::from_bytes(file).into()),
    )
}

/// The same; a name that is not Unicode is taken for that of a format, and refused.
#[cfg(not(unix))]
fn split(value: &OsStr) -> (&OsStr, Option<PathBuf>) {
    match value.to_str().and_then(|text| text.split_once('=')) {
        Some((name, file)) => (OsStr::new(name), Some(file.into())),
        None => (value, None),
    }
}
