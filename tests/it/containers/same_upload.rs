//! The file to upload is the same, whatever the chain comes in.

use super::stores::{LIST, Stores};
use crate::support::program::run;

#[test]
fn one_chain_gives_the_same_file_from_every_container_and_check_passes_it() {
    let stores = Stores::new();
    let password = stores.text("password");
    for name in [
        "client.p12",
        "client.jks",
        "client.jceks",
        "chain.p7b",
        "shuffled.pem",
        "ordered.pem",
    ] {
        let output = run(&["bundle", &stores.text(name), "--password-file", &password]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}: {said}");
        let upload = String::from_utf8(output.stdout).unwrap();
        assert_eq!(upload, stores.chain.concat(), "{name}");
        assert!(said.contains("a label for Setup"), "{said}");
        assert!(
            said.contains("CN=Sfmtls Second Root"),
            "the root is named: {said}"
        );
        assert!(said.contains("may be a missing intermediate"), "{said}");
    }
    let written = stores.text("upload.pem");
    let bundle = [
        "bundle",
        &stores.text("client.p12"),
        "--password-file",
        &password,
        "-o",
        &written,
    ];
    assert_eq!(run(&bundle).status.code(), Some(0));
    let check = [
        "check",
        "--at",
        "2026-11-24",
        "--trust-list",
        LIST,
        &written,
    ];
    assert_eq!(run(&check).status.code(), Some(0));
    assert_eq!(run(&bundle).status.code(), Some(2), "never over a file");
    assert_eq!(
        run(&[&bundle[..], &["--force"]].concat()).status.code(),
        Some(0)
    );
}

#[test]
fn a_missing_issuer_is_code_1_and_nothing_is_written_unless_it_is_allowed() {
    let stores = Stores::new();
    stores.write("leaf.pem", &stores.chain[0]);
    let (leaf, written) = (stores.text("leaf.pem"), stores.text("upload.pem"));
    let bundle = ["bundle", &leaf, "-o", &written];
    let output = run(&bundle);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains("CN=Sfmtls Second Issuing CA"), "{said}");
    assert!(!stores.path("upload.pem").exists());
    let output = run(&[&bundle[..], &["--allow-incomplete"]].concat());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(written).unwrap(), stores.chain[0]);
    let supplied = [
        "bundle",
        &leaf,
        "--chain",
        &stores.text("ordered.pem"),
        "--chain",
        LIST,
    ];
    assert_eq!(run(&supplied).stdout, stores.chain.concat().into_bytes());
    let with_root = run(&[&supplied[..], &["--include-root"]].concat()).stdout;
    let with_root = String::from_utf8(with_root).unwrap();
    assert!(with_root.starts_with(&stores.chain.concat()));
    assert_eq!(with_root.matches("BEGIN CERTIFICATE").count(), 3);
    assert!(!with_root.contains('#'), "no comments");
}

#[test]
fn what_is_unreadable_or_not_there_is_code_2() {
    let stores = Stores::new();
    stores.write("text.pem", "no certificate");
    for arguments in [
        vec!["bundle", &stores.text("text.pem")],
        vec![
            "bundle",
            &stores.text("ordered.pem"),
            &stores.text("nowhere.pem"),
        ],
        vec!["bundle", &stores.text("client.p12")],
        vec!["bundle"],
        vec!["bundle", &stores.text("ordered.pem"), "--alias", "other"],
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_key_in_a_directory_is_passed_over_and_said() {
    let stores = Stores::new();
    let folder = tempfile::tempdir().unwrap();
    let copy = |from: std::path::PathBuf, name: &str| {
        std::fs::copy(from, folder.path().join(name)).unwrap();
    };
    copy(stores.path("shuffled.pem"), "chain.pem");
    copy("fixtures/second/client.key".into(), "key.pem");
    let output = run(&["bundle", folder.path().to_str().unwrap()]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("passed over"), "{said}");
    assert_eq!(output.stdout, stores.chain.concat().into_bytes());
}

/// A file is for one end entity; nothing is lost without a word.
#[test]
fn another_end_entity_is_left_out_and_said() {
    let root = crate::support::program::root().join("fixtures");
    let text = |name: &str| root.join(name).to_str().unwrap().to_owned();
    let (client, other) = (
        text("containers/client-shuffled.pem"),
        text("second/uploaded.pem"),
    );
    let output = run(&["bundle", &client, &other]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("warning: another end entity is left out: CN=integration.example.com,O=Sfmtls Tests,C=NL"),
        "{said}"
    );
}

/// A PEM file with its key is no key store, so an alias means the store beside it.
#[test]
fn an_alias_names_a_store_s_entry_though_a_pem_file_has_a_key() {
    let stores = Stores::new();
    let root = crate::support::program::root().join("fixtures/containers");
    let key = std::fs::read_to_string(root.join("client.key")).unwrap();
    let chain = std::fs::read_to_string(root.join("client-shuffled.pem")).unwrap();
    stores.write("with-key.pem", &(chain + &key));
    let store = root.join("two.p12");
    let password = root.join("password.txt");
    let output = run(&[
        "bundle",
        "--alias",
        "client",
        "--password-file",
        password.to_str().unwrap(),
        store.to_str().unwrap(),
        &stores.text("with-key.pem"),
    ]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        !String::from_utf8(output.stdout)
            .unwrap()
            .contains("PRIVATE KEY")
    );
}
