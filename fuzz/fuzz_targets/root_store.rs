//! Runs the claims of `claims/root_store.rs` over what libFuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claims::root_store::hold(data));
