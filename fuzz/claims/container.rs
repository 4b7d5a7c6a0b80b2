//! A container of any kind.

use sfmtls::container;

/// The same bytes give the same certificates.
pub fn hold(data: &[u8]) {
    let read = || {
        let contents = container::read(data, &super::passwords()).map_err(|it| it.to_string())?;
        let certificates = contents.certificates.into_iter();
        Ok::<_, String>(
            certificates
                .map(|it| it.certificate.sha256)
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(read(), read());
}
