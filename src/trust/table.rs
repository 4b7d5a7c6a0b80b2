//! Rows of a table: with a header that names the columns, or read by what stands in each cell.

use std::collections::HashMap;

use super::dates;
use super::document::{Block, Cell, words};
use super::drafts::{Draft, Drafts, is_number};
use super::held::TOKEN_START;
use super::keytool;
use super::known;
use super::labels::{Field, classify};
use super::lines::{Fact, Place, facts, shows};
use super::names::evened;

/// What has been seen of the tables of a page.
#[derive(Debug, Default)]
pub(super) struct Tables {
    headers: HashMap<usize, Vec<Option<Field>>>,
    /// The last header of all: some pages put it into a table of its own.
    last: Vec<Option<Field>>,
    /// For each table, for each column, how many further rows its last cell spans.
    spans: HashMap<usize, Vec<usize>>,
}

impl Tables {
    /// Reads a row.
    pub(super) fn row(&mut self, block: &Block, place: Place<'_>, drafts: &mut Drafts) {
        let shown: Vec<&Cell> = block.cells.iter().filter(|cell| has_text(cell)).collect();
        let header = self.header(block);
        match shown.as_slice() {
            [] => return,
            // Below a header too, a cell across the table is a heading, not an entry.
            [only]
                if header
                    .as_ref()
                    .is_none_or(|header| block.cells.len() < header.len()) =>
            {
                // The header of one column says nothing that is not seen.
                if only.is_heading && label_of(only).is_some() && !has_value(only) {
                    return;
                }
                return only.paragraphs.iter().for_each(|paragraph| {
                    drafts.add(facts(paragraph, place));
                    drafts.end_paragraph();
                });
            }
            [label, value] if block.cells.len() == 2 => {
                let field = label_of(label).filter(|_| label_of(value).is_none());
                if let Some(field) = field.filter(|_| header.is_none()) {
                    return drafts.add(labelled_value(field, &value.paragraphs, place));
                }
            }
            _ => {}
        }
        if let Some(found) = header_of(&shown, block) {
            self.last.clone_from(&found);
            self.headers.insert(block.group, found);
            return;
        }
        if is_layout(&shown) {
            for paragraph in block.paragraphs() {
                drafts.add(facts(paragraph, place));
                drafts.end_paragraph();
            }
            return;
        }
        self.entry(block, header.as_deref().unwrap_or_default(), place, drafts);
    }

    fn header(&self, block: &Block) -> Option<Vec<Option<Field>>> {
        let columns: usize = block.cells.iter().map(|cell| cell.columns).sum();
        let last = Some(&self.last).filter(|last| last.len() == columns && columns > 1);
        self.headers.get(&block.group).or(last).cloned()
    }

    /// Reads a row that is about one root.
    fn entry(
        &mut self,
        block: &Block,
        header: &[Option<Field>],
        place: Place<'_>,
        drafts: &mut Drafts,
    ) {
        let spans = self.spans.entry(block.group).or_default();
        let goes_on = spans.iter().any(|rows| *rows > 0);
        let mut row = Row::default();
        let mut column = 0_usize;
        for cell in &block.cells {
            while let Some(rows) = spans.get_mut(column).filter(|rows| **rows > 0) {
                *rows = rows.saturating_sub(1);
                column = column.saturating_add(1);
            }
            row.cell(cell, header.get(column).copied().flatten(), place);
            let next = column.saturating_add(cell.columns);
            spans.resize(spans.len().max(next), 0);
            for rows in spans.iter_mut().take(next).skip(column) {
                *rows = cell.rows.saturating_sub(1);
            }
            column = next;
        }
        for rows in spans.iter_mut().skip(column) {
            *rows = rows.saturating_sub(1);
        }
        let mut draft = row.finish();
        let is_named = draft.subject.is_some() || draft.alias.is_some();
        // A column that the header names otherwise is no alias beside one that it calls so.
        let names = |field: &Option<Field>| matches!(field, Some(Field::Alias | Field::Subject));
        draft.title = draft.title.filter(|_| !header.iter().any(names));
        draft.is_entry |= header.iter().any(Option::is_some) && is_named;
        if goes_on {
            drafts.go_on(draft);
        } else {
            drafts.push(draft);
        }
    }
}

