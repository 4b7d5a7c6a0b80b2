//! The file's reader, and the schema that editors have of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::Value;
use sfmtls::rules::RULES;

use super::{Config, keys};

const SCHEMA: &str = include_str!("../../../docs/sfmtls.schema.json");

fn read(text: &str) -> Result<Config, String> {
    let read = Config::read(PathBuf::from("folder/sfmtls.toml"), text);
    read.map_err(|fault| format!("{}: {}", fault.line, fault.reason))
}

fn schema() -> Value {
    serde_json::from_str(SCHEMA).unwrap()
}

fn names(object: &Value) -> BTreeSet<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn the_schema_has_the_keys_and_the_rules_that_there_are() {
    let schema = schema();
    assert_eq!(
        names(&schema["properties"]),
        keys::TOP.iter().copied().collect()
    );
    let ignore = &schema["properties"]["ignore"]["items"]["properties"];
    assert_eq!(names(ignore), keys::IGNORE.iter().copied().collect());
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(schema["$defs"]["rule"]["enum"], serde_json::json!(rules));
}

/// What both the reader and the schema take.
pub const GOOD: &[&str] = &[
    "",
    "instance = \"acme.my.salesforce.com\"\ntimeout = 5\nca-file = \"proxy.pem\"",
    "trust-list = \"cacerts.html\"\npolicy = \"1.8\"\nexpires-within = 0\nfail-on = \"never\"",
    "chrome-root-store = \"root_store.md\"\n[severity]\nweak-key = \"note\"",
    "[[ignore]]\nrule = \"weak-key\"\nreason = \"old\"\npath = \"a/*.pem\"\nuntil = \"2027-01-31\"",
];

/// What neither takes, and the line and the words that the reader has for it.
pub const BAD: &[(&str, &str)] = &[
    (
        "polcy = \"1.7\"",
        "1: unknown key `polcy`; the nearest is `policy`",
    ),
    (
        "\ntimeout = 0",
        "2: `timeout` is 0, and a number of seconds",
    ),
    ("timeout = \"5\"", "1: `timeout` is a text"),
    (
        "expires-within = -1",
        "1: `expires-within` is a number, and a whole number of days, 0 or more",
    ),
    ("policy = \"1.9\"", "1: `policy`: no known version"),
    ("fail-on = \"fatal\"", "1: `fail-on`: no level `fatal`"),
    (
        "instance = \"a\"\ntrust-list = \"b\"",
        "2: `trust-list` stands beside `instance`",
    ),
    ("[severity]\nweak-key = \"never\"", "2: no level `never`"),
    (
        "[severity]\nweak-kye = \"note\"",
        "2: no rule `weak-kye`; near it are weak-key",
    ),
    (
        "[ignore]\nrule = \"weak-key\"",
        "1: `ignore` is a table, and a row of tables",
    ),
    (
        "[[ignore]]\nrule = \"weak-key\"",
        "1: this ignore has no `reason`",
    ),
    (
        "[[ignore]]\nreason = \"old\"",
        "1: this ignore has no `rule`",
    ),
    (
        "[[ignore]]\nrule = \"weak-key\"\nreason = \" \"",
        "3: `reason`: it is empty",
    ),
    (
        "[[ignore]]\nrule = \"weak-key\"\nreason = \"a\"\nsha256 = \"00\"",
        "4: `sha256`: 64 hex",
    ),
    (
        "[[ignore]]\nrule = \"weak-key\"\nreason = \"a\"\nuntil = \"soon\"",
        "4: `until`: a day",
    ),
    (
        "[[ignore]]\nrule = \"weak-key\"\nreason = \"a\"\nsince = \"2026-01-01\"",
        "4: unknown key",
    ),
];

#[test]
fn the_reader_and_the_schema_take_and_refuse_the_same() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler
        .add_resource("sfmtls.schema.json", schema())
        .unwrap();
    let schema = compiler
        .compile("sfmtls.schema.json", &mut schemas)
        .unwrap();
    let is_valid = |text: &str| {
        let document: Value = toml::from_str(text).unwrap();
        schemas.validate(&document, schema).is_ok()
    };
    for text in GOOD {
        assert!(read(text).is_ok(), "{text}: {:?}", read(text));
        assert!(is_valid(text), "{text}");
    }
    for (text, words) in BAD {
        let fault = read(text).unwrap_err();
        assert!(fault.starts_with(words), "{text}: {fault}");
        assert!(!is_valid(text), "{text}");
    }
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    assert!(
        read("policy = \"1.7\"\n\n[severity")
            .unwrap_err()
            .starts_with("3: ")
    );
    let twice = "expires-within = 60\nexpires_within = 1";
    assert!(read(twice).unwrap_err().contains("is there twice"));
    assert!(
        read("policy = \"1.7\"\npolicy = \"1.8\"")
            .unwrap_err()
            .starts_with("2: ")
    );
}

/// `_` for `-`, other names of two tables, and TOML's own dates are taken, too.
#[test]
fn other_spellings_are_taken() {
    let text = "expires_within = 7\n[levels]\nweak-key = \"note\"\n[[ignores]]\nrule = \"weak-key\"\n\
                reason = \"old\"\nuntil = 2027-01-31";
    let config = read(text).unwrap();
    assert_eq!(config.expires_within.unwrap().value, 7);
    assert_eq!(config.severity.len(), 1);
    let until = config.ignore[0].value.until.as_ref().unwrap();
    assert_eq!(until.day(), "2027-01-31");
}

/// globset compiles what it is given into an automaton, whose size has an end.
#[test]
fn a_pattern_that_is_no_path_is_an_error() {
    for (pattern, words) in [
        ("a[", "unclosed character class"),
        ("/", "names no file"),
        (&*"?".repeat(5000), "longer than 4096"),
    ] {
        let ignore =
            format!("[[ignore]]\nrule = \"weak-key\"\nreason = \"a\"\npath = \"{pattern}\"");
        let fault = read(&ignore).unwrap_err();
        assert!(
            fault.starts_with("4: `path`: ") && fault.contains(words),
            "{fault}"
        );
    }
    let longest = format!(
        "[[ignore]]\nrule = \"weak-key\"\nreason = \"a\"\npath = \"{}\"",
        "?".repeat(4096)
    );
    assert!(read(&longest).is_ok());
}

#[test]
fn paths_are_relative_to_the_file() {
    let config = read("trust-list = \"lists/cacerts.html\"").unwrap();
    let expected = PathBuf::from("folder/lists/cacerts.html");
    assert_eq!(config.trust_list.unwrap().value, expected);
}

/// The example of the documentation.
#[test]
fn the_documentations_example_can_be_read() {
    let page = include_str!("../../../docs/configuration.md");
    let example = page.split("```toml\n").nth(1).unwrap();
    let config = read(example.split("```").next().unwrap()).unwrap();
    assert_eq!(config.instance.unwrap().value, "acme.my.salesforce.com");
    assert_eq!(config.ignore.len(), 1);
}
