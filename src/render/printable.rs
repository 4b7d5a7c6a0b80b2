//! Text of unknown origin made harmless.

use std::fmt::{self, Write as _};

use crate::certificate::name::is_unprintable;

/// Shows a text with every character that could act on a terminal, a log or a page, or that is
/// not seen, written as `\u{…}`: subjects, file names, page contents.
#[derive(Clone, Copy, Debug)]
pub struct Printable<'a>(pub &'a str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nearly all text is of this kind.
        if self.0.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return formatter.write_str(self.0);
        }
        for letter in self.0.chars() {
            if is_unprintable(letter) {
                write!(formatter, "\\u{{{:x}}}", u32::from(letter))?;
            } else {
                formatter.write_char(letter)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        let hostile = "a\u{1b}[31m\r\n::error::\u{202e}b\u{9b}";
        assert_eq!(
            Printable(hostile).to_string(),
            r"a\u{1b}[31m\u{d}\u{a}::error::\u{202e}b\u{9b}"
        );
        assert_eq!(Printable("Zürich, 東京").to_string(), "Zürich, 東京");
    }
}
