//! A certificate.

use sfmtls::certificate::{Certificate, name::is_unprintable};

/// The same bytes give the same facts, what was read is kept as it stands, and names are harmless.
pub fn hold(data: &[u8]) {
    let read = Certificate::from_der(data);
    let again = Certificate::from_der(data);
    assert_eq!(format!("{read:?}"), format!("{again:?}"));
    if let Ok(certificate) = read {
        assert_eq!(certificate.der, data);
        let names = format!("{}{}", certificate.subject, certificate.issuer);
        assert!(!names.chars().any(is_unprintable));
    }
}
