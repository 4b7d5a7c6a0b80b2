//! webpki and the second engine side by side on every chain in reach: where both can judge they agree,
//! or the difference is one of the named classes.
#![allow(clippy::disallowed_methods, reason = "tests read files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use webpki::Error;

use super::judge::Steps;
use super::links::Links;
use super::rfc5280::{self, Work};
use super::{Chain, Presented, candidates, validate};
use crate::certificate::Time;
use crate::container::{self, Passwords};
use crate::memory::Memory;
use crate::trust::{Source, TrustList};

/// The classes in which they differ, as webpki's word and ours, with the reason.
const NAMED: &[(&str, &str)] = &[
    (
        "UnsupportedCriticalExtension / accepts",
        "webpki processes no policies (RFC 5280, section 6.1.3 (d))",
    ),
    (
        "UnsupportedCriticalExtension / undecided",
        "critical where RFC 5280 demands not critical; both leave it",
    ),
    (
        "NameConstraintViolation / accepts",
        "webpki says so of every form but DNS names and IP addresses, and of self-issued issuers",
    ),
    (
        "NameConstraintViolation / undecided",
        "a form that neither processes",
    ),
    (
        "InvalidSignatureForPublicKey / accepts",
        "webpki counts self-issued issuers (section 6.1.4 (l)) and exempts none (6.1.3 (b)); it tries them \
         in every order, and tells of a wrong one",
    ),
    (
        "MaximumPathDepthExceeded / accepts",
        "webpki takes six issuers below the anchor",
    ),
    (
        "MaximumNameConstraintComparisonsExceeded / accepts",
        "webpki stops after 250,000 comparisons, we after 2^21",
    ),
    (
        "UnknownIssuer / accepts",
        "webpki compares names byte for byte (section 7.1)",
    ),
    (
        "UnsupportedCertVersion / accepts",
        "webpki takes version 3 alone",
    ),
    ("BadDerTime / accepts", "webpki takes no date before 1970"),
    (
        "TrailingData / accepts",
        "webpki reads no unique identifiers, and no certificate over 64 KiB",
    ),
    (
        "accepts / refuses",
        "policy constraints and e-mail addresses of a subject bind, and webpki passes over them",
    ),
    (
        "no common moment / accepts",
        "webpki cannot be asked apart from the dates",
    ),
];

/// A chain, the roots to judge it by, and the moment.
struct Case {
    chain: PathBuf,
    roots: PathBuf,
    at: Time,
}

#[test]
fn the_two_engines_agree_or_differ_for_a_named_reason() {
    let mut counts = BTreeMap::<String, Vec<PathBuf>>::new();
    for case in shared("real-chains")
        .chain(shared("key-purposes"))
        .chain(fixtures())
    {
        for class in classes(&case) {
            counts.entry(class).or_default().push(case.chain.clone());
        }
    }
    println!("{:<55} ways", "webpki / rfc5280");
    for (class, ways) in &counts {
        println!("{class:<55} {:>4}", ways.len());
    }
    let is_agreement = |class: &str| {
        class == "accepts / accepts"
            || class.ends_with("refuses")
                && !class.starts_with("accepts")
                && !class.starts_with("no")
    };
    let unnamed: Vec<_> = counts
        .iter()
        .filter(|(class, _)| !is_agreement(class) && NAMED.iter().all(|(named, _)| named != class))
        .collect();
    assert!(unnamed.is_empty(), "{unnamed:#?}");
    assert!(counts["accepts / accepts"].len() > 50);
}

/// What both say of each way that the common checks let through.
fn classes(case: &Case) -> Vec<String> {
    let read = |file: &Path| fs::read(file).unwrap();
    let Ok(contents) = container::read(&read(&case.chain), &Passwords::default()) else {
        return Vec::new();
    };
    let source = Source::File("roots".into());
    let Ok(trust) = TrustList::read(&read(&case.roots), source, &[]) else {
        return Vec::new();
    };
    let presented = Presented::all(contents.certificates, "chain");
    let chain = Chain::new(presented).unwrap();
    let memory = Memory::default();
    let paths = candidates(&chain, &trust, case.at, &memory);
    let judged = paths
        .iter()
        .filter(|path| path.judged_by().is_some() && !path.is_cut());
    judged
        .filter_map(|path| {
            let steps = Steps::new(&chain, path.issuers(), path.anchor());
            let ours = rfc5280::judge(&steps, &Work::new());
            let ours = match (ours.faults.is_empty(), ours.undecided.is_empty()) {
                (false, _) => "refuses",
                (true, false) => "undecided",
                (true, true) => "accepts",
            };
            let theirs = match validate::verdict(&steps, &Links::new(&memory), case.at) {
                Some(Ok(())) => "accepts".to_owned(),
                // An algorithm that webpki is given none for.
                Some(Err(
                    Error::UnsupportedSignatureAlgorithmContext(_)
                    | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_),
                )) => return None,
                Some(Err(error)) => error_word(&error),
                None => "no common moment".to_owned(),
            };
            Some(format!("{theirs} / {ours}"))
        })
        .collect()
}

/// The error's name without what it holds.
fn error_word(error: &Error) -> String {
    let text = format!("{error:?}");
    text.split(['(', ' ']).next().unwrap().to_owned()
}

/// The cases of a shared set; none where they are absent.
fn shared(set: &str) -> impl Iterator<Item = Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/cases")
        .join(set);
    let folders = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path());
    folders.filter_map(|folder| {
        let facts = fs::read(folder.join("case.json")).ok()?;
        let facts: serde_json::Value = serde_json::from_slice(&facts).unwrap();
        Some(Case {
            chain: folder.join("chain.pem"),
            roots: folder.join("roots.pem"),
            at: Time::parse(facts["validation_time"].as_str().unwrap()).unwrap(),
        })
    })
}

/// The fixtures with a list that is PEM.
fn fixtures() -> impl Iterator<Item = Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let folders = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = folders
        .filter(|path| path.is_dir())
        .flat_map(|rule| fs::read_dir(rule).unwrap());
    files.filter_map(move |file| {
        let chain = file.unwrap().path();
        let bytes = fs::read(&chain)
            .ok()
            .filter(|bytes| bytes.starts_with(b"Case:"))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let header = |name: &str| {
            let value = text.lines().find_map(|line| line.strip_prefix(name));
            value.map(|value| value.trim().to_owned())
        };
        Some(Case {
            roots: folder.join(header("Trust:").filter(|trust| trust.contains(".pem"))?),
            at: Time::parse(&header("Now:")?).unwrap(),
            chain,
        })
    })
}
