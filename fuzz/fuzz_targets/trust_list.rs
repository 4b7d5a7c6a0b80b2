#![no_main]
use sfmtls::trust::{Source, TrustList};
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let _ = TrustList::read(data, Source::File(String::new()), &[]);
});
