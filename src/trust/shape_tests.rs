//! Further shapes that pages and people give a list, each small: what is read of it, and what not.

use super::{Looks, Source, Strength, TrustList, bundled};
use crate::certificate::Certificate;

/// `DigiCert` Global Root G2, as openssl prints its digests (fixtures/trust-lists/roots.tsv).
const MD5: &str = "e4a68ac854ac5242460afd72481b2a44";
const SHA1: &str = "df3c24f9bfd666761b268073fe06d1cc8d4f82a4";
const SHA256: &str = "cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f";
/// `GlobalSign` Root R3.
const OTHER_SHA1: &str = "d69b561148f01c77c54578c10926df5b856976ad";
const OTHER_SHA256: &str = "cbb522d7b7f127ad6a0113865bdf1cd4102e7d0759af635a7cf4720dc963c53b";
/// Numbers of no root.
const NO_MD5: &str = "0123456789abcdef0123456789abcdef";
const NO_SHA1: &str = "0123456789abcdef0123456789abcdef01234567";

fn root(sha1: &str) -> &'static Certificate {
    let mut roots = bundled::roots().iter();
    roots.find(|root| root.sha1().to_string() == sha1).unwrap()
}

fn read(text: &str) -> Result<TrustList, Looks> {
    TrustList::read(text.as_bytes(), Source::File("x".into()), &[])
        .map_err(|error| error.looks_like)
}

/// Entries and how strongly `DigiCert` Global Root G2 is listed.
fn listed(text: &str) -> (usize, Option<Strength>) {
    let list = read(text).unwrap_or_else(|looks| panic!("{looks:?}: {text}"));
    let strength = list.listing(root(SHA1)).map(|listing| listing.strength);
    (list.entries().len(), strength)
}

fn colons(digits: &str) -> String {
    let pairs: Vec<&str> = (0..digits.len() / 2)
        .map(|index| digits.get(2 * index..2 * index + 2).unwrap())
        .collect();
    pairs.join(":").to_uppercase()
}

fn pem(root: &Certificate) -> String {
    use base64::Engine as _;
    let digits = base64::engine::general_purpose::STANDARD.encode(&root.der);
    format!("-----BEGIN CERTIFICATE-----\n{digits}\n-----END CERTIFICATE-----\n")
}

#[test]
fn one_known_print_is_a_list_of_one() {
    for (text, strength) in [
        (SHA256.to_owned(), Strength::Sha256),
        (format!("0x{SHA1}"), Strength::Sha1),
        (format!("the root is {SHA1}."), Strength::Sha1),
        (MD5.to_owned(), Strength::Md5),
        (format!("SHA-1: {}", colons(SHA1)), Strength::Sha1),
        (format!("sha256:{SHA256}"), Strength::Sha256),
        (format!("SHA1={}", colons(SHA1)), Strength::Sha1),
        (format!("<p>SHA1<tt>{}</tt>", colons(SHA1)), Strength::Sha1),
        (
            format!(
                "<P>{}<BR>{}</P>",
                SHA1.get(..20).unwrap(),
                SHA1.get(20..).unwrap()
            ),
            Strength::Sha1,
        ),
        (
            format!(
                "<table><tr><td>{}\n   {}</td></tr></table>",
                SHA1.get(..20).unwrap(),
                SHA1.get(20..).unwrap()
            ),
            Strength::Sha1,
        ),
        (
            format!(
                "<table><tr><td>{}\n   {}</td></tr></table>",
                SHA256.get(..40).unwrap(),
                SHA256.get(40..).unwrap()
            ),
            Strength::Sha256,
        ),
        (
            format!(
                "<p>{}&nbsp;{}</p>",
                SHA1.get(..20).unwrap(),
                SHA1.get(20..).unwrap()
            ),
            Strength::Sha1,
        ),
        (
            format!(
                "Thumbprint                Subject\n----------    -------\n{SHA1}  CN=DigiCert Global Root G2, C=US"
            ),
            Strength::Sha1,
        ),
        (
            format!(
                "Cert Hash(sha1): {}",
                colons(SHA1).replace(':', " ").to_lowercase()
            ),
            Strength::Sha1,
        ),
        (
            format!("Alias;SHA-256\n\"x; y\";{SHA256}\n"),
            Strength::Sha256,
        ),
    ] {
        assert_eq!(listed(&text), (1, Some(strength)), "{text}");
    }
}

