//! A container of any kind: the same bytes give the same certificates.
#![no_main]
use sfmtls::container::{self, Passwords, Secret};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let read = || {
        let container = Some(Secret::new(b"1234".to_vec()));
        let passwords = Passwords { container, key: None };
        let contents = container::read(data, &passwords).map_err(|error| error.to_string())?;
        let certificates = contents.certificates.into_iter();
        Ok::<_, String>(certificates.map(|it| it.certificate.sha256).collect::<Vec<_>>())
    };
    assert_eq!(read(), read());
});
