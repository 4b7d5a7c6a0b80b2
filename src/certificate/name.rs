//! A distinguished name: as RFC 4514 text for people, and for comparing.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use super::preparation::prepared;
use super::read::name_parts;

/// One attribute of a relative distinguished name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// RFC 4514's short name where it has one, else the dotted object identifier.
    pub kind: Cow<'static, str>,
    /// The value as text; `None` where it is no string that can be decoded.
    pub value: Option<String>,
    /// The value's DER, tag and length included, where it is no text.
    pub der: Vec<u8>,
}

/// A distinguished name.
#[derive(Clone, Debug)]
pub struct Name {
    der: Vec<u8>,
    /// Its relative distinguished names, read when they are first asked for: of a hundred roots on a
    /// list the names of few are ever shown, all others are only compared.
    parts: OnceLock<Vec<Vec<Attribute>>>,
    /// See [`Name::normalized`]; made when it is first asked for, which is seldom, and kept, since a
    /// long name takes long.
    normalized: OnceLock<String>,
    /// As RFC 4514 writes it; made when it is first asked for, since a report has it several times.
    text: OnceLock<String>,
}

impl PartialEq for Name {
    /// Byte for byte; see [`Name::matches`] for RFC 5280's comparison.
    fn eq(&self, other: &Self) -> bool {
        self.der == other.der
    }
}

impl Eq for Name {}

impl Name {
    /// The name with this DER, which the parser has accepted.
    pub(super) const fn new(der: Vec<u8>) -> Self {
        Self {
            der,
            parts: OnceLock::new(),
            normalized: OnceLock::new(),
            text: OnceLock::new(),
        }
    }

    /// The relative distinguished names, in the DER's order.
    fn parts(&self) -> &[Vec<Attribute>] {
        self.parts.get_or_init(|| name_parts(&self.der))
    }

    fn text(&self) -> String {
        if self.parts().is_empty() {
            return "(empty name)".into();
        }
        let mut text = String::with_capacity(self.der.len());
        for (index, part) in self.parts().iter().rev().enumerate() {
            for (position, attribute) in part.iter().enumerate() {
                text.push_str(match (index, position) {
                    (0, 0) => "",
                    (_, 0) => ",",
                    _ => "+",
                });
                text.push_str(&attribute.kind);
                text.push('=');
                if let Some(value) = &attribute.value {
                    push_escaped(&mut text, value);
                } else {
                    text.push('#');
                    text.push_str(&super::fingerprint::hex(&attribute.der));
                }
            }
        }
        text
    }

    /// The whole `Name`, DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// Whether the name has no attribute at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts().is_empty()
    }

    /// Every attribute, in the DER's order.
    pub fn attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.parts().iter().flatten()
    }

    /// The value of the last attribute of this kind, for example `CN`.
    #[must_use]
    pub fn attribute(&self, kind: &str) -> Option<&str> {
        self.attributes()
            .filter(|part| part.kind == kind)
            .filter_map(|part| part.value.as_deref())
            .last()
    }

    /// Whether the names are equal by RFC 5280, section 7.1.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.der == other.der || self.normalized() == other.normalized()
    }

    /// The name with string types, case and spaces evened out: equal where [`Name::matches`]. Before
    /// each relative distinguished name stands `Name::SEPARATOR`, which no value can hold.
    #[must_use]
    pub fn normalized(&self) -> &str {
        self.normalized.get_or_init(|| self.normalize())
    }

    fn normalize(&self) -> String {
        if !self.can_be_normalized() {
            return format!("\u{1b}{}", super::fingerprint::hex(&self.der));
        }
        let mut text = String::with_capacity(self.der.len());
        for part in self.parts() {
            let mut attributes: Vec<String> = part.iter().map(normalized_attribute).collect();
            attributes.sort_unstable();
            text.push(Self::SEPARATOR);
            text.push_str(&attributes.join("\u{1f}"));
        }
        text
    }

    /// Whether the name is short enough to be evened out; a longer one matches nothing but itself.
    ///
    /// The length in bytes is what RFC 5280, appendix A.1, allows one value of the longest kind
    /// (`ub-name`, characters): preparing the text costs a hundred times what comparing bytes does.
    pub(crate) const fn can_be_normalized(&self) -> bool {
        const UPPER_BOUND: usize = 32_768;
        self.der.len() <= UPPER_BOUND
    }

    /// What parts relative distinguished names in [`Name::normalized`].
    pub(crate) const SEPARATOR: char = '\u{1e}';
}

