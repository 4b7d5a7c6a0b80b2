//! Fingerprints in a text: hex digits that make 32, 40 or 64 in one run.
//!
//! The digits may stand together or in groups, with colons, dashes or spaces, and may be broken
//! by a line end or an inline tag. What is not exactly that long is no fingerprint.

use super::groups::{Group, groups};
use super::held::TAG;
use super::print::{Algorithm, Print};

/// A fingerprint and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The fingerprint.
    pub(super) print: Print,
    /// Its first byte in the text.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
}

/// What the reader of a text knows beside it.
pub(super) struct Hints<'a> {
    /// Whether a known root has this fingerprint.
    pub(super) is_known: &'a dyn Fn(&Print) -> bool,
    /// What the words between the last line end and this byte announce, if a fingerprint at all.
    pub(super) announced: &'a dyn Fn(&str, usize) -> Option<Option<Algorithm>>,
    /// Whether all of the text is about one root, as a cell's is.
    pub(super) one_root: bool,
}

/// Groups that can only be read together.
#[derive(Clone, Debug)]
struct Atom {
    start: usize,
    end: usize,
    digits: usize,
    /// Whether a line end, a tag or spaces alone separate it from the atom before.
    joinable: bool,
}

/// Every fingerprint in `text`, in order.
pub(super) fn find(text: &str, hints: &Hints<'_>) -> Vec<Found> {
    let atoms = atoms(text, &groups(text));
    let mut found = Vec::new();
    for stretch in atoms.chunk_by(|_, next| next.joinable) {
        choose(text, stretch, hints, &mut found);
    }
    found
}

/// How two groups hang together, by what stands between them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A colon or dash: only readable together.
    Bound,
    /// Spaces within a line.
    Space,
    /// A tag, or a line end of a page's source, that shows as a space or not at all.
    Tag,
    /// A line end.
    Break,
    /// Anything else.
    Apart,
}

/// What separates two groups; a colon or dash with spaces around it binds only groups of one size,
/// since `1: DF:3C` numbers its fingerprint and `2017 - DF:3C` dates it.
fn gap(text: &str, left: Group, right: Group) -> Gap {
    let between = text.get(left.end..right.start).unwrap_or_default();
    let mut kind = Gap::Space;
    let mut marks = 0_usize;
    for letter in between.chars() {
        match letter {
            ':' | '-' => marks = marks.saturating_add(1),
            '\n' => kind = Gap::Break,
            TAG if kind == Gap::Space => kind = Gap::Tag,
            TAG | ' ' | '\t' => {}
            _ => return Gap::Apart,
        }
    }
    match (marks, between.len()) {
        (0, _) => kind,
        (1, 1) => Gap::Bound,
        (1, _) if left.size() == right.size() && !is_bullet(between) => Gap::Bound,
        _ => Gap::Apart,
    }
}

/// Whether the mark between two groups is a dash that begins a line or a word: what follows it is
/// another item.
fn is_bullet(between: &str) -> bool {
    between.contains(" -") || between.contains("\n-")
}

/// Puts groups together: those bound by colons or dashes, and single ones of one size side by
/// side.
fn atoms(text: &str, groups: &[Group]) -> Vec<Atom> {
    let gaps: Vec<Gap> = groups
        .iter()
        .zip(groups.iter().skip(1))
        .map(|(left, right)| gap(text, *left, *right))
        .collect();
    let gap_before = |index: usize| match index.checked_sub(1) {
        Some(before) => gaps.get(before).copied().unwrap_or(Gap::Apart),
        None => Gap::Apart,
    };
    let is_single = |index: usize| {
        gap_before(index) != Gap::Bound && gap_before(index.saturating_add(1)) != Gap::Bound
    };
    let mut atoms: Vec<Atom> = Vec::new();
    let mut previous = 0;
    for (index, group) in groups.iter().enumerate() {
        let gap = gap_before(index);
        let is_even = group.size() == previous && (2..32).contains(&previous);
        let singles = is_single(index) && is_single(index.saturating_sub(1));
        let is_beside = matches!(gap, Gap::Space | Gap::Tag);
        let together = gap == Gap::Bound || (is_beside && is_even && singles);
        match atoms.last_mut().filter(|_| together) {
            Some(atom) => {
                atom.end = group.end;
                atom.digits = atom.digits.saturating_add(group.size());
            }
            None => atoms.push(Atom {
                start: group.start,
                end: group.end,
                digits: group.size(),
                joinable: matches!(gap, Gap::Break | Gap::Tag) || (gap == Gap::Space && !singles),
            }),
        }
        previous = group.size();
    }
    atoms
}

