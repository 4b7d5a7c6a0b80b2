//! The entries of a key store: each its own submission, or the one that is asked for.

use sfmtls::container::{Contents, KeyFault};
use sfmtls::path::Presented;
use sfmtls::submission::Submission;

use super::terminal;

/// As many names are listed in an error.
const LISTED: usize = 20;

/// The submissions of a file, `--alias` alone where it is given; what else must be known of the
/// file is said.
///
/// # Errors
/// Where there is no such entry: the names that there are.
pub fn submissions(
    name: &str,
    contents: Contents,
    issuers: &[Presented],
    alias: Option<&str>,
) -> Result<Vec<Submission>, String> {
    say_notes(name, &contents);
    let submissions = Submission::all(name, contents, issuers);
    match alias {
        None => Ok(submissions),
        Some(alias) => with_alias(name, submissions, alias),
    }
}

fn say_notes(name: &str, contents: &Contents) {
    terminal::say_notes(name, &contents.notes);
    let is_known = |fault: &KeyFault| *fault == KeyFault::MissingPassword;
    for entry in &contents.entries {
        if let Some(fault) = entry.key_fault.as_ref().filter(|fault| !is_known(fault)) {
            let key = key_called(entry.alias.as_deref());
            terminal::say("note", &format!("{name}: {key} {fault}"));
        }
    }
    if contents.entries.is_empty() {
        return;
    }
    for stray in &contents.stray_keys {
        let key = key_called(stray.alias.as_deref());
        let note = format!("{name}: {key} belongs to none of its certificates");
        terminal::say("note", &note);
    }
}

fn key_called(alias: Option<&str>) -> String {
    alias.map_or_else(
        || String::from("a private key"),
        |alias| format!("the private key of `{alias}`"),
    )
}

/// The submission of this name, or all where several have it.
fn with_alias(
    name: &str,
    submissions: Vec<Submission>,
    alias: &str,
) -> Result<Vec<Submission>, String> {
    let aliases = || {
        submissions
            .iter()
            .map(|submission| submission.alias.as_deref())
    };
    let found = position(aliases(), alias).and_then(|position| submissions.get(position));
    match found.and_then(|found| found.alias.clone()) {
        None => Err(format!(
            "{name}: no entry `{alias}`; {}",
            names(aliases().flatten())
        )),
        Some(found) => Ok(submissions
            .into_iter()
            .filter(|submission| submission.alias.as_ref() == Some(&found))
            .collect()),
    }
}

/// Where the entry of this name stands; Java's key stores take no notice of case.
pub fn position<'a>(
    mut names: impl Iterator<Item = Option<&'a str>> + Clone,
    alias: &str,
) -> Option<usize> {
    let lower = alias.to_lowercase();
    let exact = names.clone().position(|name| name == Some(alias));
    exact.or_else(|| names.position(|name| name.is_some_and(|name| name.to_lowercase() == lower)))
}

/// Which entries with a key there are, in words.
pub fn names<'a>(aliases: impl Iterator<Item = &'a str>) -> String {
    let mut aliases: Vec<_> = aliases.map(|alias| format!("`{alias}`")).collect();
    if aliases.is_empty() {
        return String::from("there is no entry with a key and a name");
    }
    let more = aliases.len().saturating_sub(LISTED);
    aliases.truncate(LISTED);
    if more > 0 {
        aliases.push(format!("{more} more"));
    }
    format!("the entries with a key are {}", aliases.join(", "))
}
