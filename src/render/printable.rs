//! Text of unknown origin made harmless.

use std::fmt::{self, Write as _};

use crate::certificate::name::{begins_command, is_unprintable};

/// Shows a text with every character that could act on a terminal, a log, a page or a pipeline's
/// runner, or that is not seen, written as `\u{…}`: subjects, file names, page contents.
#[derive(Clone, Copy, Debug)]
pub struct Printable<'a>(pub &'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nearly all text is of this kind.
        if is_plain(self.0) {
            return formatter.write_str(self.0);
        }
        let mut previous = ' ';
        for (index, letter) in self.0.char_indices() {
            let rest = self.0.get(index..).unwrap_or_default();
            if is_unprintable(letter) || begins_command(previous, rest) || begins_tag(rest) {
                write!(formatter, "\\u{{{:x}}}", u32::from(letter))?;
            } else {
                formatter.write_char(letter)?;
            }
            previous = letter;
        }
        Ok(())
    }
}

/// Whether an HTML tag begins here, wherever the text is pasted (HTML, 13.2.5.6).
fn begins_tag(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('<')
        && letters
            .next()
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'))
}

/// Whether every character shows as itself, whatever stands before the text.
fn is_plain(text: &str) -> bool {
    let mut previous = b' ';
    text.bytes().all(|byte| {
        let is_pair = byte == previous && matches!(byte, b'#' | b':');
        previous = byte;
        !is_pair && byte != b'<' && matches!(byte, b' '..=b'~')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        let hostile = "a\u{1b}[31m\r\n::error::\u{202e}b\u{9b}";
        assert_eq!(
            Printable(hostile).to_string(),
            r"a\u{1b}[31m\u{d}\u{a}\u{3a}:error::\u{202e}b\u{9b}"
        );
        assert_eq!(Printable("Zürich, 東京").to_string(), "Zürich, 東京");
    }

    #[test]
    fn no_tag_begins() {
        assert_eq!(
            Printable("<script>a</script> <!-- 1 < 2, a<-b").to_string(),
            r"\u{3c}script>a\u{3c}/script> \u{3c}!-- 1 < 2, a<-b"
        );
    }

    #[test]
    fn no_word_begins_a_command_of_a_pipelines_runner() {
        assert_eq!(
            Printable("::error::a b ::error::c ##vso[d]e ##[f]").to_string(),
            r"\u{3a}:error::a b \u{3a}:error::c \u{23}#vso[d]e \u{23}#[f]"
        );
        let harmless = "https://[::1]/#a#b a::b";
        assert_eq!(Printable(harmless).to_string(), harmless);
    }
}
