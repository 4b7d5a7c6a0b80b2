//! Lists made by `openssl ca -gencrl`.
#![allow(clippy::disallowed_methods, reason = "openssl ca works on files")]

mod files;

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::openssl::openssl;

/// A CA of `openssl ca` with one certificate.
struct Authority {
    folder: tempfile::TempDir,
    certificate: Certificate,
    issued: Certificate,
}

impl Authority {
    fn new(key: &str, extensions: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (key_file, certificate_file) = (path("ca.key"), path("ca.pem"));
        openssl(&format!("genpkey {key} -out {key_file}"), b"");
        openssl(
            &format!(
                "req -x509 -new -key {key_file} -subj /O=Test/CN=Issuer -days 3650 {extensions} -out {certificate_file}"
            ),
            b"",
        );
        let request = openssl(&format!("req -new -key {key_file} -subj /CN=client"), b"");
        let issued = openssl(
            &format!(
                "x509 -req -CA {certificate_file} -CAkey {key_file} -set_serial 0x00c0ffee -outform DER"
            ),
            &request,
        );
        let certificate = openssl(&format!("x509 -in {certificate_file} -outform DER"), b"");
        Self {
            certificate: Certificate::from_der(&certificate).unwrap(),
            issued: Certificate::from_der(&issued).unwrap(),
            folder,
        }
    }

