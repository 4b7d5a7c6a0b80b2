//! Chrome's root store in either of its shapes.
#![no_main]
use sfmtls::chrome::RootStore;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let read = |bytes| RootStore::read(bytes, "store").map_err(|error| error.to_string());
    assert_eq!(format!("{:?}", read(data)), format!("{:?}", read(data)));
});
