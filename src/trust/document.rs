//! What a page or a text shows, without its markup: blocks in order, each with its cells.

use std::borrow::Cow;

use memchr::memchr;

use super::held::{TAG, TOKEN_END, TOKEN_START};
use super::labels::{Field, classify};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph, preformatted text, or any other text.
    Text,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A term of a definition list.
    Term,
    /// The definition of a term.
    Definition,
    /// A row of a table.
    Row,
    /// A line across the page, without text.
    Rule,
}

/// One cell of a row, or all of another block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its paragraphs, each with `\n` for line ends and [`TAG`] for inline tags.
    pub(super) paragraphs: Vec<String>,
    /// Whether it is marked as a heading (`th`).
    pub(super) is_heading: bool,
    /// How many columns it takes.
    pub(super) columns: usize,
    /// How many rows it takes.
    pub(super) rows: usize,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: Kind,
    /// Which table or list it belongs to, or which run of text.
    pub(super) group: usize,
    /// How deep its list is nested; 0 outside lists.
    pub(super) depth: usize,
    /// Whether it begins its item, or is a further paragraph of it.
    pub(super) is_start: bool,
    /// The cells of a row; exactly one in any other block, none in a rule.
    pub(super) cells: Vec<Cell>,
}

impl Block {
    /// A block of one paragraph.
    pub(super) fn of(kind: Kind, group: usize, paragraph: String) -> Self {
        Self {
            kind,
            group,
            depth: 0,
            is_start: true,
            cells: vec![Cell {
                paragraphs: vec![paragraph],
                columns: 1,
                rows: 1,
                ..Cell::default()
            }],
        }
    }

    /// How many parts the block has.
    pub(super) fn parts(&self) -> usize {
        let cells = self.cells.iter();
        cells.map(|cell| cell.paragraphs.len().max(1)).sum()
    }

    /// Every paragraph of every cell.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = &String> {
        self.cells.iter().flat_map(|cell| &cell.paragraphs)
    }
}

/// The most blocks and cells that are read: no list comes near, and more would be memory alone.
pub(super) const MOST_PARTS: usize = 200_000;

/// The words of a text: tags and runs of white space are one space each.
pub(super) fn words(text: &str) -> String {
    let separator = |letter: char| letter.is_whitespace() || letter == TAG;
    let mut words = String::with_capacity(text.len());
    for word in text.split(separator).filter(|word| !word.is_empty()) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// The text without the characters that this module's readers give a meaning of their own.
pub(super) fn without_marks(text: &str) -> Cow<'_, str> {
    let mark = |letter: char| matches!(letter, TOKEN_START | TOKEN_END | TAG);
    // The first byte of all three in UTF-8; a text with none of it is told fast.
    if memchr(0xee, text.as_bytes()).is_some() && text.contains(mark) {
        return text.replace(mark, "\u{fffd}").into();
    }
    text.into()
}

/// Reads plain text: paragraphs end at empty lines; a line with tabs or bars between words is a
/// row.
pub(super) fn of_plain_text(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut group = 0_usize;
    let mut paragraph = String::new();
    let mut comma = None;
    let mut parts = 0_usize;
    for line in text.lines() {
        let trimmed = line.trim();
        if parts > MOST_PARTS {
            break;
        }
        comma = comma.or_else(|| comma_of_header(trimmed));
        let cells = columns(trimmed, comma);
        let is_row = cells.len() > 1;
        // Below the header of a drawn table stands a row of dashes.
        if is_row && cells.iter().all(|cell| is_drawn(cell)) {
            continue;
        }
        if (trimmed.is_empty() || is_row) && !paragraph.is_empty() {
            group = group.saturating_add(1);
            parts = parts.saturating_add(1);
            blocks.push(Block::of(Kind::Text, group, std::mem::take(&mut paragraph)));
        }
        if is_row {
            // All rows of a text are one table: an empty line ends none.
            parts = parts.saturating_add(cells.len());
            blocks.push(row(0, &cells));
        } else if !trimmed.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push('\n');
            }
            paragraph.push_str(trimmed);
        }
    }
    if !paragraph.is_empty() {
        blocks.push(Block::of(Kind::Text, group.saturating_add(1), paragraph));
    }
    blocks
}

/// The cells of a line: separated by `comma`, where the header said so, else as [`cells`].
fn columns(line: &str, comma: Option<char>) -> Vec<Cow<'_, str>> {
    let quoted = comma.map(|comma| quoted_cells(line, comma));
    match quoted.filter(|cells| cells.len() > 1) {
        Some(cells) => cells.into_iter().map(Cow::Owned).collect(),
        None => cells(line).into_iter().map(Cow::Borrowed).collect(),
    }
}

/// Whether a cell is a part of a drawn line.
fn is_drawn(cell: &str) -> bool {
    cell.bytes().all(|byte| matches!(byte, b'-' | b':' | b'='))
}

fn row(group: usize, cells: &[Cow<'_, str>]) -> Block {
    let mut block = Block::of(Kind::Row, group, String::new());
    block.cells = cells
        .iter()
        .map(|text| Cell {
            paragraphs: vec![text.clone().into_owned()],
            columns: 1,
            rows: 1,
            ..Cell::default()
        })
        .collect();
    block
}

/// The separator of the columns below a line that is their header: nothing but labels, two at
/// least, between commas or semicolons.
fn comma_of_header(line: &str) -> Option<char> {
    if line.len() > 400 {
        return None;
    }
    [',', ';'].into_iter().find(|comma| {
        let cells = line.split(*comma).map(|cell| cell.trim_matches(['"', ' ']));
        let count = cells.clone().count();
        let fields = cells.clone().filter_map(classify);
        let telling = fields
            .clone()
            .filter(|field| *field != Field::Other)
            .count();
        let is_plain = cells
            .clone()
            .all(|cell| !cell.contains([':', '=', '{', '[']));
        is_plain && telling >= 2 && fields.count().saturating_mul(2) >= count
    })
}

/// The cells of a line of comma-separated values (RFC 4180); a line within quotes is not read on.
fn quoted_cells(line: &str, comma: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            _ if letter == comma && !quoted => cells.push(String::new()),
            _ => cells.last_mut().map_or((), |cell| cell.push(letter)),
        }
    }
    cells
}

/// The cells of a line: between tabs, or between the bars of a drawn table.
fn cells(line: &str) -> Vec<&str> {
    if let Some(inner) = line.strip_prefix('|') {
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        return inner.split('|').map(str::trim).collect();
    }
    line.split('\t').map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_tabs_are_rows_and_the_others_paragraphs() {
        let blocks = of_plain_text("one\n\ttwo\n\na\tb\nc\td\nlast");
        let kinds: Vec<(Kind, usize)> = blocks
            .iter()
            .map(|block| (block.kind, block.group))
            .collect();
        assert_eq!(
            kinds,
            [
                (Kind::Text, 1),
                (Kind::Row, 0),
                (Kind::Row, 0),
                (Kind::Text, 2)
            ]
        );
        assert_eq!(blocks[0].cells[0].paragraphs, ["one\ntwo"]);
        assert_eq!(blocks[2].cells[1].paragraphs, ["d"]);
    }
}
