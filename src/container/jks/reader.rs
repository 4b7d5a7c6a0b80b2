//! The entries of a key store, one after the other.

use aws_lc_rs::digest;

use super::super::ber::Malformed;
use super::super::pbe::Budget;
use super::super::{
    Contents, Format, KeyEntry, KeyFault, Passwords, PrivateKey, Secret, StrayKey, Unreadable,
};
use super::cursor::Cursor;
use super::{protector, serialization};

/// A key store that is being read.
pub(super) struct Reader<'a> {
    cursor: Cursor<'a>,
    passwords: &'a Passwords,
    budget: Budget,
    /// What was read so far.
    pub(super) contents: Contents,
    /// Whether the container's password has opened a key.
    pub(super) has_opened: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8], format: Format, passwords: &'a Passwords) -> Self {
        Self {
            cursor: Cursor::new(bytes),
            passwords,
            budget: Budget::default(),
            contents: Contents::new(format),
            has_opened: false,
        }
    }

    /// Reads all entries; returns what follows, which begins with the digest.
    pub(super) fn entries(&mut self) -> Result<&'a [u8], Unreadable> {
        let broken = self.broken();
        self.cursor.take(4).map_err(broken)?;
        let version = self.cursor.u32().map_err(broken)?;
        if !(1..=2).contains(&version) {
            let malformed = Malformed("its version is neither 1 nor 2");
            return Err(broken(malformed));
        }
        let count = self.cursor.u32().map_err(broken)?;
        for _ in 0..count {
            self.entry(version)?;
        }
        let rest = self.cursor.rest();
        let digest_length = digest::SHA1_OUTPUT_LEN;
        let Some(behind) = rest.len().checked_sub(digest_length) else {
            return Err(broken(Malformed::CUT));
        };
        if behind > 0 {
            let what = format!("{behind} bytes after the key store");
            self.contents.leave_out(what);
        }
        Ok(rest)
    }

    fn entry(&mut self, version: u32) -> Result<(), Unreadable> {
        let broken = self.broken();
        let kind = self.cursor.u32().map_err(broken)?;
        let alias = self.cursor.text().map_err(broken)?;
        // Milliseconds since 1970 at which the entry was made.
        self.cursor.take(8).map_err(broken)?;
        match kind {
            1 => self.private_key(alias, version),
            2 => self.certificate(version).map(|_| ()),
            3 if self.contents.format == Format::Jceks => {
                serialization::skip(&mut self.cursor).map_err(broken)?;
                self.contents.leave_out("a secret key");
                Ok(())
            }
            _ => Err(broken(Malformed(
                "it has an entry of a type that no store has",
            ))),
        }
    }

    fn private_key(&mut self, alias: String, version: u32) -> Result<(), Unreadable> {
        let broken = self.broken();
        let protected = self.cursor.counted().map_err(broken)?;
        let count = self.cursor.u32().map_err(broken)?;
        let mut chain = Vec::new();
        for _ in 0..count {
            chain.extend(self.certificate(version)?);
        }
        let (key, key_fault) = match self.open(protected) {
            Ok(key) => (Some(key), None),
            Err(fault) => (None, Some(fault)),
        };
        self.contents.private_keys.push(PrivateKey {
            label: String::from("PRIVATE KEY"),
            line: None,
        });
        let alias = Some(alias);
        match chain.first() {
            Some(&end_entity) => self.contents.entries.push(KeyEntry {
                alias,
                end_entity,
                chain,
                key,
                key_fault,
            }),
            None => self.contents.stray_keys.push(StrayKey {
                alias,
                key,
                key_fault,
            }),
        }
        Ok(())
    }

    /// Reads a certificate; `None` where it is no X.509 certificate.
    fn certificate(&mut self, version: u32) -> Result<Option<usize>, Unreadable> {
        let broken = self.broken();
        let kind = match version {
            1 => String::from("X.509"),
            _ => self.cursor.text().map_err(broken)?,
        };
        let der = self.cursor.counted().map_err(broken)?;
        if kind != "X.509" {
            self.contents
                .leave_out("a certificate that is no X.509 certificate");
            return Ok(None);
        }
        self.contents.add(der).map(Some)
    }

    /// Opens a key with its own password, else with the container's.
    fn open(&mut self, protected: &[u8]) -> Result<Secret, KeyFault> {
        let own = self
            .passwords
            .key
            .as_ref()
            .map(|password| (password, false));
        let common = self.passwords.container.as_ref();
        let common = common.map(|password| (password, true));
        let mut fault = KeyFault::MissingPassword;
        for (password, is_containers) in own.into_iter().chain(common) {
            match protector::open(protected, password, &mut self.budget) {
                Ok(key) => {
                    self.has_opened |= is_containers;
                    return Ok(Secret::from(key));
                }
                Err(other) => fault = other,
            }
        }
        Err(fault)
    }

    fn broken(&self) -> impl Fn(Malformed) -> Unreadable + Copy + use<> {
        let format = self.contents.format;
        move |malformed| Unreadable::of_store(format, &malformed.into())
    }
}
