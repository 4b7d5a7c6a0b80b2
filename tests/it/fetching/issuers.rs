//! Missing issuers.

use serde_json::Value;

use super::hierarchy::{Hierarchy, found, namesake, rule, submission};
use crate::support::program::{fed, other};

/// What OpenSSL makes of this input.
fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut command = other("openssl");
    command.args(arguments);
    let output = fed(command, input).unwrap();
    assert!(output.status.success());
    output.stdout
}

fn sha256(bytes: &[u8]) -> String {
    let printed = String::from_utf8(openssl(&["dgst", "-sha256", "-r"], bytes)).unwrap();
    printed.split(' ').next().unwrap().to_owned()
}

#[test]
fn by_default_nothing_is_fetched() {
    let all = Hierarchy::new();
    let output = all.command(&["--format", "json"]).output().unwrap();
    let (submission, said) = submission(&output);
    assert!(all.site.asked().is_empty());
    assert_eq!(submission["chain"]["status"], "incomplete");
    assert_eq!(submission.get("fetched"), None);
    let (verdict, reason) = rule(&submission, "revoked-certificate");
    assert_eq!(verdict, "not-applicable");
    assert!(reason.contains("--fetch"), "{reason}");
    assert!(said.is_empty(), "{said}");
}

#[test]
fn missing_issuers_are_fetched_up_to_the_root_and_are_in_the_report() {
    let all = Hierarchy::new();
    let (submission, said) = all.fetched();
    let chain = &submission["chain"];
    assert_eq!(
        (&submission["verdict"], &chain["status"]),
        (&"pass".into(), &"trusted".into())
    );
    let files: Vec<_> = chain["certificates"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["file"])
        .collect();
    let (lower, upper) = (all.site.url("/lower.crt"), all.site.url("/upper.crt"));
    assert_eq!(files, ["client.pem", &lower, &upper]);
    let paths = [
        "/lower.crt",
        "/upper.crt",
        "/lower.crl",
        "/upper.crl",
        "/root.crl",
    ];
    assert_eq!(all.site.asked(), paths);
    let fetched = submission["fetched"].as_array().unwrap();
    let urls: Vec<_> = fetched
        .iter()
        .map(|it| it["url"].as_str().unwrap())
        .collect();
    assert_eq!(urls, paths.map(|path| all.site.url(path)));
    assert_eq!(fetched[0]["sha256"], sha256(all.lower.der()));
    assert!(fetched.iter().all(|it| it["error"].is_null()));
    assert!(said.is_empty(), "{said}");
}

#[test]
fn what_the_file_lacks_is_said_with_its_url() {
    let all = Hierarchy::new();
    let (submission, _) = all.fetched();
    let (verdict, reason) = rule(&submission, "incomplete-chain");
    assert_eq!(verdict, "pass");
    for text in [
        "CN=lower",
        "CN=upper",
        &all.site.url("/lower.crt"),
        "sfmtls bundle --chain",
    ] {
        assert!(reason.contains(text), "{text}: {reason}");
    }
    let output = all
        .command(&["--fetch", "--allow-private"])
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("  incomplete-chain: passed; the file lacks CN=lower"),
        "{page}"
    );
    let line = format!("  fetched: {}, SHA-256", all.site.url("/lower.crl"));
    assert!(page.contains(&line), "{page}");
}

/// PEM and PKCS#7, the issuer behind another certificate of its name; DER is in the other tests.
#[test]
fn each_form_of_an_answer_gives_the_same_path() {
    let p7c = "crl2pkcs7 -nocrl -certfile /dev/stdin -outform";
    for form in ["", &format!("{p7c} DER"), &format!("{p7c} PEM")] {
        let all = Hierarchy::new();
        let pem = [namesake("lower").pem(), all.lower.pem()].concat();
        let arguments: Vec<_> = form.split_whitespace().collect();
        let body = match arguments.as_slice() {
            [] => pem.into_bytes(),
            arguments => openssl(arguments, pem.as_bytes()),
        };
        all.site.serve("/lower.crt", &body);
        let (submission, said) = all.fetched();
        assert_eq!(submission["chain"]["status"], "trusted", "{form}: {said}");
        let certificates = submission["chain"]["certificates"].as_array().unwrap();
        assert_eq!(certificates.len(), 3, "{form}");
    }
}

