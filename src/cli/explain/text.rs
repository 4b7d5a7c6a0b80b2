//! What an error text means.

use std::fmt::Write as _;

use serde::Serialize;
use sfmtls::render::{Printable, markdown};
use sfmtls::symptoms::Symptom;

/// How much of an unknown text is shown again, in letters.
const SHOWN: usize = 200;

/// The answer on a text as `explain --format json` shows it.
#[derive(Debug, Serialize)]
pub struct Answer {
    text: String,
    known: bool,
    matches: Vec<Match>,
    nearest: Vec<&'static str>,
}

/// One known text that was found.
#[derive(Debug, Serialize)]
struct Match {
    text: &'static str,
    by: &'static str,
    meaning: &'static str,
    rules: &'static [&'static str],
    set_up: Vec<&'static str>,
    command: &'static str,
    unseen: &'static str,
    source: &'static str,
}

impl Answer {
    /// What was found in `text`.
    pub fn of(text: &str, found: &[&Symptom]) -> Self {
        Self {
            text: Printable(text).to_string(),
            known: true,
            matches: found.iter().map(|symptom| Match::from(*symptom)).collect(),
            nearest: Vec::new(),
        }
    }

    /// Nothing was found in `text`, and these are near it.
    pub fn unknown(text: &str, nearest: Vec<&'static str>) -> Self {
        Self {
            text: Printable(text).to_string(),
            known: false,
            matches: Vec::new(),
            nearest,
        }
    }
}

impl From<&Symptom> for Match {
    fn from(symptom: &Symptom) -> Self {
        Self {
            text: symptom.text(),
            by: symptom.by,
            meaning: symptom.meaning,
            rules: symptom.rules,
            set_up: symptom.set_up.iter().map(|step| step.text()).collect(),
            command: symptom.command,
            unseen: symptom.unseen,
            source: symptom.source,
        }
    }
}

/// The pages of what was found, one below the other.
pub fn page(found: &[&Symptom]) -> String {
    let pages: Vec<String> = found
        .iter()
        .map(|symptom| markdown::symptom_page(symptom))
        .collect();
    match found.len() {
        1 => pages.concat(),
        count => format!("{count} known texts are in it.\n\n{}", pages.join("\n")),
    }
}

/// What to say of a text in which nothing known was found.
pub fn unknown_page(text: &str, nearest: &[&str]) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let mut page = format!("Not known: \"{}\"\n", Printable(&shown));
    if nearest.is_empty() {
        page.push_str("\nNo known text is near it.\n");
    } else {
        page.push_str("\n## The nearest known texts\n");
        for text in nearest {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "- {text}");
        }
    }
    page + "\n## What else there is\n- `sfmtls check` judges the files, whatever was printed.\n\
            - `sfmtls explain set-up` says what no file can show.\n\
            - `sfmtls rules` lists what is checked.\n"
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use sfmtls::symptoms;

    use crate::cli::arguments::Arguments;

    #[test]
    fn every_command_that_is_advised_is_one_that_there_is() {
        for symptom in symptoms::all() {
            let parsed = Arguments::try_parse_from(symptom.command.split(' '));
            assert!(
                parsed.is_ok(),
                "{}: {}",
                symptom.command,
                parsed.unwrap_err()
            );
        }
    }
}
