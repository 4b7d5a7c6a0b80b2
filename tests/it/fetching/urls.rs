//! Which URLs are asked, how often, and at which addresses.

use serde_json::Value;

use super::hierarchy::{Hierarchy, list, submission};
use crate::support::loopback::server;

#[test]
fn loopback_is_not_asked_unless_it_is_allowed() {
    let all = Hierarchy::new();
    let port = all.site.port;
    for host in [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
    ] {
        let url = format!("http://{host}:{port}/lower.crt");
        all.write("client.pem", &all.client(std::slice::from_ref(&url), &[]));
        let output = all
            .command(&["--fetch", "--format", "json"])
            .output()
            .unwrap();
        let (submission, said) = submission(&output);
        let error = submission["fetched"][0]["error"].as_str().unwrap();
        for text in ["a loopback address", "--allow-private"] {
            assert!(
                error.contains(text) && said.contains(text),
                "{host}: {said}"
            );
        }
        assert!(said.contains("127.0.0.1") || said.contains("::1"), "{said}");
        assert!(said.contains(&url), "{said}");
    }
    assert!(all.site.asked().is_empty());
}

#[test]
fn hostile_urls_are_refused_and_shown_harmless() {
    let long = format!("http://127.0.0.1/{}", "x".repeat(10 << 10));
    for (url, why) in [
        ("file:///etc/passwd", "it is file:"),
        ("gopher://127.0.0.1/", "it is gopher:"),
        (
            "http://me:hunter2@127.0.0.1/ca.crt",
            "a user name or a password",
        ),
        (
            "http://127.0.0.1/\r\nwarning: x",
            "a character that is not seen",
        ),
        (
            "http://127.0.0.1/\u{1b}[31mx",
            "a character that is not seen",
        ),
        ("http://[", "no URL"),
        (&long, "2048 are the most"),
    ] {
        let all = Hierarchy::new().with_issuer_urls(&[url]);
        let (submission, said) = all.fetched();
        let error = submission["fetched"][0]["error"].as_str().unwrap();
        assert!(
            error.contains(why) && said.contains(why),
            "{url:?}: {error}"
        );
        assert!(said.len() < 500 && said.lines().count() == 1, "{said}");
        assert!(!said.trim_end().contains(char::is_control), "{said:?}");
        assert_eq!(submission["chain"]["status"], "incomplete");
        let output = all
            .command(&["--fetch", "--allow-private"])
            .output()
            .unwrap();
        assert!(!output.stdout.contains(&0x1b));
    }
}

#[test]
fn a_submission_asks_ten_urls_at_most() {
    let all = Hierarchy::new();
    let lists: Vec<_> = (0..8)
        .map(|index| all.site.url(&format!("/{index}.crl")))
        .collect();
    let urls = [all.site.url("/lower.crt")];
    all.write("client.pem", &all.client(&urls, &lists));
    let (submission, said) = all.fetched();
    assert_eq!(all.site.asked().len(), 10);
    let fetched = submission["fetched"].as_array().unwrap();
    let refused = fetched.iter().filter(|it| it["sha256"].is_null());
    let refused: Vec<&str> = refused.map(|it| it["error"].as_str().unwrap()).collect();
    let too_many = |error: &&str| error.contains("10 URLs are the most for one submission");
    let count = refused.iter().copied().filter(|it| too_many(it)).count();
    assert_eq!((refused.len(), count), (10, 2), "{refused:?}");
    assert!(
        said.contains("10 URLs are the most for one submission"),
        "{said}"
    );
}

/// Both files name the same URLs; each report has them all, and says what failed once.
#[test]
fn a_url_is_asked_once_a_run() {
    let all = Hierarchy::new();
    all.site.answer("/lower.crl", || server::status("500 Oops"));
    let client = std::fs::read_to_string(all.folder.path().join("client.pem")).unwrap();
    all.write("copy.pem", &client);
    let options = ["--fetch", "--allow-private", "--format", "json", "copy.pem"];
    let output = all.command(&options).output().unwrap();
    assert_eq!(all.site.asked().len(), 5);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [first, second] = [0, 1].map(|index| &report["submissions"][index]["fetched"]);
    assert_eq!(first, second);
    assert_eq!(first.as_array().unwrap().len(), 5);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.matches("status 500").count(), 1, "{said}");
}

#[test]
fn redirects_of_the_same_scheme_are_followed_thrice() {
    let all = Hierarchy::new();
    for (path, next) in [("/lower.crt", "/1"), ("/1", "2"), ("/2", "/3")] {
        all.site.answer(path, move || server::redirect(next));
    }
    all.site.serve("/3", all.lower.der());
    let (followed, _) = all.fetched();
    assert_eq!(followed["chain"]["status"], "trusted");
    assert_eq!(
        followed["chain"]["certificates"][1]["file"],
        all.site.url("/lower.crt")
    );
    all.site.answer("/3", || server::redirect("/4"));
    all.site.serve("/4", all.lower.der());
    let error = all.fetched().0["fetched"][0]["error"].to_string();
    assert!(
        error.contains("too many redirects, 3 came before it"),
        "{error}"
    );
}

#[test]
fn allow_private_is_a_usage_error_without_fetch() {
    let all = Hierarchy::new();
    let output = all.command(&["--allow-private"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("--fetch")
    );
}

/// What is fetched is the same in every form of a run.
#[test]
fn two_runs_give_the_same_report() {
    let all = Hierarchy::new();
    all.site
        .serve("/root.crl", &list(&all.root, &[], (2026, 11)));
    let run = || {
        let options = ["--fetch", "--allow-private", "--format", "json"];
        all.command(&options).output().unwrap().stdout
    };
    assert_eq!(run(), run());
}
