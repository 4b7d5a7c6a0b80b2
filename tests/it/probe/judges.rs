//! Real servers as second judges: `openssl s_server`, nginx and a server of Java 17, each asked
//! with four certificates. What each says stands in `docs/agreement-probe.md`.

use std::path::Path;

use rcgen::ExtendedKeyUsagePurpose;
use serde_json::Value;

use super::lab::Lab;
use crate::support::program::root;
use crate::support::servers::{self, Running};
use crate::support::shared::leave_out;

/// The submissions: a name, the file, and its key.
const SUBMISSIONS: [[&str; 3]; 4] = [
    ["good", "whole.pem", "leaf.key"],
    ["untrusted", "untrusted-chain.pem", "untrusted.key"],
    ["incomplete", "leaf.pem", "leaf.key"],
    ["serverAuth only", "serving-chain.pem", "serving.key"],
];

#[test]
fn openssl_says_what_the_table_says() {
    for version in ["TLS 1.3", "TLS 1.2"] {
        let server = |folder: &Path| servers::openssl(folder, version);
        compare(&format!("openssl s_server, {version}"), server);
    }
}

#[test]
fn nginx_says_what_the_table_says() {
    compare("nginx", servers::nginx);
}

#[test]
fn java_says_what_the_table_says() {
    compare("Java 17, HttpsServer", servers::java);
}

/// Asks the server with each submission; each row must stand in the documentation.
fn compare(name: &str, start: impl Fn(&Path) -> Option<Running>) {
    let lab = lab();
    let Some(server) = start(lab.folder.path()) else {
        leave_out(&format!("there is no {name}"));
        return;
    };
    let documented = std::fs::read_to_string(root().join("docs/agreement-probe.md")).unwrap();
    let mut missing = Vec::new();
    for [submission, file, key] in SUBMISSIONS {
        let (report, code) = lab.report(server.port, &["--certificate", file, "--key", key]);
        // The only one that a server may accept, and does.
        let (verdict, expected) = if submission == "good" {
            ("accepted", 0)
        } else {
            ("refused", 1)
        };
        assert_eq!(
            (&report["verdict"], code),
            (&verdict.into(), expected),
            "{name}: {report:#}"
        );
        let row = format!("| {name} | {submission} | {} | {verdict} |", cells(&report));
        if !documented.contains(&row) {
            missing.push(row);
        }
    }
    assert!(
        missing.is_empty(),
        "docs/agreement-probe.md lacks\n{}",
        missing.join("\n")
    );
}

/// The four attempts in a word or two each.
fn cells(report: &Value) -> String {
    let attempts = report["attempts"].as_array().unwrap();
    let cell = |sent: &str| {
        let Some(attempt) = attempts.iter().find(|attempt| attempt["sent"] == sent) else {
            return "–".to_owned();
        };
        match (
            &attempt["alert"],
            &attempt["http_status"],
            &attempt["known_text"],
        ) {
            (Value::String(alert), ..) => format!("`{alert}`"),
            (_, Value::Number(status), Value::String(text)) => format!("{status} {text}"),
            (_, Value::Number(status), _) => status.to_string(),
            _ => "closed".to_owned(),
        }
    };
    ["nothing", "leaf", "leaf and intermediates", "whole chain"]
        .map(cell)
        .join(" | ")
}

fn lab() -> Lab {
    let lab = Lab::new();
    let read = |name: &str| std::fs::read_to_string(lab.folder.path().join(name)).unwrap();
    let serving = lab.client("serving", ExtendedKeyUsagePurpose::ServerAuth);
    lab.write(
        "serving-chain.pem",
        &format!("{serving}{}", lab.intermediate.root().pem()),
    );
    let another = Lab::new();
    let untrusted = another.client("untrusted", ExtendedKeyUsagePurpose::ClientAuth);
    let key = std::fs::read_to_string(another.folder.path().join("untrusted.key")).unwrap();
    lab.write("untrusted.key", &key);
    lab.write(
        "untrusted-chain.pem",
        &format!("{untrusted}{}", another.intermediate.root().pem()),
    );
    let server = lab.server();
    lab.write(
        "server.pem",
        &format!("{}{}", server.certificate.pem(), read("root.pem")),
    );
    lab.write("server.key", &server.key.serialize_pem());
    lab.write("trusted.pem", &read("root.pem"));
    lab
}
