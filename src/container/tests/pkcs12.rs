//! PKCS#12 as openssl writes it, and as nobody should.

use super::store::{bag, certificate_bag, element, store};
use super::*;
use crate::der::{self, SEQUENCE};
use crate::key;

/// A leaf and its CA, as PEM, with the leaf's key.
struct Chain {
    leaf: String,
    ca: String,
    key: String,
}

impl Chain {
    fn new() -> Self {
        let ca_key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "ca");
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let ca = params.self_signed(&ca_key).unwrap().pem();
        let issuer = rcgen::Issuer::new(params, ca_key);
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "leaf");
        let key = KeyPair::generate().unwrap();
        Self {
            leaf: params.signed_by(&key, &issuer).unwrap().pem(),
            ca,
            key: key.serialize_pem(),
        }
    }

    fn all(&self) -> String {
        format!("{}{}{}", self.ca, self.leaf, self.key)
    }

    /// What openssl makes of it under the password `hunter2secret`.
    fn exported(&self, options: &str) -> Vec<u8> {
        let command =
            format!("pkcs12 -export -in in -name client -passout pass:{PASSWORD}{options}");
        openssl(&command, self.all().as_bytes())
    }
}

const PASSWORD: &str = "hunter2secret";

fn open(bytes: &[u8], password: Option<&str>) -> Result<Contents, Unreadable> {
    super::super::read(bytes, &passwords(password, None))
}

/// Asserts that the one entry is the leaf with its key, then its CA.
fn assert_entry(contents: &Contents, options: &str) {
    let name = |index: usize| {
        let certificate = &contents.certificates[index].certificate;
        certificate.subject.attribute("CN").unwrap()
    };
    let [entry] = contents.entries.as_slice() else {
        panic!("{options}: {:?}", contents.entries);
    };
    assert_eq!(entry.alias.as_deref(), Some("client"), "{options}");
    let chain: Vec<&str> = entry.chain.iter().map(|index| name(*index)).collect();
    assert_eq!(chain, ["leaf", "ca"], "{options}");
    let key = entry.key.as_ref().unwrap();
    let key = key::PrivateKey::from_der(key.as_bytes()).unwrap();
    let end_entity = &contents.certificates[entry.end_entity].certificate;
    assert!(key.matches(&end_entity.public_key), "{options}");
}

#[test]
fn what_openssl_writes_is_read_with_key_and_chain() {
    let chain = Chain::new();
    for options in [
        "",
        " -legacy",
        " -nomac",
        " -certpbe NONE",
        " -certpbe NONE -keypbe NONE",
        " -macalg sha1",
        " -macalg sha224",
        " -macalg sha384",
        " -macalg sha512",
        " -iter 1",
        " -certpbe aes-128-cbc -keypbe aes-192-cbc",
        " -certpbe des-ede3-cbc -keypbe des-ede3-cbc",
        " -legacy -certpbe PBE-SHA1-2DES -keypbe PBE-SHA1-2DES",
        " -legacy -certpbe PBE-SHA1-RC2-128 -keypbe PBE-SHA1-RC2-40",
        " -legacy -certpbe des-cbc -keypbe rc2-cbc",
    ] {
        let contents = open(&chain.exported(options), Some(PASSWORD));
        let contents = contents.unwrap_or_else(|error| panic!("{options}: {error}"));
        assert_entry(&contents, options);
        let note = contents.notes.concat();
        let is_without_mac = options.contains("nomac");
        assert_eq!(note.contains("not integrity-protected"), is_without_mac);
        let shown = format!("{contents:?}");
        assert!(!shown.contains(PASSWORD), "{options}");
        let numbers = |bytes: &[u8]| format!("{bytes:?}").replace(['[', ']'], "");
        let key = contents.entries[0].key.as_ref().unwrap().as_bytes();
        assert!(
            !shown.contains(&numbers(&key[key.len() / 2..])),
            "{options}"
        );
    }
}

#[test]
fn a_store_in_base64_is_read() {
    let text = openssl("base64 -in in", &Chain::new().exported(""));
    let contents = open(&text, Some(PASSWORD)).unwrap();
    assert_eq!(contents.format, Format::Pkcs12);
    assert_entry(&contents, "Base64");
}

#[test]
fn a_store_without_key_has_certificates_and_no_entries() {
    let file = Chain::new().exported(" -nokeys");
    let contents = open(&file, Some(PASSWORD)).unwrap();
    assert_eq!(contents.certificates.len(), 2);
    assert!(contents.entries.is_empty() && contents.private_keys.is_empty());
}

#[test]
fn passwords_of_any_script_and_the_empty_one_open() {
    let chain = Chain::new();
    for password in ["Gr\u{fc}\u{df}e-\u{4e16}\u{754c}-\u{1f511}", ""] {
        for options in ["", " -legacy"] {
            let command =
                format!("pkcs12 -export -in in -name client -passout pass:{password}{options}");
            let file = openssl(&command, chain.all().as_bytes());
            assert_entry(&open(&file, Some(password)).unwrap(), options);
            if password.is_empty() {
                assert_entry(&open(&file, None).unwrap(), options);
            }
        }
    }
}

