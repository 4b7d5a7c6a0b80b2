//! Issuers that stand beside a key's own certificate.

use super::stores::Stores;
use crate::support::program::{root, run};

/// As somebody has it who imported the issuer as a trusted certificate; `keytool` makes both.
#[test]
fn a_trusted_entry_of_a_java_key_store_completes_a_key_s_chain() {
    let stores = Stores::new();
    let containers = root().join("fixtures/containers");
    let shuffled = std::fs::read_to_string(containers.join("client-shuffled.pem")).unwrap();
    let sections: Vec<&str> = shuffled
        .split_inclusive("-----END CERTIFICATE-----\n")
        .collect();
    stores.write("issuing.pem", sections[1]);
    stores.write("leaf.pem", sections[2]);
    let (store, password) = (stores.text("leaf.p12"), "pass:changeit");
    let key = containers.join("client.key");
    let tool = |program: &str, arguments: &[&str]| {
        let ran = std::process::Command::new(program).args(arguments).output();
        assert!(ran.unwrap().status.success(), "{program} {arguments:?}");
    };
    let leaf = stores.text("leaf.pem");
    tool(
        "openssl",
        &[
            "pkcs12",
            "-export",
            "-inkey",
            key.to_str().unwrap(),
            "-in",
            &leaf,
            "-name",
            "solo",
            "-passout",
            password,
            "-out",
            &store,
        ],
    );
    let java = stores.text("leaf.jks");
    tool(
        "keytool",
        &[
            "-importkeystore",
            "-srckeystore",
            &store,
            "-srcstorepass",
            "changeit",
            "-deststoretype",
            "JKS",
            "-destkeystore",
            &java,
            "-deststorepass",
            "changeit",
            "-noprompt",
        ],
    );
    tool(
        "keytool",
        &[
            "-importcert",
            "-alias",
            "issuing",
            "-file",
            &stores.text("issuing.pem"),
            "-keystore",
            &java,
            "-storepass",
            "changeit",
            "-noprompt",
        ],
    );
    let output = run(&["bundle", &java]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    let upload = String::from_utf8(output.stdout).unwrap();
    assert_eq!(upload, [sections[2], sections[1]].concat());
}
