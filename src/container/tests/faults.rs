//! Broken PEM: the line that is named and what is said of it.

use super::*;

/// A file's fault: the line that is named, and a word of the reason.
fn fault(text: &str, line: usize, word: &str) {
    let error = refused(text.as_bytes());
    assert_eq!(error.kind, UnreadableKind::Broken, "{error}");
    assert_eq!(error.line, Some(line), "{error}");
    assert!(error.reason.contains(word), "{error}");
}

#[test]
fn broken_sections_are_named_with_their_line() {
    let text = pem("a").replace("\r\n", "\n");
    let end = "-----END CERTIFICATE-----\n";
    let without_end = text.strip_suffix(end).unwrap();
    fault(without_end, 1, "no END boundary");
    fault(
        &format!("{without_end}{text}"),
        1,
        "another section begins in line",
    );
    fault(
        &format!("{text}\n{without_end}"),
        2 + text.lines().count(),
        "no END boundary",
    );
    let last = text.lines().count();
    fault(
        &text.replace("END CERT", "END X509 CERT"),
        last,
        "is closed by the END boundary `X509 CERTIFICATE`",
    );
    fault(
        &text.replace("BEGIN CERTIFICATE-----", "BEGIN CERTIFICATE----"),
        last,
        "without its BEGIN",
    );
    fault(
        &text.replace("END CERTIFICATE-----", "END CERTIFICATE----"),
        1,
        "nor a whole boundary",
    );
    fault(
        &format!("-----BEGIN CERTIFICATE-----\n{end}"),
        1,
        "is empty",
    );
}

#[test]
fn the_wrong_line_of_base64_is_named() {
    let text = pem("a").replace("\r\n", "\n");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let good = lines[3].clone();
    lines[3].replace_range(10..11, "*");
    fault(&lines.join("\n"), 4, "`*`");
    lines[3] = good.clone();
    lines[3].push('=');
    fault(&lines.join("\n"), 5, "after the padding");
    lines[3] = good.split_at(1).1.to_owned();
    fault(
        &lines.join("\n"),
        4,
        "63 characters of Base64 where other lines have 64",
    );
    lines[3] = good.split_at(4).1.to_owned();
    fault(
        &lines.join("\n"),
        4,
        "60 characters of Base64 where other lines have 64",
    );
    lines.remove(3);
    fault(&lines.join("\n"), 1, "cut short");
}

#[test]
fn what_a_certificate_section_holds_instead_is_told() {
    let key = certificate("a").signing_key;
    let request = CertificateParams::new(vec![])
        .unwrap()
        .serialize_request(&key)
        .unwrap();
    let holds = |pem: String, label: &str| pem.replace(label, "CERTIFICATE");
    fault(
        &holds(key.serialize_pem(), "PRIVATE KEY"),
        1,
        "holds a private key",
    );
    fault(
        &holds(key.public_key_pem(), "PUBLIC KEY"),
        1,
        "holds a public key",
    );
    fault(
        &holds(request.pem().unwrap(), "CERTIFICATE REQUEST"),
        1,
        "holds a certificate request",
    );
    let pkcs7 = openssl("crl2pkcs7 -nocrl -certfile in", pem("a").as_bytes());
    fault(
        &holds(String::from_utf8(pkcs7).unwrap(), "PKCS7"),
        1,
        "holds a PKCS#7",
    );
}
