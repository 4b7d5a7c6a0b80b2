//! Where a finding is: the file as a pipeline knows it, and its lines.

use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use super::words::printable;
use crate::report::{CertificateReport, Report, SubmissionReport};

/// The place of a finding, or of a submission as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The file's name with `/` between its parts: relative where it is below the working
    /// directory, `None` where there is no file. It may hold any character.
    pub file: Option<String>,
    /// The first line, from 1; `None` outside PEM and for a whole file.
    pub line: Option<usize>,
    /// The last line, where the first is known.
    pub last_line: Option<usize>,
}

impl Place {
    /// Of a whole submission.
    pub fn whole(report: &Report, submission: &SubmissionReport) -> Self {
        Self::new(report, submission, None, None)
    }

    /// Of the certificate that a finding is about, else of a line of the submission.
    pub fn new(
        report: &Report,
        submission: &SubmissionReport,
        about: Option<&CertificateReport>,
        line: Option<usize>,
    ) -> Self {
        let presented = about.map(|about| &about.presented);
        let own = presented.and_then(|it| it.file.as_deref());
        Self {
            file: file(report, own.or(submission.path.as_deref())),
            line: presented.map_or(line, |it| it.line),
            last_line: presented.and_then(|it| it.last_line),
        }
    }

    /// The file's name made harmless.
    pub fn shown(&self) -> Option<String> {
        self.file.as_deref().map(printable)
    }
}

/// The path that stands for standard input.
const STANDARD_INPUT: &str = "-";

fn file(report: &Report, path: Option<&str>) -> Option<String> {
    let path = path.filter(|path| *path != STANDARD_INPUT)?;
    let directory = report.directory.as_deref().map(Path::new);
    let whole = directory.map_or_else(|| path.into(), |directory| directory.join(path));
    let whole = without_dots(&whole);
    let below = directory.and_then(|directory| whole.strip_prefix(directory).ok());
    let name = below.unwrap_or(&whole).to_string_lossy();
    Some(with_slashes(&name))
}

/// The system's path with `/` between its parts.
pub(super) fn with_slashes(path: &str) -> String {
    path.replace(MAIN_SEPARATOR, "/")
}

/// The path without `.`, and without `..` where what it takes back is known.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match (part, plain.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                plain.pop();
            }
            _ => plain.push(part),
        }
    }
    plain
}
