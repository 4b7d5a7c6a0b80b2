//! Revocation lists.

use super::hierarchy::{Hierarchy, LOWER, found, list, list_with_client, namesake, rule};
use crate::support::loopback::server;
use crate::support::program;

/// A hierarchy whose file holds the whole chain.
fn whole() -> Hierarchy {
    let all = Hierarchy::new();
    let url = [all.site.url("/lower.crl")];
    let chain = [all.client(&[], &url), all.lower.pem(), all.upper.pem()];
    all.write("client.pem", &chain.concat());
    all
}

/// What `revoked-certificate` says where the client's list is this.
fn judged(all: &Hierarchy, body: &[u8]) -> (String, String) {
    all.site.serve("/lower.crl", body);
    rule(&all.fetched().0, "revoked-certificate")
}

#[test]
fn the_list_of_each_certificate_below_the_root_is_fetched_and_judged_by() {
    let all = whole();
    let (submission, said) = all.fetched();
    let (verdict, reason) = rule(&submission, "revoked-certificate");
    assert_eq!((verdict.as_str(), reason.as_str()), ("pass", ""), "{said}");
    assert_eq!(all.site.asked(), ["/lower.crl", "/upper.crl", "/root.crl"]);
}

#[test]
fn a_certificate_on_a_fetched_list_is_revoked() {
    let all = whole();
    let (verdict, _) = judged(&all, &list_with_client(&all.lower));
    assert_eq!(verdict, "fail");
    assert_eq!(
        found(&all.fetched().0),
        ["revoked-certificate", "undocumented-key-type"]
    );
}

#[test]
fn a_list_in_pem_is_read() {
    let all = whole();
    let der = list_with_client(&all.lower);
    std::fs::write(all.folder.path().join("client.crl"), &der).unwrap();
    let pem = program::other("openssl")
        .args(["crl", "-inform", "DER", "-in", "client.crl"])
        .current_dir(&all.folder)
        .output()
        .unwrap();
    assert!(pem.stdout.starts_with(b"-----BEGIN X509 CRL-----"));
    assert_eq!(judged(&all, &pem.stdout).0, "fail");
}

#[test]
fn a_list_that_does_not_count_is_said_and_nothing_is_known() {
    let all = whole();
    for (body, why) in [
        (
            list(&namesake("lower"), &[], (2026, 12)),
            "was not made by the key of CN=lower",
        ),
        (
            list(&all.lower, &[], (2026, 11)),
            "it was to be replaced by 2026-11-01",
        ),
        (
            list(&all.upper, &[], (2026, 12)),
            "it is no list of CN=lower, but another issuer's",
        ),
        (b"<html>".to_vec(), "no certificate revocation list"),
        (Vec::new(), "no certificate revocation list"),
    ] {
        let (verdict, reason) = judged(&all, &body);
        assert_eq!(verdict, "not-applicable", "{why}");
        assert!(reason.contains(why), "{why:?} is not in {reason}");
    }
}

/// Though the lists of the others count, and say that they are not revoked.
#[test]
fn a_list_that_cannot_be_had_is_the_reason_why_nothing_is_known() {
    let all = whole();
    all.site.answer("/lower.crl", || server::status("404 Gone"));
    let (submission, said) = all.fetched();
    let (verdict, reason) = rule(&submission, "revoked-certificate");
    assert_eq!(verdict, "not-applicable");
    let url = all.site.url("/lower.crl");
    assert!(
        reason.contains(&url) && reason.contains("status 404"),
        "{reason}"
    );
    assert!(said.contains(&url) && said.contains("status 404"), "{said}");
}

#[test]
fn a_revoked_issuer_is_found_though_the_clients_list_cannot_be_had() {
    let all = whole();
    all.site.serve("/lower.crl", b"");
    let upper = list(&all.upper, &[LOWER], (2026, 12));
    all.site.serve("/upper.crl", &upper);
    let (submission, _) = all.fetched();
    assert!(found(&submission).contains(&"revoked-certificate"));
}

/// One of a directory service, and none at all.
#[test]
fn a_url_that_is_not_fetched_and_a_certificate_without_one_are_said() {
    let all = whole();
    let ldap = "ldap:///CN=lower,DC=example?certificateRevocationList".to_owned();
    let issuers = [all.lower.pem(), all.upper.pem()].concat();
    all.write(
        "client.pem",
        &(all.client(&[], std::slice::from_ref(&ldap)) + &issuers),
    );
    let (submission, said) = all.fetched();
    let (verdict, reason) = rule(&submission, "revoked-certificate");
    assert_eq!(verdict, "not-applicable");
    assert!(
        reason.contains("it is ldap:, and only http: and https: are fetched"),
        "{reason}"
    );
    assert!(said.contains(&ldap), "{said}");
    all.write("client.pem", &(all.client(&[], &[]) + &issuers));
    let (verdict, reason) = rule(&all.fetched().0, "revoked-certificate");
    assert_eq!(verdict, "pass");
    assert_eq!(reason, "no list was given or fetched for CN=client");
}

#[test]
fn the_second_url_is_asked_where_the_first_gives_no_list_that_counts() {
    let all = whole();
    let urls = ["/old.crl", "/lower.crl"].map(|path| all.site.url(path));
    let issuers = [all.lower.pem(), all.upper.pem()].concat();
    all.write("client.pem", &(all.client(&[], &urls) + &issuers));
    all.site
        .serve("/old.crl", &list(&all.lower, &[], (2026, 11)));
    all.site.serve("/lower.crl", &list_with_client(&all.lower));
    assert!(found(&all.fetched().0).contains(&"revoked-certificate"));
}

#[test]
fn a_given_list_and_a_fetched_one_are_both_judged_by() {
    let all = whole();
    let path = all.folder.path().join("given.crl");
    std::fs::write(path, list(&all.lower, &[], (2026, 12))).unwrap();
    all.site.serve("/lower.crl", &list_with_client(&all.lower));
    let options = [
        "--crl",
        "given.crl",
        "--fetch",
        "--allow-private",
        "--quiet",
    ];
    let output = all.command(&options).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("error[revoked-certificate]")
    );
}
