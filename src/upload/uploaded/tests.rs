use proptest::prelude::*;

use super::*;
use crate::openssl::openssl;

/// A certificate with serial number 0x00c0ffee (12648430, as `printf %d` has it) that ends at
/// 2027-02-14T20:30:00Z.
fn certificate(subject: &str) -> Certificate {
    let key = openssl("genpkey -algorithm ED25519", b"");
    let der = openssl(
        &format!(
            "req -x509 -key /dev/stdin -subj {subject} -set_serial 0xc0ffee -days 1 -outform DER"
        ),
        &key,
    );
    Certificate {
        not_after: crate::certificate::Time::parse("2027-02-14T20:30:00Z").unwrap(),
        ..Certificate::from_der(&der).unwrap()
    }
}

fn file(fields: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<InboundCertificate xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{fields}</InboundCertificate>\n"
    )
}

fn metadata(serial: &str, expiration: &str, issuer: &str) -> Uploaded {
    let text = file(&format!(
        "    <expirationDate>{expiration}</expirationDate>\n    <issuer>{issuer}</issuer>\n    <masterLabel>My Client</masterLabel>\n    <serialId>{serial}</serialId>\n"
    ));
    Uploaded::read(text.as_bytes(), &Passwords::default()).unwrap()
}

const SUBJECT: &str = "/C=US/ST=Utah/O=A,B&C/CN=client/emailAddress=a@b.test";
const ISSUER: &str = "EMAILADDRESS=a@b.test, CN=client, O=&quot;A,B&amp;C&quot;, S=Utah, C=US";

#[test]
fn the_same_certificate_is_the_same_in_pem_and_der_and_with_its_issuers() {
    let certificate = certificate(SUBJECT);
    let pem = openssl("x509 -inform DER", &certificate.der);
    let root = openssl(
        "req -x509 -newkey ed25519 -nodes -keyout /dev/null -subj /CN=r",
        b"",
    );
    for bytes in [
        &certificate.der,
        &pem,
        &[root.clone(), pem.clone()].concat(),
    ] {
        let uploaded = Uploaded::read(bytes, &Passwords::default()).unwrap();
        // Both are CA certificates of their own; of the last file the first one counts.
        let expected =
            matches!(&uploaded, Uploaded::Certificate(found) if found.der == certificate.der);
        assert_eq!(
            uploaded.compare(&certificate) == Comparison::SameCertificate,
            expected
        );
        assert_eq!(expected, !bytes.starts_with(&root));
    }
}

#[test]
fn another_certificate_is_told_with_what_differs() {
    let (one, other) = (certificate("/CN=one"), certificate("/CN=other"));
    let uploaded = Uploaded::Certificate(Box::new(one));
    let Comparison::Different(facts) = uploaded.compare(&other) else {
        panic!()
    };
    assert!(
        facts.contains(&"subject: CN=one is uploaded, CN=other is here".to_owned()),
        "{facts:?}"
    );
    assert!(
        !facts.iter().any(|fact| fact.starts_with("serial")),
        "{facts:?}"
    );
    assert!(facts.contains(&"their keys are different ones".to_owned()));
}

#[test]
fn serial_and_date_decide_by_metadata_in_every_form_of_the_date() {
    let certificate = certificate(SUBJECT);
    for expiration in [
        "2027-02-14",
        "2027-02-14Z",
        "2027-02-14T20:30:00Z",
        "2027-02-14T20:30:00.000Z",
        "2027-02-14T20:30:00.000+0000",
        "2027-02-14T23:30:00+03:00",
        "2027-02-14T15:30:00.000-0500",
        "2027-02-14T20:30:00",
        "2027-02-14T00:00:00.000Z",
    ] {
        let answer = metadata("12648430", expiration, ISSUER).compare(&certificate);
        assert_eq!(answer, Comparison::SameSerial(Vec::new()), "{expiration}");
    }
    for expiration in [
        "2027-02-15",
        "2027-02-13",
        "2027-02-14T20:30:01Z",
        "2027-02-14T20:30:00-05:00",
    ] {
        let answer = metadata("12648430", expiration, ISSUER).compare(&certificate);
        let Comparison::Different(facts) = answer else {
            panic!("{expiration}")
        };
        assert!(
            facts[0].starts_with("expiration date: 2027-02-1"),
            "{facts:?}"
        );
    }
    let answer = metadata("12648431", "2027-02-14", ISSUER).compare(&certificate);
    assert_eq!(
        answer,
        Comparison::Different(vec![
            "serial number (decimal): 12648431 is uploaded, 12648430 is here".to_owned(),
            "the uploaded one is labelled `My Client`".to_owned(),
        ])
    );
}

