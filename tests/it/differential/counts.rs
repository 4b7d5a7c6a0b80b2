//! How often a judge agrees, and how often it differs for which reason.

use std::collections::BTreeMap;
use std::fmt;

use super::Generated;
use super::classes::{CLASSES, Class, Judge, Seen};
use crate::judges::SecondVerdict;
use crate::support::verdict::Answer;

/// One judge's verdicts, counted.
pub struct Counts {
    judge: Judge,
    both_accept: usize,
    both_refuse: usize,
    /// By index into [`CLASSES`].
    by_class: BTreeMap<usize, usize>,
}

impl Counts {
    /// Counts; what belongs to no class is added to `unexplained`, in words.
    pub fn of(
        judge: Judge,
        all: &[Generated],
        verdicts: &[SecondVerdict],
        unexplained: &mut Vec<String>,
    ) -> Self {
        let mut counts = Self {
            judge,
            both_accept: 0,
            both_refuse: 0,
            by_class: BTreeMap::new(),
        };
        for (generated, second) in all.iter().zip(verdicts) {
            let seen = Seen {
                judge,
                made: &generated.made,
                ours: &generated.ours,
                second,
            };
            match (generated.ours.answer(), second) {
                (Some(Answer::Accepted), SecondVerdict::Accepts) => counts.both_accept += 1,
                (Some(Answer::Refused), SecondVerdict::Refuses(_)) => counts.both_refuse += 1,
                _ => match Class::of(&seen) {
                    Some(class) => *counts.by_class.entry(class).or_default() += 1,
                    None => unexplained.push(format!("{seen}")),
                },
            }
        }
        counts
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "## {}\n", self.judge.name())?;
        writeln!(formatter, "| chains | verdicts |\n|---:|---|")?;
        writeln!(formatter, "| {} | both accept |", self.both_accept)?;
        writeln!(formatter, "| {} | both refuse |", self.both_refuse)?;
        for (class, count) in &self.by_class {
            writeln!(formatter, "| {count} | {} |", CLASSES[*class].name)?;
        }
        Ok(())
    }
}

/// The page of all counts.
pub fn page(count: usize, seed: u64, judges: &[String]) -> String {
    let reasons: Vec<_> = CLASSES
        .iter()
        .map(|class| format!("- *{}*: {}.", class.name, class.because))
        .collect();
    format!(
        "# Generated chains, judged by others\n\n\
         {count} chains (seed {seed}), each judged by this program and three others; written by\n\
         `SFMTLS_ALL_CHAINS=1 cargo test --test it differential` (see `tests/it/differential.rs`). A\n\
         difference that belongs to no class below fails the test.\n\n{}\n## The classes\n\n{}\n",
        judges.join("\n"),
        reasons.join("\n"),
    )
}

/// The same words once, with how often they came.
pub fn grouped(unexplained: &[String]) -> String {
    let mut counts = BTreeMap::<_, usize>::new();
    for words in unexplained {
        *counts.entry(words).or_default() += 1;
    }
    let mut lines: Vec<_> = counts
        .iter()
        .map(|(words, count)| format!("{count:>4} {words}"))
        .collect();
    lines.sort_by(|one, other| other.cmp(one));
    format!(
        "{} differences of no class\n{}",
        unexplained.len(),
        lines.join("\n")
    )
}
