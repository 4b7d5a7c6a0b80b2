//! `sfmtls bundle`: the file to upload.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::Args;
use sfmtls::certificate::{Certificate, fingerprint::hex};
use sfmtls::container::{Format, Passwords};
use sfmtls::path::{Chain, Presented, Role};
use sfmtls::submission::Submission;
use sfmtls::upload::{Bundle, MissingIssuer, Top};

use super::exit::{Exit, Failure};
use super::input::{self, Outcome, Submissions};
use super::passwords::PasswordOptions;
use super::{clock, entries, given, output, terminal};

#[derive(Args, Debug)]
#[command(after_help = AFTER_HELP)]
pub struct BundleOptions {
    /// Files and directories that together hold the end entity and its issuers, in any format and
    /// order; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<OsString>,

    /// More issuer certificates (repeatable)
    #[arg(long, value_name = "FILE")]
    pub chain: Vec<PathBuf>,

    /// The entry of a key store with several keys
    #[arg(long, value_name = "NAME")]
    pub alias: Option<String>,

    #[command(flatten)]
    pub passwords: PasswordOptions,

    /// Write to this file instead of standard output, whole or not at all
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// Replace the file where it exists
    #[arg(long, help_heading = "Output")]
    pub force: bool,

    /// Put the root at the end; Salesforce has its own copy and needs none
    #[arg(long)]
    pub include_root: bool,

    /// Write what there is, though an issuer is missing
    #[arg(long)]
    pub allow_incomplete: bool,
}

const AFTER_HELP: &str = "\
The file is PEM: the end entity first, then each issuer in order; no root, no
key, no comments. An issuer is missing where it is the end entity's own, or
stands below another CA certificate that was given. The issuer of the highest
one is taken for the root, which is left out.
Exit codes: 0 written; 1 an issuer is missing, nothing written; 2 usage or an
unreadable file.";

/// Makes the file and writes it.
pub fn run(options: &BundleOptions) -> Result<Exit, Failure> {
    let passwords = options.passwords.read().map_err(anyhow::Error::from)?;
    let chain = together(options, &passwords)?;
    let bundle = Bundle::of(&chain, clock::now());
    if let Top::Missing(missing) = &bundle.top {
        let kind = if options.allow_incomplete {
            "warning"
        } else {
            "error"
        };
        terminal::say(kind, &explain(missing));
        if !options.allow_incomplete {
            return Ok(Exit::Failed);
        }
    }
    say_dropped(&chain);
    let pem = bundle.to_pem(options.include_root);
    match &options.output {
        Some(path) if options.force => output::to_file(path, &pem)?,
        Some(path) => output::to_new_file(path, &pem, || {
            anyhow!("{} exists; --force replaces it", path.display())
        })?,
        None => output::to_standard_output(&pem)?,
    }
    tell(&bundle, options);
    Ok(Exit::Passed)
}

/// All paths as one submission. Of a key store it is the one key's entry, or the one named.
fn together(options: &BundleOptions, passwords: &Passwords) -> anyhow::Result<Chain> {
    let supplied = given::supplementary(&options.chain, passwords)?;
    let (mut stores, mut rest) = (Vec::new(), Vec::new());
    for submission in Submissions::of(&options.paths, passwords.clone()) {
        let contents = match submission.outcome {
            Outcome::Read(contents) => contents,
            Outcome::PassedOver(why) => {
                terminal::say("note", &format!("passed over: {why}"));
                continue;
            }
            Outcome::Unreadable(error) => bail!(error),
        };
        // A PEM file with its key is no key store: it has no alias, and is one of several files.
        let has_keys = contents.format != Format::Pem
            && !(contents.entries.is_empty() && contents.stray_keys.is_empty());
        let name = submission.name;
        entries::say_notes(&name, &contents);
        let all = entries::submissions(&name, contents, &[], None)?;
        if has_keys {
            stores.extend(all);
        } else {
            rest.extend(
                all.into_iter()
                    .flat_map(|one| one.chain.presented().to_vec()),
            );
        }
    }
    rest.extend(supplied);
    joined(picked(stores, options.alias.as_deref())?, rest)
}

