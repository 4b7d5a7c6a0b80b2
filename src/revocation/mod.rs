//! Certificate revocation lists (RFC 5280, section 5): read, and asked about a certificate.
//!
//! A list answers only where it counts: where it is of the certificate's issuer, that issuer's key
//! signed it and may sign lists, and its dates cover the moment judged at. What this program does
//! not process makes a list that does not count, never one that says "not revoked".

mod entries;
mod read;

use std::fmt;
use std::sync::Mutex;

use crate::certificate::{Certificate, Name, Time};
use crate::path::{SignatureFault, verify_signature};
use entries::Entries;

/// One complete certificate revocation list.
pub struct Crl {
    /// Who issued it.
    pub issuer: Name,
    /// When it was issued.
    pub this_update: Time,
    /// When the next one is due at the latest; `None` where the list does not say.
    pub next_update: Option<Time>,
    /// The line where it starts, from 1; `None` outside PEM.
    pub line: Option<usize>,
    /// Whether this program processes all that it must be read with.
    support: Support,
    /// The bytes that were signed.
    signed: Vec<u8>,
    /// Contents of the signature's algorithm identifier, and the signature.
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    entries: Entries,
    /// Keys that were tried, and whether they made the signature.
    tried: Mutex<Vec<Tried>>,
}

/// A `SubjectPublicKeyInfo`, DER, and whether its key made the signature.
type Tried = (Vec<u8>, Result<(), SignatureFault>);

/// Whether this program processes a part of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Support {
    /// It does.
    Processed,
    /// It speaks of some certificates only, and this program does not tell which: what it lists is
    /// revoked, what it does not list may be on another; why, in words.
    Partial(&'static str),
    /// It does not, so the list says nothing; why, in words.
    NotProcessed(&'static str),
}

impl Support {
    /// What holds of both: the first of the worse.
    const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Processed, _) | (Self::Partial(_), Self::NotProcessed(_)) => other,
            _ => self,
        }
    }
}

/// What a list says of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CrlAnswer {
    /// It is not on the list.
    Good,
    /// It is.
    Revoked(Revocation),
    /// The list is another issuer's: it says nothing of the certificate.
    OtherIssuer,
    /// The list is the issuer's and does not count; why, in words.
    DoesNotCount(String),
}

/// An entry of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// When the certificate was revoked; it may be later than the moment judged at.
    pub date: Time,
    /// RFC 5280's name of the reason (section 5.3.1), where one is given.
    pub reason: Option<&'static str>,
    /// Since when the key is known or suspected to be compromised, where that is given.
    pub invalidity_date: Option<Time>,
}

/// As many keys are remembered for one list; an issuer has one or two.
const MAX_TRIED: usize = 64;

impl Crl {
    /// Reads a file's lists: one in DER, or each `X509 CRL` section of a PEM text.
    ///
    /// # Errors
    /// Where there is none, or one that is malformed.
    pub fn read(bytes: &[u8]) -> Result<Vec<Self>, MalformedCrl> {
        read::file(bytes)
    }

    /// What the list says of `certificate`, whose issuer's certificate is `issuer`, at this
    /// moment. `issuer` is `None` where it is not to be had, so that nobody can say who signed the
    /// list.
    #[must_use]
    pub fn status(
        &self,
        certificate: &Certificate,
        issuer: Option<&Certificate>,
        at: Time,
    ) -> CrlAnswer {
        if !self.issuer.matches(&certificate.issuer) {
            return CrlAnswer::OtherIssuer;
        }
        if let Some(why) = self.why_not(issuer, at) {
            return CrlAnswer::DoesNotCount(why);
        }
        let found = self.entries.find(&certificate.serial);
        match (found, self.support) {
            (Some(entry), _) => CrlAnswer::Revoked(entry),
            (None, Support::Partial(why)) => CrlAnswer::DoesNotCount(why.to_owned()),
            (None, _) => CrlAnswer::Good,
        }
    }

    /// Why the list of this issuer does not count at this moment, if it does not.
    fn why_not(&self, issuer: Option<&Certificate>, at: Time) -> Option<String> {
        if let Support::NotProcessed(what) = self.support {
            return Some(what.to_owned());
        }
        let Some(issuer) = issuer else {
            return Some(
                "its signature cannot be verified without its issuer's certificate".into(),
            );
        };
        match self.signature_by(issuer) {
            Ok(()) => {}
            Err(SignatureFault::Wrong) => {
                let subject = &issuer.subject;
                return Some(format!(
                    "its signature was not made by the key of {subject}"
                ));
            }
            Err(SignatureFault::Unsupported) => {
                return Some("its signature's algorithm is not supported".to_owned());
            }
        }
        if issuer.key_usage.is_some_and(|usage| !usage.crl_sign) {
            return Some(format!(
                "the key usage of {} lacks cRLSign (RFC 5280, section 4.2.1.3)",
                issuer.subject
            ));
        }
        if at < self.this_update {
            return Some(format!("it was issued on {}, after {at}", self.this_update));
        }
        let due = self.next_update.filter(|due| *due < at)?;
        Some(format!("it was to be replaced by {due}, before {at}"))
    }

    /// Whether the issuer's key made the signature.
    fn signature_by(&self, issuer: &Certificate) -> Result<(), SignatureFault> {
        let key = &issuer.public_key;
        let known = self.tried.lock().ok().and_then(|tried| {
            let mut tried = tried.iter();
            tried
                .find(|(info, _)| *info == key.info)
                .map(|(_, made)| *made)
        });
        if let Some(made) = known {
            return made;
        }
        let made = verify_signature(&self.algorithm, &self.signed, &self.signature, key);
        if let Ok(mut tried) = self.tried.lock()
            && tried.len() < MAX_TRIED
        {
            tried.push((key.info.clone(), made));
        }
        made
    }

    /// How many certificates are on it.
    #[must_use]
    pub const fn entry_count(&self) -> usize {
        self.entries.count()
    }
}

impl fmt::Display for Crl {
    /// Which list it is: whose and of when.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "the CRL of {} of {}",
            self.issuer, self.this_update
        )
    }
}

impl fmt::Debug for Crl {
    /// Which list it is; not its entries, of which there may be a million.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Crl({self}, {} entries)", self.entry_count())
    }
}

/// Why a file gives no revocation list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedCrl {
    /// The line of the list or the fault, from 1; `None` outside PEM.
    pub line: Option<usize>,
    /// What was found instead, in words.
    pub reason: String,
}

impl fmt::Display for MalformedCrl {
    /// The reason, with the line before it where there is one.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(formatter, "line {line}: ")?;
        }
        formatter.write_str(&self.reason)
    }
}

impl std::error::Error for MalformedCrl {}

#[cfg(test)]
mod tests;
