//! A `GeneralName` (RFC 5280, section 4.2.1.6), as a certificate bears it and as a constraint names
//! it, and the names of a certificate that constraints bind.

use std::borrow::Cow;
use std::fmt;

use crate::certificate::{Certificate, Name, name_from_der};
use crate::der::{self, Element};

/// The form of a name: names and constraints of one form are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Email,
    Dns,
    Directory,
    Uri,
    Ip,
    /// A form whose constraints are not processed; with its tag.
    Other(u8),
}

/// A name, or the base of a constraint.
#[derive(Debug)]
pub(super) enum GeneralName<'a> {
    Email(&'a str),
    Dns(&'a str),
    Directory(Cow<'a, Name>),
    Uri(&'a str),
    Ip(&'a [u8]),
    /// With its tag.
    Other(u8),
    /// What is not of the form that its tag says.
    Malformed(Form),
}

/// Context-specific tags of `GeneralName`.
const OTHER_NAME: u8 = 0xa0;
const RFC822_NAME: u8 = 0x81;
pub(super) const DNS_NAME: u8 = 0x82;
const DIRECTORY_NAME: u8 = 0xa4;
const URI: u8 = 0x86;
pub(super) const IP_ADDRESS: u8 = 0x87;

/// `id-on-SmtpUTF8Mailbox`, DER: constraints on e-mail addresses bind it, too (RFC 9598, section 6).
const SMTP_UTF8_MAILBOX: &[u8] = b"\x06\x08\x2b\x06\x01\x05\x05\x07\x08\x09";

const SUBJECT_ALT_NAME: &[u8] = b"\x55\x1d\x11";

impl<'a> GeneralName<'a> {
    /// Reads one.
    pub(super) fn read(element: &Element<'a>) -> Self {
        let contents = element.contents;
        // An IA5String, so every character is of ASCII.
        let text = std::str::from_utf8(contents)
            .ok()
            .filter(|text| text.is_ascii());
        match element.tag {
            RFC822_NAME => text.map_or(Self::Malformed(Form::Email), Self::Email),
            DNS_NAME => text.map_or(Self::Malformed(Form::Dns), Self::Dns),
            URI => text.map_or(Self::Malformed(Form::Uri), Self::Uri),
            IP_ADDRESS => Self::Ip(contents),
            DIRECTORY_NAME => {
                let name = name_from_der(contents).filter(Name::can_be_normalized);
                name.map_or(Self::Malformed(Form::Directory), |name| {
                    Self::Directory(Cow::Owned(name))
                })
            }
            OTHER_NAME if contents.starts_with(SMTP_UTF8_MAILBOX) => Self::Malformed(Form::Email),
            tag => Self::Other(tag),
        }
    }

    /// Its form.
    pub(super) const fn form(&self) -> Form {
        match self {
            Self::Email(_) => Form::Email,
            Self::Dns(_) => Form::Dns,
            Self::Directory(_) => Form::Directory,
            Self::Uri(_) => Form::Uri,
            Self::Ip(_) => Form::Ip,
            Self::Other(tag) => Form::Other(*tag),
            Self::Malformed(form) => *form,
        }
    }

    /// Whether it is a DNS name that stands for many.
    pub(super) fn is_wildcard(&self) -> bool {
        matches!(self, Self::Dns(name) if name.starts_with("*."))
    }

    /// How much a comparison with it costs: most are short.
    pub(super) fn cost(&self) -> usize {
        const BYTES_A_UNIT: usize = 64;
        let length = match self {
            Self::Email(text) | Self::Dns(text) | Self::Uri(text) => text.len(),
            Self::Directory(name) => name.der().len(),
            Self::Ip(_) | Self::Other(_) | Self::Malformed(_) => 0,
        };
        1 + length / BYTES_A_UNIT
    }
}

impl fmt::Display for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Email => "e-mail address",
            Self::Dns => "DNS name",
            Self::Directory => "directory name",
            Self::Uri => "URI",
            Self::Ip => "IP address",
            Self::Other(OTHER_NAME) => "other name",
            Self::Other(0xa3) => "X.400 address",
            Self::Other(0xa5) => "EDI party name",
            Self::Other(0x88) => "registered identifier",
            Self::Other(_) => "unknown form of name",
        })
    }
}

impl fmt::Display for GeneralName<'_> {
    /// The form and the name, for example `DNS name host.example.com`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.form())?;
        match self {
            Self::Email(text) | Self::Dns(text) | Self::Uri(text) => {
                write!(formatter, " {}", text.escape_debug())
            }
            Self::Directory(name) => write!(formatter, " {name}"),
            Self::Ip(bytes) => match <[u8; 4]>::try_from(*bytes) {
                Ok(address) => write!(formatter, " {}", std::net::Ipv4Addr::from(address)),
                Err(_) => match <[u8; 16]>::try_from(*bytes) {
                    Ok(address) => write!(formatter, " {}", std::net::Ipv6Addr::from(address)),
                    Err(_) => Ok(()),
                },
            },
            Self::Other(_) | Self::Malformed(_) => Ok(()),
        }
    }
}

/// Every name of `certificate` that constraints bind (RFC 5280, section 4.2.1.10): the subject where
/// it is not empty, each subject alternative name, and without any the e-mail addresses of the
/// subject. `None`, once, where the extension is malformed.
pub(super) fn names(certificate: &Certificate) -> impl Iterator<Item = Option<GeneralName<'_>>> {
    let subject = Some(&certificate.subject).filter(|subject| !subject.is_empty());
    let subject = subject.map(|subject| {
        Some(if subject.can_be_normalized() {
            GeneralName::Directory(Cow::Borrowed(subject))
        } else {
            GeneralName::Malformed(Form::Directory)
        })
    });
    let has_alternatives = has_alternative_names(certificate);
    let value = certificate.extension_value(SUBJECT_ALT_NAME);
    let list = value.and_then(|value| der::contents(value, der::SEQUENCE));
    let is_malformed = has_alternatives && list.is_none();
    let alternatives = der::all(list.unwrap_or_default())
        .map(|element| element.map(|element| GeneralName::read(&element)));
    let addresses = certificate
        .subject
        .attributes()
        .filter(move |attribute| !has_alternatives && attribute.kind == "emailAddress")
        .map(|attribute| {
            let text = attribute.value.as_deref().filter(|text| text.is_ascii());
            Some(text.map_or(GeneralName::Malformed(Form::Email), GeneralName::Email))
        });
    subject
        .into_iter()
        .chain(is_malformed.then_some(None))
        .chain(alternatives)
        .chain(addresses)
}

/// How many bytes of names [`names`] reads.
pub(super) fn length(certificate: &Certificate) -> usize {
    let alternatives = certificate.extension_value(SUBJECT_ALT_NAME);
    let alternatives = alternatives.map_or(0, <[u8]>::len);
    alternatives.saturating_add(certificate.subject.der().len())
}

fn has_alternative_names(certificate: &Certificate) -> bool {
    let mut extensions = certificate.extensions.iter();
    extensions.any(|extension| extension.name() == Some("subjectAltName"))
}
