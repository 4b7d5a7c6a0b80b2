//! What holds of any input, and what large ones cost.

use proptest::prelude::*;

use super::*;

#[test]
fn a_file_of_sixteen_mebibytes_is_read_and_one_byte_more_is_not() {
    let mut bytes = pem("a").into_bytes();
    bytes.resize(MAX_SIZE, b' ');
    assert_eq!(found(&bytes), expected(&[("a", 1)]));
    bytes.push(b' ');
    assert!(refused(&bytes).reason.contains("larger than 16 MiB"));
}

#[test]
fn repeated_boundaries_cost_no_more_than_their_length() {
    for unit in [
        "-----BEGIN CERTIFICATE-----\n",
        "-----BEGIN FOO-----\n",
        "-----BEGIN CERTIFICATE-----",
        "x-----BEGIN CERTIFICATE-----",
        "-----END CERTIFICATE-----x",
        "-----BEGIN ",
        "-",
        " ",
    ] {
        let started = std::time::Instant::now();
        let _ = read(unit.repeat(2 * 1024 * 1024 / unit.len()).as_bytes());
        assert!(
            started.elapsed().as_secs() < 5,
            "{unit:?}: {:?}",
            started.elapsed()
        );
    }
}

/// A PEM file with a certificate and a key, and the key's Base64.
fn with_key() -> (String, Vec<String>) {
    let certificate = certificate("a");
    let key = certificate.signing_key.serialize_pem();
    let lines = key.lines().filter(|line| !line.contains('-'));
    let lines = lines.map(str::to_owned).collect();
    (format!("{key}{}", certificate.cert.pem()), lines)
}

proptest! {
    #[test]
    fn a_container_with_anything_in_it_is_answered(
        index in 0usize..6, at in 0usize..2000, cut in 0usize..60,
        insert in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let names = ["unencrypted.p12", "empty-password-ber.p12", "key.jks", "key.jceks", "two.ber.p7b", "two.der.p7b"];
        let mut bytes = fixtures::fixture(names[index]);
        let at = at.min(bytes.len());
        bytes.splice(at..(at + cut).min(bytes.len()), insert);
        let _ = read(&bytes);
        let _ = super::super::read(&bytes, &passwords(Some("12345678"), None));
    }

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
        for start in [&[0x30, 0x82][..], &[0x30, 0x80, 2, 1, 3, 0x30], &[0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2], &[0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2]] {
            let _ = read(&[start, bytes.as_slice()].concat());
        }
    }

    #[test]
    fn a_changed_file_is_answered_without_showing_its_key(
        at in 0usize..1500, cut in 0usize..200, insert in "[-A-Z \r\n=:]{0,12}", tail in 0usize..1500,
    ) {
        let (text, key) = with_key();
        let mut bytes = text.into_bytes();
        let at = at.min(bytes.len());
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, insert.into_bytes());
        bytes.truncate(bytes.len().saturating_sub(tail.saturating_sub(1000)));
        let shown = format!("{:?}", read(&bytes));
        for line in key {
            prop_assert!(!shown.contains(line.split_at(line.len().min(12)).0));
        }
    }

    #[test]
    fn text_after_the_last_certificate_changes_nothing(text in "[^\u{0}]{0,200}") {
        let pem = pem("a");
        let followed = format!("{pem}\n{text}");
        prop_assume!(!text.contains("-----"));
        prop_assert_eq!(format!("{:?}", read(followed.as_bytes())), format!("{:?}", read(pem.as_bytes())));
    }
}
