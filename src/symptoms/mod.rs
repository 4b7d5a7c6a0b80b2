//! What people see when mutual authentication fails, and what each of it means: error texts that
//! Salesforce, Java, curl and OpenSSL print, and failures without a text.
//!
//! One file a table; facts about Salesforce are those of its documents, the other texts are those
//! that the programs named print. `sfmtls explain` and `docs/troubleshooting.md` are made from it.

mod alerts;
mod curl;
mod java;
mod nearest;
mod openssl;
mod password;
mod salesforce;
mod set_up;
mod words;

use crate::rules::Rule;

pub use nearest::nearest;
pub use set_up::{Step, set_up};
use words::{fold, place};

/// One thing that people see.
#[derive(Clone, Copy, Debug)]
pub struct Symptom {
    /// The texts by which it is known, the most telling first; `…` stands for a few words between.
    pub texts: &'static [&'static str],
    /// Which program prints it, or where it is seen.
    pub by: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The ids of the rules that find its cause, the likeliest first.
    pub rules: &'static [&'static str],
    /// The steps of the set-up that may be its cause.
    pub set_up: &'static [Step],
    /// The command that proves or rules out what a file can show.
    pub command: &'static str,
    /// What no file shows.
    pub unseen: &'static str,
    /// Where the text and its meaning are from.
    pub source: &'static str,
    /// Whether it says so little that it counts only where nothing else is found.
    pub is_general: bool,
}

impl Symptom {
    /// What each entry of a table overrides in part.
    const BLANK: Self = Self {
        texts: &[],
        by: "",
        meaning: "",
        rules: &[],
        set_up: &[],
        command: "",
        unseen: "",
        source: "",
        is_general: false,
    };

    /// The text that stands for it.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.texts.first().copied().unwrap_or_default()
    }

    /// Its rules, as they are declared.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().filter_map(|id| Rule::find(id))
    }
}

/// A table: whose texts it holds, and the texts.
#[derive(Debug)]
pub struct Table {
    /// Its title.
    pub title: &'static str,
    /// Its entries, in the order in which they are documented.
    pub symptoms: &'static [Symptom],
}

/// Every table.
pub static TABLES: &[Table] = &[
    Table {
        title: "At Salesforce",
        symptoms: salesforce::SYMPTOMS,
    },
    Table {
        title: "TLS alerts, in any program's words",
        symptoms: alerts::SYMPTOMS,
    },
    Table {
        title: "Java",
        symptoms: java::SYMPTOMS,
    },
    Table {
        title: "curl",
        symptoms: curl::SYMPTOMS,
    },
    Table {
        title: "OpenSSL",
        symptoms: openssl::SYMPTOMS,
    },
    Table {
        title: "Passwords and key stores",
        symptoms: password::SYMPTOMS,
    },
];

/// Every entry of every table.
pub fn all() -> impl Iterator<Item = &'static Symptom> {
    TABLES.iter().flat_map(|table| table.symptoms)
}

/// What is known of `text`: an error text, a line of a log that holds one, or several lines.
///
/// Each entry comes once, the one with the longest text first. A text that stands within a longer
/// known one does not count, and a general one only where it is alone.
#[must_use]
pub fn find(text: &str) -> Vec<&'static Symptom> {
    let mut folded = fold(text);
    let mut known: Vec<(&str, &Symptom)> = all()
        .flat_map(|symptom| symptom.texts.iter().map(move |text| (*text, symptom)))
        .collect();
    known.sort_by_key(|(text, symptom)| (symptom.is_general, std::cmp::Reverse(text.len())));
    let mut found: Vec<&'static Symptom> = Vec::new();
    for (text, symptom) in known {
        if symptom.is_general && !found.is_empty() {
            break;
        }
        let Some(rest) = place(&folded, text) else {
            continue;
        };
        folded = rest;
        if !found.iter().any(|other| std::ptr::eq(*other, symptom)) {
            found.push(symptom);
        }
    }
    found
}

#[cfg(test)]
mod tests;
