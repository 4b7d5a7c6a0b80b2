//! `--save`: what is kept gives the same findings.

use std::fs;
use std::path::PathBuf;

use sfmtls::container::{self, Passwords};
use sfmtls::{Certificate, Submission};

use super::{Folder, list, report, roots};
use crate::support::in_process::{self, judge};
use crate::support::program::root;

/// A fixture that is judged against a list of its own.
struct Case {
    name: String,
    bytes: Vec<u8>,
    now: String,
    trust: PathBuf,
}

/// Every PEM fixture whose preamble names a list.
fn cases() -> Vec<Case> {
    let folders = fs::read_dir(root().join("fixtures")).unwrap();
    let folders = folders
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files.map(|entry| entry.unwrap().path());
    files.filter_map(|path| case(&path)).collect()
}

fn case(path: &PathBuf) -> Option<Case> {
    let bytes = fs::read(path).ok()?;
    let text = String::from_utf8(bytes.clone()).ok()?;
    if !text.contains("-----BEGIN CERTIFICATE-----") {
        return None;
    }
    let header = |name: &str| {
        let mut lines = text.lines().take_while(|line| !line.starts_with("-----"));
        lines
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim().to_owned())
    };
    Some(Case {
        name: path.display().to_string(),
        now: header("Now:")?,
        trust: root().join("fixtures").join(header("Trust:")?),
        bytes,
    })
}

fn supplied(bytes: &[u8]) -> Vec<Certificate> {
    let contents = container::read(bytes, &Passwords::default()).unwrap();
    let submission = Submission::of("file", contents).unwrap();
    let certificates = submission.chain.certificates();
    certificates
        .map(|(_, certificate)| certificate.clone())
        .collect()
}

#[test]
fn every_case_has_the_same_findings_against_its_saved_list() {
    let mut lists = std::collections::BTreeSet::new();
    for case in cases() {
        let own = supplied(&case.bytes);
        let own: Vec<&Certificate> = own.iter().collect();
        let read = |bytes: &[u8]| {
            let source = sfmtls::trust::Source::File("list".into());
            sfmtls::TrustList::read(bytes, source, &own)
        };
        let first = read(&fs::read(&case.trust).unwrap()).unwrap();
        let saved = first
            .save(&own)
            .unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert!(saved.notes.is_empty(), "{}: {:?}", case.name, saved.notes);
        let again = read(saved.text.as_bytes());
        let again = again.unwrap_or_else(|error| panic!("{}: {error}\n{}", case.name, saved.text));
        let judged = |list| in_process::json(judge(&case.bytes, list, &case.now));
        assert_eq!(judged(&first), judged(&again), "{}", case.name);
        lists.insert(case.trust);
    }
    assert!(lists.len() > 20, "{}", lists.len());
}

#[test]
fn the_saved_file_is_read_again_with_the_same_strength() {
    let folder = Folder::new();
    for name in [
        "pem-comments.pem",
        "keytool-v-de.txt",
        "table.html",
        "table-md5.html",
        "names.txt",
    ] {
        let file = folder.path("saved");
        let first = report(&["--trust-list", &list(name), "--save", &file]);
        let again = report(&["--trust-list", &file]);
        assert_eq!(first["roots"], again["roots"], "{name}");
        for count in ["entries", "with_certificate", "resolved"] {
            assert_eq!(
                first["trust_list"][count], again["trust_list"][count],
                "{name}"
            );
        }
    }
}

/// Contract, section 6: never more than the list gives.
#[test]
fn no_certificate_is_saved_that_the_list_does_not_hold() {
    let folder = Folder::new();
    let file = folder.path("saved");
    report(&["--trust-list", &list("keytool-sha1.txt"), "--save", &file]);
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        !text.contains("BEGIN") && !text.contains("SHA256") && !text.contains("CN="),
        "{text}"
    );
    report(&["--trust-list", &list("pem-comments.pem"), "--save", &file]);
    let text = fs::read_to_string(&file).unwrap();
    assert_eq!(text.matches("-----BEGIN CERTIFICATE-----").count(), 4);
}

#[test]
fn a_search_leaves_what_is_saved_whole() {
    let folder = Folder::new();
    let file = folder.path("saved");
    report(&[
        "--trust-list",
        &list("pem.pem"),
        "--search",
        "isrg",
        "--save",
        &file,
    ]);
    assert_eq!(report(&["--trust-list", &file])["trust_list"]["entries"], 4);
}

#[test]
fn a_file_that_cannot_be_written_is_as_it_was() {
    let folder = Folder::new();
    let file = folder.file("kept", "as it was");
    let output = roots(&["--trust-list", "no-such-file", "--save", &file]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&file).unwrap(), "as it was");
}