/// A prepared value holds no control character, so that the separators tell where it ends.
fn normalized_attribute(attribute: &Attribute) -> String {
    let hex = super::fingerprint::hex;
    let kind = &attribute.kind;
    match &attribute.value {
        Some(value) => match prepared(value) {
            Some(prepared) => format!("{kind}={prepared}"),
            None => format!("{kind}\u{1d}{}", hex(value.as_bytes())),
        },
        None => format!("{kind}\u{1c}{}", hex(&attribute.der)),
    }
}

impl fmt::Display for Name {
    /// RFC 4514, the most specific attribute first. Control characters and those that change the
    /// direction of text are written as its hex pairs, so the text is harmless wherever it is shown.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text.get_or_init(|| self.text()))
    }
}

fn push_escaped(text: &mut String, value: &str) {
    let last = value.chars().count().saturating_sub(1);
    let mut previous = '=';
    for (index, (start, letter)) in value.char_indices().enumerate() {
        let rest = value.get(start..).unwrap_or_default();
        match letter {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => text.extend(['\\', letter]),
            ' ' if index == 0 || index == last => text.push_str("\\ "),
            '#' if index == 0 => text.push_str("\\#"),
            _ if is_unprintable(letter) || begins_command(previous, rest) => {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    text.push('\\');
                    text.push_str(&super::fingerprint::hex(&[byte]).to_uppercase());
                }
            }
            _ => text.push(letter),
        }
        previous = letter;
    }
}

/// Whether a character can act on what shows it: control characters, line and paragraph
/// separators, those that change the direction of text or are not seen at all, and the two that XML
/// 1.0 has no way to write.
#[must_use]
pub fn is_unprintable(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether `rest`, behind the character `previous`, begins a command to a pipeline's runner where it
/// stands in a log: `::error::` at the start of a line, which any word may be (GitHub Actions), or
/// `##vso[`, `##[`, `##teamcity[` anywhere (Azure Pipelines, GitHub Actions, `TeamCity`).
#[must_use]
pub fn begins_command(previous: char, rest: &str) -> bool {
    rest.starts_with("##")
        || (rest.starts_with("::") && (previous.is_whitespace() || is_unprintable(previous)))
}

/// RFC 4514's short name of an attribute type, or the usual one, by the contents of its object
/// identifier.
pub(crate) fn attribute_kind(oid: &[u8]) -> Option<&'static str> {
    let known = ATTRIBUTE_KINDS.iter().find(|(known, _)| *known == oid)?;
    Some(known.1)
}

/// The contents of object identifiers, with the names of the attribute types that they are.
const ATTRIBUTE_KINDS: &[(&[u8], &str)] = &[
    (b"\x55\x04\x03", "CN"),
    (b"\x55\x04\x04", "SN"),
    (b"\x55\x04\x05", "serialNumber"),
    (b"\x55\x04\x06", "C"),
    (b"\x55\x04\x07", "L"),
    (b"\x55\x04\x08", "ST"),
    (b"\x55\x04\x09", "STREET"),
    (b"\x55\x04\x0a", "O"),
    (b"\x55\x04\x0b", "OU"),
    (b"\x55\x04\x0c", "title"),
    (b"\x55\x04\x0f", "businessCategory"),
    (b"\x55\x04\x11", "postalCode"),
    (b"\x55\x04\x2a", "GN"),
    (b"\x55\x04\x2e", "dnQualifier"),
    (b"\x55\x04\x61", "organizationIdentifier"),
    // 0.9.2342.19200300.100.1 of RFC 4519
    (b"\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x01", "UID"),
    (b"\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x19", "DC"),
    // 1.2.840.113549.1.9.1 of RFC 2985
    (b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01", "emailAddress"),
    // 1.3.6.1.4.1.311.60.2.1 of the EV guidelines
    (
        b"\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01\x01",
        "jurisdictionL",
    ),
    (
        b"\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01\x02",
        "jurisdictionST",
    ),
    (
        b"\x2b\x06\x01\x04\x01\x82\x37\x3c\x02\x01\x03",
        "jurisdictionC",
    ),
];