#[test]
fn an_issuer_whose_key_did_not_make_the_signature_is_not_used() {
    let all = Hierarchy::new();
    all.site.serve("/lower.crt", namesake("lower").der());
    assert_nothing_gained(&all, "whose key did not make the signature of CN=client");
}

#[test]
fn an_issuer_of_another_name_is_not_used() {
    let all = Hierarchy::new();
    all.site.serve("/lower.crt", all.upper.der());
    assert_nothing_gained(&all, "no certificate of CN=lower");
}

#[test]
fn what_is_no_certificate_is_not_used() {
    let all = Hierarchy::new();
    all.site.serve("/lower.crt", b"<html>404</html>");
    assert_nothing_gained(&all, "there is no certificate in it");
}

/// The verdict is the same as without `--fetch`, and the reason is everywhere.
#[track_caller]
fn assert_nothing_gained(all: &Hierarchy, why: &str) {
    let (fetched, said) = all.fetched();
    let output = all.command(&["--format", "json"]).output().unwrap();
    let (without, _) = submission(&output);
    for key in ["verdict", "horizons", "chain"] {
        assert_eq!(fetched[key], without[key], "{key}");
    }
    let error = fetched["fetched"][0]["error"].as_str().unwrap();
    assert!(error.contains(why), "{error}");
    let notes: Vec<_> = notes(&fetched, "incomplete-chain");
    assert!(notes.iter().any(|note| note.contains(why)), "{notes:?}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains(&all.site.url("/lower.crt")) && said.contains(why),
        "{said}"
    );
}

fn notes(submission: &Value, rule: &str) -> Vec<String> {
    let findings = submission["findings"].as_array().unwrap().iter();
    let notes = findings
        .filter(|it| it["rule"] == rule)
        .flat_map(|it| it["notes"].as_array().unwrap());
    notes
        .map(|note| note.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_fetched_root_is_not_a_listed_one() {
    let all = Hierarchy::new();
    all.write("list.pem", &namesake("another root").pem());
    let other = namesake("own root");
    let key = rcgen::KeyPair::generate().unwrap();
    let mut client = rcgen::CertificateParams::new(Vec::new()).unwrap();
    client.use_authority_key_identifier_extension = true;
    client.custom_extensions = vec![super::hierarchy::issuer_urls(&[all.site.url("/own.crt")])];
    all.write("client.pem", &client.signed_by(&key, &other).unwrap().pem());
    all.site.serve("/own.crt", other.der());
    let (submission, _) = all.fetched();
    assert_eq!(submission["chain"]["status"], "untrusted");
    assert!(found(&submission).contains(&"untrusted-root"));
    assert!(!found(&submission).contains(&"root-in-upload"));
}

#[test]
fn the_second_url_is_asked_where_the_first_gives_nothing() {
    let all = Hierarchy::new();
    let urls = ["/gone.crt", "/lower.crt"].map(|path| all.site.url(path));
    let all = all.with_issuer_urls(&urls);
    let (submission, said) = all.fetched();
    assert_eq!(submission["chain"]["status"], "trusted");
    let error = submission["fetched"][0]["error"].as_str().unwrap();
    assert!(
        error.contains("status 404") && said.contains(&urls[0]),
        "{error} {said}"
    );
    assert_eq!(submission["fetched"][1]["error"], Value::Null);
}

/// Pipelines show places in files; a URL is none.
#[test]
fn a_finding_about_a_fetched_issuer_stands_at_the_file_that_lacks_it() {
    let all = Hierarchy::new();
    let options = ["--fetch", "--allow-private", "--expires-within", "9999"];
    let output = all.command(&options).args(["--format", "github"]).output();
    let printed = String::from_utf8(output.unwrap().stdout).unwrap();
    let about = printed.lines().filter(|line| line.contains("CN=upper"));
    let about: Vec<_> = about.collect();
    assert!(!about.is_empty(), "{printed}");
    assert!(
        about.iter().all(|line| line.contains("file=client.pem")),
        "{about:?}"
    );
}
