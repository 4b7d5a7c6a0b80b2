//! The attributes of a bag: its name, and which key belongs to which certificate.

use super::super::ber::{Elements, Malformed, Value, tag};

/// 1.2.840.113549.1.9.20
const FRIENDLY_NAME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x14];
/// 1.2.840.113549.1.9.21
const LOCAL_KEY_ID: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x15];

/// What is read of `PKCS12Attribute`s.
#[derive(Clone, Debug, Default)]
pub(in crate::container) struct Attributes {
    /// `friendlyName`
    pub(in crate::container) alias: Option<String>,
    /// `localKeyId`
    pub(in crate::container) local_key_id: Option<Vec<u8>>,
}

impl Attributes {
    /// Reads the SET at the end of a bag, where there is one.
    pub(super) fn read(bag: &mut Elements<'_>) -> Result<Self, Malformed> {
        let mut read = Self::default();
        let Some(set) = bag.optional(tag::SET)? else {
            return Ok(read);
        };
        let mut attributes = set.elements();
        while let Some(attribute) = attributes.next()? {
            let mut fields = attribute.elements();
            let oid = fields.expect(tag::OBJECT_IDENTIFIER)?;
            let Some(value) = fields.expect(tag::SET)?.elements().next()? else {
                continue;
            };
            match oid.contents {
                FRIENDLY_NAME => read.alias = name(value),
                LOCAL_KEY_ID => read.local_key_id = Some(value.octets()?.into_owned()),
                _ => {}
            }
        }
        Ok(read)
    }
}

/// The text of a `BMPString`, or of the `UTF8String` that some programs write in its place.
fn name(value: Value<'_>) -> Option<String> {
    match value.tag {
        tag::BMP_STRING => {
            let (pairs, _) = value.contents.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            Some(String::from_utf16_lossy(&units))
        }
        tag::UTF8_STRING => Some(String::from_utf8_lossy(value.contents).into_owned()),
        _ => None,
    }
}
