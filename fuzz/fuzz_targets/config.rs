//! Runs the claims of `claims/config.rs` over what libFuzzer makes up.
#![no_main]

#[path = "../claims/config.rs"]
mod claims;
// The whole command is compiled in, and its reader of `sfmtls.toml` alone is called.
#[allow(dead_code)]
#[path = "../../src/cli/mod.rs"]
mod cli;

libfuzzer_sys::fuzz_target!(|data: &[u8]| claims::hold(data));
