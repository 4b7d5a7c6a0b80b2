//! What is told of an entry: what the list gives, and where it is silent, what the certificate
//! that the entry is known to be says.

use super::names::NameText;
use super::{Entry, dates};
use crate::certificate::{Certificate, Sha1, Sha256, Time};

impl Entry {
    /// The subject: as RFC 4514 writes it where the `known` certificate has it, else as the list
    /// does.
    #[must_use]
    pub fn subject_told(&self, known: Option<&Certificate>) -> Option<String> {
        let written = self.subject.as_deref();
        let known = known.map(|known| &known.subject);
        let known = known
            .filter(|name| written.is_none_or(|written| NameText::parse(written).agrees(name)));
        known
            .map(ToString::to_string)
            .or_else(|| written.map(str::to_owned))
    }

    /// The last moment of validity: the `known` certificate's, unless the list gives another.
    /// What the list alone gives is read where that can be done in one way only: a day alone is its
    /// midnight, and a time is taken for UTC whatever zone is named.
    #[must_use]
    pub fn not_after_told(&self, known: Option<&Certificate>) -> Option<Time> {
        let written = self.not_after.as_deref();
        let known = known.map(|known| known.not_after);
        let known = known.filter(|end| written.is_none_or(|written| dates::agrees(written, *end)));
        known.or_else(|| dates::moment(written?))
    }

    /// SHA-256: the list's, else the `known` certificate's.
    #[must_use]
    pub fn sha256_told(&self, known: Option<&Certificate>) -> Option<Sha256> {
        self.sha256.or_else(|| known.map(|known| known.sha256))
    }

    /// SHA-1: the list's, else the `known` certificate's.
    #[must_use]
    pub fn sha1_told(&self, known: Option<&Certificate>) -> Option<Sha1> {
        self.sha1.or_else(|| known.map(Certificate::sha1))
    }
}
