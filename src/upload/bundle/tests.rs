use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};

use super::*;
use crate::path::Presented;

type Issuer = CertifiedIssuer<'static, KeyPair>;

const PYTHON_ORG: &str = include_str!("../../../fixtures/real/python.org.pem");

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 5, 1);
    params.not_after = date_time_ymd(2027, 5, 1);
    params
}

fn authority(name: &str) -> CertificateParams {
    let mut params = params(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

fn below(name: &str, issuer: &Issuer) -> Issuer {
    CertifiedIssuer::signed_by(authority(name), KeyPair::generate().unwrap(), issuer).unwrap()
}

/// Root, upper and lower intermediate, and a client below them.
struct Pki {
    root: Issuer,
    upper: Issuer,
    lower: Issuer,
    client: String,
}

impl Pki {
    fn new() -> Self {
        let root =
            CertifiedIssuer::self_signed(authority("root"), KeyPair::generate().unwrap()).unwrap();
        let upper = below("upper", &root);
        let lower = below("lower", &upper);
        let key = KeyPair::generate().unwrap();
        let client = params("client").signed_by(&key, &lower).unwrap().pem();
        Self {
            root,
            upper,
            lower,
            client,
        }
    }
}

fn bundle(files: &[&str]) -> Bundle {
    let contents = crate::container::read(
        files.concat().as_bytes(),
        &crate::container::Passwords::default(),
    )
    .unwrap();
    let chain = Chain::new(Presented::all(contents.certificates, "file")).unwrap();
    Bundle::of(&chain, Time::parse("2026-11-24").unwrap())
}

fn names(bundle: &Bundle) -> Vec<String> {
    let certificates = bundle.certificates.iter();
    certificates
        .map(|certificate| certificate.subject.attribute("CN").unwrap().to_owned())
        .collect()
}

#[test]
fn any_order_gives_the_end_entity_then_each_issuer_without_the_root() {
    let pki = Pki::new();
    let (root, upper, lower) = (pki.root.pem(), pki.upper.pem(), pki.lower.pem());
    let sorted = bundle(&[&pki.client, &lower, &upper, &root]);
    let shuffled = bundle(&[&root, &upper, &pki.client, &lower]);
    assert_eq!(names(&shuffled), ["client", "lower", "upper"]);
    assert!(matches!(&shuffled.top, Top::Supplied(root) if root.is_self_issued()));
    assert_eq!(sorted.to_pem(false), shuffled.to_pem(false));
    assert_eq!(shuffled.to_pem(false).matches("BEGIN").count(), 3);
    assert_eq!(shuffled.to_pem(true).matches("BEGIN").count(), 4);
}

/// The text is what RFC 7468 writes: the `pem` crate of rcgen is the second source.
#[test]
fn the_file_is_strict_pem_without_comments() {
    let pki = Pki::new();
    let written = bundle(&[&pki.client, &pki.lower.pem(), &pki.upper.pem()]).to_pem(false);
    let expected = [pki.client, pki.lower.pem(), pki.upper.pem()].concat();
    assert_eq!(written, expected.replace("\r\n", "\n"));
}

#[test]
fn a_bundled_root_is_known_though_nobody_supplied_it() {
    let bundle = bundle(&[PYTHON_ORG]);
    assert_eq!(bundle.certificates.len(), 2);
    let Top::Bundled(root) = &bundle.top else {
        panic!("{:?}", bundle.top)
    };
    assert_eq!(root.subject.attribute("CN"), Some("GlobalSign"));
}

/// Contract, `bundle`: "a missing issuer is the end entity's own".
#[test]
fn the_end_entity_alone_lacks_its_issuer() {
    let pki = Pki::new();
    let bundle = bundle(&[&pki.client]);
    let Top::Missing(missing) = &bundle.top else {
        panic!("{:?}", bundle.top)
    };
    assert_eq!(missing.name.to_string(), "CN=lower");
    assert!(missing.key_identifier.is_some());
}

/// Contract, `bundle`: "or one below another supplied CA certificate".
#[test]
fn a_gap_below_a_supplied_authority_is_a_missing_issuer() {
    let pki = Pki::new();
    let middle = below("middle", &pki.lower);
    let key = KeyPair::generate().unwrap();
    let client = params("client").signed_by(&key, &middle).unwrap().pem();
    let bundle = bundle(&[&client, &middle.pem(), &pki.upper.pem()]);
    assert_eq!(names(&bundle), ["client", "middle"]);
    assert!(matches!(&bundle.top, Top::Missing(missing) if missing.name.to_string() == "CN=lower"));
}

/// Contract, `bundle`: "The issuer of the highest supplied CA certificate is taken for the root".
#[test]
fn the_issuer_of_the_highest_authority_is_taken_for_the_root() {
    let pki = Pki::new();
    let bundle = bundle(&[&pki.client, &pki.lower.pem()]);
    assert!(matches!(&bundle.top, Top::Presumed(name) if name.to_string() == "CN=upper"));
}

/// What the missing issuer, or one of the path, issued besides cannot stand above the gap.
#[test]
fn an_authority_beside_or_below_the_path_is_no_sign_of_a_gap() {
    let pki = Pki::new();
    let (beside, under) = (below("beside", &pki.upper), below("under", &pki.lower));
    let (lower, beside, under) = (pki.lower.pem(), beside.pem(), under.pem());
    let presumed = bundle(&[&pki.client, &lower, &beside, &under]);
    assert_eq!(names(&presumed), ["client", "lower"]);
    assert!(matches!(&presumed.top, Top::Presumed(name) if name.to_string() == "CN=upper"));
    let gap = bundle(&[&pki.client, &lower, &beside, &pki.root.pem()]);
    assert!(matches!(gap.top, Top::Missing(_)));
}

/// A supplied root ends the hierarchy, though a cross-certificate could lead on.
#[test]
fn a_cross_certificate_beside_its_own_supplied_root_is_left_out() {
    let pki = Pki::new();
    let other =
        CertifiedIssuer::self_signed(authority("other"), KeyPair::generate().unwrap()).unwrap();
    let cross = authority("root").signed_by(pki.root.key(), &other).unwrap();
    let (lower, upper, root) = (pki.lower.pem(), pki.upper.pem(), pki.root.pem());
    let bundle = bundle(&[&pki.client, &lower, &upper, &cross.pem(), &root]);
    assert_eq!(names(&bundle), ["client", "lower", "upper"]);
    assert!(matches!(&bundle.top, Top::Supplied(root) if root.is_self_issued()));
}

#[test]
fn a_namesake_with_another_key_is_no_issuer() {
    let pki = Pki::new();
    let namesake = CertifiedIssuer::signed_by(
        {
            let mut params = authority("lower");
            // Without an identifier only the signature can tell.
            params.key_identifier_method = rcgen::KeyIdMethod::PreSpecified(Vec::new());
            params
        },
        KeyPair::generate().unwrap(),
        &pki.upper,
    )
    .unwrap();
    let bundle = bundle(&[&pki.client, &namesake.pem(), &pki.upper.pem()]);
    assert_eq!(names(&bundle), ["client"]);
    assert!(matches!(bundle.top, Top::Missing(_)));
}

#[test]
fn a_self_signed_end_entity_stands_alone() {
    let key = KeyPair::generate().unwrap();
    let bundle = bundle(&[&params("own").self_signed(&key).unwrap().pem()]);
    assert_eq!(names(&bundle), ["own"]);
    assert!(matches!(bundle.top, Top::SelfSigned));
}
