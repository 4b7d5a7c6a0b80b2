//! The fetch against real servers on loopback.

#[path = "../../../tests/it/support/mod.rs"]
mod support;

use std::thread;
use std::time::{Duration, Instant};

use super::{FetchFault, Fetched, Instance, Options, fetch};
use support::authority::Authority;
use support::scenario::{Scenario, at_once, without_end};
use support::server::{self, Answer, start};

fn try_fetch(
    instance: &str,
    authority: &Authority,
    timeout: Duration,
) -> Result<Fetched, FetchFault> {
    let options = Options {
        timeout,
        extra_roots: vec![authority.root_der()],
    };
    fetch(&Instance::parse(instance).unwrap(), &options)
}

fn assert_says(scenario: &Scenario, authority: &Authority, timeout: Duration) {
    let start = Instant::now();
    let fault = try_fetch(&scenario.instance, authority, timeout).unwrap_err();
    let (name, sentence) = (scenario.name, fault.to_string());
    println!("{name}: {sentence}");
    for text in scenario.says {
        assert!(
            sentence.contains(text),
            "{name}: {text:?} is not in {sentence:?}"
        );
    }
    assert!(
        !sentence.chars().any(char::is_control),
        "{name}: {sentence:?}"
    );
    let taken = start.elapsed();
    assert!(
        taken < timeout + Duration::from_millis(500),
        "{name}: {taken:?}"
    );
}

#[test]
fn each_fault_has_its_sentence() {
    let authority = Authority::new("loopback root");
    let scenarios = at_once(&authority);
    thread::scope(|scope| {
        for scenario in &scenarios {
            scope.spawn(|| assert_says(scenario, &authority, Duration::from_secs(10)));
        }
    });
}

#[test]
fn the_time_out_ends_whatever_has_no_end() {
    let authority = Authority::new("loopback root");
    let scenarios = without_end(&authority);
    thread::scope(|scope| {
        for scenario in &scenarios {
            scope.spawn(|| assert_says(scenario, &authority, Duration::from_secs(1)));
        }
    });
}

#[test]
fn a_good_page_is_had_plain_packed_and_in_chunks() {
    let authority = Authority::new("loopback root");
    let body: &[u8] = "<html>a page of some length ü</html>".as_bytes();
    let answers: [fn(&[u8]) -> Answer; 3] = [server::ok, server::gzip, server::chunked];
    for answer in answers {
        let port = start(Some(authority.server(&[], |_| ())), move |request| {
            assert!(request.path == "/cacerts.jsp", "{}", request.path);
            answer(body)
        });
        for host in ["localhost", "127.0.0.1"] {
            let instance = format!("https://{host}:{port}/some/path");
            let fetched = try_fetch(&instance, &authority, Duration::from_secs(3)).unwrap();
            assert_eq!(fetched.body, body);
            assert_eq!(
                fetched.final_url,
                format!("https://{host}:{port}/cacerts.jsp")
            );
            assert_eq!(fetched.notices, [""; 0]);
        }
    }
}

#[test]
fn five_redirects_are_followed_and_the_last_address_is_told() {
    let authority = Authority::new("loopback root");
    let port = start(Some(authority.server(&[], |_| ())), |request| {
        if request.path.ends_with("*****") {
            return server::ok(b"the list");
        }
        server::redirect(&format!("{}*", request.path))
    });
    let fetched = try_fetch(
        &format!("localhost:{port}"),
        &authority,
        Duration::from_secs(3),
    )
    .unwrap();
    assert_eq!(fetched.body, b"the list");
    assert_eq!(
        fetched.final_url,
        format!("https://localhost:{port}/cacerts.jsp*****")
    );
}

#[test]
fn loopback_http_is_asked_and_may_lead_to_https() {
    let authority = Authority::new("loopback root");
    let https = start(Some(authority.server(&[], |_| ())), |_| {
        server::ok(b"the list")
    });
    let http = start(None, move |_| {
        server::redirect(&format!("https://localhost:{https}/x"))
    });
    let instance = format!("http://localhost:{http}");
    let fetched = try_fetch(&instance, &authority, Duration::from_secs(3)).unwrap();
    assert_eq!(fetched.body, b"the list");
    assert_eq!(fetched.final_url, format!("https://localhost:{https}/x"));
}

#[test]
fn the_program_says_who_it_is_and_takes_gzip() {
    let authority = Authority::new("loopback root");
    let port = start(Some(authority.server(&[], |_| ())), |request| {
        server::ok(request.head.to_ascii_lowercase().as_bytes())
    });
    let fetched = try_fetch(
        &format!("localhost:{port}"),
        &authority,
        Duration::from_secs(3),
    )
    .unwrap();
    let head = String::from_utf8(fetched.body).unwrap();
    assert!(head.contains("user-agent: sfmtls/0.1.0\r\n"), "{head}");
    assert!(head.contains("accept-encoding: gzip\r\n"), "{head}");
    assert!(
        !head.contains("cookie") && !head.contains("referer"),
        "{head}"
    );
}
