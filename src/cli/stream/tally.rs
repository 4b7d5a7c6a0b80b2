//! The lines of a stream, counted.

use std::collections::HashSet;
use std::fmt;

use sfmtls::report::{Conclusion, Judged, Severity};

use crate::cli::config;
use crate::cli::exit::Exit;

/// How many lines came to what.
#[derive(Debug, Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    undecided: usize,
    unreadable: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    suppressed: usize,
    /// The ignores of the configuration that suppressed a finding.
    pub used: HashSet<usize>,
    /// Whether the reader of the answers went away before the end.
    pub is_cut_off: bool,
}

impl Tally {
    /// One line was judged.
    pub fn judged(&mut self, judged: &Judged) {
        *match judged.outcome {
            Conclusion::Pass => &mut self.passed,
            Conclusion::Fail => &mut self.failed,
            Conclusion::Undecided => &mut self.undecided,
        } += 1;
        for (_, finding) in judged.findings() {
            *match (&finding.suppression, finding.severity) {
                (Some(_), _) => &mut self.suppressed,
                (None, Severity::Error) => &mut self.errors,
                (None, Severity::Warning) => &mut self.warnings,
                (None, Severity::Note) => &mut self.notes,
            } += 1;
        }
        self.used.extend(config::used(judged));
    }

    /// One line could not be judged.
    pub fn unreadable(&mut self) {
        self.unreadable += 1;
    }

    /// These lines were counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.undecided += other.undecided;
        self.unreadable += other.unreadable;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
        self.suppressed += other.suppressed;
        self.used.extend(&other.used);
    }

    /// How the program ends: the highest code of any line.
    pub fn exit(&self) -> Exit {
        match self {
            Self {
                unreadable: 1.., ..
            }
            | Self { undecided: 1.., .. } => Exit::NotJudged,
            Self { failed: 1.., .. } => Exit::Failed,
            _ => Exit::Passed,
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = self.passed + self.failed + self.undecided + self.unreadable;
        let (passed, failed) = (self.passed, self.failed);
        let (undecided, unreadable) = (self.undecided, self.unreadable);
        write!(
            formatter,
            "{}: {passed} passed, {failed} failed, {undecided} undecided, {unreadable} unreadable; ",
            counted(lines, "line")
        )?;
        write!(
            formatter,
            "{}, {}, {}, {} suppressed",
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.notes, "note"),
            self.suppressed
        )
    }
}

fn counted(number: usize, word: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {word}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_code_of_any_line_stands() {
        let tally = |passed, failed, undecided, unreadable| Tally {
            passed,
            failed,
            undecided,
            unreadable,
            ..Tally::default()
        };
        assert_eq!(tally(0, 0, 0, 0).exit(), Exit::Passed);
        assert_eq!(tally(1, 0, 0, 0).exit(), Exit::Passed);
        assert_eq!(tally(1, 1, 0, 0).exit(), Exit::Failed);
        assert_eq!(tally(0, 1, 1, 0).exit(), Exit::NotJudged);
        assert_eq!(tally(1, 0, 0, 1).exit(), Exit::NotJudged);
    }

    #[test]
    fn what_was_counted_apart_adds_up() {
        let mut tally = Tally {
            passed: 1,
            errors: 1,
            used: HashSet::from([0]),
            ..Tally::default()
        };
        tally.add(&Tally {
            failed: 2,
            unreadable: 3,
            warnings: 4,
            used: HashSet::from([0, 1]),
            ..Tally::default()
        });
        assert_eq!(
            tally.to_string(),
            "6 lines: 1 passed, 2 failed, 0 undecided, 3 unreadable; 1 error, 4 warnings, 0 notes, 0 suppressed"
        );
        assert_eq!(tally.used, HashSet::from([0, 1]));
    }
}
