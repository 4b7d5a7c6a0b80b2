//! Containers of many programs: what openssl and keytool read, we read; the rest is refused.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;
use crate::certificate::Sha256;

/// Files that must be refused, by the end of their name, and a word of the reason.
const REFUSED: &[(&str, &str)] = &[
    (".bksv1", "Bouncy Castle"),
    (".bksv2", "Bouncy Castle"),
    (".uber", "Bouncy Castle"),
    // Its password is not known.
    ("multiplecerts.p12", "needs a password"),
    // Found by GnuTLS's fuzzer: an attribute in it is no BER.
    ("mem-leak.p12", "broken"),
    ("gost01.p12", "not supported"),
    ("gost12.p12", "not supported"),
    // RFC 9579, appendix A, and GnuTLS's variants of it.
    ("bad-iter.p12", "integrity check fails"),
    ("bad-salt.p12", "integrity check fails"),
    ("extended-mac.p12", "integrity check fails"),
    ("truncated-mac.p12", "integrity check fails"),
    ("no-len.p12", "does not say how long"),
    ("short-len.p12", "too short"),
    // OpenSSL's samples for CVE-2024-0727.
    ("bad1.p12", "broken"),
    ("bad2.p12", "broken"),
    ("bad3.p12", "broken"),
    ("garbage-pkcs12.p12", "binary data"),
    ("enveloped-no-content.der", "enveloped data"),
    ("enveloped-rsa-oaep.pem", "enveloped data"),
    ("enveloped-triple-des.pem", "enveloped data"),
    ("enveloped.pem", "enveloped data"),
    ("unknown_type_inside_sealed_object.jceks", "no certificate"),
    ("unknown_type_of_sealed_object.jceks", "no certificate"),
    ("unknown_sealed_object_sealAlg.jceks", "no certificate"),
];

/// A row of `list.tsv`.
pub(super) struct Case {
    pub(super) format: String,
    pub(super) path: PathBuf,
    pub(super) password: Option<String>,
}

impl Case {
    pub(super) fn name(&self) -> &str {
        self.path.file_name().unwrap().to_str().unwrap()
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap()
    }

    pub(super) fn read(&self) -> Result<Contents, Unreadable> {
        super::super::read(&self.bytes(), &passwords(self.password.as_deref(), None))
    }

    fn refusal(&self) -> Option<&'static str> {
        let found = REFUSED.iter().find(|(end, _)| self.name().ends_with(end));
        found.map(|(_, word)| *word)
    }
}

/// All rows; none where the cases are absent and need not be there.
pub(super) fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/containers");
    let Ok(list) = std::fs::read_to_string(folder.join("list.tsv")) else {
        assert!(
            std::env::var_os("CI").is_none_or(|ci| ci != "true"),
            "{} is absent",
            folder.display()
        );
        println!("left out: {} is absent", folder.display());
        return Vec::new();
    };
    let rows = list.lines().skip(1).map(|row| {
        let fields: Vec<&str> = row.split('\t').collect();
        Case {
            format: fields[0].to_owned(),
            path: folder.join(fields[1].replace('/', "__")),
            password: match fields.get(2).copied().unwrap_or_default() {
                "" | "?" => None,
                "(empty)" => Some(String::new()),
                none if none.starts_with("(none") => None,
                password => Some(password.to_owned()),
            },
        }
    });
    let rows: Vec<Case> = rows.collect();
    assert_eq!(rows.len(), 142);
    rows
}

pub(super) fn prints(contents: &Contents) -> BTreeSet<Sha256> {
    let certificates = contents.certificates.iter();
    certificates
        .map(|located| located.certificate.sha256)
        .collect()
}

/// What a program prints, whatever it says of it.
fn output_of(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program)
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .stdin(std::process::Stdio::null())
        .output();
    output
        .unwrap_or_else(|error| panic!("{program} is needed for these tests: {error}"))
        .stdout
}

/// The certificates that openssl or keytool finds.
fn second_source(case: &Case) -> BTreeSet<Sha256> {
    let path = case.path.to_str().unwrap();
    let pem = match case.format.as_str() {
        "JKS" | "JCEKS" => listed_by_keytool(case, path),
        _ if path.ends_with("openssl-keyid.p7b") => verified_by_openssl(path),
        "PKCS7" => {
            let is_text = case.bytes().starts_with(b"-----");
            let encoding = if is_text { "PEM" } else { "DER" };
            let print = ["pkcs7", "-print_certs", "-inform", encoding, "-in", path];
            output_of("openssl", &print)
        }
        _ => opened_by_openssl(case, path),
    };
    read(&pem)
        .map(|contents| prints(&contents))
        .unwrap_or_default()
}

fn listed_by_keytool(case: &Case, path: &str) -> Vec<u8> {
    let list = [
        "-list",
        "-rfc",
        "-keystore",
        path,
        "-storetype",
        &case.format,
    ];
    match case.password.as_deref() {
        None | Some("") => output_of("keytool", &list),
        Some(password) => output_of("keytool", &[&list[..], &["-storepass", password]].concat()),
    }
}

/// `GnuTLS`'s file by key identifier is CMS, which `openssl pkcs7` does not read.
fn verified_by_openssl(path: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let certificates = folder.path().join("out");
    let written = ["-certsout", certificates.to_str().unwrap()];
    let verify = ["cms", "-verify", "-noverify", "-inform", "DER", "-in", path];
    output_of("openssl", &[&verify[..], &written].concat());
    std::fs::read(certificates).unwrap()
}

