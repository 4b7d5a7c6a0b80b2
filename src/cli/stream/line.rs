//! One line of the stream: its `id`, and its certificates.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::blocks::MAX_LINE;

/// What a line says.
pub struct Line<'a> {
    /// Its `id` as JSON; `null` where it has none, or none that can be read.
    pub id: &'a str,
    /// Its certificates, or what is wrong with the line.
    pub certificates: Result<Certificates<'a>, String>,
}

impl<'a> Line<'a> {
    /// Reads a line without its end.
    pub fn read(bytes: &'a [u8]) -> Self {
        let (text, is_utf8) = match str::from_utf8(bytes) {
            Ok(text) => (text, true),
            Err(error) => (valid(bytes, error.valid_up_to()), false),
        };
        let mut fields = Fields::default();
        let read = fields.read(text);
        if read.is_err() && fields.id.is_none() {
            fields = Fields::id_alone(text);
        }
        let id = fields.id.map_or("null", RawValue::get);
        let certificates = if bytes.len() > MAX_LINE {
            Err(format!(
                "it is longer than {MAX_LINE} bytes, the most that are read"
            ))
        } else if is_utf8 {
            read.map_err(|error| explained(&error))
                .and_then(|()| fields.certificates())
        } else {
            Err("it is not UTF-8".into())
        };
        Self { id, certificates }
    }
}

/// The text up to a byte that is no UTF-8.
fn valid(bytes: &[u8], length: usize) -> &str {
    let valid = bytes.get(..length).unwrap_or_default();
    str::from_utf8(valid).unwrap_or_default()
}

/// What is wrong with the JSON; there is but one line, so only the column is told.
fn explained(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text.split(" at line ").next().unwrap_or_default();
    format!("{reason}, at column {}", error.column())
}

/// The fields that were read so far.
#[derive(Default)]
struct Fields<'a> {
    id: Option<&'a RawValue>,
    certificates: Option<Certificates<'a>>,
    /// Whether the `id` alone is looked for.
    wants_id_alone: bool,
}

impl<'a> Fields<'a> {
    /// Reads a line as far as it is well-formed.
    fn read(&mut self, text: &'a str) -> serde_json::Result<()> {
        let mut json = serde_json::Deserializer::from_str(text);
        self.deserialize(&mut json)?;
        json.end()
    }

    /// The `id` that stands behind a fault, if any.
    fn id_alone(text: &'a str) -> Self {
        let mut fields = Self {
            wants_id_alone: true,
            ..Self::default()
        };
        // What is wrong with the rest was told already.
        let _ = fields.read(text);
        fields
    }

    /// The certificates, of which there must be one.
    fn certificates(self) -> Result<Certificates<'a>, String> {
        let certificates = self.certificates;
        let certificates = certificates.ok_or("it has no field `certificate`")?;
        if certificates.0.is_empty() {
            return Err("its list of certificates is empty".into());
        }
        Ok(certificates)
    }
}

/// The certificates of a line in their order, each as PEM or the Base64 of its DER.
#[derive(Debug, PartialEq, Eq)]
pub struct Certificates<'a>(Vec<Cow<'a, str>>);

impl Certificates<'_> {
    /// As they stand.
    pub fn texts(&self) -> &[impl AsRef<str>] {
        &self.0
    }

    /// All as one PEM file.
    pub fn pem(&self) -> Vec<u8> {
        let mut pem = Vec::new();
        for certificate in &self.0 {
            if certificate.contains("-----") {
                pem.extend_from_slice(certificate.as_bytes());
                pem.push(b'\n');
            } else {
                pem.extend_from_slice(b"-----BEGIN CERTIFICATE-----\n");
                pem.extend_from_slice(certificate.as_bytes());
                pem.extend_from_slice(b"\n-----END CERTIFICATE-----\n");
            }
        }
        pem
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Name {
    Id,
    Certificate,
    #[serde(other)]
    Other,
}

/// Fills the fields one by one, so that those before a fault are known.
impl<'a> DeserializeSeed<'a> for &mut Fields<'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for &mut Fields<'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with the fields `id` and `certificate`")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key()? {
            match name {
                Name::Id if self.id.is_some() => return Err(Error::duplicate_field("id")),
                Name::Id => self.id = Some(map.next_value()?),
                Name::Certificate if self.wants_id_alone => {
                    map.next_value::<IgnoredAny>()?;
                }
                Name::Certificate if self.certificates.is_some() => {
                    return Err(Error::duplicate_field("certificate"));
                }
                Name::Certificate => self.certificates = Some(map.next_value()?),
                Name::Other => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// From a text, or a list of texts.
impl<'a> Deserialize<'a> for Certificates<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CertificatesVisitor)
    }
}

