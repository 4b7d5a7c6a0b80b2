//! The roots in columns, or where these do not fit, one below the other.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::super::super::wrap::{NARROWEST, fit};
use super::super::super::{Printable, Style};
use super::{Page, words};
use crate::certificate::Time;
use crate::roots::{Root, RootsReport};

/// The heads of the columns; the root's name is the last, since it may be long.
const HEADS: [&str; 5] = ["FINGERPRINT", "EXPIRES", "BY", "CHROME", "LAST DAY"];
/// What stands between two columns.
const GAP: &str = "  ";
/// As many digits of a fingerprint tell roots apart.
const DIGITS: usize = 16;

impl Page {
    /// The roots and what the short words mean.
    pub(super) fn table(&mut self, report: &RootsReport<'_>) {
        let rows: Vec<[String; 5]> = report.roots.iter().map(cells).collect();
        let widths = widths(&rows);
        let fixed: usize = widths
            .iter()
            .map(|width| width.saturating_add(GAP.len()))
            .sum();
        let names = names(&report.roots);
        let left = self.options.width.saturating_sub(fixed);
        if left < NARROWEST {
            for (root, name) in report.roots.iter().zip(&names) {
                self.hanging(Style::Strong, "", name);
                self.hanging(Style::Faint, "  ", &words::facts(root));
            }
        } else if !rows.is_empty() {
            let head = self.paint(Style::Strong, &format!("{}ROOT", padded(HEADS, widths)));
            self.line(&head);
            for (row, name) in rows.iter().zip(&names) {
                self.row(
                    &padded(row.each_ref().map(String::as_str), widths),
                    name,
                    left,
                );
            }
        }
        if !rows.is_empty() {
            self.line("");
            self.legend(report);
        }
    }

    fn row(&mut self, cells: &str, name: &str, left: usize) {
        let indent = cells.chars().count();
        for (index, line) in fit(name, left).iter().enumerate() {
            match index {
                0 => self.line(&format!("{cells}{line}")),
                _ => self.line(&format!("{:indent$}{line}", "")),
            }
        }
    }

    fn legend(&mut self, report: &RootsReport<'_>) {
        let version = report.chrome_version;
        let version = version.map_or_else(String::new, |version| format!(", version {version}"));
        let chrome = format!(
            "Chrome Root Store{version}: in, in* with a constraint, removed (an earlier version \
             had it), out, client (outside it, and dedicated to client authentication), ? not known"
        );
        self.hanging(Style::Faint, "CHROME    ", &chrome);
        self.hanging(
            Style::Faint,
            "LAST DAY  ",
            "the CA's, for clientAuth in public TLS certificates, where it announced one",
        );
    }
}

fn cells(root: &Root<'_>) -> [String; 5] {
    let none = || "-".to_owned();
    let last_day = root.last_day.and_then(|day| day.dates.first());
    [
        words::fingerprint(root, DIGITS).unwrap_or_else(none),
        root.not_after.map_or_else(none, Time::day),
        words::known_by(root.known_by).into(),
        words::in_chrome(root).into(),
        last_day.map_or_else(none, |latest| latest.date.day()),
    ]
}

/// How wide each column is: as its widest cell.
fn widths(rows: &[[String; 5]]) -> [usize; 5] {
    let mut widths = HEADS.map(str::len);
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    widths
}

fn padded(cells: [&str; 5], widths: [usize; 5]) -> String {
    let mut line = String::new();
    for (cell, width) in cells.into_iter().zip(widths) {
        // Writing to a string cannot fail.
        let _ = write!(line, "{cell:width$}{GAP}");
    }
    line
}

/// A short name for each root: its alias, and its common name where that says more; the whole
/// subject where others have the same common name, or it has none.
fn names(roots: &[Root<'_>]) -> Vec<String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for name in roots.iter().filter_map(common_name) {
        let count = count.entry(name).or_default();
        *count = count.saturating_add(1);
    }
    let short = |root: &Root<'_>| {
        let only = common_name(root).filter(|name| count.get(name) == Some(&1));
        let subject = only.or(root.subject.as_deref());
        match (root.entry.alias.as_deref(), subject) {
            (Some(alias), Some(subject)) if letters(alias) != letters(subject) => {
                format!("{alias} ({subject})")
            }
            (_, Some(name)) | (Some(name), None) => name.to_owned(),
            (None, None) => "(no name)".into(),
        }
    };
    roots
        .iter()
        .map(|root| Printable(&short(root)).to_string())
        .collect()
}

/// The common name, or the unit that begins with it and says more: `GlobalSign Root CA - R3`.
fn common_name<'a>(root: &Root<'a>) -> Option<&'a str> {
    let subject = &root.certificate?.subject;
    let name = subject.attribute("CN")?;
    let unit = subject
        .attribute("OU")
        .filter(|unit| unit.starts_with(name));
    Some(unit.unwrap_or(name))
}

/// What an alias made of a name has in common with it.
fn letters(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
