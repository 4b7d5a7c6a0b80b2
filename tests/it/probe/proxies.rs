//! The proxy that the environment names: used, and said.

use std::process::Command;

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
    proxy::leading_to(welcoming(lab))
}

/// The port of such a server.
fn welcoming(lab: &Lab) -> u16 {
    let config = config(lab, VERSIONS[1], Demand::Asks, false);
    start(config, |_, _| versions())
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

/// RFC 9110, section 15.2: a client must be able to read 1xx answers before the last one.
#[test]
fn interim_answers_of_a_proxy_are_passed_over() {
    let lab = Lab::new();
    let answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\nX: y\r\n\r\n\
                  HTTP/1.1 200 OK\r\n\r\n";
    let proxy = proxy::leading_with(answer, welcoming(&lab));
    let value = format!("http://127.0.0.1:{}", proxy.port);
    let (report, code) = report(&lab, &[HOST], &[("HTTPS_PROXY", &value)]);
    assert_eq!(code, 0, "{report:#}");
}

#[test]
fn a_variable_that_names_no_proxy_is_passed_over_with_a_warning() {
    let lab = Lab::new();
    let proxy = leading(&lab);
    let address = format!("127.0.0.1:{}", proxy.port);
    for (value, is_said) in [
        ("http://me:hunter2@", true),
        ("ftp://me:hunter2@127.0.0.1:21", true),
        (" http://127.0.0.1:9", true),
        ("", false),
    ] {
        // The second of a pair is not looked at where the first is set.
        let environment = [
            ("HTTPS_PROXY", value),
            ("https_proxy", "http://127.0.0.1:9"),
            ("ALL_PROXY", &address),
        ];
        let output = lab.probe_in(&[&[HOST], DIRECT].concat(), &environment);
        let said = stderr(&output);
        let shown = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{value}: {said}{shown}");
        assert!(shown.contains("the proxy that ALL_PROXY names"), "{shown}");
        let warning = "warning: HTTPS_PROXY is set, but its value names no proxy";
        let count = usize::from(is_said);
        assert_eq!(said.matches(warning).count(), count, "{value}: {said}");
        assert!(!said.contains("hunter2"), "{said}");
    }
}

/// `REQUEST_METHOD` makes a CGI program's `HTTP_PROXY` a stranger's word (httpoxy), so that reqwest
/// asks no proxy; a value that is no UTF-8 is passed over.
#[cfg(unix)]
#[test]
fn other_ways_to_have_no_proxy_are_said() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let lab = Lab::new();
    let dead = OsStr::new("http://127.0.0.1:9");
    let not_utf_8 = OsStr::from_bytes(b"http://me:hunter2@\xff:3128");
    for (name, value, other, warning) in [
        (
            "HTTPS_PROXY",
            dead,
            "REQUEST_METHOD",
            "warning: REQUEST_METHOD is set, as where a web server runs",
        ),
        (
            "HTTPS_PROXY",
            not_utf_8,
            "X",
            "warning: HTTPS_PROXY is set, but its value names no proxy",
        ),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_sfmtls"))
            .current_dir(&lab.folder)
            .args(["probe", "acme.example.invalid"])
            .env_clear()
            .env(name, value)
            .env(other, "GET")
            .output()
            .unwrap();
        let (said, shown) = (stderr(&output), String::from_utf8(output.stdout).unwrap());
        assert_eq!(said.matches(warning).count(), 1, "{said}");
        assert!(!said.contains("hunter2"), "{said}");
        assert!(shown.contains("was not found"), "{shown}");
    }
}

#[test]
fn no_proxy_connect_to_and_loopback_go_without_it() {
    let lab = Lab::new();
    let port = welcoming(&lab);
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
            at(proxy::refusing("101 Switching Protocols").port),
            "refused to connect (status 101)",
        ),
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
