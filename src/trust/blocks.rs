//! Puts the text and tags of a page together to blocks.

use std::borrow::Cow;

use super::document::{Block, Cell, Kind, MOST_PARTS, without_marks};
use super::element::Element;
use super::held::TAG;
use super::text;

/// The most columns or rows that a cell may claim; pages claim 1,000 to mean "all".
const MOST_SPAN: usize = 64;

/// What has been read of the page so far.
#[derive(Debug, Default)]
pub(super) struct Builder {
    blocks: Vec<Block>,
    /// The paragraph being read.
    text: String,
    /// How many elements are open that keep white space.
    preformatted: usize,
    /// Open tables, the innermost last.
    tables: Vec<Table>,
    /// How many lists are open.
    depth: usize,
    /// What text outside tables belongs to.
    kind: Option<Kind>,
    /// Whether the next block begins its item.
    is_start: bool,
    /// The group of the text being read.
    group: usize,
    /// The last group given.
    last_group: usize,
    /// The groups of the open lists, and of the text around them.
    groups: Vec<usize>,
    /// How many blocks and cells there are.
    parts: usize,
}

/// A table being read.
#[derive(Debug, Default)]
struct Table {
    group: usize,
    cells: Vec<Cell>,
    /// Whether the last cell is open.
    is_open: bool,
}

impl Builder {
    /// Adds text of the page.
    pub(super) fn text(&mut self, text: &str) {
        // Character references can stand for what text.rs evens out, and for our own marks.
        let evened;
        let evened = if text.is_ascii() {
            Cow::from(text)
        } else {
            evened = text::plain(text.to_owned());
            without_marks(&evened)
        };
        let text = &*evened;
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.find(is_space).unwrap_or(rest.len());
            let (before, after) = rest.split_at_checked(word).unwrap_or((rest, ""));
            self.text.push_str(before);
            let next = after
                .find(|letter| !is_space(letter))
                .unwrap_or(after.len());
            let (spaces, after) = after.split_at_checked(next).unwrap_or((after, ""));
            // A line end in the source shows as a space, and may break digits.
            match spaces {
                "" => {}
                _ if spaces.contains('\n') => self.mark(),
                _ if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) => {
                    self.text.push(' ');
                }
                _ => {}
            }
            rest = after;
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, element: Element, attribute: &dyn Fn(&str) -> Option<String>) {
        match element {
            Element::LineBreak => self.text.push('\n'),
            Element::Table => self.open_table(),
            Element::Row => self.end_row(),
            Element::Cell => self.open_cell(false, attribute),
            Element::HeadingCell => self.open_cell(true, attribute),
            Element::List => {
                self.end_paragraph();
                self.groups.push(self.group);
                self.group = self.next_group();
                self.depth = self.depth.saturating_add(1);
            }
            Element::Item => self.begin(Kind::Item),
            Element::Term => self.begin(Kind::Term),
            Element::Definition => self.begin(Kind::Definition),
            Element::Heading => self.begin(Kind::Heading),
            Element::Rule => self.rule(),
            Element::Preformatted | Element::TextArea => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_add(1);
            }
            Element::Inline => self.mark(),
            Element::Title | Element::Script | Element::Hidden | Element::Block => {
                self.end_paragraph();
            }
        }
    }

    /// Closes an element.
    pub(super) fn close(&mut self, element: Element) {
        match element {
            Element::LineBreak => self.text.push('\n'),
            Element::Table => {
                self.end_row();
                self.tables.pop();
            }
            Element::Row => self.end_row(),
            Element::Cell | Element::HeadingCell => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    table.is_open = false;
                }
            }
            Element::List => {
                self.end_paragraph();
                self.depth = self.depth.saturating_sub(1);
                self.group = self.groups.pop().unwrap_or(self.group);
                self.kind = (self.depth > 0).then_some(Kind::Item);
                self.is_start = false;
            }
            Element::Item | Element::Term | Element::Definition | Element::Heading => {
                self.end_paragraph();
                self.kind = None;
            }
            Element::Preformatted | Element::TextArea => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            Element::Inline => self.mark(),
            Element::Rule | Element::Title | Element::Script | Element::Hidden | Element::Block => {
                self.end_paragraph();
            }
        }
    }

    /// All blocks of the page.
    /// Also whether it has more parts than are read.
    pub(super) fn finish(mut self) -> (Vec<Block>, bool) {
        while !self.tables.is_empty() {
            self.end_row();
            self.tables.pop();
        }
        self.end_paragraph();
        (self.blocks, self.parts > MOST_PARTS)
    }

    /// Draws a line, which ends what stands before it.
    fn rule(&mut self) {
        self.end_paragraph();
        self.kind = None;
        if self.tables.is_empty() {
            let mut rule = Block::of(Kind::Rule, self.group, String::new());
            rule.cells.clear();
            self.blocks.push(rule);
        }
    }

    fn open_table(&mut self) {
        self.end_paragraph();
        let group = self.next_group();
        self.tables.push(Table {
            group,
            ..Table::default()
        });
    }

    fn next_group(&mut self) -> usize {
        self.last_group = self.last_group.saturating_add(1);
        self.last_group
    }

    fn mark(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n', TAG]) {
            self.text.push(TAG);
        }
    }

    fn begin(&mut self, kind: Kind) {
        self.end_paragraph();
        self.kind = Some(kind);
        self.is_start = true;
    }

    fn open_cell(&mut self, is_heading: bool, attribute: &dyn Fn(&str) -> Option<String>) {
        self.end_paragraph();
        let span = |name: &str| {
            let given = attribute(name).and_then(|value| value.trim().parse::<usize>().ok());
            given.unwrap_or(1).clamp(1, MOST_SPAN)
        };
        let cell = Cell {
            paragraphs: Vec::new(),
            is_heading,
            columns: span("colspan"),
            rows: span("rowspan"),
        };
        self.parts = self.parts.saturating_add(1);
        if self.parts > MOST_PARTS {
            return;
        }
        if let Some(table) = self.tables.last_mut() {
            table.cells.push(cell);
            table.is_open = true;
        }
    }

    fn end_row(&mut self) {
        self.end_paragraph();
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        table.is_open = false;
        let cells = std::mem::take(&mut table.cells);
        if cells.is_empty() {
            return;
        }
        let mut row = Block::of(Kind::Row, table.group, String::new());
        row.cells = cells;
        self.blocks.push(row);
    }

    /// Ends the paragraph and gives it to the open cell, or makes it a block.
    fn end_paragraph(&mut self) {
        let has_text = self
            .text
            .contains(|letter: char| !letter.is_whitespace() && letter != TAG);
        if !has_text {
            self.text.clear();
            return;
        }
        let text = std::mem::take(&mut self.text);
        self.parts = self.parts.saturating_add(1);
        if self.parts > MOST_PARTS {
            return;
        }
        let table = self.tables.last_mut().filter(|table| table.is_open);
        if let Some(cell) = table.and_then(|table| table.cells.last_mut()) {
            cell.paragraphs.push(text);
            return;
        }
        let kind = self.kind.unwrap_or(Kind::Text);
        let mut block = Block::of(kind, self.group, text);
        block.depth = self.depth;
        block.is_start = std::mem::take(&mut self.is_start) || kind == Kind::Text;
        self.blocks.push(block);
    }
}

const fn is_space(letter: char) -> bool {
    letter.is_ascii_whitespace()
}
