//! `sfmtls explain`: a rule's page, or what no file can show.

use sfmtls::render::{self, Printable};
use sfmtls::rules::{RULES, Rule};

use super::arguments::{ExplainOptions, Format};
use super::exit::{Exit, Failure};
use super::rules::RuleObject;
use super::{output, set_up, terminal};

/// The topic beside the rules.
const SET_UP: &str = "set-up";

/// Shows one page.
pub fn run(options: &ExplainOptions) -> Result<Exit, Failure> {
    let topic = options.words.join(" ");
    let text = match (Rule::find(&topic), options.format) {
        (Some(rule), Format::Human) => page(rule),
        (Some(rule), Format::Json) => {
            serde_json::to_string_pretty(&RuleObject::from(rule)).map_err(anyhow::Error::from)?
                + "\n"
        }
        (None, Format::Human) if topic == SET_UP => wrapped(set_up::PAGE),
        (None, Format::Json) if topic == SET_UP => {
            let page = serde_json::json!({"id": SET_UP, "explanation": set_up::PAGE});
            serde_json::to_string_pretty(&page).map_err(anyhow::Error::from)? + "\n"
        }
        (None, _) => return Err(anyhow::anyhow!(unknown_rule(&topic)).into()),
    };
    output::to_standard_output(&text)?;
    Ok(Exit::Passed)
}

fn page(rule: &Rule) -> String {
    wrapped(&format!(
        "{} ({}, {})\n\n{}\n\nAuthority: {}\n\nWhat no file can show: sfmtls explain {SET_UP}",
        rule.id,
        rule.severity,
        rule.horizon,
        rule.explanation(),
        rule.citation
    ))
}

fn wrapped(text: &str) -> String {
    format!("{}\n", render::page(text, terminal::width()))
}

/// What to say of a name that is no rule's, with the nearest that are.
pub fn unknown_rule(text: &str) -> String {
    let words: Vec<&str> = text.split('-').filter(|word| word.len() > 2).collect();
    let is_near = |rule: &&&Rule| words.iter().any(|word| rule.id.contains(word));
    let near: Vec<&str> = RULES
        .iter()
        .filter(is_near)
        .map(|rule| rule.id)
        .take(3)
        .collect();
    let text = Printable(text);
    if near.is_empty() {
        return format!("no rule `{text}`; `sfmtls rules` lists them");
    }
    format!(
        "no rule `{text}`; near it are {}; `sfmtls rules` lists all",
        near.join(", ")
    )
}