/// How good a reading of some atoms is, the most telling first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Fingerprints of known roots: no accident makes one.
    known: usize,
    /// Digits that became part of a fingerprint.
    covered: usize,
    /// Fingerprints of the length that the words before them announce.
    announced: usize,
    /// How little was joined, or in a text about one root how few fingerprints were made.
    plain: usize,
}

/// The best reading from an atom on.
#[derive(Clone, Copy, Debug, Default)]
struct Reading {
    score: Score,
    /// How many atoms the first fingerprint takes, and the fingerprint.
    first: Option<(usize, Found)>,
}

/// The most atoms that make one fingerprint: digits broken over that many lines.
const MOST_JOINED: usize = 10;

/// Chooses the best reading of a stretch, from its end.
fn choose(text: &str, stretch: &[Atom], hints: &Hints<'_>, found: &mut Vec<Found>) {
    let mut best = vec![Reading::default(); stretch.len().saturating_add(1)];
    for at in (0..stretch.len()).rev() {
        let after = |taken: usize| best.get(at.saturating_add(taken)).copied();
        let mut reading = Reading {
            first: None,
            ..after(1).unwrap_or_default()
        };
        for (taken, candidate) in candidates(text, stretch.get(at..).unwrap_or_default(), hints) {
            let rest = after(taken).unwrap_or_default();
            let score = rated(text, &candidate, taken, hints, rest.score);
            if score > reading.score {
                let first = Some((taken, candidate));
                reading = Reading { score, first };
            }
        }
        if let Some(slot) = best.get_mut(at) {
            *slot = reading;
        }
    }
    let mut at = 0;
    while let Some(reading) = best.get(at) {
        found.extend(reading.first.map(|(_, first)| first));
        at = at.saturating_add(reading.first.map_or(1, |(taken, _)| taken));
    }
}

/// The fingerprints that can begin with the first atom, and how many atoms each takes.
fn candidates(text: &str, atoms: &[Atom], hints: &Hints<'_>) -> Vec<(usize, Found)> {
    let Some(first) = atoms.first() else {
        return Vec::new();
    };
    let mut digits = 0_usize;
    let mut candidates = Vec::new();
    for (index, atom) in atoms.iter().take(MOST_JOINED).enumerate() {
        digits = digits.saturating_add(atom.digits);
        if digits > 64 {
            break;
        }
        if !matches!(digits, 32 | 40 | 64) || !is_fold(text, atoms, index, hints) {
            continue;
        }
        let shown = text.get(first.start..atom.end).unwrap_or_default();
        let digits: String = shown.chars().filter(char::is_ascii_hexdigit).collect();
        let (start, end) = (first.start, atom.end);
        candidates.extend(
            Print::from_digits(&digits)
                .map(|print| (index.saturating_add(1), Found { print, start, end })),
        );
    }
    candidates
}

/// Whether the atoms up to `last` look like one fingerprint that was folded: no line is longer
/// than the first, unless words before that announce a fingerprint. A number above another one is
/// something else.
fn is_fold(text: &str, atoms: &[Atom], last: usize, hints: &Hints<'_>) -> bool {
    let Some(first) = atoms.first() else {
        return false;
    };
    let mut joined = atoms.iter().skip(1).take(last);
    let longer = joined.any(|atom| atom.digits > first.digits);
    !longer || (hints.announced)(text, first.start).is_some()
}

