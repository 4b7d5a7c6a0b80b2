//! Certificates by their subject, found fast among many.

use std::collections::HashMap;

use crate::certificate::{Certificate, Name};

/// Some certificates, by their subject's normalised text.
#[derive(Debug)]
pub(super) struct BySubject<'a, T>(HashMap<String, Vec<(T, &'a Certificate)>>);

impl<'a, T: Copy> BySubject<'a, T> {
    pub(super) fn new(certificates: impl Iterator<Item = (T, &'a Certificate)>) -> Self {
        let mut index = HashMap::<String, Vec<_>>::new();
        for (key, certificate) in certificates {
            index
                .entry(certificate.subject.normalized())
                .or_default()
                .push((key, certificate));
        }
        Self(index)
    }

    /// Those whose subject is `name`, in their own order; names that are equal only after
    /// normalising come, too.
    pub(super) fn named(&self, name: &Name) -> &[(T, &'a Certificate)] {
        self.0.get(&name.normalized()).map_or(&[], Vec::as_slice)
    }
}
