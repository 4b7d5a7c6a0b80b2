//! Puts the text and tags of a page together to blocks.

use super::document::{Block, Cell, Kind, without_marks};
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
        let text = if text.is_ascii() {
            text
        } else {
            evened = without_marks(text::plain(text.to_owned()));
            evened.as_str()
        };
        if self.preformatted > 0 {
            self.text.push_str(text);
            return;
        }
        let mut words = text.split_ascii_whitespace().peekable();
        let space = |letter: char| letter.is_ascii_whitespace();
        if text.starts_with(space) || words.peek().is_none() {
            self.push_space();
        }
        while let Some(word) = words.next() {
            self.text.push_str(word);
            if words.peek().is_some() {
                self.text.push(' ');
            }
        }
        if text.ends_with(space) {
            self.push_space();
        }
    }

    fn push_space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.text.push(' ');
        }
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "br" => self.text.push('\n'),
            "table" => {
                self.end_paragraph();
                let group = self.next_group();
                self.tables.push(Table {
                    group,
                    ..Table::default()
                });
            }
            "tr" => self.end_row(),
            "td" | "th" => self.open_cell(name == "th", attribute),
            "ul" | "ol" | "dl" => {
                self.end_paragraph();
                self.groups.push(self.group);
                self.group = self.next_group();
                self.depth = self.depth.saturating_add(1);
            }
            "li" => self.begin(Kind::Item),
            "dt" => self.begin(Kind::Term),
            "dd" => self.begin(Kind::Definition),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "legend" | "summary" => {
                self.begin(Kind::Heading);
            }
            "hr" => {
                self.end_paragraph();
                self.kind = None;
                if self.tables.is_empty() {
                    let mut rule = Block::of(Kind::Rule, self.group, String::new());
                    rule.cells.clear();
                    self.blocks.push(rule);
                }
            }
            "pre" | "textarea" => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_add(1);
            }
            _ if is_inline(name) => self.mark(),
            _ => self.end_paragraph(),
        }
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "br" => self.text.push('\n'),
            "table" => {
                self.end_row();
                self.tables.pop();
            }
            "tr" => self.end_row(),
            "td" | "th" => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    table.is_open = false;
                }
            }
            "ul" | "ol" | "dl" => {
                self.end_paragraph();
                self.depth = self.depth.saturating_sub(1);
                self.group = self.groups.pop().unwrap_or(self.group);
                self.kind = (self.depth > 0).then_some(Kind::Item);
                self.is_start = false;
            }
            "li" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "legend"
            | "summary" => {
                self.end_paragraph();
                self.kind = None;
            }
            "pre" | "textarea" => {
                self.end_paragraph();
                self.preformatted = self.preformatted.saturating_sub(1);
            }
            _ if is_inline(name) => self.mark(),
            _ => self.end_paragraph(),
        }
    }

    /// All blocks of the page.
    pub(super) fn finish(mut self) -> Vec<Block> {
        while !self.tables.is_empty() {
            self.end_row();
            self.tables.pop();
        }
        self.end_paragraph();
        self.blocks
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

/// Whether the element stands within a line (HTML's phrasing content).
fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 40] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del",
        "dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "output",
        "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
        "u", "var", "wbr", "blink",
    ];
    INLINE.contains(&name)
}
