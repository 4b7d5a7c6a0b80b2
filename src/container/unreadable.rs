//! Why a file, or a key in it, could not be read.

use std::fmt;

use super::Format;
use super::ber::Malformed;

/// Why a file gives no certificates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What kind of file it is.
    pub kind: UnreadableKind,
    /// The line of what is wrong, from 1.
    pub line: Option<usize>,
    /// What was found instead, and what to do; no byte of a key or password.
    pub reason: String,
}

impl Unreadable {
    /// The answer for a key store of this format that cannot be opened.
    pub(super) fn of_store(format: Format, fault: &KeyFault) -> Self {
        let (kind, reason) = match fault {
            KeyFault::MissingPassword => (
                UnreadableKind::MissingPassword,
                format!(
                    "the {format} key store needs a password, and none was given; give it with \
                     `--password-file FILE` or the variable SFMTLS_PASSWORD"
                ),
            ),
            KeyFault::WrongPassword => (
                UnreadableKind::WrongPassword,
                format!("the password given is not that of the {format} key store"),
            ),
            KeyFault::Unsupported(_) => (
                UnreadableKind::OtherFormat(format),
                format!(
                    "the {format} key store {fault}; export its certificates as PEM, and pass them"
                ),
            ),
            KeyFault::Broken(_) | KeyFault::TooCostly => (
                UnreadableKind::Broken,
                format!("the {format} key store {fault}"),
            ),
        };
        Self {
            kind,
            line: None,
            reason,
        }
    }

    /// The same, in this line where no line was told yet.
    pub(super) fn in_line(mut self, line: usize) -> Self {
        self.line.get_or_insert(line);
        self
    }
}

impl fmt::Display for Unreadable {
    /// The reason, with the line before it where there is one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for Unreadable {}

/// What kind of file gives no certificates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnreadableKind {
    /// Readable, but only keys, requests or CRLs: passed over in a directory.
    NoCertificate,
    /// A container that was recognised and is not read.
    OtherFormat(Format),
    /// The password that was given is not the container's.
    WrongPassword,
    /// The container asks for a password, and none was given.
    MissingPassword,
    /// Anything else: empty, too large, broken, or no such thing at all.
    Broken,
}

/// Why something that is encrypted could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// No password was given, and it needs one.
    MissingPassword,
    /// None of the passwords that were given opens it.
    WrongPassword,
    /// It is encrypted by a method that is not supported, named here.
    Unsupported(String),
    /// Its structure is broken.
    Broken(&'static str),
    /// Opening it would take more work than the limits allow.
    TooCostly,
}

impl From<Malformed> for KeyFault {
    fn from(malformed: Malformed) -> Self {
        Self::Broken(malformed.0)
    }
}

impl fmt::Display for KeyFault {
    /// A clause without a subject.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingPassword => formatter.write_str("needs a password, and none was given"),
            Self::WrongPassword => formatter.write_str("is not opened by the password given"),
            Self::Unsupported(method) => {
                write!(
                    formatter,
                    "is protected by a method that is not supported: {method}"
                )
            }
            Self::Broken(what) => write!(formatter, "is broken: {what}"),
            Self::TooCostly => formatter.write_str(
                "asks for more rounds of key derivation than the limits allow (1 million for one \
                 key, 3 million for a file)",
            ),
        }
    }
}
