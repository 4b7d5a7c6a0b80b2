//! What JSON says of a value: the text that it shows as.

use std::fmt::Display;

use serde::{Serialize, Serializer};

use super::Printable;

/// A value as text, made where it is written and not before: a report may have very many.
pub(super) struct Shown<T>(pub(super) T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// The text with what could act on whoever shows it written out.
pub(super) const fn shown(text: &str) -> Shown<Printable<'_>> {
    Shown(Printable(text))
}