fn rated(text: &str, found: &Found, taken: usize, hints: &Hints<'_>, rest: Score) -> Score {
    let announced = (hints.announced)(text, found.start).flatten();
    let fits =
        announced.is_some_and(|algorithm| algorithm.digits() == found.print.algorithm().digits());
    let plain = match (hints.one_root, found.print.algorithm(), taken) {
        (true, Algorithm::Sha256, _) | (false, _, 1) => 2,
        _ => 0,
    };
    Score {
        known: rest
            .known
            .saturating_add(usize::from((hints.is_known)(&found.print))),
        covered: rest
            .covered
            .saturating_add(found.print.algorithm().digits()),
        announced: rest.announced.saturating_add(usize::from(fits)),
        plain: rest.plain.saturating_add(plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA1: &str = "DF3C24F9BFD666761B268073FE06D1CC8D4F82A4";
    const SHA256: &str = "CB3CCBB76031E5E0138F8DD39A23F9DE47FFC35E43C1144CEA27D46A5AB1CB5F";

    fn prints(text: &str, one_root: bool) -> Vec<String> {
        let hints = Hints {
            is_known: &|_| false,
            announced: &|text, at| {
                let before = text.get(..at).unwrap_or_default();
                let line = before.rsplit('\n').next().unwrap_or_default();
                line.contains("SHA256").then_some(Some(Algorithm::Sha256))
            },
            one_root,
        };
        find(text, &hints)
            .iter()
            .map(|found| found.print.hex().to_uppercase())
            .collect()
    }

    fn paired(digits: &str, separator: &str) -> String {
        let pairs: Vec<&str> = (0..digits.len() / 2)
            .map(|index| digits.get(2 * index..2 * index + 2).unwrap())
            .collect();
        pairs.join(separator)
    }

    #[test]
    fn digits_may_be_separated_in_any_usual_way_and_case() {
        for separator in ["", ":", " ", "-", ": ", ":\n", "\u{e002}:", ":\u{e002}"] {
            for digits in [SHA1, SHA256, SHA256.get(..32).unwrap()] {
                let text = paired(digits, separator);
                assert_eq!(prints(&text, false), [digits], "{text}");
                let lower = format!("sha: {}.", text.to_lowercase());
                assert_eq!(prints(&lower, true), [digits], "{lower}");
            }
        }
    }

    #[test]
    fn digits_are_joined_across_lines_and_tags() {
        for separator in ["\n", "\n\t ", "\u{e002}", "\u{e002}\n"] {
            for at in [2, 10, 30, 33, 40, 41, 62] {
                let text = format!(
                    "{}{separator}{}",
                    SHA256.get(..at).unwrap(),
                    SHA256.get(at..).unwrap()
                );
                let text = format!("SHA256: {text} and more");
                assert_eq!(prints(&text, false), [SHA256], "{text}");
            }
            let text = format!(
                "{}{separator}{}",
                SHA256.get(..32).unwrap(),
                SHA256.get(32..).unwrap()
            );
            assert_eq!(prints(&text, true), [SHA256], "{text}");
        }
    }

    #[test]
    fn one_print_a_line_stays_one_print_a_line() {
        let md5 = SHA256.get(..32).unwrap();
        assert_eq!(prints(&format!("{md5}\n{md5}\n{md5}"), false), [md5; 3]);
        assert_eq!(
            prints(&format!("{SHA1}\n{SHA256}\n{SHA1}"), false),
            [SHA1, SHA256, SHA1]
        );
        assert_eq!(prints(&format!("20171201\n{md5}"), false), [md5]);
    }

    #[test]
    fn what_stands_beside_a_print_is_not_part_of_it() {
        let colons = paired(SHA1, ":");
        for before in [
            "SHA-1: ",
            "SHA-1:",
            "SHA 1: ",
            "1: ",
            "Dec 01 ",
            "2017-12-01 ",
            "12:00:00 ",
        ] {
            assert_eq!(
                prints(&format!("{before}{colons}"), false),
                [SHA1],
                "{before}"
            );
        }
    }

    #[test]
    fn a_longer_or_shorter_number_is_no_print() {
        for text in [
            SHA1.get(1..).unwrap(),
            SHA256.get(1..).unwrap(),
            &format!("{SHA1}0"),
            &format!("{SHA256}{SHA256}"),
            &format!("x{SHA1}"),
            &format!("{SHA1}g"),
            &format!("/{SHA1}/"),
            &format!("0:{}", paired(SHA1, ":")),
        ] {
            assert!(prints(text, false).is_empty(), "{text}");
        }
    }
}
