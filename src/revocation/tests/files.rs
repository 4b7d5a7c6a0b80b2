//! Files of lists: several, none, and long ones.

use super::*;

#[test]
fn several_lists_of_a_file_come_with_their_lines() {
    let authority = Authority::ordinary();
    let list = String::from_utf8(authority.list(&[], "")).unwrap();
    let both = format!("first\n{list}second\n{list}");
    let lists = Crl::read(both.as_bytes()).unwrap();
    let lines: Vec<_> = lists.iter().map(|list| list.line).collect();
    assert_eq!(lines, [Some(2), Some(3 + list.lines().count())]);
    assert_eq!(
        lists[0].to_string(),
        "the CRL of CN=Issuer,O=Test of 2026-11-01T00:00:00Z"
    );
}

#[test]
fn what_is_no_list_is_an_error() {
    let authority = Authority::ordinary();
    let list = String::from_utf8(authority.list(&[], "")).unwrap();
    let certificate = openssl("x509 -inform DER", &authority.certificate.der);
    let cut = list
        .lines()
        .take(3)
        .fold(String::new(), |text, line| text + line + "\n");
    for (bytes, line) in [
        (Vec::new(), None),
        (certificate, None),
        (authority.certificate.der.clone(), None),
        (cut.into_bytes(), Some(1)),
    ] {
        assert_eq!(Crl::read(&bytes).unwrap_err().line, line);
    }
}

/// Serial numbers 1 to 300,000 in entries of 23 bytes; the bound of 16 MiB holds 700,000.
#[test]
fn a_long_list_is_read_and_searched() {
    let mut entries = Vec::new();
    for serial in 1_u32..=300_000 {
        let mut entry = Vec::new();
        crate::der::write(&mut entry, crate::der::INTEGER, &serial.to_be_bytes());
        crate::der::write(&mut entry, 0x17, b"261010101010Z");
        crate::der::write(&mut entries, crate::der::SEQUENCE, &entry);
    }
    let (entries, support) = Entries::read(&entries).unwrap();
    assert_eq!(support, Support::Processed);
    for serial in [1_u32, 77_777, 300_000] {
        assert!(entries.find(&serial.to_be_bytes()).is_some(), "{serial}");
    }
    assert_eq!(entries.find(&300_001_u32.to_be_bytes()), None);
}