#[test]
fn a_lone_number_of_no_root_is_no_list() {
    for text in [
        NO_MD5.to_owned(),
        format!("SHA1: {NO_SHA1}"),
        format!("<html><body>Transaction {NO_MD5} failed</body></html>"),
        format!("{}{NO_MD5}", MD5.get(..31).unwrap()),
        format!("Serial number: {NO_MD5}\nKey identifier: {NO_SHA1}\n"),
    ] {
        assert_eq!(read(&text).unwrap_err(), Looks::Unknown, "{text}");
    }
}

#[test]
fn several_prints_of_unknown_roots_are_a_list_and_test_vectors_none() {
    let other = NO_SHA1.replace('0', "f");
    for text in [
        format!("{NO_SHA1}\n{other}\n"),
        format!("SHA1: {NO_SHA1}\nSHA1: {other}\n"),
        format!("Roots:\n  - {NO_SHA1}\n  - {other}\n"),
        format!("Roots:\n-{NO_SHA1}\n-{other}\n"),
        format!("<table><tr><td>a root<td>{NO_SHA1}<tr><td>b root<td>{other}</table>"),
        format!("one, Dec 1, 2017, trustedCertEntry,\nCertificate fingerprint (SHA1): {NO_SHA1}\n"),
    ] {
        assert_eq!(listed(&text).1, None, "{text}");
    }
    let vectors = format!("Plaintext = {NO_MD5}\nCiphertext = {NO_SHA1}\nTag: \"{other}\"\n");
    assert_eq!(read(&vectors).unwrap_err(), Looks::Unknown);
}

#[test]
fn a_number_that_is_announced_as_something_else_is_no_print() {
    for label in [
        "Serial number",
        "Subject key identifier",
        "Transaction id",
        "SPKI SHA1",
        "Public key SHA-1",
        "Request ID",
    ] {
        let text = format!("SHA1: {OTHER_SHA1}\n{label}: {SHA1}\n");
        assert_eq!(listed(&text), (1, None), "{text}");
        let row = format!(
            "<table><tr><th>Alias<th>{label}<th>SHA-256<tr><td>a<td>{SHA1}<td>{OTHER_SHA256}</table>"
        );
        assert_eq!(listed(&row), (1, None), "{row}");
    }
}

#[test]
fn digits_are_not_joined_across_cells_rows_items_or_paragraphs() {
    let (start, end) = SHA1.split_at(20);
    for text in [
        format!("<table><tr><td>{start}</td><td>{end}</td></tr></table>"),
        format!("<table><tr><td>{start}</td></tr><tr><td>{end}</td></tr></table>"),
        format!("<ul><li>{start}<li>{end}</ul>"),
        format!("<p>{start}<p>{end}"),
        format!("<div>{start}</div><div>{end}</div>"),
        format!("{start}\n\n{end}\n"),
        format!("{start}\t{end}\n"),
    ] {
        assert_eq!(read(&text).unwrap_err(), Looks::Unknown, "{text}");
    }
}

#[test]
fn a_64_digit_number_is_one_sha_256() {
    let text = format!("{MD5}{MD5}\n{SHA256}\n");
    let list = read(&text).unwrap();
    assert_eq!(list.entries().len(), 2);
    assert!(list.entries().iter().all(|entry| entry.md5.is_none()));
}

#[test]
fn all_prints_of_a_root_are_one_entry() {
    let all = format!(
        "MD5: {}<br>SHA1: {}<br>SHA-256: {}",
        colons(MD5),
        colons(SHA1),
        colons(SHA256)
    );
    for text in [
        format!("<table><tr><td>g2 root<td>{all}</table>"),
        format!("<ul><li>g2 root<br>{all}</ul>"),
        format!("<p>{all}</p>"),
        all.replace("<br>", "\n"),
        all.replace("<br>", " "),
        format!("{SHA256}\n{SHA1}\n{MD5}\n"),
        format!("<p>{SHA256}</p><p>{SHA1}</p><p>{SHA256}</p>"),
        format!("{}{SHA1}\n{}", pem(root(SHA1)), pem(root(SHA1))),
    ] {
        let (entries, strength) = listed(&text);
        assert_eq!(entries, 1, "{text}");
        assert!(strength >= Some(Strength::Sha256), "{text}");
    }
}

#[test]
fn a_print_that_contradicts_the_certificate_beside_it_counts_for_nothing() {
    let text = format!(
        "<table><tr><td>a<td><pre>{}</pre><td>{OTHER_SHA1}</table>",
        pem(root(SHA1))
    );
    let list = read(&text).unwrap();
    assert_eq!(
        list.listing(root(SHA1)).unwrap().strength,
        Strength::Certificate
    );
    assert_eq!(list.listing(root(OTHER_SHA1)), None);
    assert_eq!(list.notes().len(), 1);
}

