//! Java's PKIX: `Pkix.java`, started once for all cases.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Stdio;

use super::{SecondVerdict, is_version};
use crate::support::program::{other, root};
use crate::support::shared::Case;

/// The verdict on each case; `None` where there is no JDK 17.
pub fn judge(cases: &[&Case]) -> Option<Vec<SecondVerdict>> {
    // A run-time environment alone cannot start a source file.
    if !is_version("javac", "--version", "javac 17.") {
        return None;
    }
    let mut manifest = String::new();
    for case in cases {
        let (chain, roots) = (case.chain(), case.roots());
        let (name, chain, roots) = (&case.name, chain.display(), roots.display());
        writeln!(manifest, "{name}\t{chain}\t{roots}\t{}", case.at()).unwrap();
    }
    let mut java = other("java")
        .arg(root().join("tests/it/judges/Pkix.java"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = java.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(manifest.as_bytes()));
    let output = java.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "java: {}", output.status);
    let text = String::from_utf8(output.stdout).unwrap();
    Some(
        text.lines()
            .zip(cases)
            .map(|(line, case)| verdict(line, case))
            .collect(),
    )
}

fn verdict(line: &str, case: &Case) -> SecondVerdict {
    let fields: Vec<_> = line.split('\t').collect();
    assert_eq!(fields[0], case.name);
    match fields[1] {
        "accepts" => SecondVerdict::Accepts,
        _ => SecondVerdict::Refuses(fields[2].to_owned()),
    }
}
