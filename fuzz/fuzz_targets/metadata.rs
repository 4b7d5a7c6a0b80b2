#![no_main]
use sfmtls::container::Passwords;
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = sfmtls::upload::Uploaded::read(data, &Passwords::default());
});
