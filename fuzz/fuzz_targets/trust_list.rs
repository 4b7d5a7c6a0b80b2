//! The page: no fingerprint is reported that does not stand in the text.
#![no_main]
use sfmtls::trust::{Source, TrustList};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(list) = TrustList::read(data, Source::File(String::new()), &[]) else {
        return;
    };
    let again = TrustList::read(data, Source::File(String::new()), &[]).unwrap();
    assert_eq!(format!("{:?}", list.entries()), format!("{:?}", again.entries()));
    // A certificate that cannot be used is told by its digest, which stands nowhere.
    if list.notes().iter().any(|note| note.contains("cannot be used")) {
        return;
    }
    // Markup, entities and quoted-printable hide digits in ways that only the reader undoes.
    if !data.is_ascii() || data.iter().any(|byte| b"<&=\0".contains(byte)) {
        return;
    }
    let digits: Vec<u8> = data.iter().filter(|byte| byte.is_ascii_hexdigit()).copied().collect();
    let digits = String::from_utf8(digits).unwrap().to_lowercase();
    for entry in list.entries().iter().filter(|entry| entry.certificate.is_none()) {
        let sha256 = entry.sha256.map(|print| print.to_string());
        let sha1 = entry.sha1.map(|print| print.to_string());
        let md5 = entry.md5.map(|print| print.to_string());
        for print in [sha256, sha1, md5].into_iter().flatten() {
            assert!(digits.contains(&print), "{print} does not stand in the text");
        }
    }
});
