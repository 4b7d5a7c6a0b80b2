//! Every list in `fixtures/trust-lists` gives the same roots, every page in its `not-a-list` none.
//! What is expected stands in the files beside them, by openssl and keytool (`make.py`).

// Tests read the fixtures and look at the clock.
#![allow(clippy::disallowed_methods)]

use std::path::PathBuf;

use super::{Looks, Source, Strength, TrustList, bundled};
use crate::certificate::Certificate;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/trust-lists")
}

fn table(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(folder().join(name)).unwrap();
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
    text.lines().map(fields).collect()
}

pub(super) fn read(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn list(name: &str) -> TrustList {
    let list = TrustList::read(&read(name), Source::File(name.into()), &[]);
    list.unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn strength(name: &str) -> Strength {
    match name {
        "certificate" => Strength::Certificate,
        "sha256" => Strength::Sha256,
        "sha1" => Strength::Sha1,
        "md5" => Strength::Md5,
        "text" => Strength::Text,
        other => panic!("{other}"),
    }
}

/// The certificate with this SHA-256, and openssl's other digests of it.
fn root(sha256: &str) -> &'static Certificate {
    let mut roots = bundled::roots().iter();
    roots
        .find(|root| root.sha256.to_string() == sha256)
        .unwrap()
}

#[test]
fn every_shape_gives_the_same_entries() {
    let mut faults = Vec::new();
    let expected = table("roots.tsv");
    for row in table("index.tsv") {
        let [name, strongest, with_alias, resolved] = row.as_slice() else {
            panic!("{row:?}");
        };
        let read = TrustList::read(&read(name), Source::File(name.clone()), &[]);
        let Ok(list) = read else {
            faults.push(format!("{name}: {}", read.unwrap_err()));
            continue;
        };
        if list.entries().len() != expected.len() {
            faults.push(format!(
                "{name}: {:#?}",
                list.entries()
                    .iter()
                    .map(|entry| (
                        &entry.alias,
                        &entry.subject,
                        entry.sha256,
                        entry.sha1,
                        entry.md5
                    ))
                    .collect::<Vec<_>>()
            ));
            continue;
        }
        for digests in &expected {
            let Some(listing) = list.listing(root(&digests[1])) else {
                faults.push(format!("{name}: no {}: {:?}", digests[0], list.entries()));
                continue;
            };
            if listing.strength != strength(strongest) {
                faults.push(format!("{name}: {:?}", listing.strength));
            }
            let entry = &list.entries()[listing.entry];
            if with_alias == "alias" && entry.alias.as_deref() != Some(&digests[0]) {
                faults.push(format!("{name}: {:?} for {}", entry.alias, digests[0]));
            }
            let given = [
                entry.sha256.map(|digest| digest.to_string()),
                entry.sha1.map(|digest| digest.to_string()),
                entry.md5.map(|digest| digest.to_string()),
            ];
            for (given, digest) in given.iter().zip(&digests[1..]) {
                if given.as_ref().is_some_and(|given| given != digest) {
                    faults.push(format!("{name}: {given:?} is not {digest}"));
                }
            }
        }
        if list.resolved(&[]).to_string() != *resolved {
            faults.push(format!("{name}: {} resolved", list.resolved(&[])));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_list_without_a_root_does_not_list_it() {
    let list = list("without-globalsign-r3.txt");
    let [r3, g2, ..] = &table("roots.tsv")[..] else {
        panic!()
    };
    assert_eq!(list.entries().len(), 3);
    assert_eq!(list.listing(root(&r3[1])), None);
    assert_eq!(list.listing(root(&g2[1])).unwrap().strength, Strength::Sha1);
}

#[test]
fn what_stands_in_a_lists_place_is_told_apart() {
    let mut count = 0;
    for file in std::fs::read_dir(folder().join("not-a-list")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let bytes = read(&format!("not-a-list/{name}"));
        let kind = match name.split(['-', '.']).next().unwrap() {
            "login" => Looks::Login,
            "redirect" => Looks::Redirect,
            "error" => Looks::ErrorPage,
            "proxy" => Looks::ProxyBlock,
            "api" => Looks::ApiError,
            "empty" => Looks::Empty,
            "truncated" => Looks::Truncated,
            "unknown" => Looks::Unknown,
            "other" => Looks::OtherPem,
            other => panic!("{other}"),
        };
        let error = TrustList::read(&bytes, Source::File(name.clone()), &[]).unwrap_err();
        assert_eq!(error.looks_like, kind, "{name}: {error}");
        count += 1;
    }
    assert!(count > 20);
}
