//! Hex digits in a text, by the words that they are.

use super::held::TAG;

/// Hex digits next to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
}

impl Group {
    /// How many digits it has.
    pub(super) const fn size(&self) -> usize {
        self.end.saturating_sub(self.start)
    }
}

/// The words of nothing but hex digits; not those inside a longer word, a number with a point, or
/// a path.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut open: Option<Group> = None;
    let mut blocked = false;
    for (at, letter) in text.char_indices() {
        let end = at.saturating_add(letter.len_utf8());
        if letter.is_ascii_hexdigit() && !blocked {
            open.get_or_insert(Group { start: at, end: at }).end = end;
            continue;
        }
        let is_word = letter != TAG && (letter.is_alphanumeric() || "_./+@%".contains(letter));
        if letter == '.' {
            // A full stop after a whole print ends a sentence; before a digit it is a number's.
            let number = text.get(end..).and_then(|rest| rest.chars().next());
            if !number.is_some_and(char::is_alphanumeric) {
                groups.extend(open.take());
                continue;
            }
        }
        // `0x` before the digits is no part of them.
        let is_zero = open.is_some_and(|group| text.get(group.start..group.end) == Some("0"));
        if is_zero && matches!(letter, 'x' | 'X') {
            open = None;
        } else if is_word {
            open = None;
            blocked = true;
        } else {
            groups.extend(open.take());
            blocked = false;
        }
    }
    groups.extend(open);
    groups.retain(|group| !names_algorithm(text, *group));
    groups
}

/// Whether the digits are the `256` of `SHA-256`.
fn names_algorithm(text: &str, group: Group) -> bool {
    let before = text.get(..group.start).unwrap_or_default();
    let before = before.strip_suffix(['-', ' ']).unwrap_or_default();
    let (_, word) = before
        .split_at_checked(before.len().saturating_sub(3))
        .unwrap_or_default();
    group.size() <= 3 && word.eq_ignore_ascii_case("sha")
}
