//! DER, bare Base64, and what is recognised but not read.

use super::*;

#[test]
fn der_certificates_are_read_one_or_several() {
    let (a, b) = (certificate("a").cert, certificate("b").cert);
    let contents = read(a.der()).unwrap();
    assert_eq!(contents.format, Format::Der);
    assert_eq!(contents.certificates[0].certificate.der, a.der().as_ref());
    let both = [a.der().as_ref(), b.der().as_ref()].concat();
    assert_eq!(
        found(&both),
        [("a".to_owned(), None), ("b".to_owned(), None)]
    );
    let followed = [a.der().as_ref(), b"\n"].concat();
    assert_eq!(
        read(&followed).unwrap().left_out[0].what,
        "1 bytes after the last certificate"
    );
    let cut = refused(&both[..both.len() - 7]);
    assert!(
        cut.reason.contains("what follows the first certificate"),
        "{cut}"
    );
    assert!(cut.reason.contains("is cut short"), "{cut}");
}

#[test]
fn text_that_begins_with_a_zero_is_no_der() {
    let text = format!("0 s:CN = a\n{}", pem("a"));
    assert_eq!(found(text.as_bytes()), expected(&[("a", 2)]));
}

#[test]
fn keys_requests_and_crls_alone_are_told_in_pem_and_der() {
    let rsa = openssl("genrsa 2048", &[]);
    let ec = openssl("ecparam -name prime256v1 -genkey -noout", &[]);
    let request = openssl("req -new -key in -subj /CN=a", &rsa);
    let cases: [(Vec<u8>, &str); 8] = [
        (
            openssl("pkcs8 -topk8 -nocrypt -in in -outform DER", &ec),
            "a private key in DER",
        ),
        (
            openssl("pkcs8 -topk8 -passout pass:x -in in -outform DER", &ec),
            "a private key in DER",
        ),
        (
            openssl("rsa -traditional -in in -outform DER", &rsa),
            "a private key in DER",
        ),
        (
            openssl("ec -in in -outform DER", &ec),
            "a private key in DER",
        ),
        (
            openssl("ec -in in -pubout -outform DER", &ec),
            "a public key in DER",
        ),
        (
            openssl("rsa -in in -RSAPublicKey_out -outform DER", &rsa),
            "a public key in DER",
        ),
        (
            openssl("req -in in -outform DER", &request),
            "a certificate request (CSR) in DER",
        ),
        (request, "a certificate request (CSR) and no certificate"),
    ];
    for (bytes, start) in cases {
        let error = refused(&bytes);
        assert_eq!(error.kind, UnreadableKind::NoCertificate, "{error}");
        assert!(
            error.reason.starts_with(start),
            "{error} instead of {start}"
        );
        if !bytes.starts_with(b"-----") {
            let text = openssl("base64 -in in", &bytes);
            assert_eq!(refused(&text).kind, UnreadableKind::NoCertificate);
        }
    }
}

#[test]
fn a_key_behind_its_parameters_is_told_first() {
    let file = openssl("ecparam -name prime256v1 -genkey", &[]);
    assert!(file.starts_with(b"-----BEGIN EC PARAMETERS-----"));
    let error = refused(&file);
    assert_eq!(error.kind, UnreadableKind::NoCertificate);
    assert_eq!(error.line, Some(4), "{error}");
    assert!(
        error
            .reason
            .starts_with("a private key, key parameters and no certificate")
    );
}

#[test]
fn a_crl_alone_is_told_in_pem_and_der() {
    let key = certificate("a");
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let issuer = rcgen::Issuer::new(params, key.signing_key);
    let list = rcgen::CertificateRevocationListParams {
        this_update: rcgen::date_time_ymd(2026, 1, 1),
        next_update: rcgen::date_time_ymd(2027, 1, 1),
        crl_number: rcgen::SerialNumber::from(1u64),
        issuing_distribution_point: None,
        revoked_certs: vec![],
        key_identifier_method: rcgen::KeyIdMethod::Sha256,
    }
    .signed_by(&issuer)
    .unwrap();
    for bytes in [list.der().to_vec(), list.pem().unwrap().into_bytes()] {
        let error = refused(&bytes);
        assert_eq!(error.kind, UnreadableKind::NoCertificate);
        assert!(
            error
                .reason
                .starts_with("a certificate revocation list (CRL)"),
            "{error}"
        );
    }
}

#[test]
fn what_holds_nothing_is_told_what_it_is() {
    for (bytes, line, word) in [
        (&b""[..], None, "empty"),
        (b" \r\n\t\n", None, "white space"),
        (b"hello\nworld\n", Some(1), "text without a certificate"),
        (
            b"\n<!DOCTYPE html><title>x</title>",
            Some(1),
            "an HTML page",
        ),
        (b"{\"error\": 1}", Some(1), "a JSON document"),
        (b"\x89PNG\r\n\x1a\n\0\0", None, "a PNG image"),
        (b"\x00\x01\x02\x03", None, "binary data"),
        (
            b"{\n\"c\": \"-----BEGIN CERTIFICATE-----\\nMIIB\"}",
            Some(2),
            "a line of its own",
        ),
    ] {
        let error = refused(bytes);
        assert_eq!(error.kind, UnreadableKind::Broken, "{error}");
        assert_eq!(error.line, line, "{error}");
        assert!(error.reason.contains(word), "{error}");
    }
    let ssh = refused(b"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI user@host\n");
    assert_eq!(ssh.kind, UnreadableKind::NoCertificate);
}

#[test]
fn base64_of_a_certificate_without_boundaries_is_read() {
    let certificate = certificate("a").cert;
    let bare = openssl("base64 -in in", certificate.der());
    let contents = read(&bare).unwrap();
    assert_eq!(contents.format, Format::Base64);
    assert_eq!(
        contents.certificates[0].certificate.der,
        certificate.der().as_ref()
    );
    assert_eq!(contents.certificates[0].line, None);
    let one_line: Vec<u8> = bare.iter().copied().filter(|byte| *byte != b'\n').collect();
    assert_eq!(found(&one_line), [(String::from("a"), None)]);
    let mut wrong = bare;
    wrong.splice(100..101, *b"*");
    let error = refused(&wrong);
    assert_eq!(
        (error.kind, error.line),
        (UnreadableKind::Broken, Some(1)),
        "{error}"
    );
}
