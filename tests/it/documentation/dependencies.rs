//! `docs/dependencies.md` and README list what `Cargo.toml` asks for, in the versions of `Cargo.lock`.

use std::collections::BTreeSet;
use std::fs;

use toml::{Table, Value};

use crate::support::program::root;

/// A dependency: its crate, the version that is locked, and the features that are asked for.
type Dependency = (String, String, BTreeSet<String>);

#[test]
fn every_direct_dependency_is_audited_in_the_version_that_is_locked() {
    let page = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let (program, tests) = page.split_once("\n## In tests alone\n").unwrap();
    assert_eq!(audited(program, 5), wanted("dependencies"));
    let mut in_tests_alone = wanted("dev-dependencies");
    let is_shared = |name: &str| manifest("Cargo.toml")["dependencies"].get(name).is_some();
    in_tests_alone.retain(|(name, ..)| !is_shared(name));
    assert_eq!(audited(tests, 4), in_tests_alone);
}

#[test]
fn the_readme_says_why_each_dependency_of_the_program_is_there() {
    let readme = super::readme();
    let (_, section) = readme.split_once("\n## Why these dependencies\n").unwrap();
    let cells = section
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let names: BTreeSet<&str> = cells.skip(1).flat_map(|cell| cell.split(", ")).collect();
    let dependencies = wanted("dependencies");
    let wanted: BTreeSet<&str> = dependencies.iter().map(|(name, ..)| &**name).collect();
    assert_eq!(names, wanted);
}

/// `unsafe` is forbidden in all that is ours: the program and its tests, the fuzz targets, the benches.
#[test]
fn unsafe_code_is_forbidden_everywhere() {
    for package in ["Cargo.toml", "fuzz/Cargo.toml", "benches/Cargo.toml"] {
        let lint = &manifest(package)["lints"]["rust"]["unsafe_code"];
        assert_eq!(lint.as_str(), Some("forbid"), "{package}");
    }
}

/// The fuzzers that compile the command must do so with the readers that are shipped.
#[test]
fn the_fuzz_targets_ask_for_what_the_command_asks_for() {
    let (own, fuzz) = (manifest("Cargo.toml"), manifest("fuzz/Cargo.toml"));
    let command = own["features"]["cli"].as_array().unwrap().iter();
    for name in command.map(|feature| feature.as_str().unwrap().strip_prefix("dep:").unwrap()) {
        let asked = [&own, &fuzz].map(|manifest| &manifest["dependencies"][name]);
        let [ours, theirs] = asked.map(|asked| {
            let version = asked.get("version").unwrap_or(asked).as_str().unwrap();
            (version, features(asked))
        });
        assert_eq!(ours, theirs, "{name}");
    }
}

/// The rows of a page's table; `features` is the column that lists these.
fn audited(page: &str, features: usize) -> BTreeSet<Dependency> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| "));
    let rows = rows.skip(1).map(|row| row.split(" | ").collect::<Vec<_>>());
    rows.map(|cells| {
        let listed = cells[features].split(", ").filter(|name| *name != "–");
        let listed = listed.map(|name| name.trim_matches('`').to_owned());
        (cells[0].to_owned(), cells[1].to_owned(), listed.collect())
    })
    .collect()
}

/// What one table of `Cargo.toml` asks for.
fn wanted(table: &str) -> BTreeSet<Dependency> {
    let manifest = manifest("Cargo.toml");
    let dependencies = manifest[table].as_table().unwrap().iter();
    let described = dependencies.map(|(key, asked)| {
        let name = asked
            .get("package")
            .map_or(&**key, |name| name.as_str().unwrap());
        let version = asked.get("version").unwrap_or(asked).as_str().unwrap();
        (name.to_owned(), locked(name, version), features(asked))
    });
    described.collect()
}

/// The features that an entry asks for; `default` is one of them.
fn features(asked: &Value) -> BTreeSet<String> {
    let has_default = asked
        .get("default-features")
        .is_none_or(|it| it.as_bool().unwrap());
    let named = asked
        .get("features")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let named = named.map(|feature| feature.as_str().unwrap().to_owned());
    named
        .chain(has_default.then(|| "default".to_owned()))
        .collect()
}

/// The locked version of a crate that answers to what `Cargo.toml` asks for.
fn locked(name: &str, asked: &str) -> String {
    let lock = manifest("Cargo.lock");
    let packages = lock["package"].as_array().unwrap().iter();
    let versions = packages.filter(|it| it["name"].as_str() == Some(name));
    let mut versions = versions.map(|it| it["version"].as_str().unwrap());
    let found = versions.find(|version| series(version) == series(asked));
    found
        .unwrap_or_else(|| panic!("{name} {asked} is not locked"))
        .to_owned()
}

/// What compatible versions have in common: the numbers up to the first that is not 0.
fn series(version: &str) -> Vec<&str> {
    let numbers: Vec<&str> = version.split('.').collect();
    let zeros = numbers.iter().take_while(|number| **number == "0").count();
    numbers.into_iter().take(zeros + 1).collect()
}

fn manifest(path: &str) -> Table {
    fs::read_to_string(root().join(path))
        .unwrap()
        .parse()
        .unwrap()
}
