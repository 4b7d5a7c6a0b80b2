//! DER, and what is recognised but not read.

use std::path::Path;

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
fn pkcs7_and_pkcs12_of_openssl_are_recognised() {
    let certificate = certificate("a");
    let both = format!(
        "{}{}",
        certificate.cert.pem(),
        certificate.signing_key.serialize_pem()
    );
    let pkcs12 = openssl("pkcs12 -export -in in -passout pass:x", both.as_bytes());
    let pkcs7 = openssl(
        "crl2pkcs7 -nocrl -certfile in -outform DER",
        both.as_bytes(),
    );
    let pkcs7_pem = openssl("crl2pkcs7 -nocrl -certfile in", both.as_bytes());
    for (bytes, format, command) in [
        (&pkcs12, Format::Pkcs12, "openssl pkcs12 -in FILE"),
        (
            &pkcs7,
            Format::Pkcs7,
            "openssl pkcs7 -inform DER -print_certs",
        ),
        (&pkcs7_pem, Format::Pkcs7, "openssl pkcs7 -print_certs"),
        (
            &openssl("base64 -in in", &pkcs12),
            Format::Pkcs12,
            "openssl base64 -d -A",
        ),
        (
            &openssl("base64 -in in", &pkcs7),
            Format::Pkcs7,
            "openssl base64 -d -A",
        ),
    ] {
        let error = refused(bytes);
        assert_eq!(error.kind, UnreadableKind::OtherFormat(format), "{error}");
        assert!(error.reason.contains(command), "{error}");
    }
    let cms = String::from_utf8(pkcs7_pem.clone()).unwrap();
    let cms = refused(cms.replace("PKCS7", "CMS").as_bytes());
    assert_eq!(cms.kind, UnreadableKind::OtherFormat(Format::Pkcs7));
    assert!(cms.reason.contains("sed 's/ CMS-/ PKCS7-/' FILE"), "{cms}");
    let with_certificate = [both.as_bytes(), &pkcs7_pem].concat();
    let contents = read(&with_certificate).unwrap();
    assert!(contents.left_out[0].what.contains("PKCS#7"));
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
fn base64_without_boundaries_is_told_how_to_become_pem() {
    let certificate = certificate("a").cert;
    let bare = openssl("base64 -in in", certificate.der());
    let error = refused(&bare);
    assert_eq!((error.kind, error.line), (UnreadableKind::Broken, Some(1)));
    assert!(error.reason.contains("looks like a certificate"), "{error}");
    let (begin, end) = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----");
    assert!(
        error.reason.contains(begin) && error.reason.contains(end),
        "{error}"
    );
    let followed = [begin.as_bytes(), b"\n", &bare, b"\n", end.as_bytes()].concat();
    assert_eq!(found(&followed), expected(&[("a", 1)]));
}

/// `format` of `list.tsv`, and the answers that are right for it.
fn is_recognised(format: &str, source: &str, answer: &Result<Contents, Unreadable>) -> bool {
    let kind = answer.as_ref().map(|_| ()).map_err(|error| error.kind);
    match format {
        "JKS" => kind == Err(UnreadableKind::OtherFormat(Format::Jks)),
        "JCEKS" => kind == Err(UnreadableKind::OtherFormat(Format::Jceks)),
        "BKS" | "UBER" => matches!(answer, Err(error) if error.reason.contains("Bouncy Castle")),
        "PKCS12?" if source.ends_with("openssl-keyid.p7b") => {
            kind == Err(UnreadableKind::OtherFormat(Format::Pkcs7))
        }
        "PKCS12" | "PKCS12?" => kind == Err(UnreadableKind::OtherFormat(Format::Pkcs12)),
        "PKCS7" => kind == Err(UnreadableKind::OtherFormat(Format::Pkcs7)),
        _ if source.ends_with("garbage-pkcs12.p12") => kind == Err(UnreadableKind::Broken),
        _ => kind == Ok(()),
    }
}

#[test]
fn key_stores_of_many_programs_are_recognised() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/containers");
    let Ok(list) = std::fs::read_to_string(folder.join("list.tsv")) else {
        assert!(
            std::env::var_os("CI").is_none_or(|ci| ci != "true"),
            "{} is absent",
            folder.display()
        );
        println!("left out: {} is absent", folder.display());
        return;
    };
    let mut files = 0;
    for row in list.lines().skip(1) {
        let mut fields = row.split('\t');
        let (format, source) = (fields.next().unwrap(), fields.next().unwrap());
        let bytes = std::fs::read(folder.join(source.replace('/', "__"))).unwrap();
        let answer = read(&bytes);
        assert!(
            is_recognised(format, source, &answer),
            "{format} {source}: {answer:?}"
        );
        files += 1;
    }
    assert_eq!(files, 142);
}
