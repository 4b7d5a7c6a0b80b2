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
    let words: Vec<&str> = text
        .split(['-', '_'])
        .filter(|word| word.len() > 2)
        .collect();
    let is_near = |rule: &&&Rule| {
        let shares = words.iter().any(|word| rule.id.contains(word));
        shares || strsim::jaro_winkler(text, rule.id) > ALIKE
    };
    let near = RULES.iter().filter(is_near);
    near.map(|rule| rule.id).take(3).collect()
}

/// From this likeness on, of 1, an id is offered for a text without a word in common.
const ALIKE: f64 = 0.85;

/// The rule that a text names: by its id in either case, with spaces or underscores in it, or as
/// this program prints it, `error[ID]` and `sfmtls explain ID`.
pub fn named_in(text: &str) -> Option<&'static Rule> {
    let text = text.trim().to_lowercase();
    let spaced = text.replace([' ', '_'], "-");
    let printed = ["error[", "warning[", "note[", "sfmtls explain "];
    let mut behind = printed.iter().filter_map(|mark| {
        let (_, behind) = text.split_once(mark)?;
        let is_over = |letter: char| !(letter.is_alphanumeric() || letter == '-');
        Rule::find(behind.split(is_over).next()?)
    });
    Rule::find(spaced.trim_end_matches('.')).or_else(|| behind.next())
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
