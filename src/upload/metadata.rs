//! An `InboundCertificate` of Salesforce's metadata API, as a file of XML; alone knows quick-xml.
//!
//! No document type is read and no entity but XML's own five: nothing can be expanded.

use std::fmt;

use num_bigint::BigInt;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

use crate::certificate::Time;
use crate::container::{self, Unreadable, UnreadableKind};

/// What the metadata API keeps of an uploaded certificate (`meta_inboundcertificate.htm`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// `serialId`, decimal, without leading zeros.
    pub serial: String,
    /// `expirationDate`.
    pub expiration: Expiration,
    /// `issuer`, as it is written.
    pub issuer: Option<String>,
    /// `masterLabel`: the label in Setup.
    pub label: Option<String>,
}

/// An expiration date, as exact as it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiration {
    /// A day, in UTC.
    Day(Time),
    /// A moment.
    Moment(Time),
}

impl Expiration {
    /// Whether it is this end of a validity. A day is compared in UTC; its midnight stands for it,
    /// too, since a date is often written as a moment.
    pub(super) fn is(self, not_after: Time) -> bool {
        match self {
            Self::Day(day) => day.day() == not_after.day(),
            Self::Moment(moment) if moment == not_after => true,
            Self::Moment(moment) => {
                moment.unix_seconds() % 86_400 == 0 && moment.day() == not_after.day()
            }
        }
    }

    /// Reads `xsd:date` or `xsd:dateTime`, with or without a zone, also one without its colon;
    /// where there is none UTC is meant.
    fn parse(text: &str) -> Option<Self> {
        let Some((day, _)) = text.split_once('T') else {
            // The zone says where the day begins, which decides nothing: days are compared.
            let (day, zone) = text.split_at_checked("YYYY-MM-DD".len())?;
            let is_zone = matches!(zone, "" | "Z") || zone.starts_with(['+', '-']);
            let day = Time::parse(day).ok().filter(|_| is_zone);
            return day.map(Self::Day);
        };
        let time = text.strip_prefix(day)?;
        let with_zone = match time.rsplit_once(['+', '-']) {
            Some((_, zone)) if zone.len() == 4 => {
                let (rest, minutes) = text.split_at_checked(text.len().checked_sub(2)?)?;
                format!("{rest}:{minutes}")
            }
            Some(_) => text.to_owned(),
            None if time.ends_with(['Z', 'z']) => text.to_owned(),
            None => format!("{text}Z"),
        };
        Time::parse(&with_zone).ok().map(Self::Moment)
    }
}

impl fmt::Display for Expiration {
    /// The day, or the moment.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => formatter.write_str(&day.day()),
            Self::Moment(moment) => moment.fmt(formatter),
        }
    }
}

/// A serial number's bytes, as a certificate has them, in decimal.
pub(super) fn decimal(serial: &[u8]) -> String {
    BigInt::from_signed_bytes_be(serial).to_string()
}

/// The text of a file that looks like XML; `None` where it does not.
pub(super) fn text(bytes: &[u8]) -> Option<String> {
    let decoded = container::decode_text(bytes);
    let decoded = decoded.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&decoded);
    let first = decoded.iter().find(|byte| !byte.is_ascii_whitespace());
    (first == Some(&b'<')).then(|| String::from_utf8_lossy(decoded).trim().to_owned())
}

/// The fields that are read.
#[derive(Default)]
struct Fields {
    serial: Option<String>,
    expiration: Option<String>,
    issuer: Option<String>,
    label: Option<String>,
}

impl Fields {
    fn named(&mut self, name: &str) -> Option<&mut Option<String>> {
        match name {
            "serialId" => Some(&mut self.serial),
            "expirationDate" => Some(&mut self.expiration),
            "issuer" => Some(&mut self.issuer),
            "masterLabel" => Some(&mut self.label),
            _ => None,
        }
    }
}

/// The element that the file is.
const ROOT: &str = "InboundCertificate";
/// More digits than the serial number of any certificate has: RFC 5280 allows 20 bytes.
const MAX_DIGITS: usize = 100;

