//! Chains made to cost much: each ends soon, and says at which bound.
//!
//! They are written below `CARGO_TARGET_TMPDIR/hostile`, so that a release build can be measured.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, PublicKeyData, SigningKey,
};
use serde_json::Value;

use crate::support::program::run;

/// What a debug build may take on a busy machine; a release build takes a tenth of it.
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn many_cross_signed_issuers_of_one_name_end_at_a_bound() {
    let keys: Vec<_> = (0..16).map(|_| key()).collect();
    let mut chain = vec![leaf(&issuer("CN loop", &keys[0]))];
    for (number, subject) in (0..).zip(&keys) {
        for by in keys
            .iter()
            .filter(|by| by.serialize_der() != subject.serialize_der())
        {
            let policies = extension(CERTIFICATE_POLICIES, &sequence(&[&policy(number)]));
            chain.push(ca(
                "CN loop",
                subject,
                &issuer("CN loop", by),
                vec![policies],
            ));
        }
    }
    let reason = judged("cross-signed", &chain, &root());
    assert!(
        reason.contains("more than 100 signatures to verify"),
        "{reason}"
    );
}

#[test]
fn thousands_of_name_constraints_and_names_end_at_a_bound() {
    let bases: Vec<_> = (0..8000)
        .map(|number| {
            tlv(
                0x30,
                &tlv(0x82, format!("x{number}.example.com").as_bytes()),
            )
        })
        .collect();
    let constraints = sequence(&[&tlv(0xa1, &bases.concat())]);
    let names: Vec<_> = (0..8000)
        .map(|number| tlv(0x82, format!("y{number}.example.com").as_bytes()))
        .collect();
    let reason = judged_below(
        "name-constraints",
        vec![extension(NAME_CONSTRAINTS, &constraints)],
        vec![extension(SUBJECT_ALT_NAME, &tlv(0x30, &names.concat()))],
    );
    assert!(
        reason.contains("more than 2097152 comparisons of names with name constraints"),
        "{reason}"
    );
}

#[test]
fn long_directory_names_count_by_their_length() {
    let directory = |number: u32| {
        let organisation = sequence(&[
            &oid(&[0x55, 4, 10]),
            &tlv(0x0c, format!("{}{number}", "o".repeat(2000)).as_bytes()),
        ]);
        tlv(0xa4, &sequence(&[&tlv(0x31, &organisation)]))
    };
    let bases: Vec<_> = (0..450)
        .map(|number| tlv(0x30, &directory(number)))
        .collect();
    let constraints = sequence(&[&tlv(0xa1, &bases.concat())]);
    let names: Vec<_> = (1000..1450).map(directory).collect();
    let reason = judged_below(
        "directory-names",
        vec![extension(NAME_CONSTRAINTS, &constraints)],
        vec![extension(SUBJECT_ALT_NAME, &tlv(0x30, &names.concat()))],
    );
    assert!(
        reason.contains("comparisons of names with name constraints"),
        "{reason}"
    );
}

/// Each of ten policies is mapped to all ten at every step: a policy tree would have 10^20 nodes.
#[test]
fn policy_mappings_that_blow_up_a_tree_are_judged() {
    let (chain, list) = mapping_tower(10, 20);
    assert_eq!(judged("policy-mappings", &chain, &list), "trusted");
}

#[test]
fn too_many_policies_end_at_a_bound() {
    let (chain, list) = mapping_tower(110, 20);
    let reason = judged("many-policies", &chain, &list);
    assert!(
        reason.contains("more than 200000 certificate policies to read"),
        "{reason}"
    );
}

/// Names as long as they can be, equal only after normalising, in the chain and beside it.
#[test]
fn long_names_are_normalised_once() {
    let long = |name: &str, number: usize| format!("{name}{}{number}", "\u{e9}".repeat(16_000));
    let top = key();
    let list = root_of("root", &top);
    let (mut by, mut chain) = (issuer("root", top), Vec::new());
    for number in 0..14 {
        let own = key();
        chain.insert(0, ca(&long("ca", number), &own, &by, Vec::new()));
        by = issuer(&long("CA", number), own);
    }
    chain.insert(0, end_entity(&by, Vec::new()));
    let stranger = key();
    let strangers =
        (0..150).map(|number| ca(&long("stranger", number), &stranger, &by, Vec::new()));
    chain.extend(strangers);
    assert_eq!(judged("long-names", &chain, &list), "trusted");
}

/// A chain of so many issuers, each of which maps every policy to every one.
fn mapping_tower(policies: u32, issuers: usize) -> (Vec<String>, String) {
    let all: Vec<_> = (0..policies).map(policy).collect();
    let asserted = extension(CERTIFICATE_POLICIES, &tlv(0x30, &all.concat()));
    let pairs = (0..policies).flat_map(|from| {
        (0..policies).map(move |to| sequence(&[&policy_oid(from), &policy_oid(to)]))
    });
    let mapped = extension(
        POLICY_MAPPINGS,
        &tlv(0x30, &pairs.collect::<Vec<_>>().concat()),
    );
    let demanded = extension(POLICY_CONSTRAINTS, &sequence(&[&tlv(0x80, &[0])]));
    let top = key();
    let list = root_of("root", &top);
    let (mut by, mut chain) = (issuer("root", top), Vec::new());
    for number in 0..issuers {
        let own = key();
        let name = format!("issuer {number}");
        let extensions = vec![asserted.clone(), mapped.clone(), demanded.clone()];
        chain.insert(0, ca(&name, &own, &by, extensions));
        by = issuer(&name, own);
    }
    chain.insert(0, end_entity(&by, vec![asserted]));
    (chain, list)
}

