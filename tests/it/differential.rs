//! Generated chains, judged by this program, OpenSSL, Java's PKIX and pyca/cryptography.
//!
//! Every difference must belong to a class of `classes.rs`, which looks at what the chain was made to
//! be and at both verdicts. 500 chains always;
//! `SFMTLS_ALL_CHAINS=1 PATH=VENV/bin:$PATH cargo test --test it differential -- --nocapture` judges
//! 5,000 and writes `docs/differential.md`. VENV is a Python with `cryptography`, the judge that is
//! left out where it is not installed.

mod classes;
mod counts;
mod drawn;
mod pyca;

use std::fs;
use std::path::Path;

use serde_json::json;
use sfmtls::Time;
use tempfile::TempDir;

use crate::judges::{java, openssl};
use crate::support::made::Made;
use crate::support::made::chain::{Certificates, pem};
use crate::support::made::keys::Keys;
use crate::support::parallel;
use crate::support::program::root;
use crate::support::shared::{Case, leave_out};
use crate::support::verdict::Verdict;
use classes::Judge;
use counts::Counts;
use drawn::Dice;

const SEED: u64 = 20_261_124;

/// The moment at which all are judged.
const AT: &str = "2026-11-24T12:00:00Z";

/// A generated chain and this program's verdict.
struct Generated {
    made: Made,
    case: Case,
    ours: Verdict,
}

#[test]
fn each_difference_from_another_judge_is_of_a_class_with_a_reason() {
    let is_whole = std::env::var_os("SFMTLS_ALL_CHAINS").is_some_and(|value| value == "1");
    let folder = TempDir::new().unwrap();
    let all = generate(folder.path(), if is_whole { 5_000 } else { 500 });
    let cases: Vec<_> = all.iter().map(|generated| &generated.case).collect();
    let mut pages = Vec::new();
    let mut unexplained = Vec::new();
    for (judge, verdicts) in [
        (Judge::OpenSsl, openssl::judge(&cases)),
        (Judge::Java, java::judge(&cases)),
        (Judge::Pyca, pyca::judge(&cases)),
    ] {
        match verdicts {
            Some(verdicts) => {
                let counts = Counts::of(judge, &all, &verdicts, &mut unexplained);
                pages.push(counts.to_string());
            }
            // It is in none of Debian's packages in a version with a client verifier.
            None if judge == Judge::Pyca => println!("left out: there is no {}", judge.name()),
            None => leave_out(&format!("there is no {}", judge.name())),
        }
    }
    println!("{}", pages.join("\n"));
    assert!(unexplained.is_empty(), "{}", counts::grouped(&unexplained));
    if is_whole {
        assert_eq!(pages.len(), 3, "docs/differential.md wants every judge");
        let page = counts::page(all.len(), SEED, &pages);
        fs::write(root().join("docs/differential.md"), page).unwrap();
    }
}

/// So many chains, in a folder each, judged.
fn generate(folder: &Path, count: usize) -> Vec<Generated> {
    let keys = Keys::new();
    let mut dice = Dice::new(SEED);
    let at = Time::parse(AT).unwrap();
    let written: Vec<_> = (0..count)
        .map(|number| {
            let made = Made::draw(&mut dice, at);
            let case = write(folder, number, &Certificates::of(&made, &keys));
            (made, case)
        })
        .collect();
    let verdicts = parallel::each(&written, |(_, case)| Verdict::in_process(case));
    written
        .into_iter()
        .zip(verdicts)
        .map(|((made, case), ours)| Generated { made, case, ours })
        .collect()
}

fn write(folder: &Path, number: usize, certificates: &Certificates) -> Case {
    let folder = folder.join(format!("{number:04}"));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("chain.pem"), pem(&certificates.presented)).unwrap();
    fs::write(folder.join("roots.pem"), pem(&certificates.roots)).unwrap();
    let facts = json!({ "validation_time": AT, "n_roots": certificates.roots.len() });
    fs::write(folder.join("case.json"), facts.to_string()).unwrap();
    Case::read(&folder)
}
