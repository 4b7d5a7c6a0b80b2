//! A distinguished name as text, in any usual style, compared with a certificate's.

use std::borrow::Cow;
use std::iter;

use super::document::words;
use crate::certificate::{Name, name::Attribute};

/// A name as a list writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameText {
    /// Its attributes, kinds and values evened out; empty where it is a lone name.
    attributes: Vec<(Cow<'static, str>, String)>,
    /// The whole text evened out, where it has no attributes.
    lone: String,
}

/// The kinds of attribute by which the text is told to be a distinguished name.
const TELLING: [&str; 8] = ["CN", "O", "OU", "C", "L", "ST", "EMAILADDRESS", "DC"];

impl NameText {
    /// Reads `CN=…,O=…`, `C = …, CN = …`, `/C=…/CN=…`, with quotes and escapes, or a lone name.
    pub(crate) fn parse(text: &str) -> Self {
        let text = words(text);
        let attributes = attributes(&text);
        let is_name = |(kind, _): &(Cow<'static, str>, String)| TELLING.contains(&&**kind);
        if attributes.iter().any(is_name) {
            return Self {
                attributes,
                lone: String::new(),
            };
        }
        Self {
            attributes: Vec::new(),
            lone: evened(&text),
        }
    }

    /// Whether the text is a distinguished name, not a lone one.
    fn is_distinguished(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// What a name must have for the text to agree with it: its most telling value.
    pub(super) fn key(&self) -> &str {
        let value = |wanted: &str| {
            let mut all = self.attributes.iter().rev();
            all.find(|(kind, _)| kind == wanted)
                .map(|(_, value)| value.as_str())
        };
        value("CN")
            .or_else(|| value("OU"))
            .or_else(|| value("O"))
            .unwrap_or(&self.lone)
    }

    /// Whether the text is the whole name, in whatever order and style.
    pub(crate) fn is(&self, name: &Name) -> bool {
        let is_whole = self.attributes.len() == name.attributes().count();
        self.agrees(name) && (is_whole || !self.is_distinguished())
    }

    /// Whether two texts can be one name: of a lone name its most telling value is all there is,
    /// and a distinguished one may leave attributes out, but not the common name.
    pub(super) fn fits(&self, other: &Self) -> bool {
        if !self.is_distinguished() || !other.is_distinguished() {
            return !self.key().is_empty() && self.key() == other.key();
        }
        let (fewer, more) = if self.attributes.len() <= other.attributes.len() {
            (self, other)
        } else {
            (other, self)
        };
        let mut left: Vec<_> = more.attributes.iter().collect();
        self.key() == other.key()
            && fewer.attributes.iter().all(|attribute| {
                let place = left.iter().position(|other| *other == attribute);
                place.map(|place| left.swap_remove(place)).is_some()
            })
    }

    /// Whether every attribute of the text is the name's, the common name among them where it has
    /// one; a lone name is the common name or, in a name without one, the last unit.
    pub(super) fn agrees(&self, name: &Name) -> bool {
        if !self.is_distinguished() {
            return !self.lone.is_empty() && keys(name).any(|key| key == self.lone);
        }
        let mut held: Vec<(Cow<'static, str>, String)> = name
            .attributes()
            .filter_map(|attribute| Some((kind(&attribute.kind), value(attribute)?)))
            .collect();
        let has_common_name = held.iter().any(|(kind, _)| kind == "CN");
        let gives_common_name = self.attributes.iter().any(|(kind, _)| kind == "CN");
        has_common_name == gives_common_name
            && self.attributes.iter().all(|attribute| {
                let place = held.iter().position(|held| held == attribute);
                place.map(|place| held.swap_remove(place)).is_some()
            })
    }
}

/// Whether the text is a distinguished name, not a lone one.
pub(super) fn is_distinguished(text: &str) -> bool {
    let text = words(text);
    let mut has_telling = false;
    let mut is_first = true;
    for part in parts(&text) {
        match split_attribute(part) {
            Some((kind, _)) => {
                has_telling |= TELLING.contains(&&*kind);
                is_first = false;
            }
            None if is_first && !is_blank(part) => return false,
            None => {}
        }
    }
    has_telling
}

/// The lone names by which a name is known, evened out: its common names, and a unit that says
/// more than they do.
pub(super) fn keys(name: &Name) -> impl Iterator<Item = String> {
    let common_name = name.attribute("CN").map(evened);
    let has_common_name = common_name.is_some();
    // `OU=GlobalSign Root CA - R3, CN=GlobalSign`: the unit says which of several it is.
    let says_more = move |unit: &str| {
        let common_name = common_name.as_deref();
        is_like_a_root(unit) && common_name.is_none_or(|name| evened(unit).starts_with(name))
    };
    name.attributes().filter_map(move |attribute| {
        let is_key = match &*attribute.kind {
            "CN" => true,
            "OU" => !has_common_name || says_more(attribute.value.as_deref()?),
            "O" => !has_common_name && name.attribute("OU").is_none(),
            _ => false,
        };
        is_key.then(|| value(attribute)).flatten()
    })
}

/// Whether a text reads like the name of a certification authority.
pub(super) fn is_like_a_root(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "root",
        "ca",
        "authority",
        "certification",
        "certificate",
        "certificates",
        "trust",
        "ec1",
        "raiz",
        "racine",
        "rootca",
        "rca",
        "class",
        "primary",
        "pki",
        "cybertrust",
        "x1",
        "x2",
        "signing",
        "globalroot",
        "trustedroot",
        "rootca2",
    ];
    let words = evened(text);
    words
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| WORDS.contains(&word))
}

/// The value evened out; `None` where it is no text.
fn value(attribute: &Attribute) -> Option<String> {
    attribute.value.as_deref().map(evened)
}

/// Lower case, and one space for each run of white space.
pub(super) fn evened(text: &str) -> String {
    words(text).to_lowercase()
}

/// One spelling for each kind of attribute.
fn kind(kind: &str) -> Cow<'static, str> {
    let upper = kind.to_uppercase();
    let upper = upper.strip_prefix("OID.").unwrap_or(&upper);
    let known = match upper {
        "E" | "EMAIL" | "1.2.840.113549.1.9.1" => "EMAILADDRESS",
        "S" | "STATEORPROVINCENAME" => "ST",
        "COMMONNAME" => "CN",
        "ORGANIZATIONNAME" => "O",
        "ORGANIZATIONALUNITNAME" => "OU",
        "COUNTRYNAME" => "C",
        "LOCALITYNAME" => "L",
        "2.5.4.97" => "ORGANIZATIONIDENTIFIER",
        "2.5.4.5" => "SERIALNUMBER",
        other => match TELLING.iter().find(|telling| **telling == other) {
            Some(telling) => telling,
            None => return Cow::Owned(other.to_owned()),
        },
    };
    Cow::Borrowed(known)
}

