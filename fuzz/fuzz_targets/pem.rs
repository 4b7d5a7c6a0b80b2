//! A PEM text: a comment behind it changes nothing of what is read.
#![no_main]
use sfmtls::container::{self, Passwords};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let text = [b"-----BEGIN CERTIFICATE-----\n", data].concat();
    let commented = [&text, b"\n# a comment\n".as_slice()].concat();
    let read = |bytes: &[u8]| {
        let contents = container::read(bytes, &Passwords::default()).ok()?;
        let certificates = contents.certificates.into_iter();
        Some(certificates.map(|it| (it.line, it.certificate.der.clone())).collect::<Vec<_>>())
    };
    let plain = read(&text);
    if plain.is_some() && !data.ends_with(b"-") {
        assert_eq!(plain, read(&commented));
    }
});
