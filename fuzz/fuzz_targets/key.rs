#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = sfmtls::key::PrivateKey::read(data, Some(b"1234"));
});
