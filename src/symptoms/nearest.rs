//! The known texts nearest to an unknown one.

use std::collections::{BTreeSet, HashMap};

use super::words::fold;
use super::{Symptom, all};

/// How many are named at most.
const MOST: usize = 3;
/// How much of a known text must be found for it to be named, of 100.
const ENOUGH: usize = 55;
/// How much of an unknown text is looked at, in letters: an error and what stands around it.
const LOOKED_AT: usize = 1 << 16;

/// Three letters in a row; a word's ends count as letters.
type Trigram = [char; 3];

/// The known texts, at most three, of which a line of `text` has the most in common: the share of
/// their trigrams that it holds.
#[must_use]
pub fn nearest(text: &str) -> Vec<&'static Symptom> {
    let known: Vec<(&Symptom, BTreeSet<Trigram>)> = all()
        .flat_map(|symptom| symptom.texts.iter().map(move |it| (symptom, trigrams(it))))
        .collect();
    let mut holders: HashMap<Trigram, Vec<usize>> = HashMap::new();
    for (index, (_, trigrams)) in known.iter().enumerate() {
        for trigram in trigrams {
            holders.entry(*trigram).or_default().push(index);
        }
    }
    let mut most = vec![0_usize; known.len()];
    let looked_at: String = text.chars().take(LOOKED_AT).collect();
    for line in looked_at.lines() {
        for (index, count) in shared(line, &holders) {
            if let Some(most) = most.get_mut(index) {
                *most = count.max(*most);
            }
        }
    }
    let shares = known.iter().zip(most);
    let shares = shares.map(|((symptom, all), held)| (held * 100 / all.len().max(1), *symptom));
    best(shares.filter(|(share, _)| *share >= ENOUGH).collect())
}

/// How many trigrams each known text has in common with a line.
fn shared(line: &str, holders: &HashMap<Trigram, Vec<usize>>) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    let held = trigrams(line);
    for index in held.iter().filter_map(|it| holders.get(it)).flatten() {
        *counts.entry(*index).or_default() += 1;
    }
    counts
}

/// The entries with the greatest shares, each once.
fn best(mut shares: Vec<(usize, &'static Symptom)>) -> Vec<&'static Symptom> {
    shares.sort_by_key(|(share, _)| std::cmp::Reverse(*share));
    let mut best: Vec<&Symptom> = Vec::new();
    for (_, symptom) in shares {
        if best.len() < MOST && !best.iter().any(|other| std::ptr::eq(*other, symptom)) {
            best.push(symptom);
        }
    }
    best
}

fn trigrams(text: &str) -> BTreeSet<Trigram> {
    let letters: Vec<char> = fold(text).chars().collect();
    letters
        .windows(3)
        .filter_map(|window| <Trigram>::try_from(window).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_text_leads_to_the_right_one() {
        let near = nearest("unable to find a valid certifcation path to the requested target");
        assert_eq!(
            near.first().map(|symptom| symptom.text()),
            Some("unable to find valid certification path to requested target")
        );
    }

    #[test]
    fn of_words_without_any_likeness_none_is_near() {
        assert!(nearest("the quick brown fox jumps over the lazy dog").is_empty());
        assert!(nearest("").is_empty());
    }
}
