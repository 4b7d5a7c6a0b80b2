//! PKCS#7 as openssl writes it, in every encoding.

use super::*;

/// A file of two certificates, as PEM.
fn two() -> String {
    format!("{}{}", pem("a"), pem("b"))
}

fn names(contents: &Contents) -> Vec<&str> {
    let certificates = contents.certificates.iter();
    certificates
        .map(|located| located.certificate.subject.attribute("CN").unwrap())
        .collect()
}

#[test]
fn certificates_of_pkcs7_are_read_from_der_pem_and_bare_base64() {
    let der = openssl(
        "crl2pkcs7 -nocrl -certfile in -outform DER",
        two().as_bytes(),
    );
    let base64 = openssl("base64 -in in", &der);
    for bytes in [&der, &base64] {
        let contents = read(bytes).unwrap();
        assert_eq!(contents.format, Format::Pkcs7);
        assert_eq!(names(&contents), ["a", "b"]);
        assert!(contents.left_out.is_empty(), "{:?}", contents.left_out);
    }
    let pem = openssl("crl2pkcs7 -nocrl -certfile in", two().as_bytes());
    let pem = String::from_utf8(pem).unwrap();
    for label in ["PKCS7", "CMS", "PKCS #7 SIGNED DATA"] {
        let contents = read(format!("text\n{}", pem.replace("PKCS7", label)).as_bytes()).unwrap();
        assert_eq!(contents.format, Format::Pkcs7);
        assert_eq!(names(&contents), ["a", "b"]);
        assert_eq!(contents.certificates[1].line, Some(2));
        assert!(contents.left_out.is_empty(), "{:?}", contents.left_out);
    }
}

#[test]
fn a_pkcs7_section_beside_certificates_is_left_out() {
    let pkcs7 = openssl("crl2pkcs7 -nocrl -certfile in", pem("b").as_bytes());
    for file in [
        [pem("a").as_bytes(), &pkcs7].concat(),
        [&pkcs7, pem("a").as_bytes()].concat(),
    ] {
        let contents = read(&file).unwrap();
        assert_eq!(contents.format, Format::Pem);
        assert_eq!(names(&contents), ["a"]);
        assert!(contents.left_out[0].what.contains("PKCS#7"));
    }
}

#[test]
fn signed_messages_are_read_with_definite_and_indefinite_lengths() {
    let key = certificate("signer");
    let file = format!("{}{}", key.cert.pem(), key.signing_key.serialize_pem());
    for options in ["", " -stream", " -nodetach", " -nodetach -stream"] {
        let sign = format!("cms -sign -signer in -in in -binary -outform DER{options}");
        let signed = openssl(&sign, file.as_bytes());
        assert_eq!(signed[1] == 0x80, options.ends_with("stream"), "{options}");
        assert_eq!(names(&read(&signed).unwrap()), ["signer"]);
    }
}

#[test]
fn other_content_types_are_told_by_name() {
    let recipient = pem("a");
    let cases = [
        (
            "cms -encrypt -aes128 -in in -recip in -outform DER",
            "enveloped data",
        ),
        ("cms -data_create -in in -outform DER", "plain data"),
        ("cms -digest_create -in in -outform DER", "digested data"),
        (
            "cms -EncryptedData_encrypt -aes128 -secretkey 000102030405060708090a0b0c0d0e0f -in in -outform DER",
            "encrypted data",
        ),
        (
            "cms -encrypt -aes128 -in in -recip in -outform PEM",
            "enveloped data",
        ),
    ];
    for (command, what) in cases {
        let file = openssl(command, recipient.as_bytes());
        let error = refused(&file);
        assert_eq!(
            error.kind,
            UnreadableKind::OtherFormat(Format::Pkcs7),
            "{error}"
        );
        assert!(error.reason.contains(what), "{error}");
    }
}

#[test]
fn signed_data_without_certificates_and_cut_signed_data_are_told_apart() {
    let der = openssl(
        "crl2pkcs7 -nocrl -certfile in -outform DER",
        two().as_bytes(),
    );
    let cut = refused(&der[..der.len() - 9]);
    assert_eq!(cut.kind, UnreadableKind::Broken);
    assert!(cut.reason.contains("cut short"), "{cut}");
    let key = certificate("signer");
    let file = format!("{}{}", key.cert.pem(), key.signing_key.serialize_pem());
    let bare = openssl(
        "cms -sign -nocerts -signer in -in in -outform DER",
        file.as_bytes(),
    );
    let error = refused(&bare);
    assert_eq!(error.kind, UnreadableKind::NoCertificate, "{error}");
    let followed = read(&[der.as_slice(), b"\n"].concat()).unwrap();
    assert_eq!(
        followed.left_out[0].what,
        "1 bytes after the PKCS#7 structure"
    );
}
