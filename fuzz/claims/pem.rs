//! A PEM text: begun as one, so that the fuzzer stays with this format.

use sfmtls::container::{self, Passwords};

use super::judging::{ROOTS, judge};

/// A comment behind a text changes nothing of what is read, and no verdict.
pub fn hold(data: &[u8]) {
    let text = [b"-----BEGIN CERTIFICATE-----\n", data].concat();
    let Some(plain) = read(&text) else { return };
    let commented = [&text, b"\n# a comment\n".as_slice()].concat();
    assert_eq!(Some(plain), read(&commented));
    let verdict = |text: &[u8]| format!("{:?}", judge(text, &ROOTS));
    assert_eq!(verdict(&text), verdict(&commented));
}

/// The certificates of a text with their lines; `None` where it gives none.
fn read(text: &[u8]) -> Option<Vec<(Option<usize>, Vec<u8>)>> {
    let contents = container::read(text, &Passwords::default()).ok()?;
    let certificates = contents.certificates.into_iter();
    Some(
        certificates
            .map(|it| (it.line, it.certificate.der.clone()))
            .collect(),
    )
}
