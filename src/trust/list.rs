//! The list, and the questions asked of it.

use std::collections::HashMap;

use super::entries::prints_given;
use super::known::{self, Known};
use super::names::{self, NameText};
use super::print::{Algorithm, Print};
use super::subjects::Subjects;
use super::{Entry, Source, Strength, bundled, dates, serials};
use crate::certificate::{Certificate, Name, Sha256};

/// What the instance trusts: one entry for each root on the list.
#[derive(Clone, Debug)]
pub struct TrustList {
    source: Source,
    sha256: Option<Sha256>,
    entries: Vec<Entry>,
    notes: Vec<String>,
    by_print: HashMap<Print, Vec<usize>>,
    /// The kinds of fingerprints among them, the strongest first: no other is made of a
    /// certificate.
    kinds: Vec<Algorithm>,
    subjects: Subjects,
    /// Entries that are text alone, by the most telling value of their name.
    by_text: HashMap<String, Vec<usize>>,
}

/// By which entry a certificate is listed, and how strongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The entry, as an index into [`TrustList::entries`].
    pub entry: usize,
    /// How strong the match is.
    pub strength: Strength,
}

impl TrustList {
    /// Mozilla's TLS roots, which came with this program; every entry holds its certificate.
    #[must_use]
    pub fn bundled() -> Self {
        let entry = |root: &Certificate| Entry {
            sha256: Some(root.sha256),
            certificate: Some(root.clone()),
            ..Entry::default()
        };
        let entries = bundled::roots().iter().map(entry).collect();
        Self::new(Source::Bundled, None, entries, Vec::new())
    }

    /// The list of these entries.
    pub(super) fn new(
        source: Source,
        sha256: Option<Sha256>,
        entries: Vec<Entry>,
        notes: Vec<String>,
    ) -> Self {
        let mut by_print: HashMap<Print, Vec<usize>> = HashMap::new();
        let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            // A held certificate is found by its SHA-256; its other digests are not needed.
            for print in prints_given(entry) {
                by_print.entry(print).or_default().push(index);
            }
            if let Some(name) = is_text_alone(entry).then(|| name_of(entry)).flatten() {
                let key = name.key().to_owned();
                by_text.entry(key).or_default().push(index);
            }
        }
        let has = |kind: &Algorithm| by_print.keys().any(|print| print.algorithm() == *kind);
        let mut kinds = vec![Algorithm::Sha256, Algorithm::Sha1, Algorithm::Md5];
        kinds.retain(has);
        Self {
            source,
            sha256,
            subjects: Subjects::of(&entries),
            entries,
            notes,
            by_print,
            kinds,
            by_text,
        }
    }

    /// Where the list was read.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// SHA-256 of the bytes that were read; `None` for the bundled list.
    #[must_use]
    pub const fn sha256(&self) -> Option<Sha256> {
        self.sha256
    }

    /// The roots on the list, in its order; each is one entry, however often it stands there.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What on the list could not be used, for people: broken certificates, fingerprints that
    /// contradict the certificate beside them, PEM sections of another kind.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// How many entries hold the certificate itself.
    #[must_use]
    pub fn with_certificate(&self) -> usize {
        self.certificates().count()
    }

    /// Every certificate that the list itself holds, with its entry.
    pub fn certificates(&self) -> impl Iterator<Item = (usize, &Certificate)> {
        self.entries
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry.certificate.as_ref()?)))
    }

    /// The certificates that the list itself holds whose subject is this name, byte for byte.
    pub(crate) fn with_subject(&self, name: &Name) -> impl Iterator<Item = &Certificate> {
        self.held(self.subjects.exact(name))
    }

    /// Those whose subject [matches](Name::matches) it.
    pub(crate) fn with_subject_like(&self, name: &Name) -> impl Iterator<Item = &Certificate> {
        self.held(self.subjects.normalized(name, &self.entries))
    }

    fn held(&self, indexes: &[usize]) -> impl Iterator<Item = &Certificate> {
        let entries = indexes.iter().filter_map(|index| self.entries.get(*index));
        entries.filter_map(|entry| entry.certificate.as_ref())
    }

    /// For each entry the certificate that it is, and how that is known: the list's own, else one
    /// of those supplied or bundled by fingerprint, else the only bundled root that agrees with
    /// its text.
    #[must_use]
    pub fn resolutions<'a>(
        &'a self,
        supplied: &[&'a Certificate],
    ) -> Vec<Option<(&'a Certificate, Strength)>> {
        let known = Known::new(supplied);
        let resolve = |entry: &'a Entry| {
            if let Some(held) = &entry.certificate {
                return Some((held, Strength::Certificate));
            }
            let mut prints = prints_given(entry).map(|print| (known.with_print(&print), print));
            if let Some((Some(found), _)) = prints.find(|(found, _)| found.is_some()) {
                return strength(entry, found).map(|strength| (found, strength));
            }
            let mut agreeing = bundled_by_text(entry);
            let only = agreeing.next().filter(|_| agreeing.next().is_none());
            only.map(|found| (found, Strength::Text))
        };
        self.entries.iter().map(resolve).collect()
    }

    /// How many entries can be resolved to a certificate; see [`TrustList::resolutions`].
    #[must_use]
    pub fn resolved(&self, supplied: &[&Certificate]) -> usize {
        self.resolutions(supplied).iter().flatten().count()
    }

    /// By which entry this certificate is listed, by the strongest match. By text only a bundled
    /// root is, and only where the entry is text alone and every field that it gives agrees.
    #[must_use]
    pub fn listing(&self, certificate: &Certificate) -> Option<Listing> {
        let by_print = self
            .kinds
            .iter()
            .filter_map(|kind| self.by_print.get(&kind.of(certificate)))
            .flatten()
            .filter_map(|index| {
                let strength = strength(self.entries.get(*index)?, certificate)?;
                Some(Listing {
                    entry: *index,
                    strength,
                })
            })
            .max_by_key(|listing| listing.strength);
        by_print.or_else(|| {
            let entry = self.named(certificate)?;
            bundled::contains(&certificate.sha256).then_some(Listing {
                entry,
                strength: Strength::Text,
            })
        })
    }

    /// The first entry that is text alone and agrees in every field that it gives with this
    /// certificate, bundled or not.
    #[must_use]
    pub fn named(&self, certificate: &Certificate) -> Option<usize> {
        if self.by_text.is_empty() {
            return None;
        }
        text_keys(&certificate.subject)
            .filter_map(|key| self.by_text.get(&key))
            .flatten()
            .filter(|index| {
                let entry = self.entries.get(**index);
                entry.is_some_and(|entry| agrees_by_text(entry, certificate))
            })
            .min()
            .copied()
    }

    /// The entries whose subject is this name, by their certificate or by their text: for near
    /// misses, whatever key they have.
    pub fn entries_named(&self, subject: &Name) -> impl Iterator<Item = usize> {
        self.entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| match &entry.certificate {
                Some(certificate) => certificate.subject.matches(subject),
                None => name_of(entry).is_some_and(|name| name.agrees(subject)),
            })
            .map(|(index, _)| index)
    }
}

