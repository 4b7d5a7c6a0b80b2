//! Nothing of a password or key comes out, in any format.

use std::fs;

use super::stores::{PASSWORD, Stores};
use crate::support::program::{program, root, run};

/// What must not come out: the password, the lines of the key's PEM, and its numbers in hex.
fn secrets() -> Vec<String> {
    let key = fs::read_to_string(root().join("fixtures/second/client.key")).unwrap();
    let lines = key.lines().filter(|line| !line.starts_with("---"));
    // The first lines hold the modulus, which is no secret.
    let mut secrets: Vec<String> = lines.skip(7).map(str::to_owned).collect();
    assert!(secrets.len() > 10);
    secrets.push(PASSWORD.to_owned());
    secrets.push("Tr0ub4dor".to_owned());
    let text = crate::support::program::other("openssl")
        .args([
            "rsa",
            "-noout",
            "-text",
            "-in",
            "fixtures/second/client.key",
        ])
        .output()
        .unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let (_, private) = text.split_once("privateExponent:").unwrap();
    let hex: String = private
        .chars()
        .filter(char::is_ascii_hexdigit)
        .take(64)
        .collect();
    secrets.push(hex);
    secrets
}

#[test]
fn no_output_holds_a_password_or_key() {
    let stores = Stores::new();
    let secrets = secrets();
    let key = fs::read_to_string(root().join("fixtures/second/client.key")).unwrap();
    stores.write("with-key.pem", &format!("{}{key}", stores.chain.concat()));
    stores.write(
        "cut.key",
        &key.chars().take(key.len() / 2).collect::<String>(),
    );
    let password = stores.text("password");
    let mut looked_at = 0;
    for file in [
        "client.p12",
        "client.jks",
        "client.jceks",
        "with-key.pem",
        "cut.key",
    ] {
        let file = stores.text(file);
        for command in [
            vec!["check", "--verbose", &file],
            vec!["check", "--format=json", &file],
            vec!["check", "--key", &file, "fixtures/key-mismatch/own.pem"],
            vec!["check", "--key", "fixtures/second/client.key", &file],
            vec![
                "check",
                "--trust-list",
                &file,
                "fixtures/key-mismatch/own.pem",
            ],
            vec!["check", "--crl", &file, "fixtures/key-mismatch/own.pem"],
            vec![
                "check",
                "--uploaded",
                &file,
                "fixtures/key-mismatch/own.pem",
            ],
            vec!["check", "--alias", "other", &file],
            vec!["bundle", &file],
        ] {
            for given in [vec![], vec!["--password-file", &password]] {
                let mut program = program();
                program.args(&command).args(&given);
                if given.is_empty() {
                    program.env("SFMTLS_PASSWORD", format!("not {PASSWORD}"));
                }
                let output = program.output().unwrap();
                let all = [output.stdout, output.stderr].concat();
                let all = String::from_utf8_lossy(&all);
                let found = secrets.iter().find(|secret| all.contains(*secret));
                assert_eq!(found, None, "{command:?}");
                looked_at += usize::from(!all.is_empty());
            }
        }
    }
    assert_eq!(looked_at, 90);
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_said_and_judged_all_the_same() {
    use std::os::unix::fs::PermissionsExt;

    let stores = Stores::new();
    let key = fs::read_to_string(root().join("fixtures/second/client.key")).unwrap();
    stores.write("client.key", &key);
    let said = |mode| {
        let path = stores.path("client.key");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let key = stores.text("client.key");
        let output = run(&["check", "--key", &key, "fixtures/key-mismatch/own.pem"]);
        assert!(!output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(0o644).contains("others can read"));
    assert!(said(0o640).contains("others can read"));
    assert_eq!(said(0o600), "");
}