/// The entries of this name, where one is asked for.
fn picked(stores: Vec<Submission>, alias: Option<&str>) -> anyhow::Result<Vec<Submission>> {
    let Some(alias) = alias else {
        return Ok(stores);
    };
    let names = entries::names(&stores);
    let picked = entries::named(stores, alias);
    match names {
        _ if !picked.is_empty() => Ok(picked),
        None => {
            bail!("--alias names an entry of a key store, and there is none with a key and a name")
        }
        Some(names) => bail!("no entry `{alias}` with a private key; there are {names}"),
    }
}

fn joined(stores: Vec<Submission>, rest: Vec<Presented>) -> anyhow::Result<Chain> {
    let Some(store) = entries::at_most_one(stores)? else {
        return Chain::new(rest).ok_or_else(|| anyhow!("no certificate"));
    };
    let mut presented = store.chain.presented().to_vec();
    presented.extend(rest);
    Chain::with_end_entity(presented, store.chain.end_entity_index())
        .ok_or_else(|| anyhow!("no certificate"))
}

/// Says which other end entities were given: the file is for one.
fn say_dropped(chain: &Chain) {
    let own = chain.end_entity();
    for (index, other) in chain.certificates() {
        if chain.role(index) == Role::EndEntity && other.sha256 != own.sha256 {
            let note = format!(
                "another end entity is left out: {}; the file is for {}",
                other.subject, own.subject
            );
            terminal::say("warning", &note);
        }
    }
}

fn explain(missing: &MissingIssuer) -> String {
    let mut lines = vec![format!(
        "the certificate of an issuer is missing: {}",
        missing.name
    )];
    let identifier = missing.key_identifier.as_deref();
    lines.extend(identifier.map(|identifier| format!("its key identifier is {}", hex(identifier))));
    let urls = missing.urls.iter();
    lines.extend(urls.map(|url| format!("the certificate below it says that it is at {url}")));
    lines.join("\n")
}

/// Says what the file holds, what was left out, and the label to use in Setup.
fn tell(bundle: &Bundle, options: &BundleOptions) {
    let to = options
        .output
        .as_deref()
        .map_or("standard output".into(), input::shown);
    let written = bundle.written(options.include_root);
    let subjects: Vec<_> = written
        .map(|certificate| certificate.subject.to_string())
        .collect();
    let noun = if subjects.len() == 1 {
        "certificate"
    } else {
        "certificates"
    };
    let mut lines = vec![format!("{to}: {} {noun}, no private key", subjects.len())];
    lines.extend(subjects);
    terminal::say("note", &lines.join("\n"));
    if let Some(root) = root(bundle, options.include_root) {
        terminal::say("note", &root);
    }
    if let Some(end_entity) = bundle.certificates.first() {
        let label = label(end_entity);
        terminal::say(
            "note",
            &format!(
                "a label for Setup, Certificate and Key Management, Upload Mutual Authentication \
                 Certificate, that tells renewals apart: {label}"
            ),
        );
    }
}

/// What is to be said of the root.
fn root(bundle: &Bundle, included: bool) -> Option<String> {
    let done = if included {
        "is included"
    } else {
        "is left out"
    };
    match &bundle.top {
        Top::Supplied(root) | Top::Bundled(root) => {
            Some(format!("the root {} {done}", root.subject))
        }
        Top::Presumed(name) => Some(format!(
            "{name} is taken for the root and left out, since no certificate above it is given; it \
             may be a missing intermediate: ask the CA, or check with --trust-list or --instance"
        )),
        Top::SelfSigned => {
            Some("the end entity is its own issuer; `sfmtls check` says what that means".into())
        }
        Top::Missing(_) => None,
    }
}

/// At most 64 characters, the limit of `masterLabel` (facts: `InboundCertificate`).
fn label(end_entity: &Certificate) -> String {
    let name = end_entity
        .subject
        .attribute("CN")
        .unwrap_or("client certificate");
    let until = end_entity.not_after.to_string();
    let until = until.split('T').next().unwrap_or_default();
    let room = 64_usize
        .saturating_sub(" until ".len())
        .saturating_sub(until.len());
    let name: String = name.chars().take(room).collect();
    format!("{name} until {until}")
}
