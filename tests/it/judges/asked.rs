//! A judge that is started once and told of each case in a line.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::SecondVerdict;
use crate::support::shared::Case;

/// What the program answers about each case.
pub fn ask(program: &mut Command, cases: &[&Case]) -> Vec<SecondVerdict> {
    let mut manifest = String::new();
    for case in cases {
        let (chain, roots) = (case.chain(), case.roots());
        let (name, chain, roots) = (&case.name, chain.display(), roots.display());
        writeln!(manifest, "{name}\t{chain}\t{roots}\t{}", case.at()).unwrap();
    }
    let mut asked = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = asked.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(manifest.as_bytes()));
    let output = asked.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program:?}: {}", output.status);
    let text = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<_> = text
        .lines()
        .zip(cases)
        .map(|(line, case)| verdict(line, case))
        .collect();
    assert_eq!(verdicts.len(), cases.len(), "{program:?}");
    verdicts
}

fn verdict(line: &str, case: &Case) -> SecondVerdict {
    let fields: Vec<_> = line.split('\t').collect();
    assert_eq!(fields[0], case.name);
    match fields[1] {
        "accepts" => SecondVerdict::Accepts,
        _ => SecondVerdict::Refuses(fields[2].to_owned()),
    }
}
