//! `check --instance` against servers and proxies on loopback (contract, sections 1 and 3).

use std::fs;
use std::process::{Command, Output};
use std::thread;

use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, KeyUsagePurpose};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::loopback::authority::Authority;
use crate::support::loopback::scenario::{Scenario, at_once, through_proxies, without_end};
use crate::support::loopback::{proxy, server};

/// What one run needs: a CA that made the server's certificate and the client's.
struct Case {
    authority: Authority,
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        let authority = Authority::new("loopback root");
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ca.pem"), authority.root().pem()).unwrap();
        let client = authority.certify(&client_params()).certificate.pem();
        fs::write(folder.path().join("client.pem"), client).unwrap();
        Self { authority, folder }
    }

    /// Runs the check with these variables and no other.
    fn check(
        &self,
        instance: &str,
        options: &[&str],
        environment: &[(&'static str, String)],
    ) -> Output {
        Command::new(env!("CARGO_BIN_EXE_sfmtls"))
            .current_dir(&self.folder)
            .args(["check", "--instance", instance, "--ca-file", "ca.pem"])
            .args(options)
            .arg("client.pem")
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .output()
            .unwrap()
    }

    /// Starts a server that shows the CA's root as the list at each of these hosts.
    fn listing(&self, hosts: &[&str]) -> u16 {
        let page = self.page();
        let identity = self.authority.server(hosts, |_| ());
        server::start(Some(identity), move |_| server::ok(page.as_bytes()))
    }

    fn page(&self) -> String {
        let root = self.authority.root().pem();
        format!("<!DOCTYPE html><html><body><pre>\n{root}</pre></body></html>\n")
    }

    fn assert_says(&self, scenario: &Scenario, timeout: &str) {
        let options = ["--timeout", timeout, "--format", "json"];
        let output = self.check(&scenario.instance, &options, &scenario.environment);
        let (name, stderr) = (scenario.name, stderr(&output));
        assert_eq!(output.status.code(), Some(3), "{name}: {stderr}");
        assert!(output.stdout.is_empty(), "{name}");
        for text in scenario.says {
            assert!(stderr.contains(text), "{name}: {text:?} is not in {stderr}");
        }
        assert!(!stderr.contains("hunter2"), "{name}: {stderr}");
        assert!(!stderr.contains("untrusted"), "{name}: {stderr}");
        assert!(!stderr.contains('\u{1b}'), "{name}: {stderr:?}");
    }

    fn assert_all_say(&self, scenarios: &[Scenario], timeout: &str) {
        thread::scope(|scope| {
            for scenario in scenarios {
                scope.spawn(move || self.assert_says(scenario, timeout));
            }
        });
    }
}

/// What a certificate must say to be accepted, as far as the tests here care.
fn client_params() -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params
        .distinguished_name
        .push(DnType::CommonName, "integration");
    params.is_ca = IsCa::ExplicitNoCa;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    params
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The report of a run that must end with code 0.
fn report(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn each_fault_of_a_fetch_is_exit_3_with_its_sentence_and_no_report() {
    let case = Case::new();
    case.assert_all_say(&at_once(&case.authority), "10");
}

#[test]
fn the_time_out_bounds_the_whole_fetch() {
    let case = Case::new();
    let start = std::time::Instant::now();
    case.assert_all_say(&without_end(&case.authority), "1");
    assert!(start.elapsed().as_secs_f64() < 3.0);
}

#[test]
fn each_fault_of_a_proxy_is_exit_3_without_its_password() {
    Case::new().assert_all_say(&through_proxies(), "3");
}

#[test]
fn a_good_page_gives_a_report_with_its_address() {
    let case = Case::new();
    let pages = [server::ok, server::gzip, server::chunked];
    for answer in pages {
        let (identity, page) = (case.authority.server(&[], |_| ()), case.page());
        let port = server::start(Some(identity), move |_| answer(page.as_bytes()));
        let output = case.check(&format!("localhost:{port}/"), &["--format", "json"], &[]);
        let report = report(&output);
        let list = &report["trust_list"];
        assert_eq!(list["source"], "instance");
        assert_eq!(
            list["location"],
            format!("https://localhost:{port}/cacerts.jsp")
        );
        assert_eq!(
            (&list["entries"], &list["with_certificate"]),
            (&1.into(), &1.into())
        );
        assert_eq!(report["submissions"][0]["chain"]["status"], "trusted");
    }
}

#[test]
fn the_location_is_the_address_after_the_redirects() {
    let case = Case::new();
    let (identity, page) = (case.authority.server(&[], |_| ()), case.page());
    let port = server::start(Some(identity), move |head| match server::path(head) {
        "/moved" => server::ok(page.as_bytes()),
        _ => server::redirect("/moved"),
    });
    let output = case.check(
        &format!("https://localhost:{port}"),
        &["--format", "json"],
        &[],
    );
    let location = &report(&output)["trust_list"]["location"];
    assert_eq!(*location, format!("https://localhost:{port}/moved"));
}

#[test]
fn a_login_page_with_status_200_is_no_list() {
    let case = Case::new();
    let page = "<html><head><title>Login | Salesforce</title></head><body><form id=\"login_form\" \
                action=\"https://login.salesforce.com/\" method=\"post\">\
                <input type=\"email\" name=\"username\"><input type=\"password\" name=\"pw\">\
                </form></body></html>";
    let identity = case.authority.server(&[], |_| ());
    let port = server::start(Some(identity), move |_| server::ok(page.as_bytes()));
    let scenario = Scenario {
        name: "a login page",
        instance: format!("localhost:{port}"),
        environment: Vec::new(),
        says: &["login page", "--trust-list"],
    };
    case.assert_says(&scenario, "5");
}

#[test]
fn login_host_fires_through_a_proxy_that_answers_for_it() {
    let case = Case::new();
    for host in [
        "login.salesforce.com",
        "test.salesforce.com",
        "na12.salesforce.com",
    ] {
        let proxy = proxy::leading_to(case.listing(&[host]));
        let environment = [("HTTPS_PROXY", format!("http://127.0.0.1:{}", proxy.port))];
        let report = report(&case.check(host, &["--format", "json"], &environment));
        let location = &report["trust_list"]["location"];
        assert_eq!(*location, format!("https://{host}/cacerts.jsp"));
        let findings = report["submissions"][0]["findings"].as_array().unwrap();
        assert!(
            findings
                .iter()
                .any(|finding| finding["rule"] == "login-host"),
            "{findings:?}"
        );
        let heads = proxy.heads.lock().unwrap();
        assert!(heads[0].starts_with(&format!("CONNECT {host}:443 ")));
    }
}

#[test]
fn a_lightning_host_is_mapped_and_said_and_is_no_login_host() {
    let case = Case::new();
    let proxy = proxy::leading_to(case.listing(&["acme--dev.sandbox.my.salesforce.com"]));
    let environment = [("ALL_PROXY", format!("127.0.0.1:{}", proxy.port))];
    let instance = "https://acme--dev.sandbox.lightning.force.com/lightning/page/home";
    let output = case.check(instance, &["--format", "json"], &environment);
    let location = "https://acme--dev.sandbox.my.salesforce.com/cacerts.jsp";
    let report = report(&output);
    assert_eq!(report["trust_list"]["location"], location);
    let findings = report["submissions"][0]["findings"].as_array().unwrap();
    assert!(
        !findings
            .iter()
            .any(|finding| finding["rule"] == "login-host"),
        "{findings:?}"
    );
    let stderr = stderr(&output);
    assert!(
        stderr.contains("acme--dev.sandbox.lightning.force.com"),
        "{stderr}"
    );
    assert!(
        stderr.contains("acme--dev.sandbox.my.salesforce.com"),
        "{stderr}"
    );
}

#[test]
fn an_instance_that_may_not_be_asked_is_a_usage_error() {
    let case = Case::new();
    for instance in [
        "http://acme.my.salesforce.com",
        "ftp://acme.my.salesforce.com",
        "https://me:hunter2@acme.my.salesforce.com",
        "acme my",
        "",
    ] {
        let output = case.check(instance, &[], &[]);
        let stderr = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{instance}: {stderr}");
        assert!(output.stdout.is_empty() && !stderr.is_empty(), "{instance}");
        assert!(!stderr.contains("hunter2"), "{stderr}");
    }
}

#[test]
fn without_a_system_store_the_bundled_roots_are_used_and_it_is_said() {
    let case = Case::new();
    let port = case.listing(&[]);
    let nowhere = case.folder.path().join("none").to_str().unwrap().to_owned();
    let environment = [
        ("SSL_CERT_FILE", nowhere.clone()),
        ("SSL_CERT_DIR", nowhere),
    ];
    let output = case.check(
        &format!("localhost:{port}"),
        &["--format", "json"],
        &environment,
    );
    assert_eq!(report(&output)["trust_list"]["source"], "instance");
    assert!(
        stderr(&output).contains("bundled Mozilla roots"),
        "{}",
        stderr(&output)
    );
}

/// Whoever must go through a proxy and mistyped it would else see a connection that fails, and no why.
#[test]
fn a_variable_that_names_no_proxy_is_said_once() {
    let case = Case::new();
    let environment = [("ALL_PROXY", "http//me:hunter2@proxy:3128".to_owned())];
    let instance = format!("localhost:{}", case.listing(&["localhost"]));
    for options in [&[][..], &["--fetch"]] {
        let output = case.check(&instance, options, &environment);
        let said = String::from_utf8(output.stderr).unwrap();
        let warning = "warning: ALL_PROXY is set, but its value names no proxy";
        assert_eq!(said.matches(warning).count(), 1, "{options:?}: {said}");
        assert!(!said.contains("hunter2"), "{said}");
    }
    let plain = server::start(None, {
        let page = case.page();
        move |_| server::ok(page.as_bytes())
    });
    let output = case.check(&format!("http://localhost:{plain}"), &[], &environment);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    // A redirect from it may lead to another machine.
    let to = format!("https://{instance}/cacerts.jsp");
    let led = server::start(None, move |_| server::redirect(&to));
    let output = case.check(&format!("http://localhost:{led}"), &[], &environment);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ALL_PROXY is set"), "{said}");
}
