//! A list of nothing but names: told from any other list by the roots that are known by them.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Entry;
use super::document::{Block, Kind, words};
use super::known;
use super::labels::{Field, classify};
use super::names::{NameText, evened, is_like_a_root};

/// The most bytes of text that are looked at: ten thousand names have fewer.
const MOST_TEXT: usize = 1024 * 1024;

/// The entries of the lists, tables or texts whose items are names of roots: at least one known,
/// and half of them at least written like one. What was `said` for certain beside a name stays
/// with it, so that a field which is not the known root's still speaks against it.
pub(super) fn read(blocks: &[Block], said: &[Entry]) -> Vec<Entry> {
    let mut groups: BTreeMap<(bool, usize), Vec<String>> = BTreeMap::new();
    let mut texts: Vec<String> = Vec::new();
    let mut count = 0_usize;
    for block in blocks {
        count = count.saturating_add(block.paragraphs().map(String::len).sum());
        if count > MOST_TEXT {
            break;
        }
        let is_text = block.kind == Kind::Text;
        let names = names(block);
        if is_text {
            texts.extend(names.iter().cloned());
        }
        groups
            .entry((is_text, block.group))
            .or_default()
            .extend(names);
    }
    for names in groups.values_mut().chain([&mut texts]) {
        if names.first().is_some_and(|first| is_header(first)) {
            names.remove(0);
        }
    }
    // A page's other words are no list; the names among them are, where several are known.
    let several = texts.iter().filter(|text| is_known(text)).take(2).count() == 2;
    if several && !is_list(&texts) {
        texts.retain(|text| is_known(text) || is_like_a_root(text));
    }
    // Names between empty lines are one list, if they are one at all.
    if is_list(&texts) {
        groups.retain(|(is_text, _), _| !is_text);
        groups.insert((true, 0), texts);
    }
    let lists = groups.into_values().filter(|names| is_list(names));
    entries(lists.flatten(), &by_name(said))
}

/// What was said beside names, by those.
fn by_name(said: &[Entry]) -> HashMap<String, &Entry> {
    let named = said.iter().flat_map(|entry| {
        let names = [&entry.subject, &entry.alias].into_iter().flatten();
        names.map(move |text| (evened(&name(text)), entry))
    });
    named.collect()
}

/// An entry for each name, however often it stands there.
fn entries(names: impl Iterator<Item = String>, said: &HashMap<String, &Entry>) -> Vec<Entry> {
    let mut seen = HashSet::new();
    let names = names.map(|name| (evened(&name), name));
    let mut entries = Vec::new();
    for (key, name) in names.filter(|(key, _)| seen.insert(key.clone())) {
        let mut entry = said
            .get(&key)
            .map_or_else(Entry::default, |said| (*said).clone());
        entry.subject = Some(name);
        entry.alias = None;
        entries.push(entry);
    }
    entries
}

/// The names that a block may give: each line of a text, an item whole, of a row one cell.
fn names(block: &Block) -> Vec<String> {
    let all: Vec<String> = match block.kind {
        Kind::Rule | Kind::Heading => Vec::new(),
        Kind::Row => {
            let cells = block.cells.iter();
            let mut cells = cells.map(|cell| name(&cell.paragraphs.join(" ")));
            let cells: Vec<String> = cells.by_ref().filter(|text| is_name(text)).collect();
            let known = cells.iter().position(|text| is_known(text));
            cells
                .into_iter()
                .nth(known.unwrap_or(0))
                .into_iter()
                .collect()
        }
        Kind::Text => {
            let lines = block.paragraphs().flat_map(|paragraph| paragraph.lines());
            lines.map(name).collect()
        }
        Kind::Item | Kind::Term | Kind::Definition => block
            .paragraphs()
            .map(|paragraph| name(paragraph))
            .collect(),
    };
    all.into_iter().filter(|text| is_name(text)).collect()
}

fn name(text: &str) -> String {
    let text = words(text);
    let text = text.trim_start_matches(['*', '-', '\u{2022}', '\u{b7}', ' ']);
    let number = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(0);
    let after = text.get(number..).unwrap_or_default();
    let after = after.strip_prefix(['.', ')']).filter(|_| number > 0);
    after
        .unwrap_or(text)
        .trim()
        .trim_end_matches([',', ';'])
        .to_owned()
}

fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.len() <= 300 && !text.ends_with(':')
}

/// Whether the text says what stands below it, and nothing else.
fn is_header(text: &str) -> bool {
    let of_names = |field| {
        matches!(
            field,
            Field::Subject | Field::Alias | Field::Issuer | Field::Certificate
        )
    };
    classify(text).is_some_and(of_names) && !is_known(text)
}

/// Whether a bundled root agrees with the name.
fn is_known(text: &str) -> bool {
    let name = NameText::parse(text);
    let mut roots = known::bundled_named(name.key()).iter();
    roots.any(|root| name.agrees(&root.subject))
}

fn is_list(names: &[String]) -> bool {
    let like = names
        .iter()
        .filter(|name| is_like_a_root(name) || is_known(name));
    names.iter().any(|name| is_known(name)) && like.count().saturating_mul(2) >= names.len()
}
