//! `--search`: subject, alias and fingerprint, whatever their case.

use super::{fields, list, report};

fn found(trust_list: &str, text: &str) -> Vec<String> {
    let report = report(&["--trust-list", &list(trust_list), "--search", text]);
    assert_eq!(
        report["trust_list"]["entries"], 4,
        "the list is counted whole"
    );
    let aliases = fields(&report["roots"], "alias");
    aliases
        .iter()
        .map(|alias| alias.as_str().unwrap().to_owned())
        .collect()
}

/// The digests are openssl's (roots.tsv).
#[test]
fn a_root_is_found_by_subject_alias_and_each_fingerprint() {
    for text in [
        "DIGICERT GLOBAL",
        "o=digicert inc",
        "digicertglobalrootg2",
        "cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f",
        "DF:3C:24:F9:BF:D6:66:76:1B:26:80:73:FE:06:D1:CC:8D:4F:82:A4",
        "df 3c 24 f9 bf d6",
        "DF3C24F9",
        "e4a68ac854ac5242460afd72481b2a44",
    ] {
        assert_eq!(
            found("keytool-sha1.txt", text),
            ["digicertglobalrootg2"],
            "{text}"
        );
    }
    assert_eq!(
        found("keytool-v-en.txt", "OU=www.digicert.com, O="),
        ["digicertglobalrootg2"]
    );
    assert!(found("keytool-sha1.txt", "no such root").is_empty());
    assert_eq!(found("keytool-sha1.txt", "root").len(), 3);
    assert_eq!(found("keytool-sha1.txt", "").len(), 4);
}