/// The contract, `unproven-root`: by text where every field that the entry gives agrees.
#[test]
fn a_name_with_a_field_of_another_root_is_not_listed() {
    let name = "CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US";
    let print = colons(NO_SHA1);
    for (label, wrong, right) in [
        ("SHA1", &*print, ""),
        ("Serial", "0a1b2c3d", "033af1e6a711a9a0bb2864b11d09fae5"),
        ("Not After", "2036-01-15", "2038-01-15"),
        ("Issuer", "CN=Other CA, O=Other", name),
    ] {
        for (value, strength) in [(wrong, None), (right, Some(Strength::Text))] {
            let table =
                format!("<table><tr><th>Subject<th>{label}<tr><td>{name}<td>{value}</table>");
            assert_eq!(listed(&table), (1, strength), "{table}");
            let rows = format!("Subject\t{label}\n{name}\t{value}\n");
            assert_eq!(listed(&rows), (1, strength), "{rows}");
        }
    }
}

#[test]
fn what_may_mean_something_else_says_nothing_against_a_name() {
    let (name, other) = ("DigiCert Global Root G2", "GlobalSign Root CA - R3");
    for (label, value) in [
        ("Valid", "Yes"),
        ("Days until expiry", "4070"),
        ("Expires", "Jan 2038"),
        ("Expires", "-"),
        ("Ref", NO_MD5),
        ("Id", "1234567890"),
        ("Issued by", "DigiCert Inc"),
    ] {
        let table = format!(
            "<table><tr><th>Name<th>{label}<tr><td>{other}<td>{value}<tr><td>{name}<td>{value}</table>"
        );
        assert_eq!(listed(&table), (2, Some(Strength::Text)), "{table}");
    }
    for behind in [NO_MD5, NO_SHA1] {
        let list = format!("<ul><li>{other}<li>{name}</ul><p>{behind}</p>");
        assert_eq!(listed(&list), (2, Some(Strength::Text)), "{list}");
    }
    for first in [
        "Digital Signature Trust Co. Global CA 1",
        "Swiss Signature Root CA",
    ] {
        let list = format!("<ul><li>{first}<li>{other}<li>{name}</ul>");
        assert_eq!(listed(&list), (3, Some(Strength::Text)), "{list}");
    }
}

#[test]
fn what_is_said_beside_a_name_counts_wherever_it_stands() {
    let name = "DigiCert Global Root G2";
    for text in [
        format!("<table><tr><th>Subject<th>Not After<tr><td>1. {name}<td>2036-01-15</table>"),
        format!("<table><tr><th>Subject<th>Not After<tr><td>{name};<td>2036-01-15</table>"),
        format!(
            "<table><tr><th>CN={name}</th></tr><tr><th>Serial number: 0a1b2c3d</th></tr></table>"
        ),
        format!("<table><tr><th>{name}</th></tr><tr><th>SHA1: {NO_SHA1}</th></tr></table>"),
        format!("<dl><dt>{name}<dd>Expires: 2036-01-15</dl>"),
    ] {
        let listing = read(&text).map(|list| list.listing(root(SHA1)));
        assert!(!matches!(listing, Ok(Some(_))), "{text}: {listing:?}");
    }
    let heads =
        [SHA1, OTHER_SHA1].map(|print| format!("<tr><th>SHA1: {}</th></tr>", print.to_uppercase()));
    assert_eq!(
        listed(&format!("<table>{}</table>", heads.concat())),
        (2, Some(Strength::Sha1))
    );
}

#[test]
fn the_header_of_names_is_no_root() {
    let plain = ["DigiCert Global Root G2", "GlobalSign Root CA - R3"];
    let distinguished = [
        "CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US",
        "CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3",
    ];
    let listed_without_alias = |text: &str| {
        assert_eq!(listed(text), (2, Some(Strength::Text)), "{text}");
        let list = read(text).unwrap();
        let aliases = list
            .entries()
            .iter()
            .filter_map(|entry| entry.alias.as_deref());
        assert_eq!(aliases.count(), 0, "{list:?}");
    };
    for names in [plain, distinguished] {
        let rows = names
            .map(|name| format!("<tr><td>{name}</td></tr>"))
            .concat();
        for header in ["Name", "Subject", "Common Name", "Root CA", "Alias"] {
            listed_without_alias(&format!("<table><tr><th>{header}</th></tr>{rows}</table>"));
        }
        // Without a header the first stays, though it may read like a label.
        listed_without_alias(&format!("<table>{rows}</table>"));
    }
    for header in ["Name", "Subject", "Common Name", "Root CA", "Alias"] {
        listed_without_alias(&format!("{header}\n{}\n", plain.join("\n")));
    }
}