/// The name that an entry gives: its subject, else its alias.
pub(super) fn name_of(entry: &Entry) -> Option<NameText> {
    let text = entry.subject.as_deref().or(entry.alias.as_deref());
    text.map(NameText::parse)
}

/// Whether an entry gives neither certificate nor fingerprint.
fn is_text_alone(entry: &Entry) -> bool {
    entry.certificate.is_none() && prints_given(entry).next().is_none()
}

/// How strongly an entry is this certificate. A weaker fingerprint says nothing where the entry
/// gives a stronger one that is another's.
fn strength(entry: &Entry, certificate: &Certificate) -> Option<Strength> {
    if let Some(held) = &entry.certificate {
        return (held.der == certificate.der).then_some(Strength::Certificate);
    }
    if let Some(sha256) = entry.sha256 {
        return (sha256 == certificate.sha256).then_some(Strength::Sha256);
    }
    if let Some(sha1) = entry.sha1 {
        return (sha1 == certificate.sha1()).then_some(Strength::Sha1);
    }
    let md5 = entry.md5?;
    (md5 == certificate.md5()).then_some(Strength::Md5)
}

/// Whether every field that an entry gives agrees with the certificate; its name must be given.
fn agrees_by_text(entry: &Entry, certificate: &Certificate) -> bool {
    let agrees =
        |field: &Option<String>, test: &dyn Fn(&str) -> bool| field.as_deref().is_none_or(test);
    name_of(entry).is_some_and(|name| name.agrees(&certificate.subject))
        && agrees(&entry.issuer, &|text| {
            NameText::parse(text).agrees(&certificate.issuer)
        })
        && agrees(&entry.serial, &|text| {
            serials::agrees(text, &certificate.serial)
        })
        && agrees(&entry.not_before, &|text| {
            dates::agrees(text, certificate.not_before)
        })
        && agrees(&entry.not_after, &|text| {
            dates::agrees(text, certificate.not_after)
        })
}

/// The bundled roots that agree with an entry that is text alone.
pub(super) fn bundled_by_text(entry: &Entry) -> impl Iterator<Item = &'static Certificate> {
    let name = is_text_alone(entry).then(|| name_of(entry)).flatten();
    let roots = name.map_or(&[][..], |name| known::bundled_named(name.key()));
    roots
        .iter()
        .copied()
        .filter(move |root| agrees_by_text(entry, root))
}

/// Every key by which a name may stand in [`TrustList::by_text`].
pub(super) fn text_keys(name: &Name) -> impl Iterator<Item = String> {
    let mut keys: Vec<String> = names::keys(name).collect();
    let values = name
        .attributes()
        .filter(|part| matches!(&*part.kind, "O" | "OU"));
    keys.extend(values.filter_map(|part| part.value.as_deref().map(names::evened)));
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
}
