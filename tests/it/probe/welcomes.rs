//! Servers that take the certificate.

use rcgen::ExtendedKeyUsagePurpose;

use super::lab::{Lab, WHOLE, attempt, sent, stderr, steps};
use super::server::{Demand, VERSIONS, config, none_provided, start, versions};
use crate::support::loopback::server::page;

fn as_salesforce(_: &str, sent: usize) -> Vec<u8> {
    if sent == 0 {
        none_provided()
    } else {
        versions()
    }
}

#[test]
fn the_report_has_the_contracts_shape() {
    let lab = Lab::new();
    let port = start(
        config(&lab, VERSIONS[1], Demand::Asks, false),
        as_salesforce,
    );
    let (report, code) = lab.report(port, &["--certificate", "chain.pem", "--key", "leaf.key"]);
    assert_eq!(code, 0, "{report:#}");
    assert_eq!(report["schema"], 1);
    assert_eq!(
        (&report["host"], &report["port"]),
        (&"localhost".into(), &port.into())
    );
    assert_eq!(report["verdict"], "accepted");
    assert_eq!(sent(&report), ["nothing", "leaf", "leaf and intermediates"]);
    let attempt = attempt(&report, "leaf and intermediates");
    let (outcomes, details) = steps(attempt);
    assert_eq!(outcomes, ["ok"; 4]);
    for fact in [
        "127.0.0.1",
        "TLS 1.3, TLS_",
        "trusted",
        "no CA named",
        "2 certificates sent",
    ] {
        assert!(details.contains(fact), "{fact}: {details}");
    }
    assert_eq!(attempt["client_certificate_requested"], true);
    assert_eq!(attempt["certificate_authorities"], 0);
    assert!(attempt["alert"].is_null() && attempt["known_text"].is_null());
    assert_eq!(attempt["http_status"], 200);
    let server = &report["server_certificates"][0];
    assert_eq!(server["subject"], "CN=loopback server");
    assert_eq!(server["sha256"].as_str().unwrap().len(), 64);
    assert!(report["advice"].as_str().unwrap().contains("permission"));
}

#[test]
fn an_empty_list_of_cas_is_said_to_be_normal() {
    let lab = Lab::new();
    for (names, count, says) in [(false, 0, "normal at Salesforce"), (true, 1, "names CAs")] {
        let port = start(
            config(&lab, VERSIONS[0], Demand::Asks, names),
            as_salesforce,
        );
        let (report, code) = lab.report(port, WHOLE);
        assert_eq!(
            (code, &report["verdict"]),
            (0, &"accepted".into()),
            "{report:#}"
        );
        assert_eq!(attempt(&report, "leaf")["certificate_authorities"], count);
        assert!(
            report["advice"].as_str().unwrap().contains(says),
            "{report:#}"
        );
    }
}

#[test]
fn each_variant_sends_what_its_name_says() {
    let lab = Lab::new();
    let counted = |_: &str, sent: usize| page(&format!("{} Counted", 200 + sent), "", b"");
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), counted);
    // The leaf alone is refused by the verifier, which has the root only.
    let (report, code) = lab.report(port, WHOLE);
    assert_eq!(code, 0);
    assert_eq!(
        sent(&report),
        ["nothing", "leaf", "leaf and intermediates", "whole chain"]
    );
    for (sent, status) in [
        ("nothing", 200),
        ("leaf and intermediates", 202),
        ("whole chain", 203),
    ] {
        assert_eq!(attempt(&report, sent)["http_status"], status, "{report:#}");
    }
    assert_eq!(attempt(&report, "leaf")["alert"], "unknown_ca");
    let advice = report["advice"].as_str().unwrap();
    assert!(advice.contains("send the intermediates"), "{advice}");
}

#[test]
fn issuers_come_from_chain_in_any_order() {
    let lab = Lab::new();
    let (intermediate, root) = (lab.intermediate.root().pem(), lab.root.root().pem());
    lab.write("issuers.pem", &format!("{root}{intermediate}"));
    let port = start(
        config(&lab, VERSIONS[1], Demand::Insists, false),
        as_salesforce,
    );
    let options = [
        "--certificate",
        "leaf.pem",
        "--key",
        "leaf.key",
        "--chain",
        "issuers.pem",
    ];
    let (report, code) = lab.report(port, &options);
    assert_eq!(code, 0, "{report:#}");
    assert_eq!(
        attempt(&report, "leaf and intermediates")["http_status"],
        200
    );
    assert_eq!(attempt(&report, "whole chain")["http_status"], 200);
}

