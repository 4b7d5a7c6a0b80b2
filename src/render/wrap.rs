//! Lines that fit a terminal.

/// `text` in lines of at most `width` characters, broken between words; a longer word stands alone.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        let word_length = word.chars().count();
        if !line.is_empty() && length + 1 + word_length > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += word_length;
    }
    lines.push(line);
    lines
}

/// The lines of a paragraph that begins with `lead`, which is `indent` characters wide, and hangs on
/// it, within `width`.
pub(super) fn hang(lead: &str, indent: usize, text: &str, width: usize) -> Vec<String> {
    let lines = wrap(text, width.saturating_sub(indent).max(NARROWEST));
    lines
        .into_iter()
        .enumerate()
        .map(|(index, line)| match index {
            0 => format!("{lead}{line}"),
            _ => format!("{:indent$}{line}", ""),
        })
        .collect()
}

/// The same, but a word that is longer than a line is cut, so that no line is.
pub(super) fn fit(text: &str, width: usize) -> Vec<String> {
    let width = width.max(NARROWEST);
    let mut pieces = Vec::new();
    for word in text.split(' ') {
        let mut rest = word;
        while let Some((at, _)) = rest.char_indices().nth(width) {
            let (piece, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
    }
    wrap(&pieces.join(" "), width)
}

/// Text is not broken into columns narrower than this.
pub(super) const NARROWEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_lost_and_no_line_too_long() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a bbbbbbbbbb c", 4), ["a", "bbbbbbbbbb", "c"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_where_lines_must_fit() {
        let cut = fit("ab 0123456789abcdef0123456789abcdef01 c", 16);
        assert_eq!(cut, ["ab", "0123456789abcdef", "0123456789abcdef", "01 c"]);
    }
}
