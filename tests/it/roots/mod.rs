//! `sfmtls roots` (contract, sections 1 and 6).

mod advice;
mod diff;
mod formats;
mod json;
mod leads_to;
mod save;
mod search;

use std::path::PathBuf;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::program::{program, root, run};

/// Runs `roots` with these arguments.
fn roots(arguments: &[&str]) -> Output {
    run(&[&["roots"], arguments].concat())
}

/// What `roots` prints as JSON, and its exit code.
fn asked(arguments: &[&str]) -> (Value, Option<i32>) {
    let output = roots(&[&["--format=json"], arguments].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    let value = serde_json::from_slice(&output.stdout);
    (
        value.unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}")),
        output.status.code(),
    )
}

/// The same, where the exit code is 0.
fn report(arguments: &[&str]) -> Value {
    let (value, code) = asked(arguments);
    assert_eq!(code, Some(0), "{arguments:?}");
    value
}

/// The path of a fixture of the trust lists.
fn list(name: &str) -> String {
    format!("fixtures/trust-lists/{name}")
}

/// One field of every object of an array.
fn fields<'a>(objects: &'a Value, name: &str) -> Vec<&'a Value> {
    objects
        .as_array()
        .unwrap()
        .iter()
        .map(|object| &object[name])
        .collect()
}

/// A folder for what a test writes.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A file with this text.
    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn path(&self, name: &str) -> String {
        let path: PathBuf = self.0.path().join(name);
        path.to_str().unwrap().to_owned()
    }
}

/// The rows of `roots.tsv`: alias, SHA-256, SHA-1 and MD5 by openssl.
fn digests() -> Vec<[String; 4]> {
    let text = std::fs::read_to_string(root().join(list("roots.tsv"))).unwrap();
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    text.lines()
        .map(|line| fields(line).try_into().unwrap())
        .collect()
}

#[test]
fn a_list_that_cannot_be_had_or_understood_is_exit_3() {
    for arguments in [
        &["--trust-list", "no-such-file"][..],
        &["--trust-list", "fixtures/README.md"],
        &["--diff", "no-such-file"],
        &["--diff", "fixtures/trust-lists/not-a-list/login.html"],
        &["--instance", "127.0.0.1:1"],
    ] {
        let output = roots(arguments);
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
        assert!(
            output.stdout.is_empty() && !output.stderr.is_empty(),
            "{arguments:?}"
        );
    }
}

#[test]
fn usage_and_unreadable_files_are_exit_2() {
    for arguments in [
        &["--trust-list", "a", "--instance", "b"][..],
        &["--format", "xml"],
        &["--leads-to", "fixtures/README.md"],
        &["--chrome-root-store", "fixtures/README.md"],
        &["--save", "no-such-folder/list.pem"],
        &["--instance", "http://example.com"],
    ] {
        assert_eq!(roots(arguments).status.code(), Some(2), "{arguments:?}");
    }
    // Where the list fails too, the code is 3, and both faults are told.
    let output = roots(&["--leads-to", "fixtures/README.md", "--trust-list", "none"]);
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("README.md") && said.contains("none"),
        "{said}"
    );
}

#[test]
fn the_instances_own_list_is_fetched() {
    use crate::support::instance;
    let page = std::fs::read(root().join(list("keytool-pre.html"))).unwrap();
    let instance = instance::serving("acme.my.salesforce.com", page);
    let output = program()
        .args(["roots", "--format=json"])
        .args(instance.arguments())
        .env("HTTPS_PROXY", instance.proxy())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["trust_list"]["source"], "instance");
    assert_eq!(
        report["trust_list"]["location"],
        "https://acme.my.salesforce.com/cacerts.jsp"
    );
    assert_eq!(report["roots"].as_array().unwrap().len(), 4);
}

#[test]
fn a_closed_pipe_ends_the_program_silently() {
    let mut child = program()
        .arg("roots")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
