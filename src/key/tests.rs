use proptest::prelude::*;

use super::*;
use crate::certificate::Certificate;
use crate::openssl::openssl;

/// How `openssl genpkey` makes each kind, and what the kind is called.
const KINDS: [(&str, &str); 6] = [
    ("-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "RSA 2048"),
    ("-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "RSA 1024"),
    ("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "EC P-256"),
    ("-algorithm EC -pkeyopt ec_paramgen_curve:P-384", "EC P-384"),
    ("-algorithm EC -pkeyopt ec_paramgen_curve:P-521", "EC P-521"),
    ("-algorithm ED25519", "Ed25519"),
];

fn generate(how: &str) -> Vec<u8> {
    openssl(&format!("genpkey {how}"), b"")
}

fn certificate(key: &[u8]) -> Certificate {
    let der = openssl(
        "req -x509 -new -key /dev/stdin -subj /CN=x -outform DER",
        key,
    );
    Certificate::from_der(&der).unwrap()
}

#[track_caller]
fn error(bytes: &[u8], password: Option<&[u8]>) -> KeyError {
    let error = PrivateKey::read(bytes, password).unwrap_err();
    let text = String::from_utf8_lossy(bytes).into_owned();
    for line in text
        .lines()
        .filter(|line| line.len() > 20 && !line.contains("--") && !line.contains(':'))
    {
        assert!(!error.to_string().contains(line));
    }
    error
}

#[test]
fn a_key_of_each_kind_belongs_to_its_certificate_and_to_no_other() {
    let keys: Vec<_> = KINDS.iter().map(|(how, _)| generate(how)).collect();
    let certificates: Vec<_> = keys.iter().map(|key| certificate(key)).collect();
    for (index, (key, (_, kind))) in keys.iter().zip(KINDS).enumerate() {
        let der = openssl("pkey -outform DER", key);
        for bytes in [key, &der] {
            let key = PrivateKey::read(bytes, None).unwrap();
            assert_eq!(key.kind().to_string(), kind);
            assert_eq!(format!("{key:?}"), format!("PrivateKey({kind})"));
            for (other, certificate) in certificates.iter().enumerate() {
                assert_eq!(
                    key.matches(&certificate.public_key),
                    index == other,
                    "{kind}"
                );
            }
        }
    }
}

#[test]
fn the_secret_itself_is_to_be_had_unencrypted() {
    let key = generate("-algorithm EC -pkeyopt ec_paramgen_curve:P-256");
    let der = openssl("pkcs8 -topk8 -nocrypt -outform DER", &key);
    let locked = openssl("pkcs8 -topk8 -v2 aes-256-cbc -passout pass:hunter2", &key);
    for (bytes, password) in [(&key, None), (&der, None), (&locked, Some(&b"hunter2"[..]))] {
        let (_, secret) = PrivateKey::open(bytes, password).unwrap();
        assert!(secret.as_bytes() == der, "not the same key");
    }
}

#[test]
fn another_key_of_the_same_kind_does_not_match() {
    for (how, kind) in KINDS {
        let certificate = certificate(&generate(how));
        let other = PrivateKey::read(&generate(how), None).unwrap();
        assert!(!other.matches(&certificate.public_key), "{kind}");
    }
}

#[test]
fn the_traditional_forms_are_read_as_pem_and_as_der() {
    for (how, kind) in KINDS {
        if kind == "Ed25519" {
            continue;
        }
        let key = generate(how);
        let certificate = certificate(&key);
        for form in ["PEM", "DER"] {
            let bytes = openssl(&format!("pkey -traditional -outform {form}"), &key);
            let read = PrivateKey::read(&bytes, None).unwrap();
            assert!(read.matches(&certificate.public_key), "{kind} {form}");
        }
    }
}

#[test]
fn an_ec_key_without_its_public_part_and_a_compressed_point_match() {
    let key = generate(KINDS[3].0);
    let certificate = certificate(&key);
    let bare = openssl("ec -no_public -outform DER", &key);
    let read = PrivateKey::read(&bare, None).unwrap();
    assert!(read.matches(&certificate.public_key));
    let compressed = openssl("ec -pubout -conv_form compressed -outform DER", &key);
    let point = compressed[compressed.len() - 49..].to_vec();
    let mut public = certificate.public_key;
    public.value = point;
    assert!(read.matches(&public));
    public.value[0] ^= 1;
    assert!(!read.matches(&public));
}

#[test]
fn every_way_of_encrypting_that_openssl_writes_is_opened() {
    let key = generate(KINDS[2].0);
    let certificate = certificate(&key);
    for way in [
        "-v2 aes-128-cbc -v2prf hmacWithSHA1",
        "-v2 aes-192-cbc -v2prf hmacWithSHA256",
        "-v2 aes-256-cbc -v2prf hmacWithSHA384",
        "-v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 100000",
        "-v2 des3",
        "-v2 des3 -v2prf hmacWithSHA1",
        "-v1 PBE-SHA1-3DES",
        "-v1 PBE-SHA1-2DES",
        "-v1 PBE-SHA1-RC2-40 -provider legacy -provider default",
        "-v1 PBE-SHA1-RC2-128 -provider legacy -provider default",
        "-v1 PBE-MD5-DES -provider legacy -provider default",
        "-v1 PBE-SHA1-DES -provider legacy -provider default",
        "-v1 PBE-MD5-RC2-64 -provider legacy -provider default",
        "-v1 PBE-SHA1-RC2-64 -provider legacy -provider default",
    ] {
        for form in ["PEM", "DER"] {
            let command = format!("pkcs8 -topk8 {way} -passout pass:Gr\u{fc}n -outform {form}");
            let encrypted = openssl(&command, &key);
            let read = PrivateKey::read(&encrypted, Some("Gr\u{fc}n".as_bytes())).unwrap();
            assert!(read.matches(&certificate.public_key), "{way}");
            let missing = error(&encrypted, None);
            assert_eq!(missing.kind, KeyErrorKind::PasswordMissing, "{way}");
            let wrong = error(&encrypted, Some(b"Gelb"));
            assert_eq!(wrong.kind, KeyErrorKind::WrongPassword, "{way}");
            for error in [&missing, &wrong] {
                assert!(error.reason.contains("password"));
                assert_eq!(error.line, (form == "PEM").then_some(1));
            }
            assert_ne!(missing.reason, wrong.reason);
        }
    }
}

#[test]
fn a_key_under_the_empty_password_needs_none() {
    let key = generate(KINDS[2].0);
    let encrypted = openssl("pkcs8 -topk8 -passout pass:", &key);
    assert!(PrivateKey::read(&encrypted, None).is_ok());
}

#[test]
fn what_is_not_read_is_said_with_the_command_that_converts_it() {
    let key = generate(KINDS[0].0);
    for (command, advice) in [
        (
            "pkey -traditional -aes128 -passout pass:1234",
            "openssl pkcs8 -topk8 -in FILE",
        ),
        (
            "pkcs8 -topk8 -scrypt -passout pass:1234",
            "-topk8 -v2 aes-256-cbc",
        ),
        (
            "pkcs8 -topk8 -v1 PBE-SHA1-RC4-128 -passout pass:1234 -provider legacy -provider default",
            "-topk8 -v2 aes-256-cbc",
        ),
        (
            "pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA224 -passout pass:1234",
            "-topk8",
        ),
        ("pkcs8 -topk8 -iter 1000001 -passout pass:1234", "million"),
    ] {
        let error = error(&openssl(command, &key), Some(b"1234"));
        assert_eq!(error.kind, KeyErrorKind::Unsupported, "{command}");
        assert!(error.reason.contains(advice), "{command}: {error}");
    }
    for (how, name) in [
        ("genpkey -algorithm ED448", "Ed448"),
        (
            "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1",
            "elliptic",
        ),
        ("genpkey -algorithm X25519", "another kind"),
    ] {
        let error = error(&openssl(how, b""), None);
        assert_eq!(error.kind, KeyErrorKind::Unsupported, "{how}");
        assert!(error.reason.contains(name), "{how}: {error}");
    }
}

#[test]
fn a_key_beside_certificates_is_found_and_several_keys_are_told_apart() {
    let key = String::from_utf8(generate(KINDS[2].0)).unwrap();
    let certificate = certificate(key.as_bytes());
    let pem = openssl("x509 -inform DER", &certificate.der);
    let pem = String::from_utf8(pem).unwrap();
    let both = format!("{pem}{key}{pem}");
    let read = PrivateKey::read(both.as_bytes(), None).unwrap();
    assert!(read.matches(&certificate.public_key));
    let line = pem.lines().count() + 1;
    let second = line + key.lines().count() + 1;
    let error = error(format!("{pem}{key}\n{key}").as_bytes(), None);
    assert!(
        error
            .reason
            .contains(&format!("at lines {line}, {second};")),
        "{error}"
    );
}

#[test]
fn what_holds_no_key_is_corrupt() {
    let key = String::from_utf8(generate(KINDS[0].0)).unwrap();
    let certificate = openssl("x509 -inform DER", &certificate(key.as_bytes()).der);
    let cut = key.lines().take(5).collect::<Vec<_>>().join("\n");
    let no_base64 = key.replacen("\nM", "\n\u{7}", 1);
    let der = openssl("pkey -outform DER", key.as_bytes());
    for (bytes, line) in [
        (b"".to_vec(), None),
        (certificate, None),
        (cut.into_bytes(), Some(1)),
        (no_base64.into_bytes(), Some(2)),
        (der[..der.len() - 1].to_vec(), None),
        (openssl("pkey -pubout -outform DER", key.as_bytes()), None),
    ] {
        let error = error(&bytes, None);
        assert_eq!(
            (error.kind, error.line),
            (KeyErrorKind::Corrupt, line),
            "{error}"
        );
    }
}

/// A digit of the first prime is changed: modulus and exponent alone would still match.
#[test]
fn an_rsa_key_whose_numbers_do_not_belong_together_is_corrupt() {
    let key = generate(KINDS[0].0);
    let mut der = openssl("pkey -traditional -outform DER", &key);
    let last = der.len() - 1;
    der[last] ^= 1;
    assert_eq!(error(&der, None).kind, KeyErrorKind::Corrupt);
}

#[test]
fn a_damaged_encrypted_key_is_an_error_at_every_byte() {
    let key = generate(KINDS[2].0);
    let good = openssl("pkcs8 -topk8 -iter 1 -passout pass:1234 -outform DER", &key);
    for index in 0..good.len() {
        let mut bytes = good.clone();
        bytes[index] ^= 0x55;
        if let Ok(read) = PrivateKey::read(&bytes, Some(b"1234")) {
            // The algorithm of the inner key has attributes that nobody needs.
            assert_eq!(read.kind().to_string(), "EC P-256");
        }
        assert!(PrivateKey::read(&good[..index], Some(b"1234")).is_err());
    }
}

#[test]
fn key_stores_are_named() {
    let key = generate(KINDS[2].0);
    let pem = openssl("x509 -inform DER", &certificate(&key).der);
    let pkcs12 = openssl("pkcs12 -export -nokeys -passout pass:1234", &pem);
    let error = error(&pkcs12, None);
    assert!(error.reason.contains("PKCS#12"), "{error}");
    assert!(
        super::tests::error(&[0xfe, 0xed, 0xfe, 0xed, 0, 0], None)
            .reason
            .contains("Java")
    );
}

/// The last byte of an `ECPrivateKey` is one of the public key that comes along.
#[test]
fn an_ec_key_with_the_public_half_of_another_is_corrupt() {
    let mut der = openssl("pkey -traditional -outform DER", &generate(KINDS[2].0));
    let last = der.len() - 1;
    der[last] ^= 1;
    assert_eq!(error(&der, None).kind, KeyErrorKind::Corrupt);
}

proptest! {
    #[test]
    fn any_bytes_in_any_wrapping_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        tag in prop::sample::select(vec![0x02_u8, 0x04, 0x30, 0xa0]),
    ) {
        let mut der = Vec::new();
        crate::der::write(&mut der, tag, &bytes);
        let mut info = Vec::new();
        crate::der::write(&mut info, crate::der::SEQUENCE, &[&[2, 1, 0][..], &der].concat());
        for input in [&bytes, &der, &info] {
            prop_assert!(PrivateKey::read(input, Some(b"1234")).is_err());
            prop_assert!(PrivateKey::from_der(input).is_err());
        }
    }
}
