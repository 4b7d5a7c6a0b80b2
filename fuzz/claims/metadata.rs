//! What is uploaded already: metadata, or a certificate.

use sfmtls::container::Passwords;
use sfmtls::upload::Uploaded;

/// The same bytes say the same.
pub fn hold(data: &[u8]) {
    let read = || Uploaded::read(data, &Passwords::default());
    assert_eq!(format!("{:?}", read()), format!("{:?}", read()));
}
