//! Subjects as texts and as names, made comparable.

use super::csv;
use crate::certificate::{Name, fingerprint::hex};

/// What a subject says, whatever its style: equal where two subjects have the same attributes.
///
/// The stored texts follow RFC 4514, Chrome's files write `O=A, Inc.` without an escape, or
/// `2.5.4.97=#130e…`, and some start at the other end. So attributes are compared one by one:
/// order, case, runs of spaces, escapes and string types do not count. No two roots of the store
/// become equal by it, and a match is never taken for more than one half: the key decides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Subject(Vec<(String, String)>);

impl Subject {
    /// The subject that a text states.
    pub(super) fn from_text(text: &str) -> Self {
        let mut attributes: Vec<(String, String)> = Vec::new();
        for (separator, piece) in pieces(text) {
            match (attribute(piece), attributes.last_mut()) {
                (Some(attribute), _) => attributes.push(attribute),
                // An unescaped comma inside a value: `O=A, Inc.`
                (None, Some((_, value))) => {
                    value.push(separator);
                    value.push_str(&unescaped(piece));
                }
                (None, None) => {}
            }
        }
        Self::new(attributes)
    }

    /// The subject that a certificate states.
    pub(super) fn from_name(name: &Name) -> Self {
        let attributes = name.attributes().map(|attribute| {
            let value = attribute.value.clone();
            let value = value.unwrap_or_else(|| hex(&attribute.der));
            (attribute.kind.clone().into_owned(), value)
        });
        Self::new(attributes.collect())
    }

    /// The value of the first organisation, in lower case.
    pub(super) fn organisation(&self) -> Option<&str> {
        self.value("o")
    }

    /// The value of the first common name, in lower case.
    pub(super) fn common_name(&self) -> Option<&str> {
        self.value("cn")
    }

    /// Whether it has no attribute at all.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of the first attribute of this kind.
    fn value(&self, kind: &str) -> Option<&str> {
        let mut attributes = self.0.iter();
        attributes
            .find(|attribute| attribute.0 == kind)
            .map(|attribute| attribute.1.as_str())
    }

    /// The attributes evened out and sorted.
    fn new(attributes: Vec<(String, String)>) -> Self {
        let mut attributes: Vec<_> = attributes
            .into_iter()
            .map(|(kind, value)| (kind_name(&kind), evened_out(&value)))
            .collect();
        attributes.sort_unstable();
        Self(attributes)
    }
}

/// The short name, in lower case, of a kind that texts also write by its object identifier.
fn kind_name(kind: &str) -> String {
    match kind {
        "1.2.840.113549.1.9.1" => "emailaddress".to_owned(),
        "2.5.4.5" => "serialnumber".to_owned(),
        "2.5.4.97" => "organizationidentifier".to_owned(),
        _ => kind.to_lowercase(),
    }
}

/// Lower case, with single spaces.
fn evened_out(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The text between separators that no backslash escapes, each with the separator before it.
fn pieces(text: &str) -> Vec<(char, &str)> {
    let mut pieces = Vec::new();
    let mut before = ',';
    let mut rest = text;
    while let Some((piece, separator, after)) = split_at_separator(rest) {
        pieces.push((before, piece));
        before = separator;
        rest = after;
    }
    pieces.push((before, rest));
    pieces
}

/// What is before the first separator, the separator, and what is after it.
fn split_at_separator(text: &str) -> Option<(&str, char, &str)> {
    let mut escaped = false;
    let (position, separator) = text.char_indices().find(|(_, letter)| {
        let separates = !escaped && matches!(letter, ',' | '+' | ';');
        escaped = !escaped && *letter == '\\';
        separates
    })?;
    let (piece, rest) = text.split_at_checked(position)?;
    Some((piece, separator, rest.strip_prefix(separator)?))
}

/// Kind and value of `kind=value`; `None` where what stands before the sign is no kind.
fn attribute(piece: &str) -> Option<(String, String)> {
    let (kind, value) = piece.split_once('=')?;
    let kind = kind.trim();
    let is_kind = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-');
    if kind.is_empty() || !kind.chars().all(is_kind) {
        return None;
    }
    let encoded = value.trim().strip_prefix('#').and_then(encoded_string);
    Some((kind.to_owned(), encoded.unwrap_or_else(|| unescaped(value))))
}

/// The text of a short DER string written as hex digits: RFC 4514, section 2.4.
fn encoded_string(digits: &str) -> Option<String> {
    let der = csv::bytes(digits)?;
    match der.as_slice() {
        // UTF8String, PrintableString, IA5String; lengths below 128 are one byte.
        [0x0c | 0x13 | 0x16, length @ 0..=127, content @ ..]
            if content.len() == usize::from(*length) =>
        {
            String::from_utf8(content.to_vec()).ok()
        }
        _ => None,
    }
}

/// The text with RFC 4514's escapes undone: `\,` and pairs of hex digits.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'\\').then(|| escape(after)).flatten();
        let (byte, after) = escaped.unwrap_or((*first, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte that what follows a backslash stands for, and what is left.
fn escape(after: &[u8]) -> Option<(u8, &[u8])> {
    if let [high, low, rest @ ..] = after
        && let Some(byte) = csv::byte(*high, *low)
    {
        return Some((byte, rest));
    }
    let (letter, rest) = after.split_first()?;
    Some((*letter, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_case_spaces_and_escapes_do_not_count() {
        let rfc_4514 = Subject::from_text("CN=Go Daddy Root - G2,O=GoDaddy.com\\, Inc.,C=US");
        for text in [
            "CN=Go Daddy Root - G2, O=GoDaddy.com, Inc., C=US",
            "C = US, O = GoDaddy.com\\, Inc., CN = go  daddy root - g2",
            "C=US+O=GoDaddy.com\\2c Inc.;CN=Go Daddy Root - G2",
        ] {
            assert_eq!(Subject::from_text(text), rfc_4514, "{text}");
        }
        assert_ne!(Subject::from_text("CN=Go Daddy Root - G2,C=US"), rfc_4514);
    }

    /// Both ways in which Chrome's `root_store.md` and `root_store.textproto` write this root.
    #[test]
    fn an_encoded_string_is_its_text() {
        assert_eq!(
            Subject::from_text(
                "CN=e-Szigno Root CA 2017,2.5.4.97=#130e56415448552d3233353834343937"
            ),
            Subject::from_text("CN=e-Szigno Root CA 2017, organizationIdentifier=VATHU-23584497"),
        );
    }

    #[test]
    fn a_value_may_hold_any_letter_and_an_end_may_be_missing() {
        let subject = Subject::from_text("CN=Főtanúsítvány \\C5\\91\\");
        assert_eq!(subject.common_name(), Some("főtanúsítvány ő\\"));
        assert!(Subject::from_text(",;+").is_empty());
    }
}
