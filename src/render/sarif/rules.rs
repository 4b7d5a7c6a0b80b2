//! The rules as SARIF's reporting descriptors.

use serde_json::json;

use super::log::{Configuration, Message, ReportingDescriptor};
use super::text;
use crate::rules::{RULES, Rule};

/// Every rule, in the order that `ruleIndex` counts by.
pub(super) fn descriptors() -> Vec<ReportingDescriptor> {
    RULES.iter().map(|rule| descriptor(rule)).collect()
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    let page = rule.explanation();
    let plain: Vec<&str> = page
        .lines()
        .map(|line| line.strip_prefix("## ").unwrap_or(line))
        .collect();
    let horizon = rule.horizon.to_string();
    ReportingDescriptor {
        id: rule.id,
        name: pascal_case(rule.id),
        short_description: text::message(&rule.summary()),
        full_description: text::message(&why_it_matters(&page)),
        help: Message {
            markdown: Some(format!("# {}\n\n{page}\n", rule.id)),
            ..text::message(&plain.join("\n"))
        },
        default_configuration: Configuration {
            level: rule.severity.to_string(),
        },
        properties: json!({
            "horizon": horizon,
            "citation": rule.citation,
            "tags": ["mutual-authentication", "certificate", horizon],
        }),
    }
}

/// The first paragraph of that section, in one line: what viewers show beside a result.
fn why_it_matters(page: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != "## Why it matters");
    let paragraph = lines.skip(1).take_while(|line| !line.is_empty());
    paragraph.collect::<Vec<_>>().join(" ")
}

/// `weak-key` as `WeakKey`: SARIF's names of rules are identifiers (section 3.49.7).
fn pascal_case(id: &str) -> String {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        assert_eq!(pascal_case("not-pem"), "NotPem");
    }

    /// GitHub shows no more than 1024 characters of a description.
    #[test]
    fn every_rule_says_in_short_why_it_matters() {
        for rule in RULES {
            let why = why_it_matters(&rule.explanation());
            assert!((20..1024).contains(&why.len()), "{}: {why}", rule.id);
        }
    }
}
