//! The private keys of a PEM file: which certificate each belongs to.

use super::label::Kind;
use super::pbe::{self, Budget};
use super::raw::{self, RawSection};
use super::{Contents, Format, KeyEntry, KeyFault, Passwords, Secret, StrayKey};
use crate::key;

/// The most keys that are read from one file.
const MAX_KEYS: usize = 16;

/// Reads the keys among the certificates of a PEM file, as far as the passwords open them.
pub(super) fn pair(text: &[u8], passwords: &Passwords, contents: &mut Contents) {
    if contents.format != Format::Pem || contents.private_keys.is_empty() {
        return;
    }
    // What does not end as it begins was refused before.
    let is_key = |label: &str| Kind::of(label) == Kind::PrivateKey;
    let sections = raw::sections(text, is_key).unwrap_or_default();
    let mut budget = Budget::default();
    for section in sections.iter().take(MAX_KEYS) {
        match open(section, passwords, &mut budget) {
            Ok(key) => take(key, contents),
            Err(fault) => contents.stray_keys.push(StrayKey {
                alias: None,
                key: None,
                key_fault: Some(fault),
            }),
        }
    }
}

fn open(
    section: &RawSection,
    passwords: &Passwords,
    budget: &mut Budget,
) -> Result<Secret, KeyFault> {
    if section.is_encrypted {
        let method = String::from("OpenSSL's traditional way (Proc-Type: 4,ENCRYPTED)");
        return Err(KeyFault::Unsupported(method));
    }
    let Ok(der) = &section.body else {
        return Err(KeyFault::Broken("its Base64 does not decode"));
    };
    if section.label == "ENCRYPTED PRIVATE KEY" {
        let password = passwords.key.as_ref().or(passwords.container.as_ref());
        return pbe::private_key(der, password, budget).map(Secret::from);
    }
    Ok(Secret::from(der.clone()))
}

fn take(key: Secret, contents: &mut Contents) {
    let read = key::PrivateKey::from_der(key.as_bytes());
    let end_entity = read.ok().and_then(|private| {
        contents
            .certificates
            .iter()
            .position(|located| private.matches(&located.certificate.public_key))
    });
    let (key, key_fault) = (Some(key), None);
    match end_entity {
        Some(end_entity) => contents.entries.push(KeyEntry {
            alias: None,
            end_entity,
            chain: (0..contents.certificates.len()).collect(),
            key,
            key_fault,
        }),
        None => contents.stray_keys.push(StrayKey {
            alias: None,
            key,
            key_fault,
        }),
    }
}
