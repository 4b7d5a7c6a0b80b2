//! SARIF's plain text: two pairs of characters mean something in it.

use super::log::Message;

/// A message that says this and nothing else.
///
/// A viewer would read `[text](target)` as a link and `{0}` as a place to fill (sections 3.11.5 and
/// 3.11.6), so that a subject could place links in a page: brackets are escaped, braces doubled.
pub(super) fn message(text: &str) -> Message {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '[' | ']' => escaped.push('\\'),
            '{' | '}' => escaped.push(letter),
            _ => {}
        }
        escaped.push(letter);
    }
    Message {
        text: escaped,
        markdown: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_a_link_or_a_place_to_fill() {
        assert_eq!(message("[a](b) {0}").text, r"\[a\](b) {{0}}");
    }
}
