//! GitHub's workflow commands: an annotation for each finding that counts.

use std::fmt::Write as _;

use super::found::Found;
use super::place::Place;
use super::words::{name, printable};
use crate::report::{Outcome, Report, Severity};

/// The report as workflow commands, one a line.
#[must_use]
pub fn render(report: &Report) -> String {
    let mut text = String::new();
    for submission in &report.submissions {
        let judged = match &submission.outcome {
            Outcome::Judged(judged) => judged,
            Outcome::Unreadable(error) => {
                let place = Place::whole(report, submission);
                let title = format!("{}: unreadable", name(submission));
                command(&mut text, "error", &place, &title, &printable(error));
                continue;
            }
        };
        for found in Found::all(report, submission, judged).filter(Found::counts) {
            let (level, title) = (level(found.finding.severity), found.rule.id);
            command(&mut text, level, &found.place, title, &found.text());
        }
    }
    for notice in &report.notices {
        let place = Place::default();
        command(&mut text, "warning", &place, "sfmtls", &printable(notice));
    }
    text
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

/// Writes one command; a place without a file belongs to the run.
fn command(text: &mut String, level: &str, place: &Place, title: &str, message: &str) {
    // Writing to a string cannot fail.
    let _ = write!(text, "::{level} ");
    if let Some(file) = place.shown() {
        let _ = write!(text, "file={},", property(&file));
        let _ = write!(text, "line={},", place.line.unwrap_or(1));
        if let Some(last) = place.last_line {
            let _ = write!(text, "endLine={last},");
        }
    }
    let _ = writeln!(text, "title={}::{}", property(title), data(message));
}

/// A message as the runner reads it back.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property as the runner reads it back.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The escapes that the runner undoes, as GitHub's own toolkit writes them.
    #[test]
    fn what_ends_a_command_or_a_property_is_escaped() {
        let mut text = String::new();
        let place = Place {
            file: Some("a,b:c%.pem".into()),
            line: Some(3),
            last_line: Some(9),
        };
        command(&mut text, "error", &place, "x:y", "one, two\nthree: 5%");
        assert_eq!(
            text,
            "::error file=a%2Cb%3Ac%25.pem,line=3,endLine=9,title=x%3Ay::one, two%0Athree: 5%25\n"
        );
    }
}
