//! From drafts to entries: what is proven is kept, what contradicts it is not, and each root is
//! one entry however often it stands there.

use std::collections::HashMap;

use super::Entry;
use super::dates;
use super::document::words;
use super::drafts::Draft;
use super::held::Held;
use super::known::{self, Known, has_print, prints_of};
use super::names::{self, evened};
use super::print::Print;
use crate::certificate::Certificate;

/// The entries of a list and what was put aside.
#[derive(Debug, Default)]
pub(super) struct Entries {
    /// One for each root.
    pub(super) roots: Vec<Entry>,
    /// How many entries stand in the text: copies and keys counted.
    pub(super) written: usize,
    /// Whether one of them is proven to be a root's: a certificate, or a known one's fingerprint.
    pub(super) is_proven: bool,
    /// How many entries have a fingerprint, and no unknown label that may say it is none.
    pub(super) printed: usize,
    /// Whether keytool's own words stand there.
    pub(super) is_keytool: bool,
    /// What was put aside, for people.
    pub(super) notes: Vec<String>,
    /// What each draft says for certain beside a name.
    pub(super) said: Vec<Entry>,
}

/// Makes entries of drafts.
pub(super) fn of(drafts: Vec<Draft>, held: &mut [Held], known: &Known<'_>) -> Entries {
    let mut made = Entries::default();
    let has_prints = drafts.iter().any(|draft| !draft.prints.is_empty());
    let mut merger = Merger {
        has_prints,
        ..Merger::default()
    };
    for draft in drafts {
        if draft.is_key {
            made.written = made.written.saturating_add(1);
            continue;
        }
        made.said.push(said(&draft));
        made.is_keytool |= draft.is_entry && draft.alias.is_some() && !draft.prints.is_empty();
        let found = draft.held.and_then(|token| held.get_mut(token));
        let found = found
            .filter(|found| matches!(found, Held::Certificate(_) | Held::Refused(..)))
            .map(|found| std::mem::replace(found, Held::Taken));
        // A certificate that cannot be used, and a number as long as an MD5 that nothing announces,
        // stand in dumps of keys and certificates, too: neither makes a list.
        let tells =
            |(print, announced): &(Print, bool)| *announced || !matches!(print, Print::Md5(_));
        let makes_list = !draft.is_doubtful
            && (matches!(found, Some(Held::Certificate(_))) || draft.prints.iter().any(tells));
        let Some(entry) = entry(draft, found, known, &mut made.notes) else {
            continue;
        };
        made.written = made.written.saturating_add(1);
        let has_print = prints_given(&entry).next().is_some();
        made.printed = made
            .printed
            .saturating_add(usize::from(has_print && makes_list));
        merger.add(entry, known);
    }
    made.is_proven = merger.is_proven;
    made.roots = merger.entries.into_iter().flatten().collect();
    made
}

/// What a draft says for certain beside a name: by a label, and in a form that can be read; in a row,
/// a number as long as a SHA-1 or SHA-256, too. What else stands there may mean something else.
fn said(draft: &Draft) -> Entry {
    let mut entry = Entry {
        alias: draft.alias.clone().or_else(|| draft.title.clone()),
        subject: draft.subject.clone(),
        issuer: draft.issuer.clone(),
        serial: draft.serial.clone(),
        not_before: draft.not_before.clone(),
        not_after: draft.not_after.clone(),
        ..Entry::default()
    };
    entry.issuer = entry.issuer.filter(|name| names::is_distinguished(name));
    entry.serial = entry.serial.filter(|_| !draft.is_serial_guessed);
    for date in [&mut entry.not_before, &mut entry.not_after] {
        *date = date.take().filter(|text| dates::moment(text).is_some());
    }
    for (print, announced) in &draft.prints {
        if *announced || (draft.is_row && !matches!(print, Print::Md5(_))) {
            set(&mut entry, *print);
        }
    }
    entry
}

/// The fingerprints that an entry gives.
pub(super) fn prints_given(entry: &Entry) -> impl Iterator<Item = Print> {
    let sha256 = entry.sha256.map(Print::Sha256);
    let sha1 = entry.sha1.map(Print::Sha1);
    let md5 = entry.md5.map(Print::Md5);
    [sha256, sha1, md5].into_iter().flatten()
}

/// The entry that a draft makes; `None` where it names no root.
fn entry(
    mut draft: Draft,
    held: Option<Held>,
    known: &Known<'_>,
    notes: &mut Vec<String>,
) -> Option<Entry> {
    let mut entry = Entry::default();
    match held {
        Some(Held::Certificate(certificate)) => {
            entry.sha256 = Some(certificate.sha256);
            entry.certificate = Some(*certificate);
        }
        Some(Held::Refused(sha256, reason)) => {
            notes.push(format!(
                "a certificate on the list cannot be used: {reason}"
            ));
            entry.sha256 = Some(sha256);
        }
        // What else stood in a certificate's place is noted of the whole list.
        _ => {}
    }
    draft.settle_moments();
    settle_prints(&mut draft, &mut entry, known, notes);
    let name = draft.subject.as_deref().or(draft.alias.as_deref());
    let names_root =
        prints_given(&entry).next().is_some() || draft.is_entry || name.is_some_and(is_name);
    entry.alias = draft.alias.or(draft.title);
    entry.subject = draft.subject;
    entry.issuer = draft.issuer;
    entry.serial = draft.serial;
    entry.not_before = draft.not_before;
    entry.not_after = draft.not_after;
    names_root.then_some(entry)
}

/// Whether the text is a distinguished name, or a known root's.
fn is_name(text: &str) -> bool {
    names::is_distinguished(text) || !known::bundled_named(&evened(text)).is_empty()
}

