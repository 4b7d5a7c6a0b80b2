//! PKCS#12 (RFC 7292): certificates, keys and their names.

mod attributes;
mod bags;
mod keyring;
mod mac;

use std::borrow::Cow;

use super::ber::{Elements, Malformed, Value, tag};
use super::other::no_certificate;
use super::pbe::{Budget, Password};
use super::{Contents, Format, KeyFault, Passwords, Unreadable, UnreadableKind, pairing};
pub(super) use attributes::Attributes;
pub(super) use bags::{Bags, KeyBag};
use keyring::Keyring;
use mac::Mac;

/// Reads a PKCS#12 key store.
pub(super) fn read(bytes: &[u8], passwords: &Passwords) -> Result<Contents, Unreadable> {
    let file = File::read(bytes).map_err(refused)?;
    let (mut bags, mut keyring) = file.unlock(passwords)?;
    if file.rest > 0 {
        let what = format!("{} bytes after the PKCS#12 key store", file.rest);
        bags.contents.leave_out(what);
    }
    if bags.contents.certificates.is_empty() {
        let found = match bags.keys.len() {
            0 => "a PKCS#12 key store with no private key",
            _ => "a PKCS#12 key store with a private key",
        };
        let advice = "pass the key store, or a file, that holds the certificate and its issuers";
        return Err(no_certificate(None, found, advice));
    }
    Ok(pairing::pair(bags, &mut keyring.budget))
}

/// `PFX`, its integrity not checked yet.
struct File<'a> {
    /// The bytes of `AuthenticatedSafe`, over which the MAC is made.
    safes: Cow<'a, [u8]>,
    mac: Option<Mac<'a>>,
    /// How many bytes follow.
    rest: usize,
}

impl<'a> File<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, KeyFault> {
        let (outer, rest) = Value::first(bytes)?;
        let mut fields = outer.elements();
        fields.expect(tag::INTEGER)?;
        let mut safe = fields.expect(tag::SEQUENCE)?.elements();
        let oid = safe.expect(tag::OBJECT_IDENTIFIER)?;
        if oid.contents != bags::DATA {
            return Err(KeyFault::Unsupported(String::from(
                "integrity by signature in place of a password",
            )));
        }
        let mut content = safe.expect(tag::CONTEXT_0)?.elements();
        let safes = content.string(tag::OCTET_STRING)?;
        let mac = fields.optional(tag::SEQUENCE)?.map(Mac::read).transpose()?;
        Ok(Self {
            safes,
            mac,
            rest: rest.len(),
        })
    }

    /// Finds the password that the MAC is made with, and reads what the safes hold.
    fn unlock(&self, passwords: &Passwords) -> Result<(Bags, Keyring), Unreadable> {
        let candidates = Password::candidates(passwords.container.as_ref());
        let mut budget = Budget::default();
        let (candidates, integrity) = match &self.mac {
            None => (candidates, Integrity::Absent),
            Some(mac) => mac
                .check(&self.safes, candidates, &mut budget)
                .map_err(refused)?,
        };
        let is_given = passwords.container.is_some();
        let is_failure = matches!(integrity, Integrity::Failed);
        let fault = if is_given {
            KeyFault::WrongPassword
        } else {
            KeyFault::MissingPassword
        };
        let mut keyring = Keyring {
            // That the MAC is wrong for the empty password leaves what is not encrypted.
            passwords: if is_failure && !is_given {
                Vec::new()
            } else {
                candidates
            },
            key_password: passwords.key.as_ref().map(Password::of),
            fault,
            budget,
            has_opened: false,
        };
        let bags = Bags::read(&self.safes, &mut keyring);
        match integrity {
            Integrity::Verified => bags.map_err(encrypted_otherwise),
            Integrity::Failed if is_given => Err(failed(bags, &keyring)),
            _ => bags.map(|bags| bags.with_note(integrity.note())),
        }
        .map(|bags| (bags, keyring))
    }
}

/// What was found about the MAC.
enum Integrity {
    /// Right for the one password that is left.
    Verified,
    /// Wrong for every password.
    Failed,
    /// There is none.
    Absent,
    /// It is made by a method that is not supported.
    Unsupported(String),
}

impl Integrity {
    /// What the user must know of it; of a failure only where no password was given.
    fn note(&self) -> String {
        match self {
            Self::Verified => String::new(),
            Self::Failed => String::from("integrity unchecked: no password was given"),
            Self::Absent => String::from("not integrity-protected: the key store has no MAC"),
            Self::Unsupported(method) => {
                format!("integrity unchecked: its MAC is made by {method}, which is not supported")
            }
        }
    }
}

/// The answer where the MAC is wrong for the password that was given: what the password opens all
/// the same was changed or damaged.
fn failed(bags: Result<Bags, Unreadable>, keyring: &Keyring) -> Unreadable {
    match bags {
        _ if keyring.has_opened => refused(KeyFault::Broken(
            "the password opens it, but its integrity check fails: it was damaged or changed",
        )),
        Err(error) => error,
        Ok(_) => refused(KeyFault::WrongPassword),
    }
}

/// The answer where the MAC proves the password, and the password opens nothing.
fn encrypted_otherwise(error: Unreadable) -> Unreadable {
    match error.kind {
        UnreadableKind::WrongPassword | UnreadableKind::MissingPassword => {
            refused(KeyFault::Broken(
                "its integrity check is right for this password, which does not decrypt its \
                 certificates: they are damaged, or encrypted under another password",
            ))
        }
        _ => error,
    }
}

/// The answer for a key store that cannot be opened.
fn refused(fault: impl Into<KeyFault>) -> Unreadable {
    Unreadable::of_store(Format::Pkcs12, &fault.into())
}

/// The elements of the one SEQUENCE that `bytes` are.
fn sequence(bytes: &[u8]) -> Result<Elements<'_>, Malformed> {
    match Value::first(bytes)? {
        (value, []) if value.tag == tag::SEQUENCE => Ok(value.elements()),
        _ => Err(Malformed::SHAPE),
    }
}
