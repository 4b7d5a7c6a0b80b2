//! The reports that were asked for, each to where it goes.

use anyhow::bail;
use sfmtls::render::{html, human, json};
use sfmtls::report::Report;

use super::arguments::{FormatAndFile, ReportFormat, ReportOptions};
use super::{output, terminal};

/// Whether what is asked for can be done.
///
/// # Errors
/// Where two reports go to one place.
pub fn check_usage(options: &ReportOptions) -> anyhow::Result<()> {
    let to_output = options.format.iter().filter(|format| format.file.is_none());
    if to_output.count() > 1 {
        bail!("--format is given twice without =FILE, and standard output holds one");
    }
    Ok(())
}

/// Whether the report for people goes to standard output.
pub fn human_on_output(options: &ReportOptions) -> bool {
    let is_human =
        |wanted: &FormatAndFile| wanted.format == ReportFormat::Human && wanted.file.is_none();
    options.output.is_none() && options.format.iter().any(is_human)
}

/// Writes every report.
///
/// # Errors
/// Where one cannot be written.
pub fn write(options: &ReportOptions, report: &Report) -> anyhow::Result<()> {
    for FormatAndFile { format, file } in &options.format {
        let file = file.as_deref().or(options.output.as_deref());
        let text = match format {
            ReportFormat::Html => html::render(report)?,
            ReportFormat::Json => json::render(report)?,
            ReportFormat::Human => human::render(report, &human_options(options, file.is_some())),
        };
        match file {
            Some(path) => output::to_file(path, &text)?,
            None => output::to_standard_output(&text)?,
        }
    }
    Ok(())
}

fn human_options(options: &ReportOptions, to_file: bool) -> human::Options {
    let detail = match (options.quiet, options.verbose) {
        (true, _) => human::Detail::Quiet,
        (_, true) => human::Detail::Verbose,
        _ => human::Detail::Normal,
    };
    human::Options {
        detail,
        palette: terminal::palette(options.color, to_file),
        width: terminal::width(),
    }
}