/// Gives the entry the fingerprints that can stand beside each other. What nothing announces as
/// a fingerprint is none where it is a known serial number or key identifier, or where another
/// one of the same length is known; whatever contradicts the certificate is none at all.
fn settle_prints(draft: &mut Draft, entry: &mut Entry, known: &Known<'_>, notes: &mut Vec<String>) {
    let prints = std::mem::take(&mut draft.prints).into_iter();
    let mut prints: Vec<(Print, bool, Option<&Certificate>)> = prints
        .map(|(print, announced)| (print, announced, known.with_print(&print)))
        .collect();
    let proven = prints.iter().find_map(|(_, _, root)| *root);
    // The strongest of those that are known or announced comes first.
    prints.sort_by_key(|(_, announced, root)| (root.is_none(), !announced));
    for (print, announced, root) in prints {
        if root.is_none() && !announced {
            if known.is_serial(&print) && draft.serial.is_none() {
                draft.serial = Some(print.hex());
            }
            let contradicts = proven.is_some_and(|root| !has_print(root, &print));
            if known.is_other_number(&print) || contradicts {
                continue;
            }
        }
        if let Some(certificate) = &entry.certificate
            && !has_print(certificate, &print)
        {
            notes.push(format!(
                "a fingerprint beside the certificate of {} is not its own",
                certificate.subject
            ));
            continue;
        }
        set(entry, print);
    }
}

/// Sets a fingerprint that is not given yet.
fn set(entry: &mut Entry, print: Print) {
    match print {
        Print::Sha256(digest) => entry.sha256 = entry.sha256.or(Some(digest)),
        Print::Sha1(digest) => entry.sha1 = entry.sha1.or(Some(digest)),
        Print::Md5(digest) => entry.md5 = entry.md5.or(Some(digest)),
    }
}

/// Finds the copies of a root.
#[derive(Default)]
struct Merger {
    entries: Vec<Option<Entry>>,
    by_print: HashMap<Print, usize>,
    by_text: HashMap<String, usize>,
    is_proven: bool,
    /// Whether the list gives any fingerprint; where it does not, copies are found by SHA-256
    /// alone, and the weaker digests of its certificates are not needed.
    has_prints: bool,
}

impl Merger {
    /// Adds an entry, or puts it together with the one of the same root.
    fn add(&mut self, mut entry: Entry, known: &Known<'_>) {
        let mut prints: Vec<Print> = prints_given(&entry).collect();
        let root: Option<&Certificate> = entry.certificate.as_ref().or_else(|| {
            let mut strongest = prints.iter();
            strongest.find_map(|print| known.with_print(print))
        });
        self.is_proven |= root.is_some();
        let root = root.filter(|root| agrees(&entry, root));
        match root {
            Some(root) if self.has_prints => prints.extend(prints_of(root)),
            Some(root) => prints.push(Print::Sha256(root.sha256)),
            None => {}
        }
        if prints.is_empty() {
            return self.add_text(entry);
        }
        let mut place = self.entries.len();
        // Two entries that had nothing in common may both fit a third.
        for copy in self.places(&prints) {
            let slot = self.entries.get_mut(copy);
            let taken = slot.and_then(|slot| slot.take_if(|other| fit(other, &entry)));
            if let Some(first) = taken {
                entry = merged(first, entry);
                place = place.min(copy);
            }
        }
        prints.extend(prints_given(&entry));
        match self.entries.get_mut(place) {
            Some(slot) => *slot = Some(entry),
            None => self.entries.push(Some(entry)),
        }
        for print in prints {
            self.by_print.insert(print, place);
        }
    }

    /// Where the entries are that have one of these fingerprints, each once.
    fn places(&self, prints: &[Print]) -> Vec<usize> {
        let places = prints.iter().filter_map(|print| self.by_print.get(print));
        let mut places: Vec<usize> = places.copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    fn add_text(&mut self, entry: Entry) {
        let fields = [
            &entry.subject,
            &entry.issuer,
            &entry.serial,
            &entry.not_before,
            &entry.not_after,
        ];
        let alias = entry.alias.iter().filter(|_| entry.subject.is_none());
        let key: Vec<String> = fields
            .into_iter()
            .flatten()
            .chain(alias)
            .map(|text| evened(text))
            .collect();
        let place = self.entries.len();
        let place_of = *self.by_text.entry(words(&key.join("\n"))).or_insert(place);
        if place_of == place {
            self.entries.push(Some(entry));
        }
    }
}

/// Whether all fingerprints of the entry are the certificate's.
fn agrees(entry: &Entry, certificate: &Certificate) -> bool {
    prints_given(entry).all(|print| has_print(certificate, &print))
}

/// Whether two entries can be one root's: nothing that both give differs.
fn fit(first: &Entry, second: &Entry) -> bool {
    let all: Vec<Print> = prints_given(second).collect();
    let clash = |print: &Print| {
        let mut others = all.iter();
        others.any(|other| other.algorithm() == print.algorithm() && other != print)
    };
    let certificates = [&first.certificate, &second.certificate];
    let others = [second, first];
    let held = certificates.iter().zip(others).all(|(held, other)| {
        held.as_ref()
            .is_none_or(|certificate| agrees(other, certificate))
    });
    held && !prints_given(first).any(|print| clash(&print))
}

fn merged(first: Entry, second: Entry) -> Entry {
    Entry {
        alias: first.alias.or(second.alias),
        subject: first.subject.or(second.subject),
        issuer: first.issuer.or(second.issuer),
        serial: first.serial.or(second.serial),
        not_before: first.not_before.or(second.not_before),
        not_after: first.not_after.or(second.not_after),
        sha256: first.sha256.or(second.sha256),
        sha1: first.sha1.or(second.sha1),
        md5: first.md5.or(second.md5),
        certificate: first.certificate.or(second.certificate),
    }
}
