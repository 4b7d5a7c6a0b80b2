//! `sfmtls bundle`: the file to upload.

use std::path::Path;

use anyhow::{anyhow, bail};
use sfmtls::certificate::Certificate;
use sfmtls::container::KeyEntry;
use sfmtls::path::{Chain, Presented};
use sfmtls::upload::{Bundle, Top};

use super::arguments::BundleOptions;
use super::exit::{Exit, Failure};
use super::input::{self, Outcome, Submissions};
use super::password::Given;
use super::{clock, entry, given, output, terminal};

/// The longest label in Setup (`masterLabel` of the metadata type `InboundCertificate`).
const MAX_LABEL: usize = 64;

/// Writes what to upload of all paths together.
pub fn run(options: &BundleOptions) -> Result<Exit, Failure> {
    let file = options.output.as_deref();
    if let Some(path) = file.filter(|path| !options.force && path.is_file()) {
        return Err(exists(path).into());
    }
    let passwords = Given::of(options.password.password_file.as_ref(), None)?;
    let chain = chain(options, &passwords)?;
    let bundle = Bundle::of(&chain, clock::now());
    if let Some(problem) = missing(&bundle, options.include_root) {
        if !options.allow_incomplete {
            let error =
                anyhow!("{problem}; nothing was written (--allow-incomplete writes the rest)");
            return Err(Failure {
                error,
                exit: Exit::Failed,
            });
        }
        terminal::say("warning", &problem);
    }
    let text = bundle.pem(options.include_root);
    match file {
        Some(path) if options.force => output::to_file(path, &text)?,
        Some(path) => output::to_new_file(path, &text, || exists(path))?,
        None => output::to_standard_output(&text)?,
    }
    say_what_it_holds(options, &bundle);
    Ok(Exit::Passed)
}

fn exists(path: &Path) -> anyhow::Error {
    let name = input::shown(path);
    anyhow!("{name} exists already; --force writes over it")
}

/// The certificates of all paths, and which of them is the end entity.
fn chain(options: &BundleOptions, passwords: &Given) -> anyhow::Result<Chain> {
    let mut presented = Vec::new();
    let mut keys: Vec<(Option<String>, usize)> = Vec::new();
    let mut unreadable = 0_usize;
    for file in Submissions::of(&options.paths).with_passwords(passwords.clone()) {
        match file.outcome {
            Outcome::Read(contents) => {
                terminal::say_notes(&file.name, &contents.notes);
                let first = presented.len();
                let own = |entry: &KeyEntry| {
                    let index = first.saturating_add(entry.end_entity);
                    (entry.alias.clone(), index)
                };
                keys.extend(contents.entries.iter().map(own));
                presented.extend(Presented::all(contents.certificates, &file.name));
            }
            Outcome::PassedOver(why) => terminal::say("note", &format!("passed over: {why}")),
            Outcome::Unreadable(error) => {
                terminal::say("error", &error.to_string());
                unreadable = unreadable.saturating_add(1);
            }
        }
    }
    if unreadable > 0 {
        bail!("nothing was written, since not every file could be read");
    }
    let more = given::supplementary(&options.chain, passwords)?;
    presented.extend(more.into_iter().map(|issuer| Presented {
        supplementary: true,
        ..issuer
    }));
    let chain = match end_entity(&keys, options.alias.as_deref())? {
        Some(index) => Chain::with_end_entity(presented, index),
        None => Chain::new(presented),
    };
    chain.ok_or_else(|| anyhow!("there is no certificate in these files"))
}

/// The certificate of the one key, or of the entry that is asked for; `None` without keys.
fn end_entity(
    keys: &[(Option<String>, usize)],
    alias: Option<&str>,
) -> anyhow::Result<Option<usize>> {
    let aliases = || keys.iter().filter_map(|(alias, _)| alias.as_deref());
    if let Some(alias) = alias {
        let found = entry::position(keys.iter().map(|(name, _)| name.as_deref()), alias);
        let found = found.and_then(|position| keys.get(position));
        return match found {
            Some((_, index)) => Ok(Some(*index)),
            None => Err(anyhow!("no entry `{alias}`; {}", entry::names(aliases()))),
        };
    }
    match keys {
        [] => Ok(None),
        [(_, first), others @ ..] if others.iter().all(|(_, other)| other == first) => {
            Ok(Some(*first))
        }
        _ => Err(anyhow!(
            "{} keys, and the file to upload is for one; pass --alias NAME: {}",
            keys.len(),
            entry::names(aliases())
        )),
    }
}

/// What the file lacks, where it lacks something.
fn missing(bundle: &Bundle, with_root: bool) -> Option<String> {
    let issuer = || bundle.issuer_of_highest();
    match &bundle.top {
        Top::Missing => Some(format!(
            "an issuer is missing: {}, which issued {}",
            issuer(),
            subject(bundle.highest())
        )),
        Top::Cut => Some(String::from("the search for issuers ended at a bound")),
        Top::Taken if with_root => Some(format!(
            "--include-root: the root was not supplied, and is none of Mozilla's: {}",
            issuer()
        )),
        Top::Taken | Top::SelfSigned | Top::Root(_) => None,
    }
}

fn subject(certificate: Option<&Certificate>) -> String {
    certificate.map_or_else(String::new, |certificate| certificate.subject.to_string())
}

/// Says what the file holds, what it does not, and how to label it.
fn say_what_it_holds(options: &BundleOptions, bundle: &Bundle) {
    let file = options.output.as_ref().map(input::shown);
    let file = file.as_deref().unwrap_or("standard output");
    let root = bundle.root().filter(|_| options.include_root);
    let all = bundle.certificates.iter().chain(root);
    let mut lines = vec![format!("{file} holds, in this order:")];
    lines.extend(
        all.map(|certificate| format!("{}, until {}", certificate.subject, certificate.not_after)),
    );
    terminal::say("note", &lines.join("\n"));
    match &bundle.top {
        Top::Root(root) if !options.include_root => {
            terminal::say(
                "note",
                &format!("left out, as usual: the root {}", root.subject),
            );
        }
        Top::Taken => terminal::say(
            "note",
            &format!(
                "taken for the root and left out, but none of Mozilla's roots: {}; it may be a \
                 missing intermediate",
                bundle.issuer_of_highest()
            ),
        ),
        Top::SelfSigned => terminal::say(
            "warning",
            "the certificate is its own issuer, which Salesforce does not accept",
        ),
        Top::Root(_) | Top::Missing | Top::Cut => {}
    }
    if bundle.is_invalid {
        let text = "the chain does not hold together; `sfmtls check` on the file says why";
        terminal::say("warning", text);
    }
    if let Some(end_entity) = bundle.end_entity() {
        let label = label(end_entity);
        terminal::say(
            "note",
            &format!("label for Setup, Certificate and Key Management: {label}"),
        );
    }
}

/// The common name and the day of the end, by which an old certificate and its successor are told
/// apart, in as many characters as a label may have.
fn label(end_entity: &Certificate) -> String {
    let day = end_entity.not_after.day();
    let name = match end_entity.subject.attribute("CN") {
        Some(name) => name.to_owned(),
        None => end_entity.subject.to_string(),
    };
    let room = MAX_LABEL.saturating_sub(day.chars().count().saturating_add(1));
    let name: String = name.chars().take(room).collect();
    format!("{} {day}", name.trim_end())
}
