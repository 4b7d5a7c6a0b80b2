//! Runs the claims of `claims/trust_list.rs` over what libFuzzer makes up.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| claims::trust_list::hold(data));
