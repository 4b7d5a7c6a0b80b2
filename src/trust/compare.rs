//! What differs between two lists: each root of one is paired with the same root of the other by
//! the strongest thing that both give, whatever shape either list has.

use std::collections::HashMap;

use super::entries::prints_given;
use super::known::prints_of;
use super::list::{name_of, text_keys};
use super::names::NameText;
use super::print::{Algorithm, Print};
use super::{Entry, Strength, TrustList, dates};
use crate::certificate::{Certificate, Name, Time};

/// How a list differs from an earlier one; entries are indexes into [`TrustList::entries`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Entries of the later list that the earlier one has not.
    pub added: Vec<usize>,
    /// Entries of the earlier list that the later one has not.
    pub removed: Vec<usize>,
    /// Entries of one root, the earlier first, where a field that both give differs.
    pub changed: Vec<(usize, usize)>,
}

/// As many entries of one name are compared with each other: hostile lists give thousands.
const MOST_NAMESAKES: usize = 32;

impl TrustList {
    /// How this list differs from an `earlier` one.
    #[must_use]
    pub fn differences(&self, earlier: &Self) -> Differences {
        let (before, after) = (facts(earlier), facts(self));
        let mut pairs = Pairs::new(before.len(), after.len());
        for algorithm in [Algorithm::Sha256, Algorithm::Sha1, Algorithm::Md5] {
            pairs.by_print(&before, &after, algorithm);
        }
        pairs.by_text(&before, &after, &|one, other| {
            !differ(one.entry, other.entry)
        });
        pairs.by_text(&before, &after, &|_, _| true);
        let unpaired = |partners: &[Option<usize>]| {
            let all = partners.iter().enumerate();
            all.filter(|(_, partner)| partner.is_none())
                .map(|(index, _)| index)
                .collect()
        };
        let changed = pairs
            .after
            .iter()
            .enumerate()
            .filter_map(|(later, partner)| {
                let earlier = (*partner)?;
                let (one, other) = (before.get(earlier)?, after.get(later)?);
                differ(one.entry, other.entry).then_some((earlier, later))
            });
        Differences {
            added: unpaired(&pairs.after),
            removed: unpaired(&pairs.before),
            changed: changed.collect(),
        }
    }
}

/// What pairs an entry with another list's.
struct Facts<'a> {
    entry: &'a Entry,
    /// The fingerprints that it gives, and those of the certificate that they prove it to be.
    prints: Vec<Print>,
    /// The certificate that it is, even if only its text says so.
    certificate: Option<&'a Certificate>,
}

/// The facts of every entry.
fn facts(list: &TrustList) -> Vec<Facts<'_>> {
    let entries = list.entries().iter().zip(list.resolutions(&[]));
    entries
        .map(|(entry, found)| {
            let mut prints: Vec<Print> = prints_given(entry).collect();
            let proven = found.filter(|(_, strength)| *strength > Strength::Text);
            let supplied = proven.into_iter().flat_map(|(root, _)| prints_of(root));
            for print in supplied {
                if prints
                    .iter()
                    .all(|own| own.algorithm() != print.algorithm())
                {
                    prints.push(print);
                }
            }
            Facts {
                entry,
                prints,
                certificate: found.map(|(root, _)| root),
            }
        })
        .collect()
}

impl Facts<'_> {
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
        let written = name_of(self.entry).map(|name| name.key().to_owned());
        let known = self
            .certificate
            .into_iter()
            .flat_map(|root| text_keys(&root.subject));
        let mut keys: Vec<String> = known.chain(written).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Whether the other entry has the same name, as far as both tell it.
    fn is_named_as(&self, other: &Self) -> bool {
        let text = |facts: &Self| name_of(facts.entry);
        let name = |facts: &Self| facts.certificate.map(|root| root.subject.clone());
        let agrees = |text: Option<NameText>, name: Option<Name>| match (text, name) {
            (Some(text), Some(name)) => text.agrees(&name),
            _ => false,
        };
        let texts = match (text(self), text(other)) {
            (Some(one), Some(other)) => one.fits(&other),
            _ => false,
        };
        let names = match (name(self), name(other)) {
            (Some(one), Some(other)) => one.matches(&other),
            _ => false,
        };
        texts || names || agrees(text(self), name(other)) || agrees(text(other), name(self))
    }
}

/// Which entry of the other list each entry is.
struct Pairs {
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

impl Pairs {
    fn new(before: usize, after: usize) -> Self {
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
    fn by_print(&mut self, before: &[Facts<'_>], after: &[Facts<'_>], algorithm: Algorithm) {
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
    fn by_text(
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

/// Whether a field that both entries give differs: names and moments by what they mean, however
/// they are written.
fn differ(one: &Entry, other: &Entry) -> bool {
    let alias = matches!((&one.alias, &other.alias), (Some(one), Some(other)) if one != other);
    let prints = prints_given(one).any(|print| {
        let mut others = prints_given(other);
        others.any(|other| other.algorithm() == print.algorithm() && other != print)
    });
    alias || prints || subjects_differ(one, other) || ends_differ(one, other)
}

/// A field as an entry gives it: by its text, or by its certificate.
enum Given<'a, T> {
    Text(&'a str),
    Held(T),
}

fn subjects_differ(one: &Entry, other: &Entry) -> bool {
    match (subject(one), subject(other)) {
        (Some(Given::Held(one)), Some(Given::Held(other))) => !one.matches(other),
        (Some(Given::Held(name)), Some(Given::Text(text)))
        | (Some(Given::Text(text)), Some(Given::Held(name))) => !NameText::parse(text).agrees(name),
        (Some(Given::Text(one)), Some(Given::Text(other))) => {
            !NameText::parse(one).fits(&NameText::parse(other))
        }
        _ => false,
    }
}

fn ends_differ(one: &Entry, other: &Entry) -> bool {
    match (not_after(one), not_after(other)) {
        (Some(Given::Held(one)), Some(Given::Held(other))) => one != other,
        (Some(Given::Held(moment)), Some(Given::Text(text)))
        | (Some(Given::Text(text)), Some(Given::Held(moment))) => !dates::agrees(text, moment),
        (Some(Given::Text(one)), Some(Given::Text(other))) => !dates::are_same(one, other),
        _ => false,
    }
}

fn subject(entry: &Entry) -> Option<Given<'_, &Name>> {
    let held = entry
        .certificate
        .as_ref()
        .map(|held| Given::Held(&held.subject));
    held.or_else(|| entry.subject.as_deref().map(Given::Text))
}

fn not_after(entry: &Entry) -> Option<Given<'_, Time>> {
    let held = entry
        .certificate
        .as_ref()
        .map(|held| Given::Held(held.not_after));
    held.or_else(|| entry.not_after.as_deref().map(Given::Text))
}
