//! A judge that is started once and told of each case in a line.

use std::fmt::Write as _;

use super::SecondVerdict;
use crate::support::program::{fed, other, root};
use crate::support::shared::Case;

/// What this source answers about each case, run by its language's program.
pub fn ask(program: &str, source: &str, cases: &[&Case]) -> Vec<SecondVerdict> {
    let mut manifest = String::new();
    for case in cases {
        let (chain, roots) = (case.chain(), case.roots());
        let (name, chain, roots) = (&case.name, chain.display(), roots.display());
        writeln!(manifest, "{name}\t{chain}\t{roots}\t{}", case.at()).unwrap();
    }
    let mut command = other(program);
    command.arg(root().join(source));
    let output = fed(command, manifest.as_bytes()).unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let verdicts: Vec<_> = text
        .lines()
        .zip(cases)
        .map(|(line, case)| verdict(line, case))
        .collect();
    assert_eq!(verdicts.len(), cases.len());
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
