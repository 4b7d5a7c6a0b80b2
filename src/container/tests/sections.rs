//! PEM as people have it: which certificates are found, and where.

use std::fmt::Write as _;

use super::*;

#[test]
fn certificates_are_found_with_their_lines_among_any_text() {
    let (a, b) = (pem("a"), pem("b"));
    let text = format!("subject=CN = a\n\n{a}Certificate chain\n 1 s:CN = b\n{b}\nthe end\n");
    let second = 3 + a.lines().count() + 2;
    assert_eq!(found(text.as_bytes()), expected(&[("a", 3), ("b", second)]));
    assert_eq!(found_by_openssl(text.as_bytes()), ["CN=a", "CN=b"]);
}

#[test]
fn every_kind_of_line_end_gives_the_same_lines() {
    let text = format!("one\n\n{}two\n{}", pem("a"), pem("b"));
    let lines = found(text.replace("\r\n", "\n").as_bytes());
    let unix = text.replace("\r\n", "\n");
    for line_end in ["\r\n", "\r"] {
        assert_eq!(found(unix.replace('\n', line_end).as_bytes()), lines);
    }
    assert_eq!(lines[0], (String::from("a"), Some(3)));
}

#[test]
fn a_bom_before_the_first_certificate_is_passed_over() {
    let text = format!("\u{feff}{}", pem("a"));
    assert_eq!(found(text.as_bytes()), expected(&[("a", 1)]));
}

#[test]
fn utf16_is_read_with_and_without_a_mark() {
    let text = format!("Größe\r\n{}", pem("a").replace('\n', "\r\n"));
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked_little = [&[0xff, 0xfe], little.as_slice()].concat();
    let marked_big = [&[0xfe, 0xff], big.as_slice()].concat();
    for bytes in [little, big, marked_little, marked_big] {
        assert_eq!(found(&bytes), expected(&[("a", 2)]));
    }
}

#[test]
fn indented_and_quoted_certificates_are_read() {
    for prefix in ["    ", "\t", "> ", "> > ", " | "] {
        let mut text = String::new();
        for line in pem("a").lines() {
            writeln!(text, "{prefix}{line}   ").unwrap();
        }
        assert_eq!(found(text.as_bytes()), expected(&[("a", 1)]), "{prefix:?}");
    }
}

#[test]
fn files_joined_without_a_line_end_are_read() {
    let text = format!("{}{}", pem("a").trim_end(), pem("b").trim_end());
    let second = pem("a").trim_end().lines().count();
    assert_eq!(found(text.as_bytes()), expected(&[("a", 1), ("b", second)]));
    let text = format!("issuer=CN=b{}", pem("b"));
    assert_eq!(found(text.as_bytes()), expected(&[("b", 1)]));
}

#[test]
fn two_certificates_on_one_line_are_read() {
    let text = format!("{} {}", pem("a"), pem("b")).replace(['\r', '\n'], " ");
    assert_eq!(found(text.as_bytes()), expected(&[("a", 1), ("b", 1)]));
}

#[test]
fn a_sentence_about_a_boundary_is_text() {
    let text = format!(
        "copy from -----BEGIN CERTIFICATE----- to the end\n-----BEGIN\n{}",
        pem("a")
    );
    assert_eq!(found(text.as_bytes()), expected(&[("a", 3)]));
}

#[test]
fn every_label_of_a_certificate_is_read_as_openssl_reads_it() {
    let plain = pem("a");
    let renamed = plain.replace(" CERTIFICATE", " X509 CERTIFICATE");
    assert_eq!(found(renamed.as_bytes()), expected(&[("a", 1)]));
    let trusted = openssl(
        "x509 -in in -trustout -addtrust clientAuth",
        plain.as_bytes(),
    );
    assert!(trusted.starts_with(b"-----BEGIN TRUSTED CERTIFICATE-----"));
    let contents = read(&trusted).unwrap();
    let der = openssl("x509 -in in -outform DER", &trusted);
    assert_eq!(contents.certificates[0].certificate.der, der);
    assert_eq!(contents.left_out[0].line, Some(1));
}

#[test]
fn private_keys_of_every_label_are_told_and_never_shown() {
    let key = certificate("a").signing_key.serialize_pem();
    let body: String = key.lines().filter(|line| !line.contains('-')).collect();
    for label in [
        "PRIVATE KEY",
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
        "ANY PRIVATE KEY",
    ] {
        let headers = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\n";
        let section = format!("-----BEGIN {label}-----\n{headers}{body}\n-----END {label}-----\n");
        let contents = read(format!("{section}{}", pem("a")).as_bytes()).unwrap();
        let told = PrivateKey {
            label: label.to_owned(),
            line: Some(1),
        };
        assert_eq!(contents.private_keys, [told]);
        assert_eq!(contents.certificates[0].line, Some(7));
        assert!(!format!("{contents:?}").contains(&body));
        let alone = refused(section.as_bytes());
        assert_eq!(alone.kind, UnreadableKind::NoCertificate);
        assert!(alone.reason.starts_with("a private key and no certificate"));
        assert!(!format!("{alone:?}").contains(&body));
    }
}

#[test]
fn sections_of_other_kinds_are_left_out_and_told() {
    let certificate = pem("a");
    let mut text = String::new();
    let labels = [
        "PKCS7",
        "CMS",
        "CERTIFICATE REQUEST",
        "NEW CERTIFICATE REQUEST",
        "X509 CRL",
        "PUBLIC KEY",
        "DH PARAMETERS",
        "EC PARAMETERS",
        "SOMETHING ELSE",
    ];
    for label in labels {
        write!(
            text,
            "-----BEGIN {label}-----\nAAAA\n-----END {label}-----\n"
        )
        .unwrap();
    }
    let contents = read(format!("{text}{certificate}").as_bytes()).unwrap();
    for (index, (left_out, label)) in contents.left_out.iter().zip(labels).enumerate() {
        assert_eq!(left_out.line, Some(1 + 3 * index));
        assert!(
            left_out.what.contains(&format!("`{label}`")),
            "{left_out:?}"
        );
    }
    assert_eq!(contents.left_out.len(), labels.len());
    assert_eq!(contents.certificates[0].line, Some(1 + 3 * labels.len()));
}

#[test]
fn a_heading_with_an_unknown_label_swallows_no_certificate() {
    let text = format!(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{}",
        pem("a")
    );
    let contents = read(text.as_bytes()).unwrap();
    assert_eq!(contents.certificates[0].line, Some(4));
    assert_eq!(contents.left_out[0].line, Some(1));
}
