#![no_main]
use sfmtls::container::{self, Passwords, Secret};
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let container = Some(Secret::new(b"1234".to_vec()));
    let _ = container::read(
        data,
        &Passwords {
            container,
            key: None,
        },
    );
});