fn opened_by_openssl(case: &Case, path: &str) -> Vec<u8> {
    // The nested file has BER that openssl refuses; BoringSSL, whose file it is, has the same
    // certificate in both.
    let path = path.replace("empty_password_ber_nested", "empty_password");
    let password = format!("pass:{}", case.password.as_deref().unwrap_or_default());
    let show = [
        "pkcs12", "-legacy", "-nokeys", "-in", &path, "-passin", &password,
    ];
    // OpenSSL 3.0 does not know RFC 9579, and finds the form of the empty password by the MAC.
    let option: &[&str] = if path.contains("pbmac1") {
        &["-nomacver"]
    } else {
        &[]
    };
    output_of("openssl", &[&show[..], option].concat())
}

/// Whether the answer is right for this file, else what it should be.
fn judged(case: &Case, answer: &Result<Contents, Unreadable>) -> Result<(), String> {
    if let Some(word) = case.refusal() {
        return match answer {
            Err(error) if error.reason.contains(word) => Ok(()),
            _ => Err(format!("refused with `{word}`")),
        };
    }
    if case.format == "other" {
        return answer.as_ref().map(drop).map_err(|_| "read as PEM".into());
    }
    let expected = second_source(case);
    match answer {
        // Java keeps the last of two entries with the same name.
        Ok(contents) if case.name().contains("duplicate_aliases") => {
            assert_eq!(contents.certificates.len(), 2);
            let is_right = expected.len() == 1 && expected.is_subset(&prints(contents));
            is_right
                .then_some(())
                .ok_or_else(|| format!("{expected:?} and another"))
        }
        Ok(contents) if prints(contents) == expected => Ok(()),
        Err(error) if expected.is_empty() && error.kind == UnreadableKind::NoCertificate => Ok(()),
        _ => Err(format!("{} certificates: {expected:?}", expected.len())),
    }
}

#[test]
fn every_container_holds_what_openssl_or_keytool_finds_in_it_or_is_refused() {
    let mut wrong = Vec::new();
    for case in cases() {
        let answer = case.read();
        let ours = match &answer {
            Ok(contents) => format!(
                "{}: {} certificates, {} entries, {} keys",
                contents.format,
                contents.certificates.len(),
                contents.entries.len(),
                contents.private_keys.len()
            ),
            Err(error) => format!("{:?}: {error}", error.kind),
        };
        let line = format!("{}\t{}\t{ours}", case.format, case.name());
        println!("{line}");
        if let Err(expected) = judged(&case, &answer) {
            wrong.push(format!("{line}\n\tshould be {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn keys_of_containers_are_opened_and_belong_to_their_certificates() {
    for case in cases() {
        let Ok(contents) = case.read() else { continue };
        let own_password = case.name().contains("custom_entry_passwords");
        for entry in &contents.entries {
            assert_eq!(entry.chain.first(), Some(&entry.end_entity));
            let end_entity = &contents.certificates[entry.end_entity].certificate;
            let Some(key) = &entry.key else {
                assert!(
                    own_password || case.name().starts_with("keystore-go"),
                    "{}: {:?}",
                    case.name(),
                    entry.key_fault
                );
                continue;
            };
            // Keys of DSA are not compared.
            if let Ok(key) = crate::key::PrivateKey::from_der(key.as_bytes()) {
                assert!(key.matches(&end_entity.public_key), "{}", case.name());
            }
        }
    }
}

/// A pseudo-random number, so that every run damages alike (Numerical Recipes' constants).
fn next(state: &mut u64) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 33).unwrap()
}

/// The file with up to three bytes changed, or cut, or with a piece doubled.
fn damaged(bytes: &[u8], state: &mut u64) -> Vec<u8> {
    let mut copy = bytes.to_vec();
    if copy.is_empty() {
        return copy;
    }
    match next(state) % 4 {
        0 => copy.truncate(next(state) % bytes.len()),
        1 => {
            let at = next(state) % bytes.len();
            let end = (at + next(state) % 40).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            copy.splice(at..at, piece);
        }
        _ => {
            for _ in 0..=next(state) % 3 {
                let at = next(state) % bytes.len();
                copy[at] = u8::try_from(next(state) % 256).unwrap();
            }
        }
    }
    copy
}

#[test]
fn damaged_containers_are_answered_in_bounded_time_without_their_password() {
    // Without optimisation, and beside other tests, all is some twenty times slower.
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    let copies = if std::env::var_os("CI").is_some() {
        150
    } else {
        15
    };
    let mut state = 20_261_124;
    for case in cases() {
        let bytes = case.bytes();
        let passwords = passwords(case.password.as_deref(), None);
        for copy in 0..copies {
            let damaged = damaged(&bytes, &mut state);
            let started = Instant::now();
            let answer = super::super::read(&damaged, &passwords);
            let elapsed = started.elapsed();
            assert!(elapsed < limit, "{} {copy}: {elapsed:?}", case.name());
            let shown = format!("{answer:?}");
            let password = case.password.as_deref().unwrap_or_default();
            // These two stand in certificates, too.
            let is_secret =
                password.len() >= 8 && !["password", "cryptography"].contains(&password);
            assert!(!is_secret || !shown.contains(password), "{}", case.name());
        }
    }
}
