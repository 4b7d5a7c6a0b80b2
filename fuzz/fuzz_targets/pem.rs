#![no_main]
use sfmtls::container::{self, Passwords};
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = container::read(
        &[b"-----BEGIN CERTIFICATE-----\n", data].concat(),
        &Passwords::default(),
    );
});
