//! The roots that are known before the list is read: the bundled ones, and those supplied.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::bundled;
use super::names;
use super::print::Print;
use crate::certificate::Certificate;

/// Certificates by what lists say of them.
#[derive(Default)]
struct Index<'a> {
    by_print: HashMap<Print, &'a Certificate>,
    by_name: HashMap<String, Vec<&'a Certificate>>,
    /// Numbers that are a certificate's, and no fingerprint: serials without leading zeros, and
    /// key identifiers.
    serials: HashSet<Vec<u8>>,
    key_identifiers: HashSet<Vec<u8>>,
}

impl<'a> Index<'a> {
    fn of(certificates: impl Iterator<Item = &'a Certificate>) -> Self {
        let mut index = Self::default();
        for certificate in certificates {
            for print in prints_of(certificate) {
                index.by_print.entry(print).or_insert(certificate);
            }
            for key in names::keys(&certificate.subject) {
                index.by_name.entry(key).or_default().push(certificate);
            }
            index
                .serials
                .insert(without_zeros(&certificate.serial).to_vec());
            let identifier = certificate.subject_key_identifier.as_deref();
            index.key_identifiers.extend(identifier.map(<[u8]>::to_vec));
        }
        index
    }
}

static BUNDLED: LazyLock<Index<'static>> = LazyLock::new(|| Index::of(bundled::roots().iter()));

/// All three fingerprints of a certificate, the strongest first.
pub(super) fn prints_of(certificate: &Certificate) -> [Print; 3] {
    [
        Print::Sha256(certificate.sha256),
        Print::Sha1(certificate.sha1()),
        Print::Md5(certificate.md5()),
    ]
}

/// Whether this is one of the certificate's fingerprints; only the digest in question is made.
pub(super) fn has_print(certificate: &Certificate, print: &Print) -> bool {
    match print {
        Print::Sha256(digest) => *digest == certificate.sha256,
        Print::Sha1(digest) => *digest == certificate.sha1(),
        Print::Md5(digest) => *digest == certificate.md5(),
    }
}

/// The bundled roots that may be known by this name, in lower case: each must still be compared
/// with all that the list says.
pub(super) fn bundled_named(key: &str) -> &'static [&'static Certificate] {
    BUNDLED.by_name.get(key).map_or(&[], Vec::as_slice)
}

/// The bundled root with this fingerprint.
pub(super) fn bundled_with(print: &Print) -> Option<&'static Certificate> {
    BUNDLED.by_print.get(print).copied()
}

/// The bundled roots and those supplied with the submission.
pub(super) struct Known<'a> {
    supplied: Index<'a>,
}

impl<'a> Known<'a> {
    /// The bundled roots and these.
    pub(super) fn new(supplied: &[&'a Certificate]) -> Self {
        Self {
            supplied: Index::of(supplied.iter().copied()),
        }
    }

    /// The certificate with this fingerprint.
    pub(super) fn with_print(&self, print: &Print) -> Option<&'a Certificate> {
        let supplied = self.supplied.by_print.get(print).copied();
        supplied.or_else(|| bundled_with(print))
    }

    /// Whether the digits are the serial number or key identifier of a known certificate.
    pub(super) fn is_other_number(&self, print: &Print) -> bool {
        self.is_serial(print)
            || [&self.supplied, &*BUNDLED]
                .iter()
                .any(|index| index.key_identifiers.contains(print.bytes()))
    }

    /// Whether the digits are the serial number of a known certificate.
    pub(super) fn is_serial(&self, print: &Print) -> bool {
        let number = without_zeros(print.bytes());
        let mut indexes = [&self.supplied, &*BUNDLED].into_iter();
        !number.is_empty() && indexes.any(|index| index.serials.contains(number))
    }
}

fn without_zeros(number: &[u8]) -> &[u8] {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.get(zeros..).unwrap_or_default()
}
