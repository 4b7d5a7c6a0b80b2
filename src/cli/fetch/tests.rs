//! The fetch against real servers on loopback, and in programs of its own where the environment
//! matters.

#[path = "../../../tests/it/support/loopback/mod.rs"]
mod loopback;

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::fault::FetchFault;
use super::host::Instance;
use super::{Fetched, Options, fetch};
use loopback::authority::Authority;
use loopback::proxy;
use loopback::scenario::{Scenario, at_once, through_proxies, without_end};
use loopback::server::{self, Answer, start};

fn try_fetch(
    instance: &str,
    authority: &Authority,
    timeout: Duration,
) -> Result<Fetched, FetchFault> {
    let options = Options {
        timeout,
        extra_roots: vec![authority.root().der().to_vec()],
    };
    fetch(&Instance::parse(instance).unwrap(), &options)
}

fn assert_says(scenario: &Scenario, authority: &Authority, timeout: Duration) {
    let start = Instant::now();
    let fault = try_fetch(&scenario.instance, authority, timeout).unwrap_err();
    let (name, sentence) = (scenario.name, fault.to_string());

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
        taken < timeout + Duration::from_secs(1),
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
        let port = start(Some(authority.server(&[], |_| ())), move |head| {
            assert!(
                server::path(head) == "/cacerts.jsp",
                "{}",
                server::path(head)
            );
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
    let port = start(Some(authority.server(&[], |_| ())), |head| {
        if server::path(head).ends_with("*****") {
            return server::ok(b"the list");
        }
        server::redirect(&format!("{}*", server::path(head)))
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
    let port = start(Some(authority.server(&[], |_| ())), |head| {
        server::ok(head.to_ascii_lowercase().as_bytes())
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

#[test]
fn a_root_that_is_none_keeps_the_fetch_from_beginning() {
    let options = Options {
        timeout: Duration::from_secs(3),
        extra_roots: vec![b"no certificate".to_vec()],
    };
    let instance = Instance::parse("localhost").unwrap();
    let fault = fetch(&instance, &options).unwrap_err();
    assert!(matches!(fault, FetchFault::Setup { .. }), "{fault}");
}

/// Prints what a fetch brings in the environment of this process.
#[test]
#[ignore = "run by `in_environment`, in a process of its own"]
fn child() {
    let instance = Instance::parse(&std::env::var("TEST_INSTANCE").unwrap()).unwrap();
    let options = Options {
        timeout: Duration::from_secs(3),
        extra_roots: vec![std::fs::read(std::env::var("TEST_ROOT").unwrap()).unwrap()],
    };
    match fetch(&instance, &options) {
        Ok(fetched) => println!(
            "{} from {} {:?}",
            String::from_utf8_lossy(&fetched.body),
            fetched.final_url,
            fetched.notices
        ),
        Err(fault) => println!("{fault}"),
    }
}

/// What `child` prints with these variables and no other.
fn in_environment(
    instance: &str,
    authority: &Authority,
    environment: &[(&'static str, String)],
) -> String {
    let root = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(root.path(), authority.root().der()).unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "cli::fetch::tests::child",
            "--ignored",
            "--nocapture",
        ])
        .env_clear()
        .env("TEST_INSTANCE", instance)
        .env("TEST_ROOT", root.path())
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    String::from_utf8(printed).unwrap()
}

#[test]
fn each_fault_of_a_proxy_has_its_sentence() {
    let authority = Authority::new("loopback root");
    for scenario in through_proxies() {
        let printed = in_environment(&scenario.instance, &authority, &scenario.environment);
        for text in scenario.says {
            assert!(printed.contains(text), "{}: {printed}", scenario.name);
        }
        assert!(!printed.contains("hunter2"), "{}: {printed}", scenario.name);
    }
}

/// A proxy that leads every host to a server which redirects the login host to a My Domain host.
fn salesforce(authority: &Authority) -> proxy::Proxy {
    let hosts = ["login.salesforce.com", "acme.my.salesforce.com"];
    proxy::leading_to(start(Some(authority.server(&hosts, |_| ())), |head| {
        if head
            .to_ascii_lowercase()
            .contains("host: acme.my.salesforce.com")
        {
            return server::ok(b"the list");
        }
        server::redirect("https://acme.my.salesforce.com/cacerts.jsp")
    }))
}

#[test]
fn a_proxy_leads_to_the_instance_and_to_its_my_domain_host() {
    let authority = Authority::new("loopback root");
    for (variable, scheme) in [
        ("HTTPS_PROXY", "http://"),
        ("https_proxy", ""),
        ("ALL_PROXY", "http://me:hunter2@"),
    ] {
        let proxy = salesforce(&authority);
        let value = format!("{scheme}127.0.0.1:{}", proxy.port);
        let printed = in_environment("login.salesforce.com", &authority, &[(variable, value)]);
        let expected = "the list from https://acme.my.salesforce.com/cacerts.jsp []";
        assert!(printed.contains(expected), "{printed}");
        let heads = proxy.heads.lock().unwrap();
        assert!(heads[0].starts_with("CONNECT login.salesforce.com:443 "));
        assert!(heads[1].starts_with("CONNECT acme.my.salesforce.com:443 "));
        // "me:hunter2" in Base64, by `base64`.
        let authorized = heads[0].contains("Basic bWU6aHVudGVyMg==");
        assert_eq!(authorized, scheme.contains('@'), "{}", heads[0]);
    }
}

#[test]
fn no_proxy_and_plain_loopback_http_go_without_the_proxy() {
    let authority = Authority::new("loopback root");
    let https = start(Some(authority.server(&[], |_| ())), |_| {
        server::ok(b"the list")
    });
    let http = start(None, |_| server::ok(b"the list"));
    let dead = || format!("http://127.0.0.1:{}", server::closed_port());
    for (instance, environment) in [
        (
            format!("localhost:{https}"),
            vec![("HTTPS_PROXY", dead()), ("NO_PROXY", "localhost".into())],
        ),
        (
            format!("http://localhost:{http}"),
            vec![("HTTP_PROXY", dead()), ("ALL_PROXY", dead())],
        ),
    ] {
        let printed = in_environment(&instance, &authority, &environment);
        assert!(printed.contains("the list from http"), "{printed}");
    }
}

#[test]
fn without_a_system_store_the_bundled_roots_are_used_and_it_is_said() {
    let authority = Authority::new("loopback root");
    let https = start(Some(authority.server(&[], |_| ())), |_| {
        server::ok(b"the list")
    });
    let empty = tempfile::tempdir().unwrap();
    let path = empty.path().to_str().unwrap().to_owned();
    let environment = [
        ("SSL_CERT_DIR", path.clone()),
        ("SSL_CERT_FILE", format!("{path}/none")),
    ];
    let printed = in_environment(&format!("localhost:{https}"), &authority, &environment);
    assert!(printed.contains("the list from https"), "{printed}");
    assert!(printed.contains("no store of trusted roots"), "{printed}");
    assert!(printed.contains("bundled Mozilla roots"), "{printed}");
}
