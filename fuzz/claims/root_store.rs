//! Chrome's root store in either of its shapes.

use sfmtls::chrome::RootStore;

/// The same bytes give the same roots, or the same fault.
pub fn hold(data: &[u8]) {
    let read = || {
        let store = RootStore::read(data, "store").map_err(|fault| fault.to_string())?;
        Ok::<_, String>((store.version(), format!("{:?}", store.roots())))
    };
    assert_eq!(read(), read());
}
