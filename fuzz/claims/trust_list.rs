//! The page.

use sfmtls::trust::{Source, TrustList};

/// The same bytes give the same entries, and no fingerprint that does not stand in the text.
pub fn hold(data: &[u8]) {
    let read = || TrustList::read(data, Source::File(String::new()), &[]);
    let Ok(list) = read() else { return };
    let again = read().expect("what was a list is one");
    assert_eq!(
        format!("{:?}", list.entries()),
        format!("{:?}", again.entries())
    );
    // A certificate that cannot be used is told by its digest, which stands nowhere.
    if list
        .notes()
        .iter()
        .any(|note| note.contains("cannot be used"))
    {
        return;
    }
    // Markup, entities and quoted-printable hide digits in ways that only the reader undoes.
    if data.is_ascii() && !data.iter().any(|byte| b"<&=\0".contains(byte)) {
        invents_no_print(data, &list);
    }
}

/// Every fingerprint of the list stands in the text, whatever separates its digits.
fn invents_no_print(text: &[u8], list: &TrustList) {
    let digits = text.iter().filter(|byte| byte.is_ascii_hexdigit());
    let digits: String = digits
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    for entry in list
        .entries()
        .iter()
        .filter(|entry| entry.certificate.is_none())
    {
        let sha256 = entry.sha256.map(|print| print.to_string());
        let sha1 = entry.sha1.map(|print| print.to_string());
        let md5 = entry.md5.map(|print| print.to_string());
        for print in [sha256, sha1, md5].into_iter().flatten() {
            assert!(
                digits.contains(&print),
                "{print} does not stand in the text"
            );
        }
    }
}