/// What is said of a leaf with `own` extensions below an issuer with these.
fn judged_below(name: &str, issuers: Vec<CustomExtension>, own: Vec<CustomExtension>) -> String {
    let (top, middle) = (key(), key());
    let intermediate = ca("issuer", &middle, &issuer("root", &top), issuers);
    let leaf = end_entity(&issuer("issuer", &middle), own);
    judged(name, &[leaf, intermediate], &root_of("root", &top))
}

/// The reason of `unsupported-path`, or the status where it does not fire.
fn judged(name: &str, chain: &[String], list: &str) -> String {
    let write = |end: &str, text: &str| {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{name}{end}"));
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (chain, list) = (write(".pem", &chain.concat()), write(".roots.pem", list));
    let begun = Instant::now();
    let output = run(&[
        "check",
        "--format",
        "json",
        "--at",
        "2026-11-24",
        "--trust-list",
        &list,
        &chain,
    ]);
    assert!(begun.elapsed() < LIMIT, "{name}: {:?}", begun.elapsed());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let submission = &report["submissions"][0];
    let findings = submission["findings"].as_array().unwrap();
    let undecided = findings.iter().find(|it| it["rule"] == "unsupported-path");
    let word = undecided.map_or(&submission["chain"]["status"], |it| &it["message"]);
    word.as_str().unwrap().to_owned()
}

const NAME_CONSTRAINTS: &[u64] = &[2, 5, 29, 30];
const SUBJECT_ALT_NAME: &[u64] = &[2, 5, 29, 17];
const CERTIFICATE_POLICIES: &[u64] = &[2, 5, 29, 32];
const POLICY_MAPPINGS: &[u64] = &[2, 5, 29, 33];
const POLICY_CONSTRAINTS: &[u64] = &[2, 5, 29, 36];

fn extension(oid: &[u64], value: &[u8]) -> CustomExtension {
    let mut extension = CustomExtension::from_oid_content(oid, value.to_vec());
    extension.set_criticality(true);
    extension
}

/// `PolicyInformation` of the policy with this number.
fn policy(number: u32) -> Vec<u8> {
    sequence(&[&policy_oid(number)])
}

/// 1.3.6.1.4.1.9999.N
fn policy_oid(number: u32) -> Vec<u8> {
    let low = [0x80 | byte(number >> 7), byte(number & 0x7f)];
    oid(&[&[0x2b, 6, 1, 4, 1, 0xce, 0x0f][..], &low].concat())
}

fn oid(contents: &[u8]) -> Vec<u8> {
    tlv(0x06, contents)
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

fn tlv(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len().to_be_bytes();
    let long = length.into_iter().skip_while(|byte| *byte == 0);
    let long: Vec<_> = long.collect();
    let head = match long[..] {
        [] => vec![tag, 0],
        [short @ 0..=0x7f] => vec![tag, short],
        _ => [&[tag, 0x80 | byte(long.len())], &long[..]].concat(),
    };
    [&head, contents].concat()
}

fn byte(number: impl TryInto<u8, Error: std::fmt::Debug>) -> u8 {
    number.try_into().unwrap()
}

fn key() -> KeyPair {
    KeyPair::generate().unwrap()
}

fn parameters(name: &str) -> CertificateParams {
    let mut parameters = CertificateParams::default();
    parameters
        .distinguished_name
        .push(DnType::OrganizationName, "Hostile");
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters
}

fn issuer<S: SigningKey>(name: &str, key: S) -> Issuer<'static, S> {
    Issuer::new(ca_parameters(name, Vec::new()), key)
}

fn ca_parameters(name: &str, extensions: Vec<CustomExtension>) -> CertificateParams {
    let mut parameters = parameters(name);
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    parameters.custom_extensions = extensions;
    parameters
}

fn ca(
    name: &str,
    own: &impl PublicKeyData,
    by: &Issuer<'_, impl SigningKey>,
    extensions: Vec<CustomExtension>,
) -> String {
    ca_parameters(name, extensions)
        .signed_by(own, by)
        .unwrap()
        .pem()
}

fn root_of(name: &str, key: &KeyPair) -> String {
    ca_parameters(name, Vec::new())
        .self_signed(key)
        .unwrap()
        .pem()
}

fn root() -> String {
    root_of("another", &key())
}

fn leaf(by: &Issuer<'_, impl SigningKey>) -> String {
    end_entity(by, Vec::new())
}

fn end_entity(by: &Issuer<'_, impl SigningKey>, extensions: Vec<CustomExtension>) -> String {
    let mut parameters = parameters("leaf");
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    parameters.custom_extensions = extensions;
    parameters.signed_by(&key(), by).unwrap().pem()
}
