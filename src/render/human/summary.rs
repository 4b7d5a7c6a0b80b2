//! The table of several submissions, worst first.

use std::cmp::Reverse;

use super::words::{verdict, word};
use crate::render::words::name;
use crate::render::{Palette, Style};
use crate::report::{Conclusion, Judged, Outcome, Report, Severity, SubmissionReport};

/// As many rows are shown; the rest is counted.
const MAX_ROWS: usize = 50;

/// The lines of the table, and how many submissions are not in it.
pub(super) fn table(report: &Report, palette: Palette, width: usize) -> (Vec<String>, usize) {
    let mut submissions: Vec<&SubmissionReport> = report.submissions.iter().collect();
    // A stable sort: of equals the first comes first.
    submissions.sort_by_key(|submission| Reverse(badness(submission)));
    let rows = submissions.iter().take(MAX_ROWS);
    let head = Row {
        cells: ["verdict", "upload", "handshake", "renewal", "ends"]
            .map(|text| (Style::Faint, text.to_owned())),
        name: "submission".to_owned(),
    };
    let rows = rows.map(|submission| Row::of(submission));
    let lines = std::iter::once(head).chain(rows);
    let lines = lines.map(|row| row.line(palette, width)).collect();
    (lines, submissions.len().saturating_sub(MAX_ROWS))
}

/// What is worse is more; errors count before warnings.
fn badness(submission: &SubmissionReport) -> (u8, usize, usize) {
    let Outcome::Judged(judged) = &submission.outcome else {
        return (3, 0, 0);
    };
    let verdict = match judged.outcome {
        Conclusion::Fail => 2,
        Conclusion::Undecided => 1,
        Conclusion::Pass => 0,
    };
    let count = |severity| judged.count(severity);
    (verdict, count(Severity::Error), count(Severity::Warning))
}

/// A row: verdict, the three questions, the end entity's last day; the name behind them.
struct Row {
    cells: [(Style, String); 5],
    name: String,
}

/// How wide the cells are.
const WIDTHS: [usize; 5] = [10, 7, 9, 7, 10];

impl Row {
    fn of(submission: &SubmissionReport) -> Self {
        let name = name(submission);
        let Outcome::Judged(judged) = &submission.outcome else {
            let nothing = || (Style::Faint, "-".to_owned());
            let unreadable = (Style::Error, "UNREADABLE".to_owned());
            let cells = [unreadable, nothing(), nothing(), nothing(), nothing()];
            return Self { cells, name };
        };
        let cell = |(style, text): (Style, &str)| (style, text.to_owned());
        let [upload, handshake, renewal] = judged.horizons.map(|(_, state)| cell(word(state)));
        let verdict = cell(verdict(judged.outcome));
        let end = (Style::Strong, end(judged));
        Self {
            cells: [verdict, upload, handshake, renewal, end],
            name,
        }
    }

    fn line(&self, palette: Palette, width: usize) -> String {
        let mut line = String::new();
        let mut used = 0;
        for ((style, text), width) in self.cells.iter().zip(WIDTHS) {
            // Padded before it is painted: paint has no width.
            line.push_str(&palette.paint(*style, &format!("{text:width$}")));
            line.push_str("  ");
            used += width + 2;
        }
        line.push_str(&tail(&self.name, width.saturating_sub(used)));
        line
    }
}

/// The end entity's last day.
fn end(judged: &Judged) -> String {
    judged.end_entity().map_or_else(
        || "-".to_owned(),
        |it| it.presented.certificate.not_after.day(),
    )
}

/// The text, or what fits of its end, which tells files apart.
fn tail(text: &str, width: usize) -> String {
    let width = width.max(NARROWEST);
    let length = text.chars().count();
    if length <= width {
        return text.to_owned();
    }
    let kept = text
        .chars()
        .skip(length.saturating_sub(width).saturating_add(1));
    std::iter::once('…').chain(kept).collect()
}

/// A name is not cut to fewer characters.
const NARROWEST: usize = 16;
