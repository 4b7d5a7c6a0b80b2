//! `--leads-to`: which listed roots a chain can reach.

use serde_json::Value;

use super::{asked, list, roots};

fn reached(arguments: &[&str]) -> (Value, Option<i32>) {
    let (report, code) = asked(&[&["--at", "2026-11-24"], arguments].concat());
    (report["leads_to"].clone(), code)
}

/// The two real chains end where their CAs say (fixtures/real; openssl verify agrees).
#[test]
fn a_chain_leads_to_its_root_by_whatever_the_list_gives_of_it() {
    for (name, by) in [
        ("pem.pem", "certificate"),
        ("keytool-en.txt", "sha256"),
        ("keytool-sha1.txt", "sha1"),
        ("keytool-md5.txt", "md5"),
        ("table-text.html", "text"),
    ] {
        let (leads_to, code) = reached(&[
            "--trust-list",
            &list(name),
            "--leads-to",
            "fixtures/real/python.org.pem",
        ]);
        assert_eq!(code, Some(0));
        assert_eq!(leads_to[0]["path"], "fixtures/real/python.org.pem");
        let [root] = leads_to[0]["roots"].as_array().unwrap().as_slice() else {
            panic!("{name}: {leads_to}");
        };
        assert_eq!(root["matched_by"], by);
        assert_eq!(root["status"], "trusted");
        let r3 = "cbb522d7b7f127ad6a0113865bdf1cd4102e7d0759af635a7cf4720dc963c53b";
        assert_eq!(root["sha256"], r3);
    }
}

#[test]
fn a_chain_that_leads_nowhere_is_exit_1() {
    let file = list("without-globalsign-r3.txt");
    let arguments = [
        "--trust-list",
        &file,
        "--leads-to",
        "fixtures/real/python.org.pem",
    ];
    let (leads_to, code) = reached(&arguments);
    assert_eq!(code, Some(1));
    assert_eq!(leads_to[0]["roots"], Value::Array(Vec::new()));
    let text = String::from_utf8(roots(&arguments).stdout).unwrap();
    assert!(text.contains("leads to none of 3 entries"), "{text}");
}

#[test]
fn dates_keep_no_chain_from_its_root_and_are_told() {
    let file = "fixtures/real/python.org.pem";
    let (report, code) = asked(&["--at", "2040-01-01", "--leads-to", file]);
    assert_eq!(code, Some(0));
    assert_eq!(
        report["leads_to"][0]["roots"][0]["status"],
        "outside-validity"
    );
}

/// R1 issued the chain's issuing CA, and R2 certified R1's key; `openssl verify -partial_chain`
/// finds the way to each alone.
#[test]
fn a_cross_certificate_leads_to_a_second_root() {
    let file = "fixtures/untrusted-root/cross-signed.pem";
    for (trust_list, count) in [("r1", 1), ("r2", 1), ("r1-and-r2", 2), ("r3", 0)] {
        let trust_list = list(&format!("pki/{trust_list}.pem"));
        let (leads_to, code) = reached(&["--trust-list", &trust_list, "--leads-to", file]);
        assert_eq!(
            leads_to[0]["roots"].as_array().unwrap().len(),
            count,
            "{trust_list}"
        );
        assert_eq!(code, Some(i32::from(count == 0)), "{trust_list}");
    }
}

/// The issuer of a chain leads where the chain does, though no end entity comes with it.
#[test]
fn an_issuing_ca_alone_leads_to_its_root() {
    let file = "fixtures/chains/issuing.pem";
    let (leads_to, code) = reached(&["--trust-list", &list("pki/r1.pem"), "--leads-to", file]);
    assert_eq!(code, Some(0), "{leads_to}");
    assert_eq!(leads_to[0]["roots"][0]["status"], "trusted");
}

/// What keytool made: a key store with one key.
#[test]
fn any_container_will_do() {
    let (leads_to, code) = reached(&[
        "--trust-list",
        "fixtures/containers/client-root.pem",
        "--password-file",
        "fixtures/containers/password.txt",
        "--leads-to",
        "fixtures/containers/client.p12",
    ]);
    assert_eq!(code, Some(0), "{leads_to}");
    assert_eq!(leads_to[0]["roots"][0]["matched_by"], "certificate");
}
