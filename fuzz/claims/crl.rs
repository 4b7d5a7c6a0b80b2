//! Certificate revocation lists.

use sfmtls::revocation::Crl;

/// The same bytes give the same lists, or the same fault.
pub fn hold(data: &[u8]) {
    let (read, again) = (Crl::read(data), Crl::read(data));
    assert_eq!(format!("{read:?}"), format!("{again:?}"));
}
