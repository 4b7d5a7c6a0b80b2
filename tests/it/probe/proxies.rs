//! The proxy that the environment names: used, and said.

use serde_json::Value;

use super::lab::{DIRECT, Lab, attempt, stderr, step_that_failed, steps};
use super::server::{Demand, VERSIONS, config, start, versions};
use crate::support::loopback::proxy::{self, Proxy};
use crate::support::loopback::server::{closed_port, each_connection, read_head};

/// The host that the lab's server is for.
const HOST: &str = "acme.my.salesforce.com";

/// The report of a probe with these options and variables, and its exit code.
fn report(lab: &Lab, options: &[&str], environment: &[(&str, &str)]) -> (Value, i32) {
    let options = [options, DIRECT, &["--format", "json"]].concat();
    let output = lab.probe_in(&options, environment);
    let text = String::from_utf8(output.stdout.clone()).unwrap() + &stderr(&output);
    assert!(!text.contains("hunter2"), "{text}");
    let report = serde_json::from_slice(&output.stdout).expect(&text);
    (report, output.status.code().unwrap())
}

/// A proxy to a server that asks for a certificate and welcomes every client.
fn leading(lab: &Lab) -> Proxy {
    let config = config(lab, VERSIONS[1], Demand::Asks, false);
    proxy::leading_to(start(config, |_, _| versions()))
}

#[test]
fn the_certificate_goes_through_the_tunnel() {
    let lab = Lab::new();
    for (variable, scheme) in [
        ("HTTPS_PROXY", "http://"),
        ("https_proxy", ""),
        ("ALL_PROXY", "http://me:hunter2@"),
    ] {
        let proxy = leading(&lab);
        let address = format!("127.0.0.1:{}", proxy.port);
        let value = format!("{scheme}{address}");
        let (report, code) = report(&lab, &[HOST], &[(variable, &value)]);
        assert_eq!(code, 0, "{report:#}");
        assert_eq!(report["port"], 8443);
        let (_, details) = steps(attempt(&report, "leaf"));
        let led = format!("{address}, the proxy that {variable} names, to {HOST}:8443");
        assert!(details.contains(&led), "{details}");
        assert!(details.contains("1 certificate sent"), "{details}");
        let heads = proxy.heads.lock().unwrap();
        let asked = format!("CONNECT {HOST}:8443 HTTP/1.1\r\nHost: {HOST}:8443\r\n");
        assert!(heads[0].starts_with(&asked), "{}", heads[0]);
        // "me:hunter2" in Base64, by `base64`.
        let authorized = heads[0].contains("\r\nProxy-Authorization: Basic bWU6aHVudGVyMg==\r\n");
        assert_eq!(authorized, scheme.contains('@'), "{}", heads[0]);
    }
}

#[test]
fn no_proxy_connect_to_and_loopback_go_without_it() {
    let lab = Lab::new();
    let config = config(&lab, VERSIONS[1], Demand::Asks, false);
    let port = start(config, |_, _| versions());
    let proxy = leading(&lab);
    let value = format!("http://127.0.0.1:{}", proxy.port);
    let (here, local) = (format!("127.0.0.1:{port}"), format!("localhost:{port}"));
    for options in [&[HOST, "--connect-to", &here][..], &[&local], &[&here]] {
        let (report, code) = report(&lab, options, &[("HTTPS_PROXY", &value)]);
        assert_eq!(code, 0, "{options:?}: {report:#}");
    }
    let environment = [("HTTPS_PROXY", &*value), ("NO_PROXY", "example.invalid")];
    let (report, code) = report(&lab, &["acme.example.invalid"], &environment);
    assert_eq!(code, 3, "{report:#}");
    let (_, details) = steps(attempt(&report, "nothing"));
    assert!(details.contains("was not found"), "{details}");
    assert!(proxy.heads.lock().unwrap().is_empty());
}

#[test]
fn each_fault_of_a_proxy_is_unreachable_with_its_sentence() {
    let lab = Lab::new();
    let mute = each_connection(|mut stream| read_head(&mut stream).map(drop));
    let silent = each_connection(|_stream| {
        loop {
            std::thread::park();
        }
    });
    let at = |port: u16| format!("http://me:hunter2@127.0.0.1:{port}");
    for (value, says) in [
        (
            at(proxy::refusing("407 Proxy Authentication Required").port),
            "wants a user name and password (status 407)",
        ),
        (
            at(proxy::refusing("403 Forbidden").port),
            "refused to connect (status 403)",
        ),
        (at(closed_port()), "could not be reached"),
        (
            "http://me:hunter2@proxy.example.invalid:3128".into(),
            "could not be reached",
        ),
        (at(mute), "gave no HTTP answer"),
        (at(silent), "gave no answer in time"),
        (
            at(silent).replace("http:", "https:"),
            "is of a kind that is not supported: http:// is",
        ),
    ] {
        let options = [HOST, "--timeout", "2"];
        let (report, code) = report(&lab, &options, &[("HTTPS_PROXY", &value)]);
        assert_eq!((code, &report["verdict"]), (3, &"unreachable".into()));
        let sentence = format!(
            "{HOST}:8443 could not be asked: the proxy that HTTPS_PROXY names {says}; NO_PROXY \
             names hosts to reach without it"
        );
        assert_eq!(step_that_failed(&report)["detail"], sentence);
        let advice = report["advice"].as_str().unwrap();
        assert!(advice.contains("many lead to port 443 alone"), "{advice}");
    }
}
