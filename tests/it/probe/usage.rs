//! What ends with exit code 2, before anything is sent.

use rcgen::ExtendedKeyUsagePurpose;

use super::lab::{Lab, stderr};
use crate::support::loopback::server::closed_port;

#[test]
fn a_certificate_needs_its_own_key() {
    let lab = Lab::new();
    lab.client("other", ExtendedKeyUsagePurpose::ClientAuth);
    let read = |name: &str| std::fs::read_to_string(lab.folder.path().join(name)).unwrap();
    lab.write(
        "mixed.pem",
        &format!("{}{}", read("leaf.pem"), read("other.key")),
    );
    let host = format!("localhost:{}", closed_port());
    for (options, says) in [
        (&["--certificate", "leaf.pem"][..], "no private key"),
        (
            &["--certificate", "leaf.pem", "--key", "other.key"],
            "is not that of CN=leaf",
        ),
        (&["--certificate", "mixed.pem"], "is not that of CN=leaf"),
        (
            &["--certificate", "leaf.pem", "--key", "leaf.pem"],
            "no private key",
        ),
        (
            &["--certificate", "leaf.key", "--key", "leaf.key"],
            "leaf.key",
        ),
        (&["--certificate", "missing.pem"], "no such file"),
        (
            &[
                "--certificate",
                "leaf.pem",
                "--key",
                "leaf.key",
                "--alias",
                "x",
            ],
            "no entry `x`",
        ),
        (
            &[
                "--certificate",
                "leaf.pem",
                "--key",
                "leaf.key",
                "--chain",
                "none.pem",
            ],
            "none.pem",
        ),
        (&["--key", "leaf.key"], "--certificate"),
        (&["--path", "a b"], "--path"),
        (&["--connect-to", "nowhere"], "--connect-to"),
        (&["--format", "sarif"], "sarif"),
    ] {
        let output = lab.probe(&[&[host.as_str()], options].concat());
        let stderr = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{options:?}: {stderr}");
        assert!(stderr.contains(says), "{options:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{options:?}");
        assert!(!stderr.contains("BEGIN"), "{stderr}");
    }
}

#[test]
fn a_store_with_several_keys_needs_an_alias() {
    let lab = Lab::new();
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/containers");
    let host = format!("localhost:{}", closed_port());
    let (store, password) = (
        format!("{fixtures}/two.jks"),
        format!("{fixtures}/password.txt"),
    );
    let options = [
        host.as_str(),
        "--certificate",
        &store,
        "--password-file",
        &password,
    ];
    let output = lab.probe(&options);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("--alias NAME must name one"),
        "{}",
        stderr(&output)
    );
    let output = lab.probe(&[&options[..], &["--alias", "client"]].concat());
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let output = lab.probe(&[host.as_str(), "--certificate", &store, "--alias", "client"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("password"), "{}", stderr(&output));
}
