//! Names of rules that are almost right.

use sfmtls::render::Printable;
use sfmtls::rules::{RULES, Rule};

/// Whether a text can only be meant as a rule's id: one word of lower-case letters, digits and
/// hyphens.
pub fn looks_like_an_id(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}

/// The ids, at most three, that share a word with `text`.
pub fn nearest(text: &str) -> Vec<&'static str> {
    let words: Vec<&str> = text.split('-').filter(|word| word.len() > 2).collect();
    let is_near = |rule: &&&Rule| words.iter().any(|word| rule.id.contains(word));
    let near = RULES.iter().filter(is_near);
    near.map(|rule| rule.id).take(3).collect()
}

/// What to say of a name that is no rule's, with the nearest that are.
pub fn unknown_rule(text: &str) -> String {
    let near = nearest(text);
    let text = Printable(text);
    if near.is_empty() {
        return format!("no rule `{text}`; `sfmtls rules` lists them");
    }
    format!(
        "no rule `{text}`; near it are {}; `sfmtls rules` lists all",
        near.join(", ")
    )
}
