//! The submissions of one container: one, or one for each private key of a key store.

use sfmtls::container::{Contents, KeyFault};
use sfmtls::path::Presented;
use sfmtls::submission::Submission;

use super::input::InputError;
use super::terminal;

/// The submissions of the file `name`; of a key store the one whose entry is `alias`, where that
/// is asked for.
///
/// # Errors
/// Where there is no such entry, with the names that there are.
pub fn submissions(
    name: &str,
    contents: Contents,
    chain: &[Presented],
    alias: Option<&str>,
) -> Result<Vec<Submission>, InputError> {
    let mut all = Submission::all(name, contents, chain);
    if let Some(alias) = alias {
        let names = names(&all);
        all = named(all, alias);
        if all.is_empty() {
            let reason = match names {
                None => format!("no entry `{alias}`: the file is no key store with entries"),
                Some(names) => format!("no entry `{alias}` with a private key; there are {names}"),
            };
            return Err(InputError::new(name, reason));
        }
    }
    if all.is_empty() {
        return Err(InputError::new(name, "no certificate"));
    }
    Ok(all)
}

/// The entries of this name; ignoring case, as Java does, where none is equal.
pub fn named(all: Vec<Submission>, alias: &str) -> Vec<Submission> {
    let is_equal = |one: &Submission| one.alias.as_deref() == Some(alias);
    let is_alike = |one: &Submission| {
        let own = one.alias.as_deref();
        own.is_some_and(|own| own.to_lowercase() == alias.to_lowercase())
    };
    let any_is_equal = all.iter().any(is_equal);
    all.into_iter()
        .filter(|one| is_equal(one) || (!any_is_equal && is_alike(one)))
        .collect()
}

/// The only submission; `None` where there is none.
///
/// # Errors
/// Where there are several, with their names.
pub fn at_most_one(mut all: Vec<Submission>) -> anyhow::Result<Option<Submission>> {
    if all.len() > 1 {
        let names = names(&all).unwrap_or_else(|| "entries without names".into());
        anyhow::bail!("there are several keys, and --alias NAME must name one: {names}");
    }
    Ok(all.pop())
}

/// The names of the entries, for people; `None` where no entry has one.
pub fn names(all: &[Submission]) -> Option<String> {
    let names: Vec<_> = all
        .iter()
        .filter_map(|one| Some(format!("`{}`", one.alias.as_deref()?)))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Says on standard error what the user must know of a file.
pub fn say_notes(name: &str, contents: &Contents) {
    for note in notes(name, contents) {
        terminal::say("note", &note);
    }
}

/// What the user must know of a file.
pub fn notes(name: &str, contents: &Contents) -> Vec<String> {
    let key = |alias: &Option<String>| match alias {
        Some(alias) => format!("the private key of `{alias}`"),
        None => "a private key without a name".to_owned(),
    };
    let mut notes: Vec<String> = contents.notes.clone();
    // A lone one is judged: key-mismatch.
    let strays = contents.stray_keys.iter();
    for stray in strays.filter(|_| !contents.entries.is_empty()) {
        let key = key(&stray.alias);
        notes.push(format!("{key} belongs to none of the certificates"));
    }
    for entry in &contents.entries {
        // Without any password nobody asked for the key.
        let fault = entry.key_fault.as_ref();
        if let Some(fault) = fault.filter(|fault| **fault != KeyFault::MissingPassword) {
            notes.push(format!("{} {fault}", key(&entry.alias)));
        }
    }
    for note in &mut notes {
        *note = format!("{name}: {note}");
    }
    notes
}
