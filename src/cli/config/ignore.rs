//! Ignores: which findings they mean, and what became of them.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use sfmtls::certificate::{Sha256, Time};
use sfmtls::render::without_dots;
use sfmtls::report::{Horizon, Ignore, Judged, Suppression};
use sfmtls::rules::Rule;

use super::{Config, InLine};
use crate::cli::input;

/// An ignore as it is written.
#[derive(Clone, Debug)]
pub struct Written {
    pub rule: &'static Rule,
    /// Of submissions with such a path alone.
    pub path: Option<Pattern>,
    /// Of this certificate alone.
    pub sha256: Option<Sha256>,
    pub reason: String,
    pub until: Option<Until>,
}

/// Paths, relative to the file's folder.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// As it is written.
    pub text: String,
    globs: GlobSet,
}

impl Pattern {
    /// A path with `*`, `?`, `[…]` and `**`, or a folder, which stands for all below it.
    ///
    /// # Errors
    /// Where it is none, or longer than a path may be.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.trim_matches('/').trim().is_empty() {
            return Err("it names no file or folder".into());
        }
        if text.len() > MAX_PATTERN {
            return Err(format!("it is longer than {MAX_PATTERN} bytes"));
        }
        let path = text.trim_start_matches("./").trim_end_matches('/');
        let below = match path {
            "" | "." => "**".to_owned(),
            path => format!("{path}/**"),
        };
        let mut set = GlobSetBuilder::new();
        for glob in [path, &below] {
            let built = GlobBuilder::new(glob).literal_separator(true).build();
            set.add(built.map_err(|error| error.to_string())?);
        }
        Ok(Self {
            text: text.to_owned(),
            globs: set.build().map_err(|error| error.to_string())?,
        })
    }

    /// Whether the file of this name, which is at that path from the root on, is meant.
    fn matches(&self, name: &Path, absolute: Option<&Path>) -> bool {
        let absolute = absolute.filter(|_| self.text.starts_with('/'));
        self.globs.is_match(absolute.unwrap_or(name))
    }
}

/// No path is longer (Linux' `PATH_MAX`).
const MAX_PATTERN: usize = 4096;

/// The last day on which an ignore holds.
#[derive(Clone, Debug)]
pub struct Until {
    day: String,
    /// The first moment after it.
    end: Time,
}

impl Until {
    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let meant = "a day is meant, YYYY-MM-DD";
        let day = Time::parse(text).map_err(|_| meant)?;
        if day.day() != text {
            return Err(meant);
        }
        Ok(Self {
            day: day.day(),
            end: day.plus_days(1),
        })
    }

    /// The day as it is written.
    pub fn day(&self) -> &str {
        &self.day
    }
}

/// The ignores in force: those of the command line, then those of the file.
#[derive(Clone, Debug)]
pub struct Ignores {
    /// Rules that the command line ignores.
    flags: Vec<&'static Rule>,
    /// The file, as it is shown.
    file: String,
    /// The folder that patterns are relative to, from the root on.
    folder: Option<PathBuf>,
    written: Vec<InLine<Written>>,
    at: Time,
}

impl Ignores {
    /// What both say at this moment.
    pub fn new(flags: &[&'static Rule], config: &Config, at: Time) -> Self {
        Self {
            flags: flags.to_vec(),
            file: input::shown(&config.file),
            folder: absolute(&config.folder().join(".")),
            written: config.ignore.clone(),
            at,
        }
    }

    /// Those that hold for the submission of this path, or for one without a path.
    pub fn for_path(&self, path: Option<&str>) -> Vec<Ignore> {
        let flags = self.flags.iter().map(|rule| Ignore::rule(rule.id));
        let written = self.written.iter().enumerate();
        let holding = written
            .filter(|(_, ignore)| self.holds(&ignore.value) && self.is_meant(&ignore.value, path));
        let made = holding.map(|(index, ignore)| Ignore {
            rule: ignore.value.rule.id,
            sha256: ignore.value.sha256,
            suppression: Arc::new(Suppression {
                reason: Some(ignore.value.reason.clone()),
                until: ignore.value.until.as_ref().map(|until| until.day.clone()),
                ignore: Some(index),
            }),
        });
        // Those with a reason first: it is what reports show.
        made.chain(flags).collect()
    }

    fn holds(&self, ignore: &Written) -> bool {
        ignore
            .until
            .as_ref()
            .is_none_or(|until| self.at < until.end)
    }

    fn is_meant(&self, ignore: &Written, path: Option<&str>) -> bool {
        let Some(pattern) = &ignore.path else {
            return true;
        };
        let Some(path) = path else {
            return false;
        };
        let absolute = absolute(Path::new(path));
        let below = absolute.as_deref().zip(self.folder.as_deref());
        let below = below.and_then(|(path, folder)| path.strip_prefix(folder).ok());
        // What lies elsewhere is known by the name that the user gave it.
        let name = below.unwrap_or(Path::new(path));
        pattern.matches(name, absolute.as_deref())
    }

    /// What is to be said of those that did nothing, where these were `used`: past their day, or
    /// without anything to match in the questions that were asked.
    pub fn notices(&self, used: &HashSet<usize>, asked: &BTreeSet<Horizon>) -> Vec<String> {
        let written = self.written.iter().enumerate();
        let idle = written.filter(|(index, ignore)| {
            asked.contains(&ignore.value.rule.horizon) && !used.contains(index)
        });
        idle.map(|(_, ignore)| self.notice(ignore)).collect()
    }

    fn notice(&self, ignore: &InLine<Written>) -> String {
        let place = format!("{}:{}", self.file, ignore.line);
        let rule = ignore.value.rule.id;
        match &ignore.value.until {
            Some(until) if !self.holds(&ignore.value) => format!(
                "{place}: the ignore of {rule} ended on {}; its findings count again",
                until.day
            ),
            _ if ignore.value.path.is_some() => {
                format!("{place}: the ignore of {rule} matches nothing at its path")
            }
            _ => format!("{place}: the ignore of {rule} matches nothing"),
        }
    }
}

/// The ignores that suppressed a finding here, by their place in the file.
pub fn used(judged: &Judged) -> impl Iterator<Item = usize> {
    let findings = judged.findings();
    findings.filter_map(|(_, finding)| finding.suppression.as_ref()?.ignore)
}

/// The path from the root on; links are not followed, since the user means names.
fn absolute(path: &Path) -> Option<PathBuf> {
    std::path::absolute(path).ok().as_deref().map(without_dots)
}