#[test]
fn a_difference_in_the_issuer_alone_is_said_and_does_not_decide() {
    let certificate = certificate(SUBJECT);
    for issuer in ["CN=another", "CN=client", "C=US, CN=client"] {
        let answer = metadata("012648430", "2027-02-14", issuer).compare(&certificate);
        let Comparison::SameSerial(said) = answer else {
            panic!()
        };
        let expected = format!("the issuer's text differs: `{issuer}` is uploaded");
        assert!(said[0].starts_with(&expected), "{said:?}");
    }
}

#[test]
fn an_issuer_in_any_usual_style_is_the_same_name() {
    let certificate = certificate(SUBJECT);
    for issuer in [
        ISSUER,
        "C=US,ST=Utah,O=A\\,B&amp;C,CN=client,E=a@b.test",
        "/C=US/ST=Utah/O=A,B&amp;C/CN=client/emailAddress=a@b.test",
        "1.2.840.113549.1.9.1 = A@B.test, cn = Client, o = \"a,b&amp;c\", S = utah, C = us",
        "client",
    ] {
        let answer = metadata("12648430", "2027-02-14", issuer).compare(&certificate);
        assert_eq!(answer, Comparison::SameSerial(Vec::new()), "{issuer}");
    }
}

/// `printf '%d'` cannot write twenty bytes: python's `int(...)` made the expected number.
#[test]
fn a_serial_number_of_twenty_bytes_is_compared_in_decimal() {
    let certificate = Certificate {
        serial: vec![
            0, 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
        ],
        ..certificate(SUBJECT)
    };
    let serial = "5686777822484529567597171145205882710446313746";
    let answer = metadata(serial, "2027-02-14", ISSUER).compare(&certificate);
    assert_eq!(answer, Comparison::SameSerial(Vec::new()));
}

#[test]
fn a_file_in_utf16_with_a_mark_and_other_fields_is_read() {
    let text = file(
        "<x><serialId>7</serialId></x><serialId><![CDATA[12]]></serialId><expirationDate>2027-02-14</expirationDate><!-- -->",
    );
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let Uploaded::Metadata(metadata) = Uploaded::read(&bytes, &Passwords::default()).unwrap()
    else {
        panic!()
    };
    assert_eq!((metadata.serial.as_str(), metadata.issuer), ("12", None));
}

#[test]
fn what_does_not_say_what_is_uploaded_is_an_error() {
    let date = "<expirationDate>2027-02-14</expirationDate>";
    for (text, word) in [
        (file("<serialId>1</serialId>"), "no expirationDate"),
        (file(date), "no serialId"),
        (
            file(&format!("{date}<serialId> </serialId>")),
            "no serialId",
        ),
        (
            file(&format!("{date}<serialId>c0ffee</serialId>")),
            "no decimal number",
        ),
        (
            file(&format!("{date}<serialId>-</serialId>")),
            "no decimal number",
        ),
        (
            file(&format!("{date}<serialId>{}</serialId>", "1".repeat(101))),
            "no decimal number",
        ),
        (
            file("<serialId>1</serialId><expirationDate>soon</expirationDate>"),
            "no date",
        ),
        (
            file("<serialId>1</serialId><serialId>1</serialId>"),
            "twice",
        ),
        (file(&format!("{date}<serialId>&one;</serialId>")), "entity"),
        (
            format!("<!DOCTYPE a [<!ENTITY one \"1\">]>{}", file(date)),
            "document type",
        ),
        ("<InboundCertificate><serialId>1".to_owned(), "XML"),
        ("<InboundCertificate></Other>".to_owned(), "malformed"),
        (
            "<Certificate><serialId>1</serialId></Certificate>".to_owned(),
            "no InboundCertificate",
        ),
        (String::new(), "empty"),
        ("text".to_owned(), "without a certificate"),
    ] {
        let error = Uploaded::read(text.as_bytes(), &Passwords::default()).unwrap_err();
        assert!(error.reason.contains(word), "{text}: {error}");
    }
}

#[test]
fn deep_nesting_costs_nothing() {
    let text = file(&"<a>".repeat(1_000_000));
    assert!(Uploaded::read(text.as_bytes(), &Passwords::default()).is_err());
}

proptest! {
    #[test]
    fn any_text_as_metadata_is_read_or_refused(text in "\\PC{0,80}", field in "[<>&;/!a-zA-Z0-9\\-]{0,40}") {
        for text in [file(&text), file(&format!("<serialId>{field}</serialId>")), format!("<{text}")] {
            prop_assert!(Uploaded::read(text.as_bytes(), &Passwords::default()).is_err());
        }
    }
}
