//! A list's roots for people: what was asked, then what the list is.

mod answers;
mod table;
mod words;

use super::super::wrap::fit;
use super::super::{Palette, Printable, Style};
use crate::roots::RootsReport;

/// How it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// In which colours.
    pub palette: Palette,
    /// The widest line, in characters.
    pub width: usize,
}

/// The report as text; every piece of it that came from outside is harmless. The table is left out
/// where a question was asked and nothing searched for.
#[must_use]
pub fn render(report: &RootsReport<'_>, options: Options) -> String {
    let mut page = Page {
        text: String::new(),
        options,
    };
    if let Some(difference) = &report.difference {
        page.difference(difference);
    }
    for reach in report.leads_to.iter().flatten() {
        page.reach(reach, &report.trust_list);
    }
    if let Some(advice) = &report.advice {
        page.advice(advice);
    }
    if !report.asks_more_than_a_table() || report.searched.is_some() {
        page.table(report);
    }
    page.summary(report);
    page.text
}

/// The text so far.
struct Page {
    text: String,
    options: Options,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn paint(&self, style: Style, text: &str) -> String {
        self.options.palette.paint(style, text)
    }

    /// A paragraph that begins with `lead`, shown in a style, and hangs on it.
    fn hanging(&mut self, style: Style, lead: &str, text: &str) {
        let indent = lead.chars().count();
        let text = Printable(text).to_string();
        let lines = fit(&text, self.options.width.saturating_sub(indent));
        for (index, line) in lines.iter().enumerate() {
            let lead = if index == 0 {
                self.paint(style, lead)
            } else {
                " ".repeat(indent)
            };
            self.line(&format!("{lead}{line}"));
        }
    }

    /// What list it is, and how much of it is known.
    fn summary(&mut self, report: &RootsReport<'_>) {
        let list = &report.trust_list;
        if let Some(searched) = &report.searched {
            let shown = report.roots.len();
            let text = format!(
                "{shown} of {} contain `{searched}`",
                words::entries(list.entries)
            );
            self.hanging(Style::Strong, "", &text);
        }
        let text = format!(
            "{} of {}: {} with certificate, {} resolved",
            words::entries(list.entries),
            words::place(list),
            list.with_certificate,
            list.resolved
        );
        self.hanging(Style::Strong, "", &text);
    }
}
