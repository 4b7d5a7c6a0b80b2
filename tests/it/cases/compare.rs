//! Where a report departs from a preamble.

use std::process::Output;

use serde_json::Value;

use super::preamble::{Case, Expected, Index};

impl Case {
    /// Compares the exit code and the report of `--format json`.
    pub fn compare_json(&self, output: &Output, departures: &mut Vec<String>) {
        self.compare_exit_code(output, "json", departures);
        let report: Value = match serde_json::from_slice(&output.stdout) {
            Ok(report) => report,
            Err(error) => return departures.push(format!("no JSON report: {error}")),
        };
        self.compare_submission(&report["submissions"][0], departures);
    }

    fn compare_submission(&self, submission: &Value, departures: &mut Vec<String>) {
        let mut expect = |what: &str, found: &Value, expected: &[&str]| {
            if !expected.iter().any(|it| found == it) {
                departures.push(format!(
                    "{what}: expected {}, found {found}",
                    expected.join(" or ")
                ));
            }
        };
        expect("verdict", &submission["verdict"], &[self.verdict()]);
        if let Some(status) = &self.status {
            expect("chain.status", &submission["chain"]["status"], &[status]);
        }
        for horizon in ["upload", "handshake", "renewal"] {
            expect(
                horizon,
                &submission["horizons"][horizon],
                &self.horizon(horizon),
            );
        }
        if let Some(strength) = &self.matched_by {
            let found = &submission["chain"]["anchor"]["matched_by"];
            let found = if found.is_null() {
                &Value::from("null")
            } else {
                found
            };
            expect("anchor.matched_by", found, &[strength]);
        }
        let anchor = submission["chain"]["anchor"]["subject"].as_str();
        match (self.anchor.as_deref(), anchor) {
            (None, _) | (Some("none"), None) => (),
            (Some(wanted), Some(found)) if found.contains(wanted) => (),
            (Some(wanted), _) => {
                departures.push(format!("anchor: expected {wanted}, found {anchor:?}"));
            }
        }
        self.compare_findings(submission, departures);
        self.compare_verdicts(submission, departures);
    }

    fn compare_exit_code(&self, output: &Output, format: &str, departures: &mut Vec<String>) {
        let found = output.status.code();
        if found == Some(self.exit_code()) {
            return;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let expected = self.exit_code();
        departures.push(format!(
            "{format}: exit code expected {expected}, found {found:?}: {}",
            said.trim()
        ));
    }

    fn compare_findings(&self, submission: &Value, departures: &mut Vec<String>) {
        let mut found: Vec<Expected> = items(&submission["findings"])
            .iter()
            .filter(|it| it["suppressed"] != true)
            .map(finding)
            .collect();
        // Those with an index first, so that an open one does not take what another needs.
        let (open, exact): (Vec<_>, Vec<_>) = self
            .expected
            .iter()
            .partition(|it| it.certificate == Index::Any);
        for wanted in exact.into_iter().chain(open) {
            match found.iter().position(|it| it.answers(wanted)) {
                Some(position) => drop(found.swap_remove(position)),
                None => departures.push(format!("missing: {wanted}")),
            }
        }
        departures.extend(found.iter().map(|it| format!("not expected: {it}")));
        let text = plain(&submission["findings"].to_string());
        let unsaid = self.says.iter().filter(|it| !text.contains(&plain(it)));
        departures.extend(unsaid.map(|it| format!("no finding says {it}")));
    }

    fn compare_verdicts(&self, submission: &Value, departures: &mut Vec<String>) {
        for (rule, verdict) in &self.rules {
            let found = verdict_of(submission, rule);
            if found != verdict {
                departures.push(format!("{rule}: expected {verdict}, found {found}"));
            }
        }
        for rule in items(&submission["rules"]) {
            let mut own = items(&submission["findings"])
                .iter()
                .filter(|it| it["rule"] == rule["rule"]);
            if own.clone().any(|it| it["suppressed"] == true) {
                continue;
            }
            if own.next().is_some() != (rule["verdict"] == "fail") {
                let (id, verdict) = (&rule["rule"], &rule["verdict"]);
                departures.push(format!("{id}: verdict {verdict} against its findings"));
            }
        }
    }

    /// Compares the exit code and the heads of the human report.
    pub fn compare_human(&self, output: &Output, departures: &mut Vec<String>) {
        self.compare_exit_code(output, "human", departures);
        let text = String::from_utf8_lossy(&output.stdout);
        let mut found: Vec<&str> = text.lines().filter_map(head).collect();
        let mut expected: Vec<String> = self
            .expected
            .iter()
            .map(|it| format!("{}[{}", it.severity, it.rule))
            .collect();
        found.sort_unstable();
        expected.sort();
        if found != expected {
            departures.push(format!("human: expected {expected:?}, found {found:?}"));
        }
    }
}

impl Expected {
    fn answers(&self, wanted: &Self) -> bool {
        let index = [self.certificate, Index::Any].contains(&wanted.certificate);
        index && self.severity == wanted.severity && self.rule == wanted.rule
    }
}

impl std::fmt::Display for Expected {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.severity, self.rule)?;
        match self.certificate {
            Index::Any => formatter.write_str(" @ *"),
            Index::Null => Ok(()),
            Index::At(index) => write!(formatter, " @ {index}"),
        }
    }
}

