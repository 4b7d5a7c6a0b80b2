//! Java's key stores JKS and JCEKS: private keys with their chains, and trusted certificates.
//!
//! The format is described nowhere but in the sources of `OpenJDK`: `JavaKeyStore.java` and
//! `JceKeyStore.java`.

mod cursor;
mod protector;
mod reader;
mod serialization;

use aws_lc_rs::digest;

use super::other::no_certificate;
use super::{Contents, Format, KeyFault, Passwords, Secret, Unreadable};
use reader::Reader;

/// What the digest covers between the password and the key store.
const WHITENER: &[u8] = b"Mighty Aphrodite";

/// The format of a file that begins like a key store of Java.
pub(super) fn format(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0xfe, 0xed, 0xfe, 0xed, ..] => Some(Format::Jks),
        [0xce, 0xce, 0xce, 0xce, ..] => Some(Format::Jceks),
        _ => None,
    }
}

/// Reads a key store of this format.
pub(super) fn read(
    bytes: &[u8],
    format: Format,
    passwords: &Passwords,
) -> Result<Contents, Unreadable> {
    let mut reader = Reader::new(bytes, format, passwords);
    let digest = reader.entries()?;
    let mut contents = reader.contents;
    match &passwords.container {
        None => contents
            .notes
            .push(String::from("integrity unchecked: no password was given")),
        Some(password) if is_right(bytes, digest, password) => {}
        Some(_) if reader.has_opened => {
            let fault = KeyFault::Broken(
                "the password opens a key of it, but its integrity check fails: it was damaged or \
                 changed",
            );
            return Err(Unreadable::of_store(format, &fault));
        }
        Some(_) => return Err(Unreadable::of_store(format, &KeyFault::WrongPassword)),
    }
    if contents.certificates.is_empty() {
        let found = format!("a Java key store ({format})");
        let advice = "pass the key store that holds the certificate and its issuers";
        return Err(no_certificate(None, &found, advice));
    }
    Ok(contents)
}

/// Whether the digest at the store's end is the one that this password gives.
fn is_right(bytes: &[u8], rest: &[u8], password: &Secret) -> bool {
    let covered = bytes.len().saturating_sub(rest.len());
    let mut context = digest::Context::new(&digest::SHA1_FOR_LEGACY_USE_ONLY);
    context.update(&password.utf16());
    context.update(WHITENER);
    context.update(bytes.get(..covered).unwrap_or_default());
    rest.starts_with(context.finish().as_ref())
}
