//! The containers of `fixtures/containers`, against what openssl and keytool found in them once.

use std::path::Path;

use super::*;

/// Name, password, format, and the certificates' SHA-256.
type Fixture = (
    &'static str,
    Option<&'static str>,
    Format,
    &'static [&'static str],
);

const PYCA: &str = "432db726d36f427f569a5f90b0043c38717abd7d48f42214a93f948350d0529e";
const PYJKS: &str = "f2fd8c4dd925013c75cbbb5c2515942a8bce007846cd4484398626c4f933bb00";
const ROOTS: [&str; 2] = [
    "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
    "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
];

const FIXTURES: &[Fixture] = &[
    ("aes256.p12", Some("cryptography"), Format::Pkcs12, &[PYCA]),
    (
        "rc2-and-3des.p12",
        Some("cryptography"),
        Format::Pkcs12,
        &[PYCA],
    ),
    (
        "unencrypted.p12",
        Some("cryptography"),
        Format::Pkcs12,
        &[PYCA],
    ),
    ("unencrypted.p12", None, Format::Pkcs12, &[PYCA]),
    (
        "empty-password-ber.p12",
        None,
        Format::Pkcs12,
        &["d1538d305bef94987ec3479313c651f2168514fa57504d6b231eeab3ffcf0e5e"],
    ),
    (
        "pbmac1.p12",
        Some("1234"),
        Format::Pkcs12,
        &["4e31dc3d4448ecb30591fa2475fa1c9abefaa0429ba43c45b34aca2fecddb916"],
    ),
    ("key.jks", Some("12345678"), Format::Jks, &[PYJKS]),
    ("key.jks", None, Format::Jks, &[PYJKS]),
    ("key.jceks", Some("12345678"), Format::Jceks, &[PYJKS]),
    (
        "trusted.jks",
        None,
        Format::Jks,
        &[
            "1fc0b4822cb6cf9f2040e294bc230ed5519089506e954cd9d2e5add864da3710",
            "aed069b49297d151df20d48187bcb10d05c06d682789cdec1d97af1260bc5181",
        ],
    ),
    ("two.der.p7b", None, Format::Pkcs7, &ROOTS),
    ("two.ber.p7b", None, Format::Pkcs7, &ROOTS),
];

/// The bytes of a file in `fixtures/containers`.
pub(super) fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/containers");
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn every_fixture_holds_what_openssl_or_keytool_finds_in_it() {
    for (name, password, format, expected) in FIXTURES {
        let answer = super::super::read(&fixture(name), &passwords(*password, None));
        let contents = answer.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(contents.format, *format, "{name}");
        let mut prints: Vec<String> = cases::prints(&contents)
            .iter()
            .map(ToString::to_string)
            .collect();
        prints.sort();
        assert_eq!(prints, *expected, "{name}");
        let is_key = !contents.private_keys.is_empty();
        assert_eq!(contents.entries.len(), usize::from(is_key), "{name}");
    }
}

#[test]
fn a_wrong_password_a_missing_one_and_a_corrupt_file_are_three_messages() {
    for (name, right) in [
        ("aes256.p12", "cryptography"),
        ("rc2-and-3des.p12", "cryptography"),
        ("pbmac1.p12", "1234"),
        ("key.jks", "12345678"),
        ("key.jceks", "12345678"),
    ] {
        let bytes = fixture(name);
        let refusal = |bytes: &[u8], password: Option<&str>| {
            super::super::read(bytes, &passwords(password, None)).expect_err(name)
        };
        let wrong = refusal(&bytes, Some("nonsense"));
        assert_eq!(wrong.kind, UnreadableKind::WrongPassword, "{wrong}");
        assert!(wrong.reason.contains("password"), "{wrong}");
        assert!(!wrong.reason.contains("nonsense"), "{wrong}");
        for corrupt in [&bytes[..bytes.len() / 2], &bytes[..bytes.len() - 9]] {
            let corrupt = refusal(corrupt, Some(right));
            assert_eq!(corrupt.kind, UnreadableKind::Broken, "{corrupt}");
            assert!(corrupt.reason.contains("cut short"), "{corrupt}");
        }
        let mut changed = bytes.clone();
        // Within the MAC or the digest.
        let at = if name.ends_with("p12") { 70 } else { 4 };
        let at = bytes.len() - at;
        changed[at] ^= 1;
        if name != "pbmac1.p12" {
            let changed = refusal(&changed, Some(right));
            assert_eq!(changed.kind, UnreadableKind::Broken, "{name}: {changed}");
        }
        if name.ends_with("p12") {
            let missing = refusal(&bytes, None);
            assert_eq!(missing.kind, UnreadableKind::MissingPassword, "{missing}");
            assert!(missing.reason.contains("password"), "{missing}");
            assert_ne!(missing.reason, wrong.reason);
        }
    }
}

#[test]
fn what_was_not_checked_is_noted() {
    let noted = |name: &str, password: Option<&str>| {
        let answer = super::super::read(&fixture(name), &passwords(password, None));
        answer.unwrap().notes.join("")
    };
    assert!(noted("key.jks", None).contains("integrity unchecked: no password"));
    assert_eq!(noted("key.jks", Some("12345678")), "");
    assert!(noted("unencrypted.p12", None).contains("integrity unchecked: no password"));
    assert_eq!(noted("unencrypted.p12", Some("cryptography")), "");
    assert_eq!(noted("empty-password-ber.p12", None), "");
}
