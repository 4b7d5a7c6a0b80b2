//! The rules that need a second input: a key, what is uploaded, a server's certificate, a list.

mod server;

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CertifiedIssuer, DnType,
    ExtendedKeyUsagePurpose, IsCa, KeyIdMethod, KeyPair, KeyUsagePurpose, RevocationReason,
    RevokedCertParams, SerialNumber, date_time_ymd,
};

use crate::certificate::{Sha256, Time};
use crate::chrome::{PolicyVersion, RootStore};
use crate::key::PrivateKey;
use crate::path::{Chain, Presented};
use crate::report::{Finding, Selection, Severity, Verdict, evaluate};
use crate::revocation::Crl;
use crate::submission::{Against, Server, Submission};
use crate::trust::{Source, TrustList};
use crate::upload::Uploaded;
use crate::{container, rules};

type Issuer = CertifiedIssuer<'static, KeyPair>;

const AT: &str = "2026-11-24";

fn params(name: &str, serial: u64) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.serial_number = Some(SerialNumber::from(serial));
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 5, 1);
    params.not_after = date_time_ymd(2027, 5, 1);
    params
}

fn ca(name: &str, serial: u64) -> CertificateParams {
    let mut params = params(name, serial);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn root(name: &str) -> Issuer {
    CertifiedIssuer::self_signed(ca(name, 1), KeyPair::generate().unwrap()).unwrap()
}

fn below(name: &str, serial: u64, issuer: &Issuer) -> Issuer {
    CertifiedIssuer::signed_by(ca(name, serial), KeyPair::generate().unwrap(), issuer).unwrap()
}

/// A client's certificate, PEM, and its key.
fn client(issuer: &Issuer, change: impl FnOnce(&mut CertificateParams)) -> (String, KeyPair) {
    let mut params = params("client", 0xc0_ffee);
    params.is_ca = IsCa::ExplicitNoCa;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    (params.signed_by(&key, issuer).unwrap().pem(), key)
}

/// A list of 2026-11-01 to 2026-12-01 with these serial numbers and days of November.
fn crl(issuer: &Issuer, revoked: &[(u64, u8)]) -> Vec<Crl> {
    let entry = |(serial, day): &(u64, u8)| RevokedCertParams {
        serial_number: SerialNumber::from(*serial),
        revocation_time: date_time_ymd(2026, 11, *day),
        reason_code: Some(RevocationReason::Superseded),
        invalidity_date: None,
    };
    let params = CertificateRevocationListParams {
        this_update: date_time_ymd(2026, 11, 1),
        next_update: date_time_ymd(2026, 12, 1),
        crl_number: SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: revoked.iter().map(entry).collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    };
    Crl::read(params.signed_by(issuer).unwrap().der()).unwrap()
}

/// What one rule says of a client's file against this root.
struct Judge {
    trust: TrustList,
    chrome: RootStore,
    submission: Submission,
}

impl Judge {
    fn new(root: &Issuer, file: &str) -> Self {
        let contents = container::read(file.as_bytes(), &container::Passwords::default()).unwrap();
        Self {
            trust: TrustList::read(root.pem().as_bytes(), Source::File("list".into()), &[])
                .unwrap(),
            chrome: RootStore::stored().clone(),
            submission: Submission::of("client.pem", contents).unwrap(),
        }
    }

    /// Against a store of Chrome's that has this root alone.
    fn with_chrome_root(mut self, root: &Issuer) -> Self {
        let file = format!(
            "# Chrome Root Store\nVersion: 1\n## Trusted Roots\n| sha256 | subject | notBefore | notAfter |\n| - | - | - | - |\n| {} | CN=x | 2026-05-01 | 2027-05-01 |\n",
            Sha256::of(root.der())
        );
        self.chrome = RootStore::read(file.as_bytes(), "root_store.md").unwrap();
        self
    }

    fn ask<'a>(&'a self, rule: &str, change: impl FnOnce(&mut Against<'a>)) -> Verdict {
        let at = Time::parse(AT).unwrap();
        let policy = PolicyVersion::default();
        let mut against = Against::new(&self.trust, &self.chrome, policy, at);
        change(&mut against);
        let judged = evaluate(&self.submission, &against, &Selection::default());
        let mut reports = judged.rules.into_iter();
        reports
            .find(|report| report.rule.id == rule)
            .unwrap()
            .verdict
    }
}

#[track_caller]
fn findings(verdict: Verdict) -> Vec<Finding> {
    match verdict {
        Verdict::Fail(findings) => findings,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn reason(verdict: Verdict) -> String {
    match verdict {
        Verdict::NotApplicable(reason) | Verdict::Unanswered(reason) => reason.into_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_second_input_the_rules_are_not_applicable_and_say_why() {
    let root = root("root");
    let judge = Judge::new(&root, &client(&root, |_| {}).0);
    for (rule, expected) in [
        ("key-mismatch", "no private key given"),
        ("not-uploaded", "what is uploaded was not given"),
        ("shared-public-root", "no server certificate given"),
        (
            "revoked-certificate",
            "no certificate revocation list given; --fetch gets them from the certificates' URLs",
        ),
    ] {
        assert!(rules::Rule::find(rule).is_some());
        assert_eq!(reason(judge.ask(rule, |_| {})), expected);
    }
}

#[test]
fn a_key_that_is_given_or_in_the_file_is_compared() {
    let root = root("root");
    let (pem, key) = client(&root, |_| {});
    let mut judge = Judge::new(&root, &format!("{pem}{}", root.pem()));
    let own = PrivateKey::from_der(key.serialized_der()).unwrap();
    assert_eq!(
        judge.ask("key-mismatch", |against| against.key = Some(&own)),
        Verdict::Pass
    );
    let other = PrivateKey::from_der(root.key().serialized_der()).unwrap();
    let found = findings(judge.ask("key-mismatch", |against| against.key = Some(&other)));
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].severity, found[0].certificate),
        (Severity::Error, Some(0))
    );
    let line = pem.lines().count() + 1;
    let own_certificate = format!("its own certificate is CN=root (line {line})");
    assert!(found[0].notes.contains(&own_certificate), "{found:?}");
    judge.submission.key = Some(other.clone());
    let found = findings(judge.ask("key-mismatch", |against| against.key = Some(&own)));
    assert_eq!(
        found[0].message,
        "the private key in the file is not the certificate's: CN=client"
    );
    let found = findings(judge.ask("key-mismatch", |against| against.key = Some(&other)));
    assert_eq!(found.len(), 2);
}

#[test]
fn what_is_uploaded_is_this_certificate_another_or_one_of_its_serial() {
    let root = root("root");
    let (pem, _) = client(&root, |_| {});
    let (renewed, _) = client(&root, |params| params.serial_number = Some(5.into()));
    let judge = Judge::new(&root, &pem);
    let ask = |bytes: &str| {
        let uploaded = Uploaded::read(bytes.as_bytes(), &container::Passwords::default()).unwrap();
        judge.ask("not-uploaded", |against| {
            against.uploaded = Some(Box::leak(Box::new(uploaded)));
        })
    };
    assert_eq!(ask(&pem), Verdict::Pass);
    let found = findings(ask(&renewed));
    assert_eq!(found[0].severity, Severity::Error);
    assert!(found[0].notes[0].starts_with("serial number: 05 is uploaded, c0ffee is here"));
    let metadata = |serial: &str, issuer: &str| {
        format!(
            "<InboundCertificate><expirationDate>2027-05-01</expirationDate><issuer>{issuer}</issuer><serialId>{serial}</serialId></InboundCertificate>"
        )
    };
    let by_serial = "by serial, not by certificate".to_owned();
    assert_eq!(
        ask(&metadata("12648430", "CN=root")),
        Verdict::PassWith(by_serial.clone())
    );
    match ask(&metadata("12648430", "CN=tree")) {
        Verdict::PassWith(said) => {
            assert!(
                said.starts_with(&by_serial) && said.contains("`CN=tree`"),
                "{said}"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(findings(ask(&metadata("12648431", "CN=root"))).len(), 1);
}

#[test]
fn each_revoked_certificate_below_the_root_is_a_finding() {
    let root = root("root");
    let issuer = below("issuing", 7, &root);
    let file = format!(
        "{}{}{}",
        client(&issuer, |_| {}).0,
        issuer.pem(),
        root.pem()
    );
    let judge = Judge::new(&root, &file);
    let ask = |lists: Vec<Crl>| {
        judge.ask("revoked-certificate", |against| {
            against.crls = Box::leak(lists.into());
        })
    };
    let both = || {
        [
            crl(&issuer, &[(0xc0_ffee, 3)]),
            crl(&root, &[(7, 30), (1, 2)]),
        ]
    };
    let found = findings(ask(both().into_iter().flatten().collect()));
    let told: Vec<_> = found
        .iter()
        .map(|finding| (finding.certificate, finding.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                Some(0),
                "revoked on 2026-11-03T00:00:00Z, reason superseded: CN=client"
            ),
            (
                Some(1),
                "revoked on 2026-11-30T00:00:00Z, reason superseded: CN=issuing"
            ),
        ]
    );
    assert!(found[1].notes[1].starts_with("that is later than 2026-11-24T00:00:00Z"));
    let good = [crl(&issuer, &[(1, 3)]), crl(&root, &[])]
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(ask(good), Verdict::Pass);
    let expected = "no list was given for CN=issuing".to_owned();
    assert_eq!(ask(crl(&issuer, &[])), Verdict::PassWith(expected));
    let stranger = self::root("stranger");
    let nothing = reason(ask(crl(&stranger, &[(0xc0_ffee, 3)])));
    assert_eq!(
        nothing,
        "the CRL of CN=stranger of 2026-11-01T00:00:00Z is of no issuer of the path; no list was given \
         for CN=client; CN=issuing"
    );
}

#[test]
fn a_list_that_does_not_count_is_said_and_another_of_the_same_issuer_may_count() {
    let root = root("root");
    let judge = Judge::new(&root, &client(&root, |_| {}).0);
    let forger = self::root("root");
    let ask = |at: &str, lists: Vec<Crl>| {
        judge.ask("revoked-certificate", |against| {
            against.at = Time::parse(at).unwrap();
            against.crls = Box::leak(lists.into());
        })
    };
    let of_forger = || crl(&forger, &[(0xc0_ffee, 3)]);
    let why = reason(ask(AT, of_forger()));
    assert_eq!(
        why,
        "the CRL of CN=root of 2026-11-01T00:00:00Z does not count: its signature was not made by the key of CN=root"
    );
    let late = reason(ask("2026-12-02", crl(&root, &[(0xc0_ffee, 3)])));
    assert!(
        late.ends_with(
            "it was to be replaced by 2026-12-01T00:00:00Z, before 2026-12-02T00:00:00Z"
        )
    );
    let mut both = of_forger();
    both.extend(crl(&root, &[]));
    // Contract: a list that does not count "is said", whatever another says.
    assert_eq!(ask(AT, both), Verdict::PassWith(why));
    let mut both = of_forger();
    both.extend(crl(&root, &[(0xc0_ffee, 3)]));
    let found = findings(ask(AT, both));
    assert_eq!(found.len(), 1);
    assert!(
        found[0]
            .notes
            .iter()
            .any(|note| note.contains("does not count"))
    );
}

#[test]
fn without_its_issuer_no_list_counts_for_a_certificate() {
    let root = root("root");
    let issuer = below("issuing", 7, &root);
    let judge = Judge::new(&root, &client(&issuer, |_| {}).0);
    let lists = crl(&issuer, &[(0xc0_ffee, 3)]);
    let why = reason(judge.ask("revoked-certificate", |against| against.crls = &lists));
    assert!(
        why.ends_with("its signature cannot be verified without its issuer's certificate"),
        "{why}"
    );
}
