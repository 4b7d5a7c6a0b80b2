//! Runs the claims of `claims/pkcs12.rs` over what libFuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claims::pkcs12::hold(data));