struct CertificatesVisitor;

impl<'a> Visitor<'a> for CertificatesVisitor {
    type Value = Certificates<'a>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PEM text, Base64 of DER, or a list of either")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Certificates(vec![Cow::Borrowed(text)]))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Certificates(vec![Cow::Owned(text.to_owned())]))
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut texts = Vec::new();
        while let Some(Text(text)) = list.next_element()? {
            texts.push(text);
        }
        Ok(Certificates(texts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The `id`, and the PEM file or the fault.
    fn read(line: &str) -> (String, Result<String, String>) {
        let line = Line::read(line.as_bytes());
        (
            line.id.to_owned(),
            line.certificates
                .map(|it| String::from_utf8(it.pem()).unwrap()),
        )
    }

    #[test]
    fn base64_gets_boundaries_and_pem_text_stays() {
        let base64 = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n";
        let (_, one) = read(r#"{"certificate": "MII="}"#);
        assert_eq!(one.as_deref(), Ok(base64));
        let (_, two) =
            read(r#"{"certificate": ["-----BEGIN A-----\nZg==\n-----END A-----", "MII="]}"#);
        let pem = "-----BEGIN A-----\nZg==\n-----END A-----\n";
        assert_eq!(two, Ok(format!("{pem}{base64}")));
    }

    #[test]
    fn an_id_is_any_json_and_stays_as_it_stands() {
        for id in [
            "7",
            "1e400",
            "12345678901234567890123.50",
            "null",
            r#"{"a":[ 1 ]}"#,
            r#""\u00e9""#,
        ] {
            for line in [
                format!(r#"{{"id":{id},"certificate":"MII="}}"#),
                format!(r#"{{"certificate":"MII=","more":{{"id":1}},"id": {id} }}"#),
            ] {
                let (found, pem) = read(&line);
                assert!(found == id && pem.is_ok(), "{line}");
            }
        }
        assert_eq!(read(r#"{"certificate":"MII="}"#).0, "null");
    }

    #[test]
    fn a_bad_line_keeps_its_id_as_far_as_that_can_be_read() {
        for (line, id, fault) in [
            ("", "null", "EOF"),
            ("certificate", "null", "expected value"),
            ("[1]", "null", "expected an object"),
            (r#"{"id":1}"#, "1", "no field `certificate`"),
            (r#"{"id":1,"certificate":7}"#, "1", "expected PEM text"),
            (r#"{"id":1,"certificate":null}"#, "1", "expected PEM text"),
            (
                r#"{"id":1,"certificate":["MII=",7]}"#,
                "1",
                "expected a string",
            ),
            (r#"{"id":1,"certificate":[]}"#, "1", "empty"),
            (r#"{"id":1,"certificate":"MII"#, "1", "EOF"),
            (r#"{"certificate":7,"id":1}"#, "1", "expected PEM text"),
            (r#"{"certificate":"\ud800","id":1}"#, "1", "hex escape"),
            (r#"{"id":1,"id":2,"certificate":"MII="}"#, "1", "duplicate"),
            (
                r#"{"id":1,"certificate":"MII=","certificate":"MII="}"#,
                "1",
                "duplicate",
            ),
            (r#"{"id":1,"certificate":"MII="} {}"#, "1", "trailing"),
        ] {
            let (found, pem) = read(line);
            let error = pem.unwrap_err();
            assert!(
                found == id && error.contains(fault),
                "{line}: {found}, {error}"
            );
            assert!(!error.contains("line 1"), "{error}");
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_are_a_fault() {
        let line = Line::read(b"{\"id\":1,\"certificate\":\"\xff\"}");
        assert_eq!(line.id, "1");
        assert_eq!(line.certificates.err().unwrap(), "it is not UTF-8");
    }

    #[test]
    fn a_line_that_is_too_long_keeps_its_id() {
        let text = "A".repeat(MAX_LINE);
        let line = format!(r#"{{"id":1,"certificate":"{text}"}}"#);
        let (id, pem) = read(&line);
        assert_eq!(id, "1");
        assert!(pem.unwrap_err().contains("longer than 1048576 bytes"));
    }
}