fn has_text(cell: &Cell) -> bool {
    cell.paragraphs.iter().any(|paragraph| shows(paragraph))
}

/// Whether a value may stand behind the label of a cell.
fn has_value(cell: &Cell) -> bool {
    let mut letters = cell.paragraphs.iter().flat_map(|text| text.chars());
    letters.any(|letter| letter.is_ascii_digit() || matches!(letter, ':' | '='))
}

/// The text of a cell.
fn text_of(cell: &Cell) -> String {
    words(&cell.paragraphs.join("\n"))
}

/// What a cell announces, where it is a label and nothing else.
fn label_of(cell: &Cell) -> Option<Field> {
    match cell.paragraphs.as_slice() {
        [text] if text.len() <= 128 => classify(text),
        _ => None,
    }
}

/// The columns' fields, where the row is a header: two labels, or nothing but heading cells and a
/// label.
fn header_of(shown: &[&Cell], block: &Block) -> Option<Vec<Option<Field>>> {
    let labels = shown.iter().filter(|cell| label_of(cell).is_some()).count();
    let headings = shown.iter().all(|cell| cell.is_heading);
    if labels < 2 && !(headings && labels == 1) {
        return None;
    }
    // Half of a row's cells may read like labels by chance: `Root CA` and `Root`.
    if !headings && labels.saturating_mul(2) < shown.len() {
        return None;
    }
    let columns = |cell: &Cell| std::iter::repeat_n(label_of(cell), cell.columns);
    Some(block.cells.iter().flat_map(columns).collect())
}

/// Whether the table only arranges the page: a cell of it holds several entries.
fn is_layout(shown: &[&Cell]) -> bool {
    shown.iter().any(|cell| {
        let paragraphs = cell.paragraphs.iter();
        let (mut entries, mut tokens) = (0_usize, 0_usize);
        for text in paragraphs.filter(|text| text.len() >= keytool::TRUSTED.len()) {
            entries = entries.saturating_add(text.matches(keytool::TRUSTED).count());
        }
        for text in cell.paragraphs.iter().filter(|text| !text.is_ascii()) {
            tokens = tokens.saturating_add(text.matches(TOKEN_START).count());
        }
        entries > 1 || tokens > 1
    })
}

/// The facts of a value whose label stands before it, in a cell or term of its own.
pub(super) fn labelled_value(field: Field, paragraphs: &[String], place: Place<'_>) -> Vec<Fact> {
    let place = Place {
        header: Some(field),
        one_root: true,
        ..place
    };
    let mut found: Vec<Fact> = paragraphs
        .iter()
        .flat_map(|paragraph| facts(paragraph, place))
        .collect();
    match field {
        Field::Print(_) | Field::Certificate => {
            found.retain(|fact| {
                matches!(
                    fact,
                    Fact::Print(..) | Fact::Doubt | Fact::Held(_) | Fact::Field(..)
                )
            });
            found
        }
        _ => {
            let (proofs, rest): (Vec<Fact>, Vec<Fact>) = found
                .into_iter()
                .partition(|fact| matches!(fact, Fact::Print(..) | Fact::Held(_)));
            let text = if proofs.is_empty() {
                Some(paragraphs.join("\n"))
            } else {
                rest.into_iter().find_map(|fact| match fact {
                    Fact::Name(text) | Fact::Title(text) | Fact::Field(_, text) => Some(text),
                    _ => None,
                })
            };
            let mut fields = text
                .map(|text| text_fields(field, &text))
                .unwrap_or_default();
            fields.extend(proofs);
            fields
        }
    }
}