fn finding(value: &Value) -> Expected {
    let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
    Expected {
        severity: text("severity"),
        rule: text("rule"),
        certificate: value["certificate"].as_u64().map_or(Index::Null, Index::At),
    }
}

/// The items of an array; none where it is no array.
fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The verdict of a rule in the report; null where it is not judged.
pub fn verdict_of<'a>(submission: &'a Value, rule: &str) -> &'a Value {
    items(&submission["rules"])
        .iter()
        .find(|it| it["rule"] == rule)
        .map_or(&Value::Null, |it| &it["verdict"])
}

/// The text without what differs between ways of writing a key identifier.
fn plain(text: &str) -> String {
    text.to_lowercase().replace([':', '\\'], "")
}

/// The head of a human finding without its last bracket: `error[some-rule`.
fn head(line: &str) -> Option<&str> {
    let (head, _) = line.split_once("]: ")?;
    let (severity, _) = head.split_once('[')?;
    ["error", "warning", "note"]
        .contains(&severity)
        .then_some(head)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;

    fn case() -> Case {
        let text = "Case: t\nNow: 2026-11-24\nAnchor: CN=R\nMatched-By: md5\nExpect: warning not-pem @ *\nExpect: error weak-key @ 0\n\
                    Expect: error weak-key @ 1\nStatus: trusted\nSays: 0A:1B\nRule: unordered-chain not-applicable\n";
        Case::parse(Path::new("not-pem/some.pem"), text).unwrap()
    }

    fn submission() -> Value {
        let finding = |severity: &str, rule: &str, index: Option<u8>| json!({"severity": severity, "rule": rule, "certificate": index, "message": "key 0a1b"});
        json!({
            "verdict": "fail",
            "horizons": {"upload": "warn", "handshake": "fail", "renewal": "pass"},
            "chain": {"status": "trusted", "anchor": {"subject": "CN=R,O=x", "matched_by": "md5"}},
            "findings": [finding("error", "weak-key", Some(1)), finding("warning", "not-pem", None), finding("error", "weak-key", Some(0))],
            "rules": [{"rule": "weak-key", "verdict": "fail"}, {"rule": "not-pem", "verdict": "fail"},
                      {"rule": "unordered-chain", "verdict": "not-applicable"}],
        })
    }

    fn departures(submission: &Value) -> Vec<String> {
        let mut departures = Vec::new();
        case().compare_submission(submission, &mut departures);
        departures
    }

    #[test]
    fn a_report_that_says_what_the_preamble_says_departs_in_nothing() {
        assert_eq!(departures(&submission()), Vec::<String>::new());
    }

    #[test]
    fn each_departure_is_told() {
        for (pointer, other, told) in [
            (
                "/verdict",
                json!("pass"),
                "verdict: expected fail, found \"pass\"",
            ),
            (
                "/chain/status",
                json!("invalid"),
                "chain.status: expected trusted, found \"invalid\"",
            ),
            (
                "/chain/anchor/subject",
                json!("CN=other"),
                "anchor: expected CN=R, found Some(\"CN=other\")",
            ),
            (
                "/chain/anchor/matched_by",
                json!(null),
                "anchor.matched_by: expected md5, found \"null\"",
            ),
            (
                "/horizons/renewal",
                json!("unknown"),
                "renewal: expected pass, found \"unknown\"",
            ),
            (
                "/horizons/upload",
                json!("pass"),
                "upload: expected warn, found \"pass\"",
            ),
            (
                "/findings/0/certificate",
                json!(2),
                "missing: error weak-key @ 1",
            ),
            (
                "/findings/0/certificate",
                json!(0),
                "not expected: error weak-key @ 0",
            ),
            (
                "/findings/1/severity",
                json!("note"),
                "missing: warning not-pem @ *",
            ),
            (
                "/findings/1/rule",
                json!("weak-key"),
                "\"not-pem\": verdict \"fail\" against its findings",
            ),
            (
                "/rules/2/verdict",
                json!("pass"),
                "unordered-chain: expected not-applicable, found \"pass\"",
            ),
            ("/findings", json!([]), "no finding says 0A:1B"),
        ] {
            let mut changed = submission();
            *changed.pointer_mut(pointer).unwrap() = other;
            let departures = departures(&changed);
            assert!(
                departures.iter().any(|it| it == told),
                "{told}: {departures:?}"
            );
        }
    }

    #[test]
    fn a_finding_too_many_is_told() {
        let mut changed = submission();
        let copy = changed["findings"][0].clone();
        changed["findings"].as_array_mut().unwrap().push(copy);
        assert_eq!(departures(&changed), ["not expected: error weak-key @ 1"]);
    }

    #[test]
    fn the_head_of_a_human_finding_is_its_severity_and_rule() {
        assert_eq!(
            head("error[weak-key]: the key has 1024 bits"),
            Some("error[weak-key")
        );
        assert_eq!(head("   = note: [x]: y"), None);
        assert_eq!(head("fatal[weak-key]: x"), None);
    }
}
