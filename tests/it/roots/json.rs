//! The fields of each root, by openssl's and keytool's word.

use serde_json::{Value, json};

use super::{Folder, digests, fields, list, report};
use crate::support::program::{other, root};

/// What openssl says of each certificate of `roots.pem`, by alias: subject, end of validity.
fn by_openssl() -> Vec<(String, String)> {
    let pem = std::fs::read_to_string(root().join(list("roots.pem"))).unwrap();
    let folder = Folder::new();
    let certificates = pem.split_inclusive("-----END CERTIFICATE-----\n");
    certificates
        .filter(|part| part.contains("BEGIN"))
        .map(|part| {
            let file = folder.file("root.pem", part);
            let options = ["-noout", "-subject", "-enddate", "-dateopt", "iso_8601"];
            let output = other("openssl")
                .args(["x509", "-in", &file, "-nameopt", "RFC2253,-esc_msb"])
                .args(options)
                .output()
                .unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let line = |start: &str| {
                let line = text.lines().find_map(|line| line.strip_prefix(start));
                line.unwrap_or_else(|| panic!("{text}")).to_owned()
            };
            (line("subject="), line("notAfter=").replace(' ', "T"))
        })
        .collect()
}

#[test]
fn every_field_is_as_openssl_prints_it_whatever_the_list_gives() {
    let openssl = by_openssl();
    for (name, known_by, md5) in [
        ("pem-comments.pem", "certificate", false),
        ("keytool-en.txt", "sha256", false),
        ("keytool-v-ja.txt", "sha256", false),
        ("table.html", "sha1", true),
        ("keytool-md5.txt", "md5", true),
        ("table-text.html", "text", false),
    ] {
        let report = report(&["--trust-list", &list(name)]);
        let of = |sha256: &str| {
            let mut roots = report["roots"].as_array().unwrap().iter();
            let found = roots.find(|root| root["sha256"] == sha256);
            found.unwrap_or_else(|| panic!("{name}: {report}")).clone()
        };
        for ([alias, sha256, sha1, digest], (subject, end)) in digests().iter().zip(&openssl) {
            let root = of(sha256);
            assert_eq!(root["alias"], *alias, "{name}");
            assert_eq!(root["sha1"], *sha1, "{name}");
            let expected = if md5 { json!(digest) } else { Value::Null };
            assert_eq!(root["md5"], expected, "{name}");
            assert_eq!(root["subject"], *subject, "{name}");
            assert_eq!(root["not_after"], *end, "{name}");
            assert_eq!(root["known_by"], known_by, "{name}");
            assert_eq!(root["chrome_root_store"], true, "{name}");
            assert_eq!(root["dedicated_to_client_auth"], false, "{name}");
        }
    }
}

/// Contract, section 6: the names and their order do not change.
#[test]
fn the_shape_is_the_contracts() {
    let report = report(&["--trust-list", &list("keytool-sha1.txt")]);
    let names = |object: &Value| {
        object
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(report["schema"], 1);
    assert_eq!(names(&report), ["roots", "schema", "trust_list"]);
    let of_list = [
        "entries",
        "location",
        "resolved",
        "sha256",
        "source",
        "with_certificate",
    ];
    assert_eq!(names(&report["trust_list"]), of_list);
    for name in [
        "alias",
        "subject",
        "sha256",
        "sha1",
        "md5",
        "not_after",
        "known_by",
        "chrome_root_store",
        "dedicated_to_client_auth",
        "last_day",
    ] {
        assert!(report["roots"][0].get(name).is_some(), "{name}");
    }
    assert_eq!(report["trust_list"]["source"], "file");
    assert_eq!(report["trust_list"]["entries"], 4);
    assert_eq!(report["trust_list"]["resolved"], 4);
    // facts-chrome.md
    let last_days = fields(&report["roots"], "last_day");
    let digicert = json!({"date": "2027-03-01", "source": "announced by DigiCert"});
    assert!(last_days.contains(&&digicert), "{last_days:?}");
}

/// facts-chrome.md: the two dates of Sectigo.
#[test]
fn where_a_cas_pages_disagree_the_latest_date_stands_and_the_other_in_its_source() {
    let report = report(&["--search", "USERTrust RSA"]);
    let last_day = &report["roots"][0]["last_day"];
    assert_eq!(last_day["date"], "2027-02-10");
    let source = last_day["source"].as_str().unwrap();
    assert!(
        source.contains("resellers") && source.contains("2026-05-15"),
        "{source}"
    );
}

#[test]
fn what_neither_list_nor_known_root_gives_is_null() {
    let folder = Folder::new();
    let file = folder.file(
        "list.txt",
        format!(
            "unknown, Dec 1, 2017, trustedCertEntry,\nCertificate fingerprint (SHA1): {}\n\
             named, Dec 1, 2017, trustedCertEntry,\nCertificate fingerprint (SHA-256): {}\n",
            "AB".repeat(20),
            "CD".repeat(32),
        ),
    );
    let report = report(&["--trust-list", &file]);
    let [first, second] = report["roots"].as_array().unwrap().as_slice() else {
        panic!("{report}");
    };
    assert_eq!(first["alias"], "unknown");
    assert_eq!(first["sha1"], "ab".repeat(20));
    assert_eq!(second["sha256"], "cd".repeat(32));
    for name in [
        "subject",
        "md5",
        "not_after",
        "known_by",
        "chrome_root_store",
        "dedicated_to_client_auth",
        "last_day",
    ] {
        assert_eq!(first[name], Value::Null, "{name}");
        assert_eq!(second[name], Value::Null, "{name}");
    }
    assert_eq!(first["sha256"], Value::Null);
}

#[test]
fn what_the_list_alone_gives_is_told_as_it_is() {
    let folder = Folder::new();
    let file = folder.file(
        "list.txt",
        format!(
            "Alias name: private\nEntry type: trustedCertEntry\nOwner: CN=Private Root, O=Example\n\
             Valid from: Thu Aug 01 12:00:00 UTC 2013 until: Fri Jan 15 12:00:00 UTC 2038\n\
             SHA1: {}\n*****\nAlias name: other\nEntry type: trustedCertEntry\nSHA1: {}\n\
             Not after: 2030-05-06\n",
            "AB".repeat(20),
            "CD".repeat(20),
        ),
    );
    let report = report(&["--trust-list", &file]);
    assert_eq!(report["roots"][0]["subject"], "CN=Private Root, O=Example");
    assert_eq!(report["roots"][0]["not_after"], "2038-01-15T12:00:00Z");
    assert_eq!(report["roots"][1]["not_after"], "2030-05-06T00:00:00Z");
}

#[test]
fn the_bundled_list_has_each_root_as_keytool_prints_it() {
    let folder = Folder::new();
    let file = folder.path("bundled.pem");
    let report = report(&["--save", &file]);
    let trust_list = &report["trust_list"];
    assert_eq!(trust_list["source"], "bundled");
    assert_eq!(trust_list["location"], Value::Null);
    assert_eq!(trust_list["sha256"], Value::Null);
    assert_eq!(trust_list["entries"], trust_list["with_certificate"]);
    let keytool = other("keytool")
        .args(["-printcert", "-file", &file])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&keytool.stdout);
    let prints = |label: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix(label));
        lines
            .map(|print| print.trim().replace(':', "").to_lowercase())
            .collect()
    };
    let roots = &report["roots"];
    let own = |name| {
        fields(roots, name)
            .iter()
            .map(|it| it.as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(prints("SHA256:").len() > 100);
    assert_eq!(prints("SHA256:"), own("sha256"));
    assert_eq!(prints("SHA1:"), own("sha1"));
}