/// The attributes of a name in text; a comma that no attribute follows is part of the value.
fn attributes(text: &str) -> Vec<(Cow<'static, str>, String)> {
    let mut attributes: Vec<(Cow<'static, str>, String)> = Vec::new();
    for part in parts(text) {
        match split_attribute(part) {
            Some((kind, value)) => attributes.push((kind, value.to_owned())),
            None => match attributes.last_mut() {
                Some((_, value)) => value.push_str(part),
                None if is_blank(part) => {}
                None => return Vec::new(),
            },
        }
    }
    attributes
        .into_iter()
        .map(|(kind, value)| (kind, evened(&unquoted(&value))))
        .collect()
}

/// Whether a part of a name is nothing but what separates parts.
fn is_blank(part: &str) -> bool {
    part.trim_matches([' ', '/', ',']).is_empty()
}

/// Cuts the text before every separator that is neither quoted nor escaped; each part begins with
/// its separator. Slashes separate where the text begins with one.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let separators: &[char] = if text.starts_with('/') {
        &['/']
    } else {
        &[',', ';', '+']
    };
    let mut rest = Some(text);
    iter::from_fn(move || {
        let whole = rest.filter(|text| !text.is_empty())?;
        let (mut quoted, mut escaped) = (false, false);
        let end = whole.char_indices().skip(1).find(|(_, letter)| {
            if std::mem::take(&mut escaped) {
                return false;
            }
            match letter {
                '\\' => escaped = true,
                '"' => quoted = !quoted,
                _ => return !quoted && separators.contains(letter),
            }
            false
        });
        let (part, after) = match end {
            Some((at, _)) => whole.split_at_checked(at)?,
            None => (whole, ""),
        };
        rest = Some(after);
        Some(part)
    })
}