#[test]
fn the_same_welcome_without_a_certificate_says_nothing_about_it() {
    let lab = Lab::new();
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), |_, _| {
        versions()
    });
    let (report, code) = lab.report(port, WHOLE);
    assert_eq!((code, &report["verdict"]), (0, &"accepted".into()));
    assert!(
        report["advice"]
            .as_str()
            .unwrap()
            .contains("says nothing about the certificate")
    );
    let (report, code) = lab.report(port, &[]);
    assert_eq!((code, &report["verdict"]), (3, &"unclear".into()));
    assert_eq!(sent(&report), ["nothing"]);
    assert!(
        report["advice"]
            .as_str()
            .unwrap()
            .contains("--certificate FILE")
    );
}

#[test]
fn a_server_that_does_not_ask_is_told() {
    let lab = Lab::new();
    let port = crate::support::loopback::server::start(Some(lab.server()), |_| {
        crate::support::loopback::server::ok(b"[]")
    });
    let (report, code) = lab.report(port, WHOLE);
    assert_eq!(code, 0);
    let attempt = attempt(&report, "leaf");
    assert_eq!(attempt["client_certificate_requested"], false);
    assert!(attempt["certificate_authorities"].is_null());
    assert!(
        report["advice"]
            .as_str()
            .unwrap()
            .contains("did not ask for a client certificate")
    );
}

#[test]
fn connect_to_leaves_the_name_in_tls_and_http() {
    let lab = Lab::new();
    let answer = |head: &str, _: usize| {
        let is_right = head.starts_with("GET /services/Soap HTTP/1.1\r\n")
            && head.contains("\r\nHost: acme.my.salesforce.com:8443\r\n");
        page(if is_right { "200 OK" } else { "500 Wrong" }, "", b"")
    };
    let port = start(config(&lab, VERSIONS[1], Demand::Asks, false), answer);
    let to = format!("127.0.0.1:{port}");
    let host = [
        "acme.my.salesforce.com",
        "--connect-to",
        &to,
        "--path",
        "/services/Soap",
    ];
    let output = lab.probe(&[&host, WHOLE].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("accepted: acme.my.salesforce.com:8443 accepts"),
        "{text}"
    );
}

#[test]
fn every_container_and_kind_of_key_will_do() {
    let lab = Lab::new();
    lab.client("other", ExtendedKeyUsagePurpose::ClientAuth);
    lab.write("password", "changeit\n");
    let openssl = |arguments: &str| {
        let mut command = crate::support::program::other("openssl");
        let command = command.current_dir(&lab.folder).args(arguments.split(' '));
        assert!(
            command.output().unwrap().status.success(),
            "openssl {arguments}"
        );
    };
    openssl(
        "pkcs12 -export -in whole.pem -inkey leaf.key -name leaf -out leaf.p12 -passout pass:changeit",
    );
    openssl("pkcs8 -topk8 -in leaf.key -v2 aes-256-cbc -out locked.key -passout pass:changeit");
    openssl("ec -in leaf.key -out sec1.key");
    let both = |key: &str| {
        let read = |name: &str| std::fs::read_to_string(lab.folder.path().join(name)).unwrap();
        format!("{}{}", read(key), read("whole.pem"))
    };
    lab.write("both.pem", &both("leaf.key"));
    lab.write("locked.pem", &both("locked.key"));
    let port = start(
        config(&lab, VERSIONS[1], Demand::Insists, false),
        as_salesforce,
    );
    for options in [
        &["--certificate", "leaf.p12", "--password-file", "password"][..],
        &[
            "--certificate",
            "leaf.p12",
            "--password-file",
            "password",
            "--alias",
            "leaf",
        ],
        &["--certificate", "both.pem"],
        &["--certificate", "locked.pem", "--password-file", "password"],
        &["--certificate", "whole.pem", "--key", "sec1.key"],
        &[
            "--certificate",
            "whole.pem",
            "--key",
            "locked.key",
            "--password-file",
            "password",
        ],
        &[
            "--certificate",
            "whole.pem",
            "--key",
            "locked.key",
            "--key-password-file",
            "password",
        ],
    ] {
        let (report, code) = lab.report(port, options);
        assert_eq!(
            (code, sent(&report).len()),
            (0, 4),
            "{options:?}: {report:#}"
        );
    }
}
