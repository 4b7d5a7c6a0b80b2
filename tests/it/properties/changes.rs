//! What a change of a good chain does to its verdict.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use sfmtls::TrustList;
use sfmtls::container::Passwords;
use sfmtls::path::PathStatus;
use sfmtls::trust::bundled;

use super::support::{GOOD, cases, fixture, status};
use crate::support::in_process::{NOW, json, judge, list};
use crate::support::program::{program, root};

/// The last bytes of a certificate that an RSA key of 2048 bits has signed are the signature.
const SIGNATURE: usize = 256;

#[test]
fn the_chains_that_are_changed_here_are_good() {
    for good in GOOD {
        assert_eq!(
            status(&good.file(), &good.trust()),
            Some(PathStatus::Trusted),
            "{good:?}"
        );
        let der = good.certificates().concat();
        assert_eq!(
            status(&der, &good.trust()),
            Some(PathStatus::Trusted),
            "{good:?}"
        );
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_chain_with_a_flipped_bit_in_a_signature_is_never_trusted(
        good in select(GOOD), certificate: Index, byte in 0..SIGNATURE, bit in 0..8,
    ) {
        let mut certificates = good.certificates();
        let changed = certificate.index(certificates.len());
        let der = &mut certificates[changed];
        let place = der.len() - SIGNATURE + byte;
        der[place] ^= 1_u8 << bit;
        let status = status(&certificates.concat(), &good.trust());
        prop_assert_ne!(status, Some(PathStatus::Trusted));
    }

    #[test]
    fn a_chain_is_trusted_just_where_its_root_is_listed(
        good in select(&GOOD[..2]), some in subsequence(prints(), 2..40), has_root: bool,
    ) {
        let judged = judge(&good.file(), &TrustList::bundled(), NOW).unwrap();
        let root = judged.anchor.unwrap().certificate.sha256.to_string();
        let mut some: Vec<_> = some.into_iter().filter(|print| *print != root).collect();
        prop_assume!(some.len() > 1);
        if has_root {
            some.insert(some.len() / 2, root);
        }
        let status = status(&good.file(), &list(some.join("\n").as_bytes()).unwrap());
        prop_assert_eq!(status == Some(PathStatus::Trusted), has_root);
    }

    #[test]
    fn text_after_a_chain_changes_no_verdict(good in select(GOOD), text in "[\\PC\n]{0,300}") {
        prop_assume!(!text.contains("-----"));
        let (plain, trust) = (good.file(), good.trust());
        let longer = [&plain[..], text.as_bytes()].concat();
        let before = json(judge(&plain, &trust, NOW));
        prop_assert_eq!(before, json(judge(&longer, &trust, NOW)));
    }

    #[test]
    fn the_order_of_the_certificates_changes_no_status(
        (name, certificates) in select(ordered()).prop_flat_map(|(name, certificates)| {
            (Just(name), Just(certificates).prop_shuffle())
        }),
    ) {
        let trust = list(&fixture("trust-lists/pki/r1.pem")).unwrap();
        let file = fixture(name.to_str().unwrap());
        prop_assert_eq!(status(&file, &trust), status(&certificates.concat(), &trust));
    }
}

/// The SHA-256 of each bundled root.
fn prints() -> Vec<String> {
    bundled::roots()
        .iter()
        .map(|root| root.sha256.to_string())
        .collect()
}

/// Fixtures with several certificates, of which one is plainly the end entity.
fn ordered() -> Vec<(PathBuf, Vec<Vec<u8>>)> {
    let folders = [
        "invalid-path",
        "superfluous-certificate",
        "unordered-chain",
        "untrusted-root",
    ];
    let files = folders.iter().flat_map(|folder| pem_files(folder));
    files
        .filter_map(|name| {
            let contents =
                sfmtls::container::read(&fixture(name.to_str()?), &Passwords::default()).ok()?;
            let certificates = contents.certificates.into_iter().map(|it| it.certificate);
            let certificates: Vec<_> = certificates.collect();
            let leaves = certificates.iter().filter(|it| !it.is_ca()).count();
            let der = certificates
                .into_iter()
                .map(|it| it.der.clone())
                .collect::<Vec<_>>();
            (leaves == 1 && der.len() > 1).then_some((name, der))
        })
        .collect()
}

/// The PEM files of a folder below `fixtures/`, by name.
fn pem_files(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("fixtures").join(folder)).unwrap();
    let names = entries.map(|entry| Path::new(folder).join(entry.unwrap().file_name()));
    let mut names: Vec<_> = names
        .filter(|name| name.extension().is_some_and(|it| it == "pem"))
        .collect();
    names.sort();
    names
}

#[test]
fn the_same_input_gives_the_same_report() {
    let run = || {
        program()
            .args(["check", "--format", "json", "--at", NOW, "fixtures"])
            .output()
            .unwrap()
            .stdout
    };
    let first = run();
    assert!(first.len() > 100_000);
    assert!(first == run(), "two runs over fixtures/ differ");
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn any_certificates_together_give_the_same_report_again(
        some in vec(select(ordered()), 1..6).prop_shuffle(),
    ) {
        let trust = list(&fixture("trust-lists/pki/r1.pem")).unwrap();
        let file = some.into_iter().flat_map(|(_, certificates)| certificates).collect::<Vec<_>>().concat();
        prop_assert_eq!(json(judge(&file, &trust, NOW)), json(judge(&file, &trust, NOW)));
    }
}
