//! Tokens of the text format of protocol buffers, each with its line.

use std::iter::Peekable;
use std::str::CharIndices;

use super::StoreError;

/// A token of the text format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token<'text> {
    /// What stands behind `#` on a line.
    Comment(&'text str),
    /// A field's name, a number, `true`, or an enumerator.
    Word(&'text str),
    /// What stands between quotes, escapes undone.
    Text(String),
    /// One of `{}<>[]:,;`.
    Symbol(char),
}

/// The tokens of a text.
pub(super) struct Tokens<'text> {
    text: &'text str,
    letters: Peekable<CharIndices<'text>>,
    line: usize,
}

impl<'text> Tokens<'text> {
    /// The tokens of `text`.
    pub(super) fn new(text: &'text str) -> Self {
        Self {
            text,
            letters: text.char_indices().peekable(),
            line: 1,
        }
    }

    /// The line that was read last, from 1.
    pub(super) const fn line(&self) -> usize {
        self.line
    }

    /// The next token; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Token<'text>>, StoreError> {
        while let Some((position, letter)) = self.letters.next() {
            match letter {
                '\n' => self.line += 1,
                _ if letter.is_whitespace() => {}
                '#' => {
                    return Ok(Some(Token::Comment(
                        self.rest_of(position + 1, |l| l != '\n'),
                    )));
                }
                '"' | '\'' => return self.string(letter).map(|text| Some(Token::Text(text))),
                '{' | '}' | '<' | '>' | '[' | ']' | ':' | ',' | ';' => {
                    return Ok(Some(Token::Symbol(letter)));
                }
                _ if is_of_word(letter) => {
                    return Ok(Some(Token::Word(self.rest_of(position, is_of_word))));
                }
                _ => return Err(self.error("a character that has no place here")),
            }
        }
        Ok(None)
    }

    /// An error at the line that was read last.
    pub(super) fn error(&self, reason: &str) -> StoreError {
        StoreError::new(self.line, reason)
    }

    /// The text from `start` as far as `belongs` holds of what is not read yet.
    fn rest_of(&mut self, start: usize, belongs: impl Fn(char) -> bool) -> &'text str {
        while self
            .letters
            .next_if(|(_, letter)| belongs(*letter))
            .is_some()
        {}
        let end = self.letters.peek().map_or(self.text.len(), |next| next.0);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The string up to its closing quote, which must stand on the same line.
    fn string(&mut self, quote: char) -> Result<String, StoreError> {
        let mut text = String::new();
        while let Some((_, letter)) = self.letters.next() {
            match letter {
                _ if letter == quote => return Ok(text),
                '\n' => break,
                '\\' => text.extend(self.escape()),
                _ => text.push(letter),
            }
        }
        Err(self.error("a string without an end"))
    }

    /// What an escape stands for. Bytes of 128 and more, which no field that is read here has,
    /// become the character of that number.
    fn escape(&mut self) -> Option<char> {
        let (_, letter) = self.letters.next_if(|(_, letter)| *letter != '\n')?;
        match letter {
            'n' => Some('\n'),
            't' => Some('\t'),
            'r' => Some('\r'),
            'x' | 'X' => self.number(0, 16, 2),
            'u' => self.number(0, 16, 4),
            'U' => self.number(0, 16, 8),
            '0'..='7' => self.number(letter.to_digit(8)?, 8, 2),
            _ => Some(letter),
        }
    }

    /// The character whose number at most `digits` further digits complete.
    fn number(&mut self, mut number: u32, radix: u32, digits: usize) -> Option<char> {
        for _ in 0..digits {
            let Some((_, digit)) = self.letters.next_if(|(_, letter)| letter.is_digit(radix))
            else {
                break;
            };
            number = number
                .checked_mul(radix)?
                .checked_add(digit.to_digit(radix)?)?;
        }
        char::from_u32(number)
    }
}

/// Whether a character belongs to a name or a number.
fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '-' | '+')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token<'_>> {
        let mut tokens = Tokens::new(text);
        std::iter::from_fn(|| tokens.next().unwrap()).collect()
    }

    /// The escapes of the text format's specification, section "String Literals".
    #[test]
    fn an_escaped_quote_does_not_end_a_string() {
        let found = tokens(r#"a: "b\"\x41\101\n\'#" 'c"'"#);
        let expected = [
            Token::Word("a"),
            Token::Symbol(':'),
            Token::Text("b\"AA\n'#".to_owned()),
            Token::Text("c\"".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_comment_ends_with_its_line() {
        let found = tokens("a # b: c\nd");
        let expected = [Token::Word("a"), Token::Comment(" b: c"), Token::Word("d")];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_string_without_an_end_is_an_error_of_its_line() {
        for text in ["a\nb: \"c", "a\nb: \"c\n\"", "a\nb: \"c\\"] {
            let mut tokens = Tokens::new(text);
            let error = std::iter::from_fn(|| tokens.next().transpose())
                .find_map(Result::err)
                .unwrap();
            assert_eq!(error.line, 2, "{text}");
        }
    }
}
