//! A private key.

use sfmtls::key::PrivateKey;

/// The same bytes give the same key, or the same fault.
pub fn hold(data: &[u8]) {
    let read = || PrivateKey::read(data, Some(super::PASSWORD));
    assert_eq!(format!("{:?}", read()), format!("{:?}", read()));
}
