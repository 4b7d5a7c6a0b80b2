//! What is advised besides the verdict.

use rcgen::ExtendedKeyUsagePurpose;
use serde_json::Value;

use super::lab::{DIRECT, Lab, WHOLE, stderr};
use super::server::{self, Demand, VERSIONS, config, silent, versions};
use crate::support::loopback::server::{ok, page, start, status as server_status};

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

/// A server seldom says why it refuses.
#[test]
fn what_of_the_certificate_may_be_why_it_is_refused_is_said() {
    let lab = Lab::new();
    let issuer = lab.intermediate.root().pem();
    let serving = lab.client("serving", ExtendedKeyUsagePurpose::ServerAuth);
    lab.write("serving.pem", &(serving + &issuer));
    lab.write("old.pem", &(lab.expired_client("old") + &issuer));
    let port = silent(config(&lab, VERSIONS[1], Demand::Asks, false), false);
    let shown = |options: &[&str]| {
        let (report, code) = lab.report(port, options);
        assert_eq!(code, 1, "{report:#}");
        let mut parts = advice(&report).split("the certificate itself may be why: ");
        let fact = parts
            .nth(1)
            .map(|rest| rest.split("`; ").next().unwrap().to_owned());
        assert_eq!(parts.next(), None, "{report:#}");
        fact
    };
    let fact = shown(&["--certificate", "serving.pem", "--key", "serving.key"]);
    let lacks = "extended key usage lacks clientAuth (CN=serving); see `sfmtls explain \
                 missing-client-auth";
    assert_eq!(fact.as_deref(), Some(lacks));
    let fact = shown(&["--certificate", "old.pem", "--key", "old.key"]).unwrap();
    assert!(
        fact.starts_with("expired on 2024-01-01T00:00:00Z"),
        "{fact}"
    );
    assert!(fact.ends_with("explain expired-certificate"), "{fact}");
    assert_eq!(fact.matches("CN=old").count(), 1, "{fact}");
    assert_eq!(shown(WHOLE), None);
}

/// An issuer's dates are its path's, and a server may take another.
#[test]
fn a_certificate_that_is_not_the_clients_is_not_why() {
    let lab = Lab::new();
    lab.write("old.pem", &lab.expired_client("old"));
    let port = silent(config(&lab, VERSIONS[1], Demand::Asks, false), false);
    let (report, code) = lab.report(port, &[WHOLE, &["--chain", "old.pem"]].concat());
    assert_eq!(code, 1, "{report:#}");
    assert!(!advice(&report).contains("may be why"), "{report:#}");
}

/// What a server that asked for no certificate refuses is something else.
#[test]
fn a_certificate_that_no_one_asked_for_is_not_why() {
    let lab = Lab::new();
    lab.client("serving", ExtendedKeyUsagePurpose::ServerAuth);
    let forbidden = |_: &str| server_status("401 Unauthorized");
    let port = start(Some(lab.server()), forbidden);
    let (report, code) = lab.report(
        port,
        &["--certificate", "serving.pem", "--key", "serving.key"],
    );
    assert_eq!(code, 1, "{report:#}");
    assert!(advice(&report).contains("it has seen none"), "{report:#}");
    assert!(!advice(&report).contains("may be why"), "{report:#}");
}

#[test]
fn a_server_that_refuses_this_certificate_is_told_from_one_that_takes_any() {
    let lab = Lab::new();
    lab.client("serving", ExtendedKeyUsagePurpose::ServerAuth);
    let asking = || config(&lab, VERSIONS[1], Demand::Asks, false);
    let open = server::start(asking(), |_, _| versions());
    // It refuses the leaf alone, and the chain for a reason of its own.
    let busy = server::start(asking(), |_, sent| match sent {
        0 => versions(),
        _ => page("503 Service Unavailable", "", b""),
    });
    let serving = &["--certificate", "serving.pem", "--key", "serving.key"];
    let texts = ["the same welcome", "it is this certificate that is refused"];
    for (port, options, code, says) in [
        (open, DIRECT, 0, [true, false]),
        (open, serving, 1, [false, true]),
        (busy, WHOLE, 1, [false, false]),
    ] {
        let (report, seen) = lab.report(port, options);
        assert_eq!(seen, code, "{report:#}");
        assert_eq!(
            texts.map(|text| advice(&report).contains(text)),
            says,
            "{report:#}"
        );
    }
}
