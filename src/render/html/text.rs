//! Text that is longer than its place: in drawings, where no browser breaks lines, by about how wide
//! it is; at a glance, where the whole stands elsewhere on the page, by its letters.

use super::Printable;

/// At most `most` letters of a text, harmless; what is cut ends in an ellipsis.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let mut letters = text.chars();
    let kept: String = letters.by_ref().take(most).collect();
    let end = if letters.next().is_some() { "…" } else { "" };
    format!("{}{end}", Printable(&kept))
}

/// `text` in at most `most` lines that fit into `room` pixels at a font size of `size`; what does
/// not fit ends in an ellipsis.
pub(super) fn fit(text: &str, size: usize, room: usize, most: usize) -> Vec<String> {
    let room = room.saturating_mul(PER_EM) / size.max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for letter in text.chars() {
        let needed = measure(&line).saturating_add(width(letter));
        if needed > room && !line.is_empty() {
            if lines.len().saturating_add(1) >= most {
                lines.push(ellipsis(line, room));
                return lines;
            }
            let rest = break_off(&mut line);
            lines.push(std::mem::replace(&mut line, rest));
        }
        line.push(letter);
    }
    lines.push(line);
    lines
}

/// What stands behind the last space of the line, taken off it; nothing where it has none.
fn break_off(line: &mut String) -> String {
    let Some((kept, rest)) = line.rsplit_once(' ') else {
        return String::new();
    };
    let (kept, rest) = (kept.to_owned(), rest.to_owned());
    *line = kept;
    rest
}

fn ellipsis(mut line: String, room: usize) -> String {
    while measure(&line).saturating_add(width('…')) > room && line.pop().is_some() {}
    line.truncate(line.trim_end().len());
    line.push('…');
    line
}

fn measure(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// An em in the unit of [`width`].
const PER_EM: usize = 1000;

/// About how wide a letter is, in thousandths of an em: on the wide side of the usual fonts.
const fn width(letter: char) -> usize {
    match letter {
        ' ' | '!' | '\'' | ',' | '.' | ':' | ';' | 'I' | 'i' | 'j' | 'l' | '|' => 330,
        '(' | ')' | '-' | '/' | '[' | ']' | 'f' | 'r' | 't' => 400,
        'a'..='l' | 'n'..='v' | 'x'..='z' | '0'..='9' => 620,
        '%' | '@' | 'M' | 'W' | 'm' | 'w' | '…' => 980,
        '\u{1100}'.. => 1000,
        _ => 740,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_says_that_more_follows_and_is_harmless() {
        assert_eq!(excerpt("東京都", 3), "東京都");
        assert_eq!(excerpt("東京都", 2), "東京…");
        assert_eq!(excerpt("a\nb", 2), "a\\u{a}…");
    }

    #[test]
    fn a_text_that_fits_is_left_alone() {
        assert_eq!(fit("integration", 13, 100, 1), ["integration"]);
        assert_eq!(fit("", 13, 100, 1), [""]);
    }

    #[test]
    fn lines_break_between_words_and_the_last_one_says_that_more_follows() {
        let lines = fit("one two three four five six seven", 10, 50, 2);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0], "one two");
        assert!(lines[1].starts_with("three") && lines[1].ends_with('…'));
    }

    #[test]
    fn a_word_that_is_longer_than_the_line_is_broken() {
        let lines = fit(&"n".repeat(100), 10, 62, 3);
        assert_eq!(lines, ["n".repeat(10), "n".repeat(10), "n".repeat(8) + "…"]);
    }

    /// Full-width letters take an em each.
    #[test]
    fn wide_letters_count_as_wide() {
        assert_eq!(fit("東京都港区", 10, 30, 1), ["東京…"]);
    }

    #[test]
    fn no_room_at_all_still_ends() {
        assert_eq!(fit("abc", 10, 0, 2).len(), 2);
    }
}
