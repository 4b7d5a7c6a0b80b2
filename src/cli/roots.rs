//! `sfmtls roots`: which roots the instance trusts, what changed, where a chain leads, what to ask
//! for.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use sfmtls::certificate::{Certificate, Time};
use sfmtls::chrome::{PolicyVersion, RootStore};
use sfmtls::render::roots::{csv, human, json};
use sfmtls::report::TrustListReport;
use sfmtls::roots::{Advice, Difference, Needle, Reach, Root, RootsReport};
use sfmtls::submission::Submission;
use sfmtls::trust::{Source, TrustList};

use super::arguments::{RootsFormat, RootsOptions, TrustOptions};
use super::config::{Choice, Config};
use super::exit::{Exit, Failure};
use super::input::{self, read_file};
use super::{clock, entries, list, output, passwords, terminal};

/// Reads the list and whatever it is asked about, and answers.
pub fn run(options: &RootsOptions) -> Result<Exit, Failure> {
    let (trust, store) = sources(options)?;
    let inputs = Inputs::read(options, store.as_deref());
    let supplied = inputs
        .iter()
        .flat_map(Inputs::certificates)
        .collect::<Vec<_>>();
    let list = match list::read(&trust, &supplied) {
        Ok((list, _)) => list,
        // The list's fault decides the code; what else is wrong is said all the same.
        Err(failure) => {
            if let Err(error) = &inputs {
                terminal::say("error", &format!("{error:#}"));
            }
            return Err(failure);
        }
    };
    let inputs = inputs.as_ref().map_err(|error| anyhow!("{error:#}"))?;
    let earlier = earlier(options, &supplied).map_err(Failure::no_list)?;
    let asked = Asked {
        list: &list,
        earlier: earlier.as_ref(),
        supplied: &supplied,
        inputs,
        at: options.at.unwrap_or_else(clock::now),
    };
    let report = asked.report(options);
    show(&report, options)?;
    // Last, so that an answer that could not be shown is not lost: the file may be the earlier list.
    if let Some(path) = &options.save {
        save(&list, &supplied, path)?;
    }
    Ok(if report.fails() {
        Exit::Failed
    } else {
        Exit::Passed
    })
}

/// Where the list and Chrome's store come from: by the flags, else by the configuration.
fn sources(options: &RootsOptions) -> anyhow::Result<(TrustOptions, Option<PathBuf>)> {
    let config = Config::of(options.config.as_deref())?;
    let trust = Choice::new(&config.file).trust(&options.trust, &config);
    let store = options.chrome_root_store.clone();
    let store = store.or_else(|| config.chrome_root_store.map(|store| store.value));
    Ok((trust, store))
}

/// The earlier list, where there is one to compare with.
fn earlier(options: &RootsOptions, supplied: &[&Certificate]) -> anyhow::Result<Option<TrustList>> {
    let Some(path) = &options.diff else {
        return Ok(None);
    };
    let earlier = list::from_file(path, supplied)?;
    for note in earlier.notes() {
        terminal::say("note", &format!("{}: {note}", input::shown(path)));
    }
    Ok(Some(earlier))
}

/// What is read beside the lists.
struct Inputs {
    chrome: Cow<'static, RootStore>,
    submissions: Vec<Submission>,
}

impl Inputs {
    fn read(options: &RootsOptions, store: Option<&Path>) -> anyhow::Result<Self> {
        let chrome = list::chrome_root_store(store)?;
        let leads_to = options.leads_to.as_deref();
        let submissions = leads_to
            .map(|path| submissions(path, options))
            .transpose()?;
        Ok(Self {
            chrome,
            submissions: submissions.unwrap_or_default(),
        })
    }

    /// The certificates that a fingerprint on the list may be of.
    fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        let chains = self.submissions.iter().map(|submission| &submission.chain);
        chains.flat_map(|chain| chain.certificates().map(|(_, certificate)| certificate))
    }
}

/// The submissions of the file whose chain is followed.
fn submissions(path: &Path, options: &RootsOptions) -> anyhow::Result<Vec<Submission>> {
    let name = input::shown(path);
    let bytes = read_file(path.as_os_str())?;
    let passwords = options.passwords.read()?;
    let contents = passwords::read_container(&bytes, path.as_os_str(), &passwords);
    let contents = contents.map_err(|error| anyhow!("{name}: {error}"))?;
    Ok(entries::submissions(&name, contents, &[], None)?)
}

/// Keeps the list in a file, whole or not at all.
fn save(list: &TrustList, supplied: &[&Certificate], path: &Path) -> anyhow::Result<()> {
    let saved = list.save(supplied)?;
    for note in &saved.notes {
        terminal::say("note", &format!("{}: {note}", input::shown(path)));
    }
    if *list.source() == Source::Bundled {
        let name = input::shown(path);
        terminal::say(
            "warning",
            &format!(
                "{name}: this is Mozilla's list, not an instance's; pass --instance HOST to save that"
            ),
        );
    }
    output::to_file(path, &saved.text)
}

/// All that the answers are made of.
struct Asked<'a> {
    list: &'a TrustList,
    earlier: Option<&'a TrustList>,
    supplied: &'a [&'a Certificate],
    inputs: &'a Inputs,
    at: Time,
}

impl<'a> Asked<'a> {
    fn report(&self, options: &RootsOptions) -> RootsReport<'a> {
        let chrome = &self.inputs.chrome;
        let all = Root::all(self.list, self.supplied, chrome);
        let needle = options.search.as_deref().map(Needle::new);
        let is_shown = |root: &&Root<'_>| needle.as_ref().is_none_or(|needle| needle.is_in(root));
        let reach = |one: &Submission| Reach::new(one, self.list, &all, self.at);
        let leads_to = options.leads_to.is_some();
        let policy = PolicyVersion::default();
        let advice = || Advice::new(&all, self.list.source(), policy, self.at);
        RootsReport {
            trust_list: TrustListReport::new(self.list, self.supplied),
            chrome_version: chrome.version(),
            roots: all.iter().filter(is_shown).cloned().collect(),
            searched: options.search.clone(),
            difference: self.earlier.map(|earlier| {
                let before = Root::all(earlier, self.supplied, chrome);
                Difference::new((earlier, &before), (self.list, &all), self.supplied)
            }),
            leads_to: leads_to.then(|| self.inputs.submissions.iter().map(reach).collect()),
            advice: options.advise.then(advice),
        }
    }
}

fn show(report: &RootsReport<'_>, options: &RootsOptions) -> anyhow::Result<()> {
    let text = match options.format {
        RootsFormat::Json => json::render(report)?,
        RootsFormat::Csv => csv::render(report),
        RootsFormat::Human => human::render(
            report,
            human::Options {
                palette: terminal::palette(options.color, options.output.is_some()),
                width: terminal::width(),
            },
        ),
    };
    if options.format == RootsFormat::Csv && report.asks_more_than_a_table() {
        terminal::say(
            "note",
            "csv shows the roots alone: human and json show what else was asked",
        );
    }
    match &options.output {
        Some(path) => output::to_file(path, &text),
        None => output::to_standard_output(&text),
    }
}