/// The kind and the value of a part `, KIND = value`.
fn split_attribute(part: &str) -> Option<(Cow<'static, str>, &str)> {
    let part = part.trim_start_matches([',', ';', '+', '/', ' ']);
    let (found, value) = part.split_once('=')?;
    let found = found.trim();
    let mut letters = found.chars();
    let is_kind = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphanumeric())
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
        && found.len() <= 40;
    is_kind.then(|| (kind(found), value))
}

/// The value without quotes and escapes (RFC 4514, section 2.4).
fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'));
    let value = inner.unwrap_or(value);
    let mut bytes: Vec<u8> = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend_from_slice(before.as_bytes());
        let pair = after
            .split_at_checked(2)
            .and_then(|(pair, after)| Some((u8::from_str_radix(pair, 16).ok()?, after)));
        rest = if let Some((byte, after)) = pair {
            bytes.push(byte);
            after
        } else {
            let mut letters = after.chars();
            bytes.extend(letters.next().map(String::from).unwrap_or_default().bytes());
            letters.as_str()
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::Certificate;
    use crate::trust::bundled;

    fn root(name: &str) -> &'static Certificate {
        let mut roots = bundled::roots().iter();
        roots
            .find(|root| root.subject.to_string().contains(name))
            .unwrap()
    }

    /// As keytool, openssl (three styles), Windows and RFC 4514 write the name.
    #[test]
    fn one_name_in_every_style_agrees() {
        let name = &root("DigiCert Global Root G2").subject;
        for text in [
            "CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US",
            "C = US, O = DigiCert Inc, OU = www.digicert.com, CN = DigiCert Global Root G2",
            "C=US,O=DigiCert Inc,OU=www.digicert.com,CN=DigiCert Global Root G2",
            "/C=US/O=DigiCert Inc/OU=www.digicert.com/CN=DigiCert Global Root G2",
            "cn=digicert global root g2;o=\"DigiCert Inc\";c=us",
            "CN=DigiCert\\20Global Root G2+O=DigiCert\\ Inc",
            "DigiCert Global\u{e002}Root  G2",
        ] {
            assert!(NameText::parse(text).agrees(name), "{text}");
        }
        for text in [
            "",
            "DigiCert Inc",
            "www.digicert.com",
            "DigiCert Global Root G3",
            "O=DigiCert Inc, C=US",
            "CN=DigiCert Global Root G2, O=Other",
            "CN=DigiCert Global Root G2, C=US, C=US",
        ] {
            assert!(!NameText::parse(text).agrees(name), "{text}");
        }
    }

    #[test]
    fn commas_within_values_are_kept_with_and_without_quotes() {
        let name = &root("Starfield Root Certificate Authority - G2").subject;
        for text in [
            "CN=Starfield Root Certificate Authority - G2, O=\"Starfield Technologies, Inc.\", L=Scottsdale, ST=Arizona, C=US",
            "C=US, ST=Arizona, L=Scottsdale, O=Starfield Technologies, Inc., CN=Starfield Root Certificate Authority - G2",
            "CN=Starfield Root Certificate Authority - G2,O=Starfield Technologies\\, Inc.,L=Scottsdale,S=Arizona,C=US",
        ] {
            assert!(NameText::parse(text).agrees(name), "{text}");
        }
    }

    #[test]
    fn every_bundled_root_agrees_with_its_own_text() {
        for root in bundled::roots() {
            assert!(NameText::parse(&root.subject.to_string()).agrees(&root.subject));
        }
    }

    #[test]
    fn a_unit_that_reads_like_a_root_is_a_lone_name() {
        assert!(
            NameText::parse("GlobalSign Root CA - R3")
                .agrees(&root("GlobalSign Root CA - R3").subject)
        );
        assert!(
            !NameText::parse("GlobalSign Root CA - R3")
                .agrees(&root("GlobalSign Root CA - R6").subject)
        );
    }
}
