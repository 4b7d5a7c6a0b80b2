//! Reads a list of any shape: text, blocks, what they say, drafts of entries.

use super::document::{self, Block, Cell, Kind, MOST_PARTS, words};
use super::drafts::{Draft, Drafts};
use super::held::{Held, take_out};
use super::html::{self, Page};
use super::known::Known;
use super::labels::{Field, classify};
use super::lines::{Fact, Place, facts};
use super::table::{Tables, labelled_value};

/// What a text gives.
pub(super) struct Reading {
    /// The page, where the text is HTML.
    pub(super) page: Option<Page>,
    /// All that the text shows, in blocks; certificates are tokens.
    pub(super) blocks: Vec<Block>,
    /// The certificates and what stood in the place of one.
    pub(super) held: Vec<Held>,
    /// Whether the last certificate is cut off.
    pub(super) ends_cut: bool,
    /// Whether there is more of it than is read.
    pub(super) is_overfull: bool,
    /// The entries, as far as they could be put together.
    pub(super) drafts: Vec<Draft>,
}

/// Reads a text.
pub(super) fn read(text: &str, known: &Known<'_>) -> Reading {
    let mut held = Vec::new();
    let (page, blocks, mut is_overfull) = shown(&document::without_marks(text), &mut held);
    let parts: usize = blocks.iter().map(Block::parts).sum();
    let lines = blocks.iter().flat_map(Block::paragraphs);
    let lines = lines
        .map(|paragraph| lines_in(paragraph))
        .sum::<Option<usize>>();
    is_overfull |= parts.max(held.len()) > MOST_PARTS
        || lines.is_none_or(|lines| lines > MOST_LINES)
        || page.as_ref().is_some_and(|page| page.is_overfull);
    let drafts = if is_overfull {
        Vec::new()
    } else {
        drafts(&blocks, known)
    };
    is_overfull |= drafts.len() > MOST_DRAFTS;
    Reading {
        ends_cut: matches!(held.last(), Some(Held::Cut)),
        is_overfull,
        page,
        blocks,
        held,
        drafts,
    }
}

/// The page, where the text is one, and what is shown, without the certificates; and whether there
/// are more lines than are read.
fn shown(text: &str, held: &mut Vec<Held>) -> (Option<Page>, Vec<Block>, bool) {
    if !html::is_html(text) {
        let text = take_out(text, held);
        let is_readable = lines_in(&text).is_some_and(|lines| lines <= MOST_LINES);
        let text = if is_readable { &text } else { "" };
        return (None, document::of_plain_text(text), !is_readable);
    }
    let mut page = html::read(text);
    let mut blocks = std::mem::take(&mut page.blocks);
    let paragraphs = blocks
        .iter_mut()
        .flat_map(|block| &mut block.cells)
        .flat_map(|cell: &mut Cell| &mut cell.paragraphs);
    for paragraph in paragraphs {
        *paragraph = take_out(paragraph, held);
    }
    (Some(page), blocks, false)
}

/// How many lines the text has; `None` where one is longer than any list's.
fn lines_in(text: &str) -> Option<usize> {
    let lines = text.split('\n');
    lines
        .map(|line| (line.len() <= LONGEST_LINE).then_some(1))
        .sum()
}

/// The most lines that are read, without those of certificates: five thousand entries have sixty
/// each.
const MOST_LINES: usize = 300_000;
/// The most bytes of a line: five thousand entries in one, without their certificates, have fewer.
const LONGEST_LINE: usize = 1024 * 1024;
/// The most entries that are read; no list comes near.
const MOST_DRAFTS: usize = 50_000;
/// About how many bytes of a text without paragraphs are read in one go.
const WINDOW: usize = 64 * 1024;

/// A long paragraph in pieces that end where a line does: its facts are never all in memory.
/// Fingerprints are broken over a few lines; one that lies across the end of a piece is lost
/// unless a line without one, or with a whole one, ends before it.
fn windows(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut size = 0_usize;
        let end = rest.split_inclusive('\n').find_map(|line| {
            size = size.saturating_add(line.len());
            let digits = line.bytes().filter(u8::is_ascii_hexdigit).count();
            let is_whole = matches!(digits, 32 | 40 | 64);
            let is_text =
                line.contains(|letter: char| letter.is_alphabetic() && !letter.is_ascii_hexdigit());
            let ends = size > WINDOW && (is_whole || is_text) || size > WINDOW * 2;
            ends.then_some(size)
        });
        let (window, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = after;
        Some(window)
    })
}

fn drafts(blocks: &[Block], known: &Known<'_>) -> Vec<Draft> {
    let mut walk = Walk {
        place: Place {
            known,
            header: None,
            one_root: false,
        },
        drafts: Drafts::default(),
        tables: Tables::default(),
        term: None,
        depth: 0,
    };
    for block in blocks {
        walk.block(block);
        if walk.drafts.len() > MOST_DRAFTS {
            break;
        }
    }
    walk.drafts.finish()
}

/// The way through a page's blocks.
struct Walk<'a> {
    place: Place<'a>,
    drafts: Drafts,
    tables: Tables,
    /// The label that the last term of a definition list was.
    term: Option<Field>,
    /// How deep the list is whose item began the present entry.
    depth: usize,
}

impl Walk<'_> {
    fn block(&mut self, block: &Block) {
        match block.kind {
            Kind::Rule => self.drafts.end(),
            Kind::Row => self.tables.row(block, self.place, &mut self.drafts),
            Kind::Text | Kind::Heading => {
                self.depth = 0;
                for paragraph in block.paragraphs() {
                    for window in windows(paragraph) {
                        self.drafts.add(facts(window, self.place));
                        if self.drafts.len() > MOST_DRAFTS {
                            return;
                        }
                    }
                    self.drafts.end_paragraph();
                }
            }
            Kind::Item => self.item(block),
            Kind::Term => self.term(block),
            Kind::Definition => self.definition(block),
        }
    }

    /// An item begins an entry unless it only gives labelled values, or is one of a list within
    /// the entry's own item.
    fn item(&mut self, block: &Block) {
        let place = Place {
            one_root: true,
            ..self.place
        };
        let found: Vec<Fact> = block
            .paragraphs()
            .flat_map(|paragraph| facts(paragraph, place))
            .collect();
        let is_labelled = |fact: &Fact| matches!(fact, Fact::Field(..) | Fact::Print(_, true));
        let begins = !found.iter().all(is_labelled);
        let is_within = self.depth > 0 && block.depth > self.depth;
        if block.is_start && begins && !is_within {
            self.drafts.end();
            self.depth = block.depth;
        }
        self.drafts.add(found);
    }

    fn term(&mut self, block: &Block) {
        let text = words(&block.paragraphs().cloned().collect::<Vec<_>>().join("\n"));
        self.term = classify(&text);
        if self.term.is_none() {
            self.drafts.end();
            for paragraph in block.paragraphs() {
                self.drafts.add(facts(paragraph, self.place));
            }
        }
    }

    fn definition(&mut self, block: &Block) {
        let paragraphs: Vec<String> = block.paragraphs().cloned().collect();
        let place = Place {
            one_root: true,
            ..self.place
        };
        match self.term {
            Some(field) => self.drafts.add(labelled_value(field, &paragraphs, place)),
            None => {
                for paragraph in &paragraphs {
                    self.drafts.add(facts(paragraph, place));
                }
            }
        }
    }
}
