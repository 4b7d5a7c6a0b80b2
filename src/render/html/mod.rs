//! The report as one page: what support attaches to a case, and what a developer reads who knows
//! Salesforce better than certificates.
//!
//! The page has no script and loads nothing. Its policy allows one style sheet, by hash, so nothing
//! that came from outside could act even if it came through; askama escapes it, and what is not
//! seen or changes the direction of text is written out by [`Printable`] before.
//! The markup is in `templates/`; here is what it shows, and where in the drawings it stands.

mod against;
mod answer;
mod certificate;
mod dates;
mod diagram;
mod finding;
mod rule;
mod section;
mod style;
mod summary;
mod text;
mod timeline;
mod tone;

use std::fmt;

use askama::Template;

use self::against::Line;
use self::diagram::Kind;
use self::section::{Content, Section};
use self::style::Style;
use self::summary::Row;
use self::text::excerpt;
use self::tone::Tone;
use super::Printable;
use crate::plural::plural;
use crate::report::Report;

/// The report as one page that needs nothing else.
///
/// # Errors
/// Never for a report that this crate made; what a formatter says otherwise.
pub fn render(report: &Report) -> Result<String, fmt::Error> {
    let mut text = String::new();
    let page = Page::new(report);
    page.render_into(&mut text).map_err(|_| fmt::Error)?;
    Ok(text)
}

/// What `templates/report.html` shows.
#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    style: Style,
    title: String,
    question: String,
    judged_at: String,
    against: String,
    notices: Vec<Printable<'a>>,
    /// How the submissions fared, in a sentence; where there are several.
    counts: String,
    /// The submissions at a glance, the worst first; where there are several.
    rows: Vec<Row>,
    sections: Vec<Section<'a>>,
    details: Vec<Line>,
    version: &'static str,
}

impl<'a> Page<'a> {
    fn new(report: &'a Report) -> Self {
        let order = summary::worst_first(&report.submissions);
        let is_open = order.len() <= MAX_OPEN;
        let sections: Vec<_> = order
            .iter()
            .map(|(number, submission)| Section::new(*number, submission, report, is_open))
            .collect();
        let (title, question) = match sections.as_slice() {
            [one] => (
                format!("{}: {}", excerpt(&one.name, MAX_TITLE), one.word),
                "Will Salesforce accept this client certificate?".to_owned(),
            ),
            all => (
                plural(all.len(), "submission"),
                format!("Will Salesforce accept these {} submissions?", all.len()),
            ),
        };
        let has_several = sections.len() != 1;
        Self {
            style: Style::new(),
            title,
            question,
            judged_at: report.judged_at.to_string(),
            against: against::in_short(report),
            notices: report.notices.iter().map(|it| Printable(it)).collect(),
            counts: summary::counts(report),
            rows: if has_several {
                order.iter().map(Row::new).collect()
            } else {
                Vec::new()
            },
            sections,
            details: against::lines(report),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// As many letters of a submission's name stand in the title.
const MAX_TITLE: usize = 48;
/// Of more submissions than these each is folded below its answers.
const MAX_OPEN: usize = 4;
