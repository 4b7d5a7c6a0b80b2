//! What differs between two lists, whatever shape either has: the roots that one alone has, and what
//! both give of one root and give otherwise.

use super::entries::prints_given;
use super::names::NameText;
use super::pairs::{Pairs, facts};
use super::print::Algorithm;
use super::{Entry, TrustList, dates};
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

impl TrustList {
    /// How this list differs from an `earlier` one. The same root is found by the strongest thing
    /// that both give; fingerprints may be of the bundled roots or the `supplied` certificates, so
    /// that a list of one kind of them can be compared with a list of another.
    #[must_use]
    pub fn differences(&self, earlier: &Self, supplied: &[&Certificate]) -> Differences {
        let (before, after) = (facts(earlier, supplied), facts(self, supplied));
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
            one != other && !NameText::parse(one).fits(&NameText::parse(other))
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

#[cfg(test)]
mod tests;
