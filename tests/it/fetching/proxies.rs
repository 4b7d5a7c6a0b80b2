//! Proxies: honoured, and no way round the refusal of addresses.

use super::hierarchy::{Hierarchy, submission};
use crate::support::loopback::authority::Authority;
use crate::support::loopback::{proxy, server};

/// A name that is found nowhere but at the proxy.
const HOST: &str = "pki.example.invalid";

/// The error of the first fetch through a proxy, with these options besides `--fetch`.
fn error(all: &Hierarchy, variable: &str, proxy: &str, options: &[&str]) -> String {
    let mut command = all.command(&["--fetch", "--format", "json"]);
    let output = command.args(options).env(variable, proxy).output().unwrap();
    let (submission, said) = submission(&output);
    assert!(!said.contains("hunter2"), "{said}");
    submission["fetched"][0]["error"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_name_that_the_proxy_alone_knows_is_asked_through_it() {
    let all = Hierarchy::new();
    let port = all.site.port;
    let proxy = format!("http://127.0.0.1:{port}");
    let named = all.with_issuer_urls(&[format!("http://{HOST}/lower.crt")]);
    assert_eq!(error(&named, "HTTP_PROXY", &proxy, &[]), "");
    assert_eq!(named.site.asked()[0], "/lower.crt");
    let refused = error(&named, "NO_PROXY", "*", &[]);
    assert!(
        refused.contains(&format!("{HOST} was not found")),
        "{refused}"
    );
}

#[test]
fn https_goes_through_a_tunnel() {
    let authority = Authority::new("loopback root");
    let all = Hierarchy::new();
    let lower = all.lower.der().to_vec();
    let identity = authority.server(&[HOST], |_| ());
    let port = server::start(Some(identity), move |_| server::ok(&lower));
    let proxy = proxy::leading_to(port);
    let all = all.with_issuer_urls(&[format!("https://{HOST}/lower.crt")]);
    all.write("ca.pem", &authority.root().pem());
    let proxy_url = format!("127.0.0.1:{}", proxy.port);
    assert_eq!(
        error(&all, "HTTPS_PROXY", &proxy_url, &["--ca-file", "ca.pem"]),
        ""
    );
    let heads = proxy.heads.lock().unwrap();
    assert!(
        heads[0].starts_with(&format!("CONNECT {HOST}:443 ")),
        "{heads:?}"
    );
}

#[test]
fn a_private_address_is_refused_through_a_proxy_too() {
    let all = Hierarchy::new();
    let proxy = format!("http://127.0.0.1:{}", all.site.port);
    for host in [
        "127.0.0.1",
        "localhost",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "10.0.0.1",
    ] {
        all.write(
            "client.pem",
            &all.client(&[format!("http://{host}/lower.crt")], &[]),
        );
        let refused = error(&all, "HTTP_PROXY", &proxy, &[]);
        assert!(refused.contains("--allow-private"), "{host}: {refused}");
    }
    assert!(all.site.asked().is_empty());
    all.site.answer("/lower.crt", || {
        server::redirect("http://169.254.169.254/latest/meta-data")
    });
    all.write(
        "client.pem",
        &all.client(&[format!("http://{HOST}/lower.crt")], &[]),
    );
    let refused = error(&all, "HTTP_PROXY", &proxy, &[]);
    assert!(
        refused.contains("169.254.169.254 is the address of a cloud's metadata"),
        "{refused}"
    );
    assert_eq!(all.site.asked(), ["/lower.crt"]);
}

#[test]
fn each_fault_of_a_proxy_has_its_sentence() {
    let wants_login = proxy::refusing("407 Proxy Authentication Required");
    let refuses = proxy::refusing("403 Forbidden");
    let closed = server::closed_port();
    let at = |port: u16| format!("http://me:hunter2@127.0.0.1:{port}");
    for (scheme, variable, port, says) in [
        (
            "http",
            "HTTP_PROXY",
            closed,
            "the proxy that HTTP_PROXY names could not be reached",
        ),
        (
            "http",
            "http_proxy",
            wants_login.port,
            "the proxy that http_proxy names wants a user name",
        ),
        ("http", "ALL_PROXY", refuses.port, "status 403"),
        (
            "https",
            "HTTPS_PROXY",
            closed,
            "the proxy that HTTPS_PROXY names could not be reached",
        ),
        (
            "https",
            "https_proxy",
            wants_login.port,
            "the proxy that https_proxy names wants a user name",
        ),
        (
            "https",
            "all_proxy",
            refuses.port,
            "the proxy that all_proxy names refused",
        ),
    ] {
        let all = Hierarchy::new().with_issuer_urls(&[format!("{scheme}://{HOST}/x")]);
        let said = error(&all, variable, &at(port), &[]);
        assert!(said.contains(says), "{scheme} {variable}: {said}");
    }
}

/// `NO_PROXY` takes a host from the proxy, and its faults with it.
#[test]
fn a_proxy_that_is_not_asked_is_not_blamed() {
    let closed = server::closed_port();
    let all = Hierarchy::new().with_issuer_urls(&[format!("http://127.0.0.1:{closed}/x")]);
    let dead = format!("http://127.0.0.1:{}", server::closed_port());
    for (variable, value) in [("NO_PROXY", "127.0.0.1"), ("REQUEST_METHOD", "GET")] {
        let mut command = all.command(&["--fetch", "--allow-private", "--format", "json"]);
        let output = command
            .env("HTTP_PROXY", &dead)
            .env(variable, value)
            .output();
        let (submission, said) = submission(&output.unwrap());
        let error = submission["fetched"][0]["error"].as_str().unwrap();
        assert!(
            error.contains("refused the connection"),
            "{variable}: {error}"
        );
        assert_eq!(
            said.contains("REQUEST_METHOD"),
            variable == "REQUEST_METHOD",
            "{said}"
        );
    }
}
