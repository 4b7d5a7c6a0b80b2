//! From a file to its private key: PEM or DER, encrypted or not.

use super::{KeyError, PrivateKey, encrypted};
use crate::container::{self, RawSection, Secret};
use crate::der;

/// A private key, and the DER that it was read from, unencrypted.
type Opened = (PrivateKey, Secret);

/// Reads the private key of a file.
pub(super) fn file(bytes: &[u8], password: Option<&[u8]>) -> Result<Opened, KeyError> {
    if bytes.is_empty() {
        return Err(KeyError::corrupt("the file is empty"));
    }
    if bytes.len() > container::MAX_SIZE {
        return Err(KeyError::corrupt("the file is larger than 16 MiB"));
    }
    if bytes.starts_with(&[der::SEQUENCE]) && der::contents(bytes, der::SEQUENCE).is_some() {
        return key(bytes, password);
    }
    if is_java_key_store(bytes) {
        return Err(key_store("a Java key store"));
    }
    let sections = container::raw_sections(bytes, |label| label.contains("PRIVATE KEY"))
        .map_err(|bad| KeyError::corrupt(bad.what).at(bad.line))?;
    match sections.as_slice() {
        [] => Err(nothing(bytes)),
        [only] => section(only, password).map_err(|error| match error.line {
            Some(_) => error,
            None => error.at(only.line),
        }),
        several => Err(too_many(several)),
    }
}

/// Reads the key of a DER structure of any kind.
fn key(bytes: &[u8], password: Option<&[u8]>) -> Result<Opened, KeyError> {
    let first = der::contents(bytes, der::SEQUENCE).and_then(der::first);
    let der = match first.map(|(first, _)| first) {
        Some(first) if first.tag == der::SEQUENCE => encrypted::decrypt(bytes, password)?.into(),
        // PFX of RFC 7292 has version 3, no private key has.
        Some(first) if first.whole == [der::INTEGER, 1, 3] => {
            return Err(key_store("a PKCS#12 key store"));
        }
        _ => Secret::new(bytes.to_vec()),
    };
    Ok((PrivateKey::from_der(der.as_bytes())?, der))
}

fn section(section: &RawSection, password: Option<&[u8]>) -> Result<Opened, KeyError> {
    if section.is_encrypted {
        return Err(KeyError::unsupported(
            "the private key is encrypted in OpenSSL's traditional way (Proc-Type: 4,ENCRYPTED), \
             which is not read; convert it with `openssl pkcs8 -topk8 -in FILE -out key.pem`, \
             which asks for its password, and pass key.pem",
        ));
    }
    match section.label.as_str() {
        "OPENSSH PRIVATE KEY" => Err(KeyError::unsupported(
            "a private key in OpenSSH's own format, which is not read; convert a copy of it with \
             `ssh-keygen -p -m PKCS8 -f COPY`, and pass that",
        )),
        label if label.starts_with("SSH2 ") => Err(KeyError::unsupported(SSH)),
        _ => match &section.body {
            Ok(body) => key(body, password),
            Err(bad) => Err(KeyError::corrupt(bad.what.clone()).at(bad.line)),
        },
    }
}

/// What to do about a private key in a format of SSH programs.
const SSH: &str = "a private key in a format of SSH, which is not read; export it as PKCS#8 from \
                   the program that made it";

fn too_many(sections: &[RawSection]) -> KeyError {
    /// As many lines are named.
    const NAMED: usize = 10;
    let lines: Vec<String> = sections
        .iter()
        .take(NAMED)
        .map(|section| section.line.to_string())
        .collect();
    let more = if sections.len() > NAMED {
        " and more"
    } else {
        ""
    };
    KeyError::unsupported(format!(
        "{} private keys, at lines {}{more}; pass a file with the one that is meant",
        sections.len(),
        lines.join(", ")
    ))
}

/// The answer for a file without a private key.
fn nothing(bytes: &[u8]) -> KeyError {
    if bytes.starts_with(b"PuTTY-User-Key-File-") || bytes.starts_with(b"---- BEGIN SSH2") {
        return KeyError::unsupported(SSH);
    }
    KeyError::corrupt(
        "no private key: neither a PEM section whose label ends in `PRIVATE KEY` nor DER",
    )
}

fn is_java_key_store(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..]
    )
}

fn key_store(what: &str) -> KeyError {
    KeyError::unsupported(format!(
        "{what}, not a private key; pass it as the file to check, and its own key is looked at"
    ))
}
