//! Runs the claims of `claims/verdict.rs` over what libFuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claims::verdict::hold(data));
