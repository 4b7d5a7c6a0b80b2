//! What is advised besides the verdict.

use serde_json::Value;

use super::lab::{DIRECT, Lab, stderr};
use crate::support::loopback::server::{ok, start};

/// The report of a probe of this host, led to a server whose certificate is for it.
fn report(lab: &Lab, host: &str) -> Value {
    let name = host.split(':').next().unwrap();
    let port = start(Some(lab.root.server(&[name], |_| ())), |_| ok(b"[]"));
    let to = format!("127.0.0.1:{port}");
    let arguments = [&[host, "--connect-to", &to, "--format", "json"], DIRECT].concat();
    let output = lab.probe(&arguments);
    let report = serde_json::from_slice(&output.stdout);
    report.unwrap_or_else(|_| panic!("{}", stderr(&output)))
}

fn advice(report: &Value) -> &str {
    report["advice"].as_str().unwrap()
}

#[test]
fn a_login_host_is_no_my_domain_host() {
    let lab = Lab::new();
    for host in ["login.salesforce.com", "na12.salesforce.com"] {
        let report = report(&lab, host);
        assert!(
            advice(&report).contains("name the org's My Domain host"),
            "{report:#}"
        );
        assert_eq!(report["port"], 8443);
    }
    let report = report(&lab, "acme.my.salesforce.com");
    assert!(!advice(&report).contains("My Domain"), "{report:#}");
}

#[test]
fn port_443_is_not_where_certificates_are_asked_for() {
    let lab = Lab::new();
    let report = report(&lab, "acme.my.salesforce.com:443");
    assert!(advice(&report).contains("port 8443"), "{report:#}");
    assert_eq!(report["port"], 443);
}

#[test]
fn a_lightning_host_is_mapped_and_said() {
    let lab = Lab::new();
    let port = start(Some(lab.server()), |_| ok(b"[]"));
    let to = format!("127.0.0.1:{port}");
    let output = lab.probe(&[
        "acme.lightning.force.com",
        "--connect-to",
        &to,
        "--format",
        "json",
    ]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["host"], "acme.my.salesforce.com");
    assert!(stderr(&output).contains("acme.lightning.force.com"));
}

#[test]
fn a_server_that_is_not_trusted_gets_nothing() {
    let lab = Lab::new();
    let another = Lab::new();
    let port = start(Some(another.server()), |_| ok(b"[]"));
    let (report, code) = lab.report(port, DIRECT);
    assert_eq!((code, &report["verdict"]), (3, &"unclear".into()));
    assert!(advice(&report).contains("--ca-file FILE"), "{report:#}");
    assert_eq!(
        report["server_certificates"][0]["subject"],
        "CN=loopback server"
    );
    assert_eq!(report["attempts"][1]["steps"][3]["outcome"], "skipped");
}

#[test]
fn without_a_system_store_the_bundled_roots_are_used_and_it_is_said() {
    let lab = Lab::new();
    let port = start(Some(lab.server()), |_| ok(b"[]"));
    let host = format!("localhost:{port}");
    let environment = [("SSL_CERT_FILE", "none"), ("SSL_CERT_DIR", "none")];
    let output = lab.probe_in(&[&[host.as_str()], DIRECT].concat(), &environment);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("bundled Mozilla roots"),
        "{}",
        stderr(&output)
    );
}
