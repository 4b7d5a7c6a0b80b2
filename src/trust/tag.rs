//! A tag as nearly all pages write it, read without HTML's whole tokenizer.

use std::borrow::Cow;

/// A tag without character references.
#[derive(Clone, Debug)]
pub(super) struct PlainTag<'a> {
    /// In lower case.
    pub(super) name: Cow<'a, str>,
    /// Whether it is an opening tag.
    pub(super) opens: bool,
    /// From the first attribute on.
    attributes: &'a str,
}

impl<'a> PlainTag<'a> {
    /// The tag that the text begins with, and what follows it, as HTML's sections 13.2.5.8 and
    /// 13.2.5.32 to 13.2.5.40 read them; `None` where it is no tag, is not closed, or has anything
    /// about it that these sections call an error or that stands for another character.
    pub(super) fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let inner = text.strip_prefix('<')?;
        let (opens, inner) = inner
            .strip_prefix('/')
            .map_or((true, inner), |inner| (false, inner));
        if !inner.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let (name, attributes) =
            until(inner, |byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
        let mut rest = attributes;
        let after = loop {
            match next(rest)? {
                Next::Attribute { after, .. } => rest = after,
                Next::End { after } => break after,
            }
        };
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        let tag = Self {
            name,
            opens,
            attributes,
        };
        Some((tag, after))
    }

    /// The value of the first attribute of this name.
    pub(super) fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes;
        while let Next::Attribute { name, value, after } = next(rest)? {
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value.to_owned());
            }
            rest = after;
        }
        None
    }
}

/// What comes next in a tag.
enum Next<'a> {
    Attribute {
        name: &'a str,
        value: &'a str,
        after: &'a str,
    },
    End {
        after: &'a str,
    },
}

/// What comes next behind the name of a tag; `None` where it is not plain.
fn next(text: &str) -> Option<Next<'_>> {
    let text = text.trim_start_matches(|letter| is_space_letter(letter) || letter == '/');
    if let Some(after) = text.strip_prefix('>') {
        return Some(Next::End { after });
    }
    let (name, rest) = until(text, |byte| {
        is_space(byte) || matches!(byte, b'/' | b'>' | b'=')
    })?;
    if name.is_empty() {
        return None;
    }
    let Some(value) = rest.trim_start_matches(is_space_letter).strip_prefix('=') else {
        return Some(Next::Attribute {
            name,
            value: "",
            after: rest,
        });
    };
    let value = value.trim_start_matches(is_space_letter);
    let (value, after) = if let Some(value) = value.strip_prefix('"') {
        let (value, rest) = until(value, |byte| byte == b'"')?;
        (value, rest.strip_prefix('"')?)
    } else if let Some(value) = value.strip_prefix('\'') {
        let (value, rest) = until(value, |byte| byte == b'\'')?;
        (value, rest.strip_prefix('\'')?)
    } else {
        until(value, |byte| is_space(byte) || byte == b'>')?
    };
    Some(Next::Attribute { name, value, after })
}

/// The text before the first byte that ends it, and from that byte on; `None` where none does, or
/// a character reference or a zero byte comes first.
fn until(text: &str, ends: impl Fn(u8) -> bool) -> Option<(&str, &str)> {
    let mut bytes = text.bytes();
    let end = bytes.position(|byte| ends(byte) || matches!(byte, b'&' | 0))?;
    let (before, after) = text.split_at_checked(end)?;
    after
        .starts_with(|letter| letter != '&' && letter != '\0')
        .then_some((before, after))
}

/// White space of HTML's tokenizer; carriage returns have become newlines.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b' ')
}

const fn is_space_letter(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\x0c' | ' ')
}