#[test]
fn a_weaker_print_proves_nothing_beside_another_roots_stronger_one() {
    let text = format!("<table><tr><th>SHA-1<th>SHA-256<tr><td>{SHA1}<td>{OTHER_SHA256}</table>");
    let list = read(&text).unwrap();
    assert_eq!(list.listing(root(SHA1)), None);
    assert_eq!(
        list.listing(root(OTHER_SHA1)).unwrap().strength,
        Strength::Sha256
    );
}

#[test]
fn by_text_every_field_must_agree() {
    let name = "CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US";
    let entry = |fields: &str| {
        format!(
            "Owner: {name}\n{fields}\n\nOwner: CN=ISRG Root X1, O=Internet Security Research Group, C=US\n"
        )
    };
    let agreeing = "Issuer: DigiCert Global Root G2\nSerial number: 33af1e6a711a9a0bb2864b11d09fae5\nValid from: Thu Aug 01 14:00:00 CEST 2013 until: Fri Jan 15 13:00:00 CET 2038";
    assert_eq!(listed(&entry("")), (2, Some(Strength::Text)));
    assert_eq!(listed(&entry(agreeing)), (2, Some(Strength::Text)));
    for field in [
        "Issuer: CN=Other Root",
        "Serial number: 33af1e6a711a9a0bb2864b11d09fae6",
        "Valid from: Thu Aug 01 12:00:01 UTC 2013 until: Fri Jan 15 12:00:00 UTC 2038",
        "Not after: 2039-01-15",
    ] {
        assert_eq!(listed(&entry(field)), (2, None), "{field}");
    }
}

#[test]
fn by_text_only_a_bundled_root_is_listed() {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut parameters = rcgen::CertificateParams::default();
    parameters.distinguished_name = rcgen::DistinguishedName::new();
    parameters
        .distinguished_name
        .push(rcgen::DnType::CommonName, "DigiCert Global Root G2");
    let forged = Certificate::from_der(parameters.self_signed(&key).unwrap().der()).unwrap();
    let list = read("DigiCert Global Root G2\nISRG Root X1\n").unwrap();
    assert_eq!(list.listing(&forged), None);
    assert_eq!(list.named(&forged), Some(0));
    assert_eq!(list.entries_named(&forged.subject).collect::<Vec<_>>(), [0]);
    assert_eq!(list.listing(root(SHA1)).unwrap().strength, Strength::Text);
}

#[test]
fn a_supplied_root_makes_a_lone_print_a_list() {
    let key = rcgen::KeyPair::generate().unwrap();
    let parameters = rcgen::CertificateParams::new(vec!["own.example".into()]).unwrap();
    let own = Certificate::from_der(parameters.self_signed(&key).unwrap().der()).unwrap();
    let text = own.sha1().to_string();
    assert_eq!(read(&text).unwrap_err(), Looks::Unknown);
    let list = TrustList::read(text.as_bytes(), Source::File("x".into()), &[&own]).unwrap();
    assert_eq!(list.listing(&own).unwrap().strength, Strength::Sha1);
    assert_eq!((list.resolved(&[]), list.resolved(&[&own])), (0, 1));
}

#[test]
fn an_entry_of_a_key_is_no_trusted_one() {
    let text = format!(
        "a, Dec 1, 2017, PrivateKeyEntry,\nCertificate fingerprint (SHA1): {SHA1}\nb, Dec 1, 2017, trustedCertEntry,\nCertificate fingerprint (SHA1): {OTHER_SHA1}\n"
    );
    assert_eq!(listed(&text), (1, None));
}

#[test]
fn a_list_with_a_login_form_or_an_error_in_it_is_still_read() {
    let around = |rows: &str| {
        format!(
            "<html><head><title>Login | error</title></head><body><form><input type=password></form><p>An error has occurred? Log in to Salesforce.</p>{rows}</body></html>"
        )
    };
    assert_eq!(
        listed(&around(&format!("<table><tr><td>a<td>{SHA1}</table>"))),
        (1, Some(Strength::Sha1))
    );
    assert_eq!(read(&around("")).unwrap_err(), Looks::Login);
}

