//! A PKCS#12 file with a cheap MAC: begun as one, so that the fuzzer stays with this format.
#![no_main]
use sfmtls::container::{self, Passwords, Secret};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // PFX ::= SEQUENCE { version 3, … } with the length of what follows.
    let body = [&[0x02, 0x01, 0x03], data].concat();
    let Ok(length) = u16::try_from(body.len()) else {
        return;
    };
    let file = [&[0x30, 0x82], &length.to_be_bytes()[..], &body].concat();
    let container = Some(Secret::new(b"1234".to_vec()));
    let _ = container::read(&file, &Passwords { container, key: None });
});
