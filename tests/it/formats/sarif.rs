//! SARIF 2.1.0, judged by the standard's own schema.

use std::fs::File;

use boon::{Compiler, Schemas};
use serde_json::Value;
use sfmtls::render::sarif;
use sfmtls::report::Suppression;
use sfmtls::rules::RULES;
use sfmtls::{Report, TrustList};

use super::{FAILS, LIST, PASSES, UNDECIDED, UNREADABLE, json_of};
use crate::support::program::root;
use crate::support::{in_process, shared};

/// The standard's schema; `None` where it is absent.
struct Schema {
    schemas: Schemas,
    index: boon::SchemaIndex,
}

impl Schema {
    fn load() -> Option<Self> {
        let path = shared::schema("sarif-2.1.0.json")?;
        let schema: Value = serde_json::from_reader(File::open(path).unwrap()).unwrap();
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.enable_format_assertions();
        compiler.add_resource("sarif.json", schema).unwrap();
        let index = compiler.compile("sarif.json", &mut schemas).unwrap();
        assert!(schemas.validate(&Value::Null, index).is_err(), "it judges");
        Some(Self { schemas, index })
    }

    fn check(&self, log: &Value) {
        if let Err(error) = self.schemas.validate(log, self.index) {
            panic!("{error:#}\n{log:#}");
        }
    }
}

#[test]
fn every_report_is_valid_by_the_schema() {
    let Some(schema) = Schema::load() else { return };
    let password = "--password-file=fixtures/containers/password.txt";
    let absolute = root().join(FAILS).to_str().unwrap().to_owned();
    for arguments in [
        &["fixtures"][..],
        &["fixtures", LIST, "--fail-on=never", "--policy=1.8"],
        &[UNREADABLE, "no/such file#?.pem", "/no/such.pem"],
        &[LIST, FAILS, &absolute, "--ignore=missing-client-auth"],
        &[password, "fixtures/containers"],
        &[LIST, UNDECIDED, "--for=upload"],
    ] {
        schema.check(&json_of("sarif", arguments));
    }
    let file = std::fs::read(root().join(FAILS)).unwrap();
    let judged = in_process::judge(&file, &TrustList::bundled(), in_process::NOW).unwrap();
    let without_directory = in_process::report(Ok(judged));
    let nothing = Report {
        submissions: Vec::new(),
        ..without_directory.clone()
    };
    for report in [without_directory, nothing] {
        schema.check(&serde_json::from_str(&sarif::render(&report).unwrap()).unwrap());
    }
}

/// The only run of a log.
fn sarif_of(arguments: &[&str]) -> Value {
    json_of("sarif", arguments)["runs"][0].take()
}

/// The first result of a rule.
fn result<'a>(run: &'a Value, rule: &str) -> &'a Value {
    let mut results = run["results"].as_array().unwrap().iter();
    results.find(|result| result["ruleId"] == rule).unwrap()
}

#[test]
fn every_rule_has_help_in_text_and_in_markdown() {
    let run = sarif_of(&[LIST, PASSES]);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for (rule, own) in rules.iter().zip(RULES) {
        assert_eq!(rule["id"], own.id);
        assert_eq!(
            rule["defaultConfiguration"]["level"],
            own.severity.to_string()
        );
        assert_eq!(rule["properties"]["horizon"], own.horizon.to_string());
        let help = |form: &str| rule["help"][form].as_str().unwrap();
        assert!(help("markdown").contains("\n## What to do\n"), "{rule}");
        assert!(help("text").contains("\nWhat to do\n"), "{rule}");
    }
}

#[test]
fn a_result_has_place_rule_fact_and_certificate() {
    let run = sarif_of(&[LIST, FAILS]);
    let found = result(&run, "missing-client-auth");
    let index = usize::try_from(found["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(RULES[index].id, "missing-client-auth");
    assert_eq!(found["level"], "error");
    let place = &found["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], FAILS);
    let base = place["artifactLocation"]["uriBaseId"].as_str().unwrap();
    let directory = format!("file://{}/", root().display());
    assert_eq!(run["originalUriBaseIds"][base]["uri"], directory);
    let text = std::fs::read_to_string(root().join(FAILS)).unwrap();
    let line = |mark: &str| {
        text.lines()
            .position(|line| line.starts_with(mark))
            .unwrap()
            + 1
    };
    assert_eq!(place["region"]["startLine"], line("-----BEGIN"));
    assert_eq!(place["region"]["endLine"], line("-----END"));
    let report = json_of("json", &[LIST, FAILS]);
    let own = &report["submissions"][0];
    assert_eq!(found["properties"]["horizon"], "handshake");
    let subject = &own["chain"]["certificates"][0]["subject"];
    assert_eq!(&found["properties"]["subject"], subject);
    let fact = own["findings"][0]["message"].as_str().unwrap();
    assert!(found["message"]["text"].as_str().unwrap().starts_with(fact));
    let submission = &run["properties"]["submissions"][0];
    assert_eq!(submission["horizons"], own["horizons"]);
    assert_eq!(run["invocations"][0]["exitCode"], 1);
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

/// Contract, section 4: "`startLine` (1 outside PEM)".
#[test]
fn outside_pem_the_line_is_the_first() {
    let password = "--password-file=fixtures/containers/password.txt";
    let run = sarif_of(&[password, "fixtures/containers/client.p12"]);
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startLine"], 1);
        assert_eq!(region["endLine"], Value::Null);
    }
}

#[test]
fn outside_the_directory_a_file_has_its_whole_uri() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a b.pem");
    std::fs::copy(root().join(FAILS), &file).unwrap();
    let run = sarif_of(&[LIST, file.to_str().unwrap()]);
    let artifact = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    let expected = format!("file://{}/a%20b.pem", folder.path().display());
    assert_eq!(artifact["uri"], expected);
    assert_eq!(artifact["uriBaseId"], Value::Null);
}

#[test]
fn what_could_not_be_read_is_told_of_the_run() {
    let run = sarif_of(&[LIST, FAILS, UNREADABLE]);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["exitCode"], 2);
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    let place = &notification["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], UNREADABLE);
}

/// A report with one finding that is ignored for a reason, one that is not, and a notice.
fn with_a_reason() -> Report {
    let file = std::fs::read(root().join(FAILS)).unwrap();
    let suppression = Suppression {
        reason: Some("until the CA answers".into()),
        until: Some("2026-12-31".into()),
        ignore: Some(0),
    };
    let judged = in_process::judge_ignoring(&file, "missing-client-auth", suppression);
    Report {
        notices: vec!["an ignore matches nothing".into()],
        ..in_process::report(judged)
    }
}

#[test]
fn an_ignored_finding_has_its_reason_and_the_others_say_that_they_count() {
    let report = with_a_reason();
    let log: Value = serde_json::from_str(&sarif::render(&report).unwrap()).unwrap();
    if let Some(schema) = Schema::load() {
        schema.check(&log);
    }
    let run = &log["runs"][0];
    let suppression = &result(run, "missing-client-auth")["suppressions"][0];
    assert_eq!(suppression["kind"], "external");
    assert_eq!(suppression["justification"], "until the CA answers");
    // Section 3.27.23: either all results have the property or none.
    let none = Value::Array(Vec::new());
    assert_eq!(result(run, "bundled-trust-list")["suppressions"], none);
    let notice = &run["invocations"][0]["toolConfigurationNotifications"][0];
    assert_eq!(notice["message"]["text"], "an ignore matches nothing");
    let counting = sarif_of(&[LIST, FAILS]);
    assert_eq!(counting["results"][0]["suppressions"], Value::Null);
}
