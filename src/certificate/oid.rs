//! Object identifiers as dotted text.

use std::borrow::Cow;

use x509_parser::asn1_rs::Oid;

/// Those that most certificates have, with the contents of their DER: writing an identifier out
/// costs more than all else that is read of an extension.
static COMMON: [(&[u8], &str); 20] = [
    (&[0x55, 0x1d, 0x0e], "2.5.29.14"),
    (&[0x55, 0x1d, 0x0f], "2.5.29.15"),
    (&[0x55, 0x1d, 0x11], "2.5.29.17"),
    (&[0x55, 0x1d, 0x13], "2.5.29.19"),
    (&[0x55, 0x1d, 0x1e], "2.5.29.30"),
    (&[0x55, 0x1d, 0x1f], "2.5.29.31"),
    (&[0x55, 0x1d, 0x20], "2.5.29.32"),
    (&[0x55, 0x1d, 0x23], "2.5.29.35"),
    (&[0x55, 0x1d, 0x25], "2.5.29.37"),
    (&[0x2b, 6, 1, 5, 5, 7, 1, 1], "1.3.6.1.5.5.7.1.1"),
    (&[0x2b, 6, 1, 5, 5, 7, 3, 1], "1.3.6.1.5.5.7.3.1"),
    (&[0x2b, 6, 1, 5, 5, 7, 3, 2], "1.3.6.1.5.5.7.3.2"),
    (
        &[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2],
        "1.3.6.1.4.1.11129.2.4.2",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1],
        "1.2.840.113549.1.1.1",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0b],
        "1.2.840.113549.1.1.11",
    ),
    (
        &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 0x0c],
        "1.2.840.113549.1.1.12",
    ),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1], "1.2.840.10045.2.1"),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7],
        "1.2.840.10045.3.1.7",
    ),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2],
        "1.2.840.10045.4.3.2",
    ),
    (
        &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3],
        "1.2.840.10045.4.3.3",
    ),
];

/// The dotted form of an object identifier.
pub(super) fn dotted(oid: &Oid<'_>) -> Cow<'static, str> {
    let mut common = COMMON.iter();
    common
        .find(|(contents, _)| *contents == oid.as_bytes())
        .map_or_else(|| oid.to_id_string().into(), |(_, text)| (*text).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_identifiers_are_written_as_the_parser_writes_them() {
        for (contents, text) in COMMON {
            let oid = Oid::new(contents.into());
            assert_eq!(oid.to_id_string(), text);
            assert_eq!(dotted(&oid), text);
        }
    }
}