    fn ordinary() -> Self {
        Self::new("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "")
    }

    /// The PEM of a list of 2026-11-01 to 2026-12-01 with these entries (date and reason as
    /// `openssl ca` keeps them, serial number in hex) and these lines of its extensions.
    fn list(&self, entries: &[(&str, &str)], extensions: &str) -> Vec<u8> {
        let path = |name: &str| self.folder.path().join(name);
        let mut index = String::new();
        for (serial, revoked) in entries {
            writeln!(
                index,
                "R\t301231000000Z\t{revoked}\t{serial}\tunknown\t/CN={serial}"
            )
            .unwrap();
        }
        std::fs::write(path("index"), index).unwrap();
        std::fs::write(path("number"), "01").unwrap();
        let folder = self.folder.path().display();
        let configuration = format!(
            "[ca]\ndefault_ca=a\n[a]\ndatabase={folder}/index\ncrlnumber={folder}/number\n\
             default_md=sha256\ncertificate={folder}/ca.pem\nprivate_key={folder}/ca.key\n\
             [e]\nauthorityKeyIdentifier=keyid\n{extensions}\n"
        );
        std::fs::write(path("configuration"), configuration).unwrap();
        openssl(
            &format!(
                "ca -gencrl -config {folder}/configuration -crlexts e \
                 -crl_lastupdate 20261101000000Z -crl_nextupdate 20261201000000Z"
            ),
            b"",
        )
    }

    /// What one list says of the issued certificate.
    fn ask(&self, list: &[u8], at: &str) -> CrlAnswer {
        let lists = Crl::read(list).unwrap();
        assert_eq!(lists.len(), 1);
        let at = Time::parse(at).unwrap();
        lists[0].status(&self.issued, Some(&self.certificate), at)
    }
}

#[track_caller]
fn why(answer: CrlAnswer) -> String {
    match answer {
        CrlAnswer::DoesNotCount(why) => why,
        other => panic!("{other:?}"),
    }
}

fn time(text: &str) -> Time {
    Time::parse(text).unwrap()
}

#[test]
fn a_certificate_is_found_with_date_and_reason_in_pem_and_der_by_each_kind_of_key() {
    for key in [
        "-algorithm EC -pkeyopt ec_paramgen_curve:P-384",
        "-algorithm RSA -pkeyopt rsa_keygen_bits:2048",
    ] {
        let authority = Authority::new(key, "");
        let entries = [
            ("01", "261010101010Z"),
            ("C0FFEE", "261020101112Z,keyCompromise"),
            ("FF", "261010101010Z"),
        ];
        let list = authority.list(&entries, "");
        let expected = CrlAnswer::Revoked(Revocation {
            date: time("2026-10-20T10:11:12Z"),
            reason: Some("keyCompromise"),
            invalidity_date: None,
        });
        assert_eq!(authority.ask(&list, "2026-11-24"), expected);
        let der = openssl("crl -outform DER", &list);
        assert_eq!(authority.ask(&der, "2026-11-24"), expected);
        assert_eq!(Crl::read(&der).unwrap()[0].entry_count(), 3);
    }
}

/// The reasons as `openssl ca` and `openssl crl -text` name them.
#[test]
fn every_reason_has_its_name() {
    let authority = Authority::ordinary();
    for (kept, reason) in [
        ("261020000000Z", None),
        ("261020000000Z,unspecified", Some("unspecified")),
        ("261020000000Z,CACompromise", Some("cACompromise")),
        (
            "261020000000Z,affiliationChanged",
            Some("affiliationChanged"),
        ),
        ("261020000000Z,superseded", Some("superseded")),
        (
            "261020000000Z,cessationOfOperation",
            Some("cessationOfOperation"),
        ),
        (
            "261020000000Z,holdInstruction,holdInstructionReject",
            Some("certificateHold"),
        ),
    ] {
        let list = authority.list(&[("C0FFEE", kept)], "");
        match authority.ask(&list, "2026-11-24") {
            CrlAnswer::Revoked(revocation) => assert_eq!(revocation.reason, reason, "{kept}"),
            other => panic!("{kept}: {other:?}"),
        }
    }
    let off = authority.list(&[("C0FFEE", "261020000000Z,removeFromCRL")], "");
    assert_eq!(authority.ask(&off, "2026-11-24"), CrlAnswer::Good);
}

#[test]
fn the_day_of_a_compromise_is_read() {
    let authority = Authority::ordinary();
    let list = authority.list(&[("C0FFEE", "261020000000Z,keyTime,20260901120000Z")], "");
    match authority.ask(&list, "2026-11-24") {
        CrlAnswer::Revoked(revocation) => {
            assert_eq!(
                revocation.invalidity_date,
                Some(time("2026-09-01T12:00:00Z"))
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_certificate_that_is_not_listed_is_good_with_and_without_entries() {
    let authority = Authority::ordinary();
    for entries in [
        &[][..],
        &[("C0FFED", "261010101010Z"), ("C0FFEE00", "261010101010Z")],
    ] {
        let list = authority.list(entries, "");
        assert_eq!(authority.ask(&list, "2026-11-24"), CrlAnswer::Good);
    }
}

#[test]
fn dates_count_with_both_ends() {
    let authority = Authority::ordinary();
    let list = authority.list(&[], "");
    for at in ["2026-11-01", "2026-12-01"] {
        assert_eq!(authority.ask(&list, at), CrlAnswer::Good, "{at}");
    }
    let early = why(authority.ask(&list, "2026-10-31T23:59:59Z"));
    assert_eq!(
        early,
        "it was issued on 2026-11-01T00:00:00Z, after 2026-10-31T23:59:59Z"
    );
    let late = why(authority.ask(&list, "2026-12-01T00:00:01Z"));
    assert_eq!(
        late,
        "it was to be replaced by 2026-12-01T00:00:00Z, before 2026-12-01T00:00:01Z"
    );
}

#[test]
fn a_list_of_another_issuer_or_key_does_not_count() {
    let authority = Authority::ordinary();
    let same_name = Authority::ordinary();
    let list = same_name.list(&[("C0FFEE", "261010101010Z")], "");
    assert!(
        why(authority.ask(&list, "2026-11-24")).contains("not made by the key of CN=Issuer,O=Test")
    );
    let lists = Crl::read(&list).unwrap();
    let at = time("2026-11-24");
    assert_eq!(
        lists[0].status(&authority.certificate, None, at),
        CrlAnswer::DoesNotCount(
            "its signature cannot be verified without its issuer's certificate".into()
        )
    );
    let stranger = openssl(
        "req -x509 -newkey ed25519 -nodes -keyout /dev/null -subj /CN=z -outform DER",
        b"",
    );
    let stranger = Certificate::from_der(&stranger).unwrap();
    assert_eq!(
        lists[0].status(&stranger, Some(&stranger), at),
        CrlAnswer::OtherIssuer
    );
}

#[test]
fn a_damaged_signature_or_entry_does_not_count() {
    let authority = Authority::ordinary();
    let good = openssl(
        "crl -outform DER",
        &authority.list(&[("C0FFEE", "261010101010Z")], ""),
    );
    for index in 0..good.len() {
        let mut bytes = good.clone();
        bytes[index] ^= 1;
        let Ok(lists) = Crl::read(&bytes) else {
            continue;
        };
        let at = time("2026-11-24");
        let answer = lists[0].status(&authority.issued, Some(&authority.certificate), at);
        assert!(
            matches!(answer, CrlAnswer::DoesNotCount(_) | CrlAnswer::OtherIssuer),
            "byte {index}: {answer:?}"
        );
        assert!(Crl::read(&good[..index]).is_err());
    }
}

#[test]
fn an_issuer_without_crl_sign_may_not_sign_lists() {
    let authority = Authority::new(
        "-algorithm EC -pkeyopt ec_paramgen_curve:P-256",
        "-addext keyUsage=critical,keyCertSign",
    );
    let list = authority.list(&[], "");
    assert!(why(authority.ask(&list, "2026-11-24")).contains("lacks cRLSign"));
}

#[test]
fn delta_partitioned_and_indirect_lists_are_not_supported() {
    let authority = Authority::ordinary();
    for (extension, word) in [
        ("2.5.29.27=critical,DER:020101", "delta"),
        (
            "issuingDistributionPoint=critical,@i\n[i]\nonlyuser=TRUE",
            "end entities alone",
        ),
        (
            "issuingDistributionPoint=critical,@i\n[i]\nonlyCA=TRUE",
            "CAs alone",
        ),
        (
            "issuingDistributionPoint=critical,@i\n[i]\nonlysomereasons=keyCompromise",
            "some reasons",
        ),
        (
            "issuingDistributionPoint=critical,@i\n[i]\nfullname=URI:http://x.test/1.crl",
            "partitioned",
        ),
        (
            "issuingDistributionPoint=critical,@i\n[i]\nindirectCRL=TRUE",
            "indirect",
        ),
        (
            "1.2.3.4=critical,DER:0500",
            "critical extension that is not known",
        ),
    ] {
        let list = authority.list(&[("C0FFEF", "261010101010Z")], extension);
        let why = why(authority.ask(&list, "2026-11-24"));
        assert!(why.contains(word), "{extension}: {why}");
        // What a partitioned list does list is revoked, whatever it leaves to others.
        let list = authority.list(&[("C0FFEE", "261010101010Z")], extension);
        let answer = authority.ask(&list, "2026-11-24");
        let is_partitioned = extension.starts_with("issuing") && word != "indirect";
        let is_revoked = matches!(answer, CrlAnswer::Revoked(_));
        assert_eq!(is_revoked, is_partitioned, "{extension}: {answer:?}");
    }
    for extension in ["1.2.3.4=DER:0500", "2.5.29.28=critical,DER:3000"] {
        let list = authority.list(&[], extension);
        assert_eq!(
            authority.ask(&list, "2026-11-24"),
            CrlAnswer::Good,
            "{extension}"
        );
    }
}

/// `openssl crl -verify` and `openssl verify -crl_check` as second judges.
#[test]
fn openssl_says_the_same_of_good_revoked_and_forged() {
    let authority = Authority::ordinary();
    let issuer = authority.folder.path().join("ca.pem").display().to_string();
    for (entries, expected) in [
        (&[][..], "OK"),
        (&[("C0FFEE", "261010101010Z")][..], "certificate revoked"),
    ] {
        let list = authority.list(entries, "");
        openssl(&format!("crl -noout -verify -CAfile {issuer}"), &list);
        let path = authority.folder.path().join("list.pem");
        std::fs::write(&path, &list).unwrap();
        let pem = openssl("x509 -inform DER", &authority.issued.der);
        let client = authority.folder.path().join("client.pem");
        std::fs::write(&client, pem).unwrap();
        #[allow(clippy::disallowed_types, reason = "a refusal is no success")]
        let judged = std::process::Command::new("openssl")
            .args([
                "verify",
                "-crl_check",
                "-no_check_time",
                "-CAfile",
                &issuer,
                "-CRLfile",
            ])
            .args([&path, &client])
            .output()
            .unwrap();
        let said = String::from_utf8([judged.stdout, judged.stderr].concat()).unwrap();
        assert!(said.contains(expected), "{said}");
        let is_revoked = matches!(authority.ask(&list, "2026-11-24"), CrlAnswer::Revoked(_));
        assert_eq!(is_revoked, expected != "OK");
    }
}

proptest! {
    /// `revokedCertificates` of any bytes, each as an entry's contents.
    #[test]
    fn any_bytes_as_a_list_or_its_entries_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..60),
    ) {
        let mut entry = Vec::new();
        crate::der::write(&mut entry, crate::der::SEQUENCE, &bytes);
        prop_assert!(Entries::read(&entry).is_none() || bytes.first() == Some(&2));
        prop_assert!(Crl::read(&bytes).is_err());
        prop_assert!(Crl::read(&entry).is_err());
    }
}
