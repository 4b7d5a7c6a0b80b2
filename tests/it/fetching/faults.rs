//! Faults of plain http, and that none changes a verdict; those that https has, too, are in
//! `network_faults`.

use super::hierarchy::{Hierarchy, submission};
use crate::support::loopback::authority::Authority;
use crate::support::loopback::server::{self, Answer, start};
use crate::support::parallel;

/// A fault: what it is, the URL of the issuer, and what the sentence about it holds.
type Fault = (&'static str, String, &'static [&'static str]);

fn assert_fault((name, url, says): &Fault) {
    let all = Hierarchy::new().with_issuer_urls(&[url.as_str()]);
    let options = ["--fetch", "--allow-private", "--format", "json"];
    let (fetched, said) = submission(&all.command(&options).output().unwrap());
    let error = fetched["fetched"][0]["error"].as_str().unwrap();
    for text in *says {
        assert!(error.contains(text), "{name}: {text:?} is not in {error:?}");
    }
    let sentence = format!("warning: --fetch got nothing from {url}: {error}\n");
    assert_eq!(said, sentence, "{name}");
    assert!(!error.contains("instance"), "{name}: {error}");
    let (without, _) = submission(&all.command(&["--format", "json"]).output().unwrap());
    for key in ["verdict", "horizons", "chain"] {
        assert_eq!(fetched[key], without[key], "{name}: {key}");
    }
}

/// The URL of a server that answers as told, by plain http.
fn http(answer: impl Fn(&str) -> Answer + Send + Sync + 'static) -> String {
    format!("http://localhost:{}/x", start(None, answer))
}

#[test]
fn each_fault_of_plain_http_has_its_sentence_and_changes_no_verdict() {
    let closed = server::closed_port();
    let large = vec![b' '; (1 << 20) + 1];
    let faults: [Fault; 10] = [
        (
            "no name",
            "http://nobody.example.invalid/x".into(),
            &["nobody.example.invalid was not found"],
        ),
        (
            "refused",
            format!("http://localhost:{closed}/x"),
            &["localhost:", "refused the connection"],
        ),
        (
            "an end before the head",
            http(|_| Answer::Cut(Vec::new())),
            &["closed the connection before the answer was whole"],
        ),
        (
            "404",
            http(|_| server::status("404 Not Found")),
            &["status 404"],
        ),
        (
            "401",
            http(|_| server::status("401 Unauthorized")),
            &["status 401"],
        ),
        (
            "206",
            http(|_| server::status("206 Partial Content")),
            &["status 206"],
        ),
        (
            "over 1 MiB",
            http(move |_| server::ok(&large)),
            &["too large: over 1 MiB"],
        ),
        (
            "to https",
            http(|_| server::redirect("https://localhost/")),
            &["redirects to https://localhost/", "another scheme"],
        ),
        (
            "to a file",
            http(|_| server::redirect("file:///etc/passwd")),
            &["it is file:"],
        ),
        (
            "to a user",
            http(|_| server::redirect("http://me:me@localhost/")),
            &["a user name"],
        ),
    ];
    parallel::each(&faults, assert_fault);
}

#[test]
fn https_is_asked_with_the_roots_of_the_ca_file() {
    let authority = Authority::new("loopback root");
    let all = Hierarchy::new();
    let lower = all.lower.der().to_vec();
    let port = start(Some(authority.server(&[], |_| ())), move |_| {
        server::ok(&lower)
    });
    let all = all.with_issuer_urls(&[format!("https://localhost:{port}/lower.crt")]);
    all.write("ca.pem", &authority.root().pem());
    let options = [
        "--fetch",
        "--allow-private",
        "--ca-file",
        "ca.pem",
        "--format",
        "json",
    ];
    let (submission, said) = submission(&all.command(&options).output().unwrap());
    assert_eq!(submission["chain"]["status"], "trusted", "{said}");
}