/// The fact that a labelled text is; a validity of two moments is two.
fn text_fields(field: Field, text: &str) -> Vec<Fact> {
    let is_moment = matches!(field, Field::NotBefore | Field::NotAfter);
    match dates::split_validity(text).filter(|_| is_moment) {
        Some((from, until)) => vec![
            Fact::Field(Field::NotBefore, from),
            Fact::Field(Field::NotAfter, until),
        ],
        None => vec![Fact::Field(field, words(text))],
    }
}

/// A row being read.
#[derive(Default)]
struct Row {
    draft: Draft,
    texts: Vec<String>,
}

impl Row {
    fn cell(&mut self, cell: &Cell, field: Option<Field>, place: Place<'_>) {
        if !has_text(cell) {
            return;
        }
        match field {
            Some(Field::Other) => {}
            Some(Field::EntryType) => {
                self.draft.is_key = keytool::is_trusted(&text_of(cell)) == Some(false);
            }
            Some(field) => {
                for fact in labelled_value(field, &cell.paragraphs, place) {
                    self.fact(fact);
                }
            }
            None => self.unlabelled(cell, place),
        }
    }

    fn unlabelled(&mut self, cell: &Cell, place: Place<'_>) {
        let text = text_of(cell);
        if dates::is_date(&text) {
            return self.draft.moments.push(text);
        }
        if let Some((from, until)) = dates::split_validity(&text) {
            return self.draft.moments.extend([from, until]);
        }
        if let Some(trusted) = keytool::is_trusted(&text).filter(|_| !text.contains(' ')) {
            self.draft.is_key = !trusted;
            return;
        }
        let place = Place {
            header: None,
            one_root: true,
            ..place
        };
        let paragraphs = cell.paragraphs.iter();
        let found: Vec<Fact> = paragraphs
            .flat_map(|paragraph| facts(paragraph, place))
            .collect();
        if found.is_empty() && is_number(&text) && self.draft.serial.is_none() {
            self.draft.serial = Some(text);
            self.draft.is_serial_guessed = true;
        }
        for fact in found {
            self.fact(fact);
        }
    }

    fn fact(&mut self, fact: Fact) {
        match fact {
            Fact::Print(print, labelled) => {
                if !self.draft.prints.iter().any(|(other, _)| *other == print) {
                    self.draft.prints.push((print, labelled));
                }
            }
            Fact::Held(token) => self.draft.held = self.draft.held.or(Some(token)),
            Fact::Entry(line) => {
                self.draft.alias = Some(line.alias);
                self.draft.is_key |= !line.is_trusted;
                self.draft.is_entry = true;
            }
            Fact::Field(field, value) => self.set(field, value),
            Fact::Name(name) if self.draft.subject.is_none() => self.draft.subject = Some(name),
            Fact::Name(name) => self.set(Field::Issuer, name),
            Fact::Title(title) if dates::is_date(&title) => self.draft.moments.push(title),
            Fact::Title(title) if is_number(&title) => {
                self.draft.is_serial_guessed |= self.draft.serial.is_none();
                self.set(Field::Serial, title);
            }
            Fact::Title(title) => self.texts.push(title),
            Fact::Doubt => self.draft.is_doubtful = true,
            Fact::Rule => {}
        }
    }

    fn set(&mut self, field: Field, value: String) {
        if let Some(place) = self.draft.field(field).filter(|place| place.is_none()) {
            *place = Some(value);
        }
    }

    /// Gives the texts that nothing labels their places: one that is a known root's name is the
    /// subject, the first of the others the alias.
    fn finish(mut self) -> Draft {
        let is_known = |text: &String| !known::bundled_named(&evened(text)).is_empty();
        let named = self.texts.iter().position(is_known);
        if let Some(named) = named.filter(|_| self.draft.subject.is_none()) {
            self.draft.subject = Some(self.texts.remove(named));
        }
        self.draft.title = self.texts.into_iter().next();
        self.draft
    }
}
