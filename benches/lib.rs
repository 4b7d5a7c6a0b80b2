//! What the benches share. What is measured stands in each: `certificate.rs`, `page.rs`,
//! `judge.rs`, `render.rs`.
//!
//! `cargo bench --manifest-path benches/Cargo.toml`. The numbers are for comparing two versions in
//! one run on one machine; what a leaf costs beside its signature, and beside other programs, is
//! measured with the program itself, on what `leaves.py` makes.

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};
use sfmtls::container::{self, Passwords};
use sfmtls::{Submission, Time};

/// A real chain: the end entity and one intermediate, whose root is Mozilla's.
pub const CHAIN_OF_TWO: &[u8] = include_bytes!("../fixtures/real/python.org.pem");
/// A real chain: the end entity and two intermediates.
pub const CHAIN_OF_THREE: &[u8] = include_bytes!("../fixtures/real/a2z.com.pem");
/// The roots of both.
pub const ROOTS: &[u8] =
    include_bytes!("../fixtures/trust-lists/pki/globalsign-r3-and-digicert-g2.pem");

/// The moment at which everything is judged.
pub fn now() -> Time {
    Time::parse("2026-11-24").expect("a day")
}

/// The submission that a PEM file is.
pub fn submission(pem: &[u8]) -> Submission {
    let contents = container::read(pem, &Passwords::default()).expect("a PEM chain");
    Submission::of("chain.pem", contents).expect("a certificate")
}

/// A root, PEM, and so many PEM files of an end entity that passes and its issuer, all below that
/// root; keys are P-256, whose signatures are made fast.
pub fn leaves(count: usize) -> (String, Vec<String>) {
    let key = || KeyPair::generate().expect("a key");
    let root = CertifiedIssuer::self_signed(authority("root"), key()).expect("a root");
    let issuer = CertifiedIssuer::signed_by(authority("issuer"), key(), &root).expect("an issuer");
    let leaf_key = key();
    let leaf = |number: usize| {
        let mut params = named(&format!("client {number}"));
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        let leaf = params.signed_by(&leaf_key, &issuer).expect("a leaf");
        leaf.pem() + &issuer.pem()
    };
    (root.pem(), (0..count).map(leaf).collect())
}

fn authority(name: &str) -> CertificateParams {
    let mut params = named(name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.distinguished_name.push(DnType::CommonName, name);
    params.use_authority_key_identifier_extension = true;
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 12, 31);
    params
}
