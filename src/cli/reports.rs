//! The reports that were asked for, each to where it goes.

use std::collections::HashSet;
use std::path::{self, Path, PathBuf};

use anyhow::bail;
use sfmtls::render::{github, gitlab, html, human, json, junit, ndjson, prometheus, sarif};
use sfmtls::report::Report;

use super::arguments::{FormatAndFile, ReportFormat, ReportOptions};
use super::input::shown;
use super::{output, terminal};

/// Whether what is asked for can be done.
///
/// # Errors
/// Where two reports go to one place.
pub fn check_usage(options: &ReportOptions) -> anyhow::Result<()> {
    let without_file = options.format.iter().filter(|wanted| wanted.file.is_none());
    match (without_file.count(), &options.output) {
        (0, Some(output)) => bail!(
            "--output {} has no report to hold: each --format names a file of its own",
            shown(output)
        ),
        (2.., Some(output)) => bail!(
            "--format is given twice without =FILE, and {} holds one report",
            shown(output)
        ),
        (2.., None) => {
            bail!("--format is given twice without =FILE, and standard output holds one report")
        }
        _ => {}
    }
    let mut seen = HashSet::new();
    for file in files(options) {
        // Where there is no working directory the name stands for itself.
        if !seen.insert(path::absolute(file).unwrap_or_else(|_| file.clone())) {
            bail!("two reports are to be written to {}", shown(file));
        }
    }
    Ok(())
}

/// The files that reports are written to.
fn files(options: &ReportOptions) -> impl Iterator<Item = &PathBuf> {
    let own = options.format.iter();
    own.filter_map(|wanted| wanted.file.as_ref())
        .chain(&options.output)
}

/// Whether no report is written over what is read.
///
/// # Errors
/// Where one is.
pub fn spare<'a>(
    options: &ReportOptions,
    inputs: impl Iterator<Item = &'a Path>,
) -> anyhow::Result<()> {
    // Only what is there already can be lost.
    let inputs: HashSet<PathBuf> = inputs
        .filter_map(|input| input.canonicalize().ok())
        .collect();
    for file in files(options) {
        if file.is_file() && file.canonicalize().is_ok_and(|file| inputs.contains(&file)) {
            bail!(
                "{} is read, and a report is to be written over it",
                shown(file)
            );
        }
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
            ReportFormat::Human => human::render(report, &human_options(options, file.is_some())),
            ReportFormat::Json => json::render(report)?,
            ReportFormat::Ndjson => ndjson::render(report)?,
            ReportFormat::Sarif => sarif::render(report)?,
            ReportFormat::Github => github::render(report),
            ReportFormat::Gitlab => gitlab::render(report)?,
            ReportFormat::Junit => junit::render(report)?,
            ReportFormat::Html => html::render(report)?,
            ReportFormat::Prometheus => prometheus::render(report),
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
