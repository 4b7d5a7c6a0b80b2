//! A certificate: the same bytes give the same facts, and its text is harmless.
#![no_main]
use sfmtls::certificate::{Certificate, name::is_unprintable};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let read = Certificate::from_der(data);
    assert_eq!(format!("{read:?}"), format!("{:?}", Certificate::from_der(data)));
    if let Ok(certificate) = read {
        assert_eq!(certificate.der, data);
        let names = format!("{}{}", certificate.subject, certificate.issuer);
        assert!(!names.chars().any(is_unprintable));
    }
});
