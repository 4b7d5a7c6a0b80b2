//! Every fixture, judged by the program and compared with its preamble; see `fixtures/README.md`.

mod compare;
mod contract;
pub mod preamble;
mod run;

use std::path::Path;
use std::thread;

use serde_json::Value;

use contract::RULES;
use preamble::Case;
use run::{ROOT, sfmtls};

fn all() -> Vec<Case> {
    preamble::all(&Path::new(ROOT).join("fixtures")).unwrap()
}

#[test]
fn the_program_finds_what_each_fixture_says() {
    let cases = all();
    let threads = thread::available_parallelism().map_or(2, Into::into);
    let departures: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = cases
            .chunks(cases.len().div_ceil(threads))
            .map(|share| scope.spawn(move || share.iter().filter_map(judge).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    assert!(
        departures.is_empty(),
        "{} of {} fixtures are judged otherwise:\n\n{}",
        departures.len(),
        cases.len(),
        departures.join("\n")
    );
}

fn judge(case: &Case) -> Option<String> {
    let departures = case.departures();
    let head = format!("{}: {}", case.path.display(), case.title);
    (!departures.is_empty()).then(|| format!("{head}\n    {}\n", departures.join("\n    ")))
}

#[test]
fn every_rule_has_a_fixture_that_fails_and_one_that_passes() {
    let cases = all();
    for (rule, _) in RULES {
        let own = || cases.iter().filter(|case| case.path.starts_with(rule));
        assert!(own().any(|case| case.expects(rule)), "{rule}: none fails");
        let passes = |case: &Case| case.rules.contains(&((*rule).into(), "pass".into()));
        assert!(own().any(passes), "{rule}: none passes");
    }
}

#[test]
fn every_fixture_stands_in_the_folder_of_a_rule_and_speaks_of_rules() {
    let is_rule = |name: &str| RULES.iter().any(|(rule, _)| *rule == name);
    for case in all() {
        let folder = case.path.parent().unwrap().to_str().unwrap().to_owned();
        assert!(folder == "real" || is_rule(&folder), "{folder}");
        let named = case.expected.iter().map(|finding| &finding.rule);
        for rule in named.chain(case.rules.iter().map(|(rule, _)| rule)) {
            assert!(is_rule(rule), "{}: {rule}", case.path.display());
        }
        let contradiction = case.rules.iter().find(|(rule, _)| case.expects(rule));
        assert_eq!(contradiction, None, "{}", case.path.display());
    }
}

#[test]
fn the_program_knows_the_contracts_rules_and_no_other() {
    let arguments = ["rules", "--format", "json"].map(String::from);
    let output = sfmtls(&arguments, &[]);
    let known: Value = serde_json::from_slice(&output.stdout).expect("`sfmtls rules` prints JSON");
    let known = known.as_array().unwrap();
    for (rule, horizon) in RULES {
        let found = known.iter().find(|it| it["id"] == rule);
        let found = found.unwrap_or_else(|| panic!("{rule} is missing"));
        assert_eq!(found["horizon"], horizon, "{rule}");
    }
    for found in known {
        let id = found["id"].as_str().unwrap();
        assert!(RULES.iter().any(|(rule, _)| *rule == id), "{id} is new");
    }
}
