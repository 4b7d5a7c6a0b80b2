//! Chrome's root store in either of its shapes.

use sfmtls::chrome::RootStore;

/// The same bytes give the same store, or the same fault.
pub fn hold(data: &[u8]) {
    let read = || RootStore::read(data, "store").map_err(|fault| fault.to_string());
    assert_eq!(format!("{:?}", read()), format!("{:?}", read()));
}