impl Metadata {
    /// Reads a file's text.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        let fields = fields(text)?;
        let serial = fields.serial.ok_or_else(|| lacks("serialId"))?;
        let expiration = fields.expiration.ok_or_else(|| lacks("expirationDate"))?;
        let is_decimal = serial.len() <= MAX_DIGITS
            && serial
                .strip_prefix('-')
                .unwrap_or(&serial)
                .bytes()
                .all(|byte| byte.is_ascii_digit());
        let number = is_decimal.then(|| serial.parse::<BigInt>().ok()).flatten();
        Ok(Self {
            serial: number
                .ok_or_else(|| error(None, "serialId is no decimal number"))?
                .to_string(),
            expiration: Expiration::parse(&expiration).ok_or_else(|| {
                error(
                    None,
                    "expirationDate is no date: 2027-02-14 or 2027-02-14T23:59:59Z is meant",
                )
            })?,
            issuer: fields.issuer,
            label: fields.label,
        })
    }
}

/// The text of each field; those deeper down and others are passed over.
fn fields(text: &str) -> Result<Fields, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk::default();
    loop {
        let event = reader
            .read_event()
            .map_err(|_| "the XML is malformed".to_owned());
        match event.and_then(|event| walk.step(&event)) {
            Ok(true) => {}
            Ok(false) => return Ok(walk.fields),
            Err(reason) => {
                let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                let before = text.bytes().take(read);
                let line = before
                    .filter(|byte| *byte == b'\n')
                    .count()
                    .saturating_add(1);
                return Err(error(Some(line), &reason));
            }
        }
    }
}

/// A walk through the elements of the file.
#[derive(Default)]
struct Walk {
    fields: Fields,
    depth: usize,
    /// The field that the walk is in: its name and its text so far.
    open: Option<(String, String)>,
}

impl Walk {
    /// Takes in an event; says whether there may be another.
    fn step(&mut self, event: &Event<'_>) -> Result<bool, String> {
        match event {
            Event::Start(start) => self.start(start.local_name().as_ref())?,
            Event::Empty(empty) if self.depth == 0 => {
                self.start(empty.local_name().as_ref())?;
                self.end()?;
            }
            Event::End(_) => self.end()?,
            Event::Text(text) => self.add(&text.xml10_content()),
            Event::CData(text) => self.add(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = character(reference)
                    .ok_or("the XML has an entity of its own, which is not read")?;
                self.add(letter.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => {
                return Err("the XML has a document type, which is not read".into());
            }
            Event::Eof if self.depth > 0 => return Err("the XML is cut short".into()),
            Event::Eof => return Ok(false),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        Ok(true)
    }

    fn start(&mut self, name: &str) -> Result<(), String> {
        match self.depth {
            0 if name != ROOT => return Err(NO_METADATA.to_owned()),
            1 => self.open = Some((name.to_owned(), String::new())),
            _ => {}
        }
        self.depth = self.depth.saturating_add(1);
        Ok(())
    }

    /// Takes in a field that ends here; one that is empty is as if it were not there.
    fn end(&mut self) -> Result<(), String> {
        self.depth = self.depth.saturating_sub(1);
        let ended = if self.depth == 1 {
            self.open.take()
        } else {
            None
        };
        let Some((name, value)) = ended else {
            return Ok(());
        };
        let Some(field) = self.fields.named(&name) else {
            return Ok(());
        };
        if field.is_some() {
            return Err(format!("{name} is there twice"));
        }
        let value = value.trim();
        *field = (!value.is_empty()).then(|| value.to_owned());
        Ok(())
    }

    fn add(&mut self, text: &str) {
        if let (2, Some((_, value))) = (self.depth, &mut self.open) {
            value.push_str(text);
        }
    }
}

/// The character of a reference: by number, or one of XML's own five entities.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten();
    }
    match &*reference.xml10_content() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// The answer for XML that is something else.
const NO_METADATA: &str = "the file is XML, but no InboundCertificate of the metadata API; pass that \
                           or the uploaded certificate";

fn lacks(field: &str) -> Unreadable {
    error(
        None,
        &format!("the InboundCertificate has no {field}, by which it is compared"),
    )
}

fn error(line: Option<usize>, reason: &str) -> Unreadable {
    Unreadable {
        kind: UnreadableKind::Broken,
        line,
        reason: reason.to_owned(),
    }
}
