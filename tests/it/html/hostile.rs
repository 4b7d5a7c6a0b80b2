//! Text from outside in a page: shown, and nothing else.

use std::fs;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

use super::html;
use super::page::Page;
use crate::support::program::other;

/// A script, an end of whatever it stands in, a line that GitHub would obey, an escape sequence, a
/// right-to-left override.
const HOSTILE: &str = "<script>alert(1)</script></title></style>\"'><img src=x onerror=y>\n::error::\u{1b}[31m\u{202e}z&amp;";

fn certificate(common_name: &str, issuer: Option<&Issuer<'_, KeyPair>>) -> String {
    let mut parameters = CertificateParams::default();
    parameters
        .distinguished_name
        .push(DnType::CommonName, common_name);
    let key = KeyPair::generate().unwrap();
    match issuer {
        Some(issuer) => parameters.signed_by(&key, issuer),
        None => parameters.self_signed(&key),
    }
    .unwrap()
    .pem()
}

fn authority(common_name: &str) -> (Issuer<'static, KeyPair>, String) {
    let mut parameters = CertificateParams::default();
    parameters
        .distinguished_name
        .push(DnType::CommonName, common_name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let pem = parameters.self_signed(&key).unwrap().pem();
    (Issuer::new(parameters, key), pem)
}

/// No element but ours, no character that acts.
fn is_harmless(text: &str) -> Page {
    for letter in text.chars() {
        assert!(letter == '\n' || !letter.is_control(), "{letter:?}");
        assert!(letter != '\u{202e}');
    }
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{line}");
    }
    let page = Page::read(text);
    for name in ["script", "img"] {
        assert_eq!(page.all(name).count(), 0);
    }
    page
}

#[test]
fn a_hostile_subject_and_issuer_are_shown_and_do_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (issuer, root) = authority(HOSTILE);
    let file = folder.path().join("client.pem");
    fs::write(&file, certificate(HOSTILE, Some(&issuer)) + &root).unwrap();
    let list = folder.path().join("list.pem");
    fs::write(&list, &root).unwrap();
    let list = format!("--trust-list={}", list.display());
    let page = is_harmless(&html(&[&list, file.to_str().unwrap()]));
    assert!(page.text().contains("alert(1)"), "it is shown");
}

/// The list's name for the root, which came with its page.
#[test]
fn a_hostile_alias_of_the_list_is_shown_and_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (issuer, root) = authority("root");
    let file = folder.path().join("client.pem");
    fs::write(&file, certificate("leaf", Some(&issuer)) + &root).unwrap();
    let alias = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;/dd&gt;\u{202e}z";
    let list = folder.path().join("list.html");
    let table = format!(
        "<table><tr><th>Alias</th><th>Certificate</th></tr>\n<tr><td>{alias}</td><td>{root}</td></tr></table>"
    );
    fs::write(&list, table).unwrap();
    let list = format!("--trust-list={}", list.display());
    let page = is_harmless(&html(&[&list, file.to_str().unwrap()]));
    assert!(page.text().contains("The list's name"), "{}", page.text());
    assert!(page.text().contains("script>alert(1)"), "it is shown");
}

/// The name of a key store's entry.
#[test]
fn a_hostile_alias_of_a_key_store_is_shown_and_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let key = KeyPair::generate().unwrap();
    let leaf = CertificateParams::default().self_signed(&key).unwrap();
    let pem = folder.path().join("client.pem");
    fs::write(&pem, leaf.pem() + &key.serialize_pem()).unwrap();
    let store = folder.path().join("client.p12");
    let made = other("openssl")
        .args(["pkcs12", "-export", "-passout", "pass:", "-name", HOSTILE])
        .args(["-in", pem.to_str().unwrap(), "-out"])
        .arg(&store)
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let page = is_harmless(&html(&[store.to_str().unwrap()]));
    let name = &page.all("h2").next().unwrap().text;
    assert!(name.contains("alert(1)"), "{name}");
}

#[cfg(unix)]
#[test]
fn a_hostile_file_name_is_shown_and_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let name = HOSTILE.replace('/', "|");
    let good = folder.path().join(format!("{name}.pem"));
    fs::copy("fixtures/real/python.org.pem", &good).unwrap();
    let bad = folder.path().join(name);
    fs::write(&bad, "nothing").unwrap();
    let text = html(&[good.to_str().unwrap(), bad.to_str().unwrap()]);
    let page = is_harmless(&text);
    assert!(page.text().contains("alert(1)"), "it is shown");
    assert!(page.text().contains("could not be read"));
}

/// Whatever is in a page, its drawings stay as large as a reader can take in.
#[test]
fn a_long_chain_of_long_names_is_drawn_within_bounds() {
    let (mut issuer, root) = authority("root");
    let mut file = String::new();
    for number in 0..60 {
        let mut parameters = CertificateParams::default();
        let name = format!("{number} {}", "W".repeat(5_000));
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        file = parameters.signed_by(&key, &issuer).unwrap().pem() + &file;
        issuer = Issuer::new(parameters, key);
    }
    file = certificate("leaf", Some(&issuer)) + &file;
    let folder = tempfile::tempdir().unwrap();
    let paths = [("list", root), ("client.pem", file)].map(|(name, text)| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let page = Page::read(&html(&["--trust-list", &paths[0], &paths[1]]));
    for drawing in page
        .all("svg")
        .filter(|svg| svg.attributes.contains_key("role"))
    {
        let height: usize = drawing.attributes["height"].parse().unwrap();
        assert!(height < 2_500, "{height}");
    }
    for text in page.all("text") {
        assert!(text.text.chars().count() <= 100, "{}", text.text);
    }
    assert!(page.text().contains("told in the list"));
}

/// Folded, so that a reader can find what counts, and all there.
#[test]
fn a_thousand_findings_are_told_in_linear_size() {
    let stray = || certificate("stray", None);
    let (issuer, root) = authority("root");
    let leaf = certificate("leaf", Some(&issuer));
    let strays: Vec<String> = std::iter::repeat_with(stray).take(1000).collect();
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list");
    fs::write(&list, root).unwrap();
    let file = folder.path().join("client.pem");
    fs::write(&file, leaf + &strays.concat()).unwrap();
    let list = format!("--trust-list={}", list.display());
    let text = html(&[&list, "--for=upload", file.to_str().unwrap()]);
    assert!(text.len() < 8_000_000, "{}", text.len());
    let page = Page::read(&text);
    let told = page.class("finding").count();
    assert!(told >= 1000, "{told}");
    let rest = format!("{} more findings", told - 12);
    assert!(page.text().contains(&rest), "{rest}");
}