#[test]
fn a_broken_certificate_amid_others_is_said_and_at_the_end_cuts_the_list() {
    let (first, second) = (pem(root(SHA1)), pem(root(OTHER_SHA1)));
    let broken = first.replacen("MII", "!II", 1);
    let list = read(&format!("{broken}{first}{second}")).unwrap();
    assert_eq!((list.entries().len(), list.notes().len()), (2, 1));
    let cut: String = second.chars().take(500).collect();
    assert_eq!(
        read(&format!("{first}{cut}")).unwrap_err(),
        Looks::Truncated
    );
    assert_eq!(
        read(&format!("<pre>{first}{cut}</pre>")).unwrap_err(),
        Looks::Truncated
    );
    assert_eq!(read(&format!("{cut}{first}")).unwrap().notes().len(), 1);
}

#[test]
fn tables_with_other_columns_give_alias_and_print() {
    let list = read(&format!("<table><caption>Roots</caption><tr><th>#<th>Common Name<th>Organization<th>Country<th>Expires<th>Thumbprint<tr><td>1<td>DigiCert Global Root G2<td>DigiCert Inc<td>US<td>1/15/2038<td>{SHA1}</table>")).unwrap();
    let entry = &list.entries()[0];
    assert_eq!(entry.subject.as_deref(), Some("DigiCert Global Root G2"));
    assert_eq!(
        (&entry.alias, entry.not_after.as_deref()),
        (&None, Some("1/15/2038"))
    );
    assert_eq!(list.entries().len(), 1);
}

#[test]
fn a_serial_number_without_a_header_is_no_print() {
    let serial = root(SHA1).serial_hex();
    assert_eq!(serial.len(), 32);
    let text = format!(
        "<table><tr><td>CN=DigiCert Global Root G2, C=US<td>{serial}<tr><td>CN=ISRG Root X1, C=US<td>{}</table>",
        bundled_serial("ISRG Root X1")
    );
    assert_eq!(listed(&text), (2, Some(Strength::Text)));
}

fn bundled_serial(name: &str) -> String {
    let mut roots = bundled::roots().iter();
    roots
        .find(|root| root.subject.attribute("CN") == Some(name))
        .unwrap()
        .serial_hex()
}

#[test]
fn names_alone_are_read_amid_other_text() {
    for text in [
        "<html><body><p>Welcome<p>Home<p>Setup<p>About us<p>Trusted:<p>DigiCert Global Root G2<p>ISRG Root X1</body></html>",
        "<select><option>DigiCert Global Root G2<option>ISRG Root X1</select>",
        "1. DigiCert Global Root G2\n2. ISRG Root X1\n",
        "<p>DigiCert Global Root G2<br>ISRG Root X1<br></p>",
        "  * DigiCert Global Root G2\n\n  * ISRG Root X1\n",
    ] {
        assert_eq!(listed(text), (2, Some(Strength::Text)), "{text}");
    }
    for text in [
        "<ul><li>Home<li>Products</ul>",
        "DigiCert Inc\nAmazon\n",
        "Root CA\nTrusted Root\n",
    ] {
        assert_eq!(read(text).unwrap_err(), Looks::Unknown, "{text}");
    }
}

#[test]
fn certutil_and_trust_list_are_read() {
    let text = format!(
        "================ Certificate 0 ================\nSerial Number: 033af1e6a711a9a0bb2864b11d09fae5\nIssuer:\n    CN=DigiCert Global Root G2\n    OU=www.digicert.com\n    O=DigiCert Inc\n    C=US\nSubject:\n    CN=DigiCert Global Root G2\n    OU=www.digicert.com\n    O=DigiCert Inc\n    C=US\nCert Hash(sha1): {SHA1}\n"
    );
    assert_eq!(listed(&text), (1, Some(Strength::Sha1)));
    let text = "pkcs11:id=%4E%22;type=cert\n    type: certificate\n    label: DigiCert Global Root G2\n    trust: anchor\n    category: authority\n\npkcs11:id=%79;type=cert\n    type: certificate\n    label: ISRG Root X1\n    trust: anchor\n";
    assert_eq!(listed(text), (2, Some(Strength::Text)));
}

#[test]
fn every_bundled_root_is_read_back_from_the_bundled_list() {
    let bundled = TrustList::bundled();
    assert_eq!(bundled.with_certificate(), bundled::roots().len());
    assert_eq!(bundled.sha256(), None);
    let text: String = bundled.certificates().map(|(_, root)| pem(root)).collect();
    let list = read(&text).unwrap();
    assert_eq!(list.entries().len(), bundled::roots().len());
    let names: Vec<String> = bundled::roots()
        .iter()
        .map(|root| root.subject.to_string())
        .collect();
    let list = read(&names.join("\n")).unwrap();
    assert_eq!(list.resolved(&[]), bundled::roots().len());
}
