//! Prometheus' text format: families of series, each with help and type.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::render::Printable;

/// As many series are written in one file; a time series database pays for each.
pub(super) const MAX_SERIES: usize = 20_000;
/// As many characters of a label's value are written.
const MAX_VALUE: usize = 200;

/// A gauge: its name and what it tells.
#[derive(Debug)]
pub(super) struct Gauge {
    /// Its name, with its base unit.
    pub name: &'static str,
    /// What it tells, in one line.
    pub help: &'static str,
}

/// Series, family by family.
#[derive(Default)]
pub(super) struct Exposition {
    families: Vec<(&'static Gauge, Vec<String>)>,
    seen: HashSet<String>,
    omitted: usize,
}

impl Exposition {
    /// Adds a series, unless there are too many, or one is the same but for what was cut off.
    pub fn add(&mut self, gauge: &'static Gauge, labels: &[(&str, &str)], value: impl Into<i128>) {
        let series = series(gauge.name, labels);
        if self.seen.len() >= MAX_SERIES || !self.seen.insert(series.clone()) {
            return self.omit();
        }
        let line = format!("{series} {}\n", value.into());
        let is_same = |(known, _): &&mut (&Gauge, _)| known.name == gauge.name;
        match self.families.iter_mut().find(is_same) {
            Some((_, lines)) => lines.push(line),
            None => self.families.push((gauge, vec![line])),
        }
    }

    /// Counts a series that is left out.
    pub const fn omit(&mut self) {
        self.omitted = self.omitted.saturating_add(1);
    }

    /// How many series were left out.
    pub const fn omitted(&self) -> usize {
        self.omitted
    }

    /// The text, families in the order in which they began.
    pub fn finish(self) -> String {
        let mut text = String::new();
        for (Gauge { name, help }, lines) in self.families {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge");
            text.extend(lines);
        }
        text
    }
}

/// A series' name with its labels; an empty label is as if absent, and not written.
fn series(name: &str, labels: &[(&str, &str)]) -> String {
    let labels = labels.iter().filter(|(_, value)| !value.is_empty());
    let labels: Vec<_> = labels
        .map(|(label, text)| format!("{label}=\"{}\"", value(text)))
        .collect();
    if labels.is_empty() {
        return name.to_owned();
    }
    format!("{name}{{{}}}", labels.join(","))
}

/// A label's value: harmless, cut, and escaped as the format asks.
fn value(text: &str) -> String {
    let text = Printable(text).to_string();
    let mut letters = text.chars();
    let mut cut: String = letters.by_ref().take(MAX_VALUE).collect();
    if letters.next().is_some() {
        cut.push('…');
    }
    // Printable has left no line end.
    cut.replace('\\', r"\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    static GAUGE: Gauge = Gauge {
        name: "a_gauge",
        help: "Helps.",
    };

    #[test]
    fn values_are_quoted_as_the_format_says() {
        let mut all = Exposition::default();
        all.add(&GAUGE, &[("path", "a\"b\\c\nd"), ("alias", "")], 1);
        let expected = "# HELP a_gauge Helps.\n# TYPE a_gauge gauge\na_gauge{path=\"a\\\"b\\\\c\\\\u{a}d\"} 1\n";
        assert_eq!(all.finish(), expected);
    }

    #[test]
    fn no_series_is_there_twice_even_where_values_are_cut() {
        let mut all = Exposition::default();
        let (one, two) = ("x".repeat(201), "x".repeat(202));
        all.add(&GAUGE, &[("path", &one)], 1);
        all.add(&GAUGE, &[("path", &two)], 2);
        assert_eq!(all.omitted(), 1);
        assert_eq!(all.finish().matches("a_gauge{").count(), 1);
    }

    #[test]
    fn series_are_bounded() {
        let mut all = Exposition::default();
        for index in 0..MAX_SERIES + 3 {
            all.add(&GAUGE, &[("path", &index.to_string())], 1);
        }
        assert_eq!(all.omitted(), 3);
    }
}