#[test]
fn without_a_mac_what_does_not_decrypt_has_the_wrong_password() {
    // With `-nomac` openssl leaves the certificates in the clear, so the MAC is cut off.
    let file = Chain::new().exported("");
    let fields: Vec<_> = der::elements(der::contents(&file, SEQUENCE).unwrap()).collect();
    let file = element(SEQUENCE, &[fields[0].whole, fields[1].whole].concat());
    assert_entry(&open(&file, Some(PASSWORD)).unwrap(), "without a MAC");
    let kind = |password| open(&file, password).unwrap_err().kind;
    assert_eq!(kind(Some("nonsense")), UnreadableKind::WrongPassword);
    assert_eq!(kind(None), UnreadableKind::MissingPassword);
}

#[test]
fn certificates_in_the_clear_need_no_password_and_the_key_says_what_it_needs() {
    for options in [" -certpbe NONE", " -certpbe NONE -nomac"] {
        let file = Chain::new().exported(options);
        let contents = open(&file, None).unwrap();
        assert_eq!(contents.certificates.len(), 2);
        let [entry] = contents.entries.as_slice() else {
            panic!("{:?}", contents.entries);
        };
        assert_eq!(entry.key_fault, Some(KeyFault::MissingPassword));
        assert!(entry.key.is_none());
        assert!(
            contents.notes[0].contains("integrity"),
            "{:?}",
            contents.notes
        );
        let leaf = &contents.certificates[entry.end_entity].certificate;
        assert_eq!(leaf.subject.attribute("CN"), Some("leaf"));
    }
    let file = Chain::new().exported(" -certpbe NONE");
    let error = open(&file, Some("nonsense")).unwrap_err();
    assert_eq!(error.kind, UnreadableKind::WrongPassword);
}

#[test]
fn a_changed_byte_of_what_is_encrypted_is_damage_and_no_wrong_password() {
    let file = Chain::new().exported("");
    let mut damaged = file.clone();
    let at = file.len() / 2;
    damaged[at] ^= 1;
    let error = open(&damaged, Some(PASSWORD)).unwrap_err();
    assert_eq!(error.kind, UnreadableKind::Broken, "{error}");
    assert!(error.reason.contains("damaged"), "{error}");
}

#[test]
fn a_million_iterations_are_the_most() {
    let file = Chain::new().exported(" -iter 1000001");
    let error = open(&file, Some(PASSWORD)).unwrap_err();
    assert_eq!(error.kind, UnreadableKind::Broken, "{error}");
    assert!(error.reason.contains("1 million"), "{error}");
}

#[test]
fn keys_without_identifiers_find_their_certificates_and_strays_find_none() {
    let (a, b, c) = (certificate("a"), certificate("b"), certificate("c"));
    let file = store(&[
        certificate_bag(1, a.cert.der()),
        bag(1, &b.signing_key.serialize_der()),
        certificate_bag(1, b.cert.der()),
        bag(1, &c.signing_key.serialize_der()),
        bag(1, &a.signing_key.serialize_der()),
    ]);
    let contents = open(&file, None).unwrap();
    let pairs: Vec<usize> = contents
        .entries
        .iter()
        .map(|entry| entry.end_entity)
        .collect();
    assert_eq!(pairs, [1, 0]);
    assert_eq!(contents.entries[0].chain, [1]);
    assert_eq!(contents.stray_keys.len(), 1);
    assert_eq!(contents.private_keys.len(), 3);
}

#[test]
fn bags_of_other_kinds_are_left_out_and_nested_ones_read() {
    let a = certificate("a");
    let inner = element(SEQUENCE, &certificate_bag(1, a.cert.der()));
    let nested = bag(6, &element(SEQUENCE, &bag(6, &inner)));
    let file = store(&[
        nested,
        certificate_bag(2, b"sdsi"),
        bag(4, &element(SEQUENCE, &[])),
        bag(5, &element(SEQUENCE, &[])),
        bag(9, &element(SEQUENCE, &[])),
    ]);
    let contents = open(&file, None).unwrap();
    assert_eq!(contents.certificates.len(), 1);
    let left_out: Vec<&str> = contents
        .left_out
        .iter()
        .map(|left| left.what.as_str())
        .collect();
    assert_eq!(left_out.len(), 4, "{left_out:?}");
    assert!(left_out[0].contains("no X.509") && left_out[1].contains("revocation"));
}

#[test]
fn bags_nested_without_end_are_refused() {
    let mut value = element(SEQUENCE, &[]);
    for _ in 0..5000 {
        value = element(SEQUENCE, &bag(6, &value));
    }
    let error = open(&store(&[bag(6, &value)]), None).unwrap_err();
    assert!(error.reason.contains("nested"), "{error}");
}
