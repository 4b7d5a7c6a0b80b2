//! Key stores as keytool writes them.

use std::path::Path;

use super::*;
use crate::key;

/// Runs keytool on the store `store` in this folder; returns what it printed.
fn keytool(folder: &Path, arguments: &str) -> Vec<u8> {
    let output = Command::new("keytool")
        .args(arguments.split(' '))
        .args(["-keystore", "store"])
        .current_dir(folder)
        .output()
        .expect("keytool is needed for these tests");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "keytool {arguments}: {printed}");
    output.stdout
}

/// A store of this type with two keys of different owners, the second with a password of its own
/// where the type has that, and a trusted certificate; and what keytool finds in it.
fn store(kind: &str) -> (Vec<u8>, Contents) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let common = format!("-storetype {kind} -storepass storesecret");
    let generate = format!("-genkeypair {common} -keyalg EC -groupname secp256r1");
    let own = match kind {
        "PKCS12" => "",
        _ => " -keypass keysecret",
    };
    keytool(folder, &format!("{generate} -alias one -dname CN=one"));
    keytool(folder, &format!("{generate} -alias two -dname CN=two{own}"));
    std::fs::write(folder.join("trusted"), pem("trusted")).unwrap();
    keytool(
        folder,
        &format!("-importcert {common} -noprompt -alias three -file trusted"),
    );
    if kind == "JCEKS" {
        keytool(
            folder,
            &format!("-genseckey {common} -alias secret -keyalg AES -keysize 128"),
        );
    }
    let listed = keytool(folder, &format!("-list -rfc {common}"));
    (
        std::fs::read(folder.join("store")).unwrap(),
        read(&listed).unwrap(),
    )
}

#[test]
fn what_keytool_writes_is_read_with_its_keys() {
    for (kind, format) in [
        ("JKS", Format::Jks),
        ("JCEKS", Format::Jceks),
        ("PKCS12", Format::Pkcs12),
    ] {
        let (bytes, listed) = store(kind);
        let both = passwords(Some("storesecret"), Some("keysecret"));
        let contents = super::super::read(&bytes, &both).unwrap();
        assert_eq!(contents.format, format);
        assert_eq!(cases::prints(&contents), cases::prints(&listed), "{kind}");
        assert_eq!(contents.left_out.len(), usize::from(kind == "JCEKS"));
        let mut aliases = Vec::new();
        for entry in &contents.entries {
            aliases.push(entry.alias.clone().unwrap());
            let end_entity = &contents.certificates[entry.end_entity].certificate;
            assert_eq!(end_entity.subject.attribute("CN"), entry.alias.as_deref());
            assert_eq!(entry.chain, [entry.end_entity], "{kind}");
            let key = entry.key.as_ref().unwrap_or_else(|| panic!("{entry:?}"));
            let key = key::PrivateKey::from_der(key.as_bytes()).unwrap();
            assert!(key.matches(&end_entity.public_key), "{kind}");
        }
        aliases.sort();
        assert_eq!(aliases, ["one", "two"], "{kind}");
        assert!(contents.notes.is_empty(), "{:?}", contents.notes);
    }
}

#[test]
fn a_key_with_a_password_of_its_own_says_which_it_needs() {
    for kind in ["JKS", "JCEKS"] {
        let (bytes, _) = store(kind);
        let faults = |container: Option<&str>, key: Option<&str>| {
            let contents = super::super::read(&bytes, &passwords(container, key)).unwrap();
            let mut faults: Vec<_> = contents.entries.into_iter().collect();
            faults.sort_by(|a, b| a.alias.cmp(&b.alias));
            let faults: Vec<_> = faults.into_iter().map(|entry| entry.key_fault).collect();
            faults
        };
        let wrong = Some(KeyFault::WrongPassword);
        let missing = Some(KeyFault::MissingPassword);
        assert_eq!(faults(Some("storesecret"), None), [None, wrong.clone()]);
        assert_eq!(faults(None, Some("keysecret")), [wrong, None]);
        assert_eq!(faults(None, None), [missing.clone(), missing]);
    }
}

#[test]
fn nothing_of_a_password_or_key_is_shown() {
    for kind in ["JKS", "JCEKS", "PKCS12"] {
        let (bytes, _) = store(kind);
        for (container, key) in [("storesecret", "keysecret"), ("keysecret", "storesecret")] {
            let answer = super::super::read(&bytes, &passwords(Some(container), Some(key)));
            let shown = format!("{answer:?}");
            assert!(!shown.contains("storesecret") && !shown.contains("keysecret"));
            let Ok(contents) = answer else { continue };
            for entry in &contents.entries {
                let Some(key) = &entry.key else { continue };
                let numbers = format!("{:?}", &key.as_bytes()[30..60]);
                assert!(!shown.contains(numbers.trim_matches(['[', ']'])), "{kind}");
            }
        }
    }
}

#[test]
fn a_damaged_store_is_no_wrong_password() {
    for kind in ["JKS", "JCEKS"] {
        let (mut bytes, _) = store(kind);
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        let answer = super::super::read(&bytes, &passwords(Some("storesecret"), None));
        let error = answer.unwrap_err();
        assert_eq!(error.kind, UnreadableKind::Broken, "{error}");
        assert!(error.reason.contains("damaged"), "{error}");
    }
}

#[test]
fn a_store_that_claims_more_than_it_has_is_cut_short() {
    let header = |kind: u32, count: u32| {
        let words = [0xfeed_feed_u32, 2, count, kind];
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        bytes.extend([0, 1, b'a', 0, 0, 0, 0, 0, 0, 0, 0]);
        bytes.extend([0xff; 4]);
        bytes
    };
    for bytes in [
        header(1, 1),
        header(2, u32::MAX),
        header(3, 1),
        header(9, 1),
    ] {
        assert_eq!(refused(&bytes).kind, UnreadableKind::Broken);
    }
}
