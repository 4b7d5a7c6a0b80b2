//! `sfmtls rules`: what is checked.

use std::fmt::Write as _;

use serde::Serialize;
use sfmtls::rules::{RULES, Rule};

use super::arguments::{Format, RulesOptions};
use super::exit::{Exit, Failure};
use super::output;

/// A rule as `rules --format json` and `explain --format json` show it (contract, section 2).
#[derive(Serialize)]
pub struct RuleObject {
    id: &'static str,
    level: String,
    horizon: String,
    summary: String,
    explanation: String,
    citation: &'static str,
}

impl From<&Rule> for RuleObject {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id,
            level: rule.severity.to_string(),
            horizon: rule.horizon.to_string(),
            summary: rule.summary(),
            explanation: rule.explanation(),
            citation: rule.citation,
        }
    }
}

/// Lists every rule.
pub fn run(options: &RulesOptions) -> Result<Exit, Failure> {
    let text = match options.format {
        Format::Human => table(),
        Format::Json => {
            let rules: Vec<RuleObject> = RULES.iter().map(|rule| RuleObject::from(*rule)).collect();
            serde_json::to_string_pretty(&rules).map_err(anyhow::Error::from)? + "\n"
        }
    };
    output::to_standard_output(&text)?;
    Ok(Exit::Passed)
}

fn table() -> String {
    let width = RULES
        .iter()
        .map(|rule| rule.id.len())
        .max()
        .unwrap_or_default();
    let mut text = String::new();
    for rule in RULES {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:width$}  {:7}  {:9}  {}",
            rule.id,
            rule.severity,
            rule.horizon,
            rule.summary()
        );
    }
    text.push_str("\n`sfmtls explain RULE` says why each matters and what to do.\n");
    text
}
