use super::*;
use crate::container::{self, Passwords};
use crate::openssl::openssl;
use crate::submission::Submission;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair,
};

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn params(name: &str, is_ca: bool) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params.is_ca = IsCa::ExplicitNoCa;
    if is_ca {
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    } else {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    }
    params
}

fn root(name: &str) -> Issuer {
    CertifiedIssuer::self_signed(params(name, true), KeyPair::generate().unwrap()).unwrap()
}

fn below(name: &str, issuer: &Issuer) -> Issuer {
    CertifiedIssuer::signed_by(params(name, true), KeyPair::generate().unwrap(), issuer).unwrap()
}

fn leaf(issuer: &Issuer) -> String {
    let key = KeyPair::generate().unwrap();
    params("leaf", false).signed_by(&key, issuer).unwrap().pem()
}

fn bundle(parts: &[&str]) -> Bundle {
    let contents = container::read(parts.concat().as_bytes(), &Passwords::default()).unwrap();
    let chain = Submission::of("x", contents).unwrap().chain;
    Bundle::of(&chain, Time::parse("2026-11-24").unwrap())
}

/// Root, two intermediates and the end entity, PEM.
struct Hierarchy {
    root: String,
    upper: String,
    lower: String,
    leaf: String,
}

fn hierarchy() -> Hierarchy {
    let root = root("root");
    let upper = below("upper", &root);
    let lower = below("lower", &upper);
    Hierarchy {
        root: root.pem(),
        upper: upper.pem(),
        lower: lower.pem(),
        leaf: leaf(&lower),
    }
}

/// What openssl writes for the same certificates, in this order.
fn rewritten(parts: &[&str]) -> String {
    let rewrite = |part: &&str| openssl("x509", part.as_bytes());
    String::from_utf8(parts.iter().flat_map(rewrite).collect()).unwrap()
}

#[test]
fn any_order_becomes_end_entity_first_then_each_issuer_and_no_root() {
    let it = hierarchy();
    for order in [
        [&it.root, &it.leaf, &it.upper, &it.lower],
        [&it.leaf, &it.lower, &it.upper, &it.root],
        [&it.upper, &it.root, &it.lower, &it.leaf],
    ] {
        let parts = order.map(String::as_str);
        let bundle = bundle(&parts);
        assert_eq!(
            bundle.pem(false),
            rewritten(&[&it.leaf, &it.lower, &it.upper])
        );
        let all = rewritten(&[&it.leaf, &it.lower, &it.upper, &it.root]);
        assert_eq!(bundle.pem(true), all);
        assert!(!bundle.is_invalid);
    }
}

#[test]
fn the_issuer_of_the_highest_authority_is_taken_for_the_root() {
    let it = hierarchy();
    let bundle = bundle(&[&it.upper, &it.leaf, &it.lower]);
    assert!(matches!(bundle.top, Top::Taken));
    assert!(
        bundle
            .issuer_of_highest()
            .starts_with("CN=root, key identifier ")
    );
}

#[test]
fn the_end_entitys_own_issuer_and_one_below_another_authority_are_missing() {
    let it = hierarchy();
    for parts in [
        vec![&it.leaf],
        vec![&it.leaf, &it.upper],
        vec![&it.leaf, &it.lower, &it.root],
    ] {
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
        assert!(
            matches!(bundle(&parts).top, Top::Missing),
            "{}",
            parts.len()
        );
    }
}

#[test]
fn an_authority_beside_or_below_the_path_is_no_sign_of_a_gap() {
    let root = root("root");
    let (upper, beside) = (below("upper", &root), below("beside", &root));
    let under = below("under", &upper);
    let leaf = leaf(&upper);
    let bundle = bundle(&[&leaf, &upper.pem(), &beside.pem(), &under.pem()]);
    assert!(matches!(bundle.top, Top::Taken));
}

#[test]
fn an_end_entity_that_is_its_own_issuer_stands_alone() {
    let key = KeyPair::generate().unwrap();
    let own = params("own", false).self_signed(&key).unwrap().pem();
    let bundle = bundle(&[&own]);
    assert!(matches!(bundle.top, Top::SelfSigned));
    assert_eq!(bundle.pem(true), rewritten(&[&own]));
}
