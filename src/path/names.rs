//! Certificates by their subject, found fast among many.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::certificate::{Certificate, Name};

/// Whether names must be equal byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    /// Byte for byte, as webpki compares them.
    Exact,
    /// After evening out string type, case and spaces (RFC 5280, section 7.1).
    Normalized,
}

/// Some certificates with what identifies each, by their subjects.
#[derive(Debug)]
pub(super) struct BySubject<'a, T> {
    all: Vec<(T, &'a Certificate)>,
    exact: HashMap<&'a [u8], Vec<(T, &'a Certificate)>>,
    /// Made only when it is asked for, which is seldom.
    normalized: OnceCell<HashMap<&'a str, Vec<(T, &'a Certificate)>>>,
}

impl<'a, T: Copy> BySubject<'a, T> {
    pub(super) fn new(certificates: impl Iterator<Item = (T, &'a Certificate)>) -> Self {
        let all: Vec<_> = certificates.collect();
        let mut exact = HashMap::<_, Vec<_>>::new();
        for &(key, certificate) in &all {
            exact
                .entry(certificate.subject.der())
                .or_default()
                .push((key, certificate));
        }
        Self {
            all,
            exact,
            normalized: OnceCell::new(),
        }
    }

    /// Those whose subject is `name`, in their own order.
    pub(super) fn named(&self, name: &Name, comparison: Comparison) -> &[(T, &'a Certificate)] {
        let found = match comparison {
            Comparison::Exact => self.exact.get(name.der()),
            Comparison::Normalized => self.normalized().get(name.normalized()),
        };
        found.map_or(&[], Vec::as_slice)
    }

    fn normalized(&self) -> &HashMap<&'a str, Vec<(T, &'a Certificate)>> {
        self.normalized.get_or_init(|| {
            let mut index = HashMap::<_, Vec<_>>::new();
            for &(key, certificate) in &self.all {
                index
                    .entry(certificate.subject.normalized())
                    .or_default()
                    .push((key, certificate));
            }
            index
        })
    }
}
