//! The pages on rules and symptoms as Markdown: what `sfmtls explain` shows on a terminal, and
//! what `docs/` holds.

use std::fmt::Write as _;

use crate::rules::Rule;
use crate::symptoms::Symptom;

/// A rule's page: id, level and horizon, what holds where it passes, why, what to do, on whose
/// authority.
#[must_use]
pub fn rule_page(rule: &Rule) -> String {
    let (id, level, horizon) = (rule.id, rule.severity, rule.horizon);
    let (explanation, citation) = (rule.explanation(), rule.citation);
    format!(
        "# {id}\n\nLevel: {level}. Horizon: {horizon}.\n\n{}\n\n## Authority\n{citation}\n",
        explanation.trim()
    )
}

/// A symptom's page: its texts, who prints it, what it means, which rules and steps of the set-up
/// fit, the command that proves it, what no file shows, and the source.
#[must_use]
pub fn symptom_page(symptom: &Symptom) -> String {
    let mut page = format!(
        "# {}\n\nPrinted or seen by {}.\n\n{}\n",
        symptom.text(),
        symptom.by,
        symptom.meaning
    );
    for (heading, items) in sections(symptom) {
        if items.is_empty() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(page, "\n## {heading}");
        for item in items {
            let _ = writeln!(page, "- {item}");
        }
    }
    page
}

/// The lists below the meaning, each with its heading.
fn sections(symptom: &Symptom) -> [(&'static str, Vec<String>); 6] {
    let others: Vec<String> = symptom
        .texts
        .iter()
        .skip(1)
        .map(|it| (*it).to_owned())
        .collect();
    let rules = symptom
        .rules()
        .map(|rule| format!("`{}`: {}", rule.id, rule.summary()));
    let steps = symptom.set_up.iter().map(|step| step.text().to_owned());
    [
        ("Also printed as", others),
        (
            "Rules that find the cause, and what they ask for",
            rules.collect(),
        ),
        ("Set-up", steps.collect()),
        (
            "The command that proves it",
            vec![format!("`{}`", symptom.command)],
        ),
        ("What no file shows", vec![symptom.unseen.to_owned()]),
        ("Source", vec![symptom.source.to_owned()]),
    ]
}
