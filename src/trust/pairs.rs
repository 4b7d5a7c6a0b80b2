//! The same root on two lists, found by the strongest thing that both give.

use std::collections::HashMap;

use super::entries::prints_given;
use super::known::prints_of;
use super::list::{name_of, text_keys};
use super::names::NameText;
use super::print::{Algorithm, Print};
use super::{Entry, Strength, TrustList};
use crate::certificate::{Certificate, Name};

/// As many entries of one name are compared with each other: hostile lists give thousands.
const MOST_NAMESAKES: usize = 8;

/// What pairs an entry with another list's.
pub(super) struct Facts<'a> {
    /// The entry.
    pub(super) entry: &'a Entry,
    /// The fingerprints that it gives, and those of the certificate that they prove it to be.
    prints: Vec<Print>,
    /// The name that it gives, in text.
    written: Option<NameText>,
    /// The subject of the certificate that it is, even if only its text says so.
    subject: Option<&'a Name>,
}

/// The facts of every entry.
pub(super) fn facts<'a>(list: &'a TrustList, supplied: &[&'a Certificate]) -> Vec<Facts<'a>> {
    let entries = list.entries().iter().zip(list.resolutions(supplied));
    entries
        .map(|(entry, found)| Facts::new(entry, found))
        .collect()
}

impl<'a> Facts<'a> {
    fn new(entry: &'a Entry, found: Option<(&'a Certificate, Strength)>) -> Self {
        let mut prints: Vec<Print> = prints_given(entry).collect();
        let proven = found.filter(|(_, strength)| *strength > Strength::Text);
        for print in proven.into_iter().flat_map(|(root, _)| prints_of(root)) {
            let mut own = prints.iter();
            if own.all(|own| own.algorithm() != print.algorithm()) {
                prints.push(print);
            }
        }
        Self {
            entry,
            prints,
            written: name_of(entry),
            subject: found.map(|(root, _)| &root.subject),
        }
    }

    fn print(&self, algorithm: Algorithm) -> Option<Print> {
        let mut prints = self.prints.iter();
        prints.find(|print| print.algorithm() == algorithm).copied()
    }

    /// Whether a fingerprint shows that the other entry is another root.
    fn contradicts(&self, other: &Self) -> bool {
        self.prints.iter().any(|print| {
            let same = other.print(print.algorithm());
            same.is_some_and(|same| same != *print)
        })
    }

    /// Whether they give fingerprints of one algorithm: then their texts pair nothing.
    fn has_common_algorithm(&self, other: &Self) -> bool {
        let mut prints = self.prints.iter();
        prints.any(|print| other.print(print.algorithm()).is_some())
    }

    /// The keys by which entries of one name meet.
    fn keys(&self) -> Vec<String> {
        let written = self.written.iter().map(|name| name.key().to_owned());
        let known = self.subject.into_iter().flat_map(text_keys);
        let mut keys: Vec<String> = known.chain(written).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether the other entry has the same name, as far as both tell it.
    fn is_named_as(&self, other: &Self) -> bool {
        let agree = |text: &Option<NameText>, name: Option<&Name>| {
            text.as_ref()
                .zip(name)
                .is_some_and(|(text, name)| text.agrees(name))
        };
        let texts = self.written.as_ref().zip(other.written.as_ref());
        let names = self.subject.zip(other.subject);
        texts.is_some_and(|(one, other)| one.fits(other))
            || names.is_some_and(|(one, other)| one.matches(other))
            || agree(&self.written, other.subject)
            || agree(&other.written, self.subject)
    }
}

/// Which entry of the other list each entry is.
pub(super) struct Pairs {
    /// For each earlier entry the later one.
    pub(super) before: Vec<Option<usize>>,
    /// For each later entry the earlier one.
    pub(super) after: Vec<Option<usize>>,
}

impl Pairs {
    /// None paired yet, of so many.
    pub(super) fn new(before: usize, after: usize) -> Self {
        Self {
            before: vec![None; before],
            after: vec![None; after],
        }
    }

    fn is_free(&self, earlier: usize) -> bool {
        self.before.get(earlier).is_some_and(Option::is_none)
    }

    /// The later entries that have no partner yet.
    fn free_after<'f, 'a>(&self, after: &'f [Facts<'a>]) -> Vec<(usize, &'f Facts<'a>)> {
        let all = after.iter().enumerate().zip(&self.after);
        all.filter(|(_, partner)| partner.is_none())
            .map(|(later, _)| later)
            .collect()
    }

    fn pair(&mut self, earlier: usize, later: usize) {
        if let (Some(one), Some(other)) = (self.before.get_mut(earlier), self.after.get_mut(later))
        {
            *one = Some(later);
            *other = Some(earlier);
        }
    }

    /// Pairs those that have the same fingerprint, where no other one contradicts it.
    pub(super) fn by_print(
        &mut self,
        before: &[Facts<'_>],
        after: &[Facts<'_>],
        algorithm: Algorithm,
    ) {
        let mut index: HashMap<Print, usize> = HashMap::new();
        for (earlier, facts) in before
            .iter()
            .enumerate()
            .filter(|(at, _)| self.is_free(*at))
        {
            if let Some(print) = facts.print(algorithm) {
                index.entry(print).or_insert(earlier);
            }
        }
        for (later, facts) in self.free_after(after) {
            let found = facts
                .print(algorithm)
                .and_then(|print| index.get(&print))
                .copied();
            let found = found.filter(|earlier| {
                let fits = |other: &Facts<'_>| !facts.contradicts(other);
                self.is_free(*earlier) && before.get(*earlier).is_some_and(fits)
            });
            if let Some(earlier) = found {
                self.pair(earlier, later);
            }
        }
    }

    /// Pairs those of one name that no fingerprint tells apart, and that pass the test.
    pub(super) fn by_text(
        &mut self,
        before: &[Facts<'_>],
        after: &[Facts<'_>],
        test: &dyn Fn(&Facts<'_>, &Facts<'_>) -> bool,
    ) {
        let mut index: HashMap<String, Vec<usize>> = HashMap::new();
        for (earlier, facts) in before
            .iter()
            .enumerate()
            .filter(|(at, _)| self.is_free(*at))
        {
            for key in facts.keys() {
                index.entry(key).or_default().push(earlier);
            }
        }
        for (later, facts) in self.free_after(after) {
            let fits = |earlier: &usize| {
                before.get(*earlier).is_some_and(|other| {
                    !facts.has_common_algorithm(other)
                        && facts.is_named_as(other)
                        && test(other, facts)
                })
            };
            let keys = facts.keys();
            let found = keys.iter().find_map(|key| {
                let namesakes = index.get_mut(key)?;
                self.first_free(namesakes).into_iter().find(fits)
            });
            if let Some(earlier) = found {
                self.pair(earlier, later);
            }
        }
    }

    /// The first of some entries that have no partner; those that have one are taken out, so that
    /// none is passed over twice.
    fn first_free(&self, entries: &mut Vec<usize>) -> Vec<usize> {
        let mut place = 0;
        while let Some(entry) = entries.get(place).filter(|_| place < MOST_NAMESAKES) {
            if self.is_free(*entry) {
                place = place.saturating_add(1);
            } else {
                entries.swap_remove(place);
            }
        }
        entries.iter().take(place).copied().collect()
    }
}
