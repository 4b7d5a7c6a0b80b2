//! A moment as lists write it, in any usual form and language, compared with a certificate's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::document::words;
use super::lexicon::Lexicon;
use crate::certificate::Time;

/// The beginnings of the months' names: English, German, French, Spanish, Italian, Portuguese,
/// Dutch.
static MONTHS: LazyLock<Lexicon<u8>> = LazyLock::new(|| {
    let beginnings = [
        "jan|ene|gen",
        "feb|fév|fev",
        "mar|mär|maa|mrt|mrz",
        "apr|avr|abr",
        "may|mai|mag|mei",
        "jun|juin|giu",
        "jul|juil|lug",
        "aug|aoû|aou|ago",
        "sep|set",
        "oct|okt|ott|out",
        "nov",
        "dec|dez|déc|dic",
    ];
    Lexicon::new(beginnings.into_iter().zip(1..))
});

/// What stands between two moments, in keytool's languages, and what lists draw there: an earlier
/// one is preferred.
static BETWEEN: LazyLock<Lexicon<usize>> = LazyLock::new(|| {
    let words = [
        " until:",
        " until",
        " bis:",
        " bis",
        " au ",
        " hasta:",
        " hasta",
        "終了日:",
        " fino a:",
        " a:",
        " até:",
        "至",
        " to ",
        " – ",
        " - ",
        "\n",
    ];
    Lexicon::new(words.into_iter().zip(0..))
});

/// The furthest that local time is from UTC, in seconds.
const FURTHEST_ZONE: i64 = 14 * 3600;

/// A day, with the time of the day where it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    midnight: Time,
    /// Seconds since midnight, and to how many seconds they are given.
    time: Option<(i64, i64)>,
    /// Whether the text says that it is UTC.
    is_utc: bool,
}

/// Whether the text can stand for this moment: to the second where it says UTC, by any time zone
/// where it does not say so, by day or by month where the order of these is not clear.
pub(super) fn agrees(text: &str, moment: Time) -> bool {
    readings(text).iter().any(|reading| reading.allows(moment))
}

/// Whether two texts can stand for one moment.
pub(super) fn are_same(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let others = readings(other);
    readings(one).iter().any(|one| {
        let mut others = others.iter();
        others.any(|other| one.allows(other.as_written()) || other.allows(one.as_written()))
    })
}

/// The moment that a text states, where it can be read in one way only: a day alone is its
/// midnight, and a time is taken for UTC whatever zone is named.
pub(super) fn moment(text: &str) -> Option<Time> {
    match readings(text).as_slice() {
        [only] => Some(only.as_written()),
        _ => None,
    }
}

/// Whether the text is a moment and nothing else: numbers, a month, and short words such as a
/// weekday's or a time zone's. `Root Class 3 CA 2 2009` is none.
pub(super) fn is_date(text: &str) -> bool {
    if text.len() > 64 || text.contains('=') || !has_numbers(text, 2) {
        return false;
    }
    let lower = text.to_lowercase();
    let mut has_month = false;
    let (mut count, mut longest, mut letters) = (0_usize, 0, 0_usize);
    for word in lower.split(|letter: char| !letter.is_alphabetic()) {
        let size = word.chars().count();
        letters = letters.saturating_add(size);
        if month_of(word).is_some() {
            has_month = true;
        } else if size > 0 {
            count = count.saturating_add(1);
            longest = longest.max(size);
            if count > 3 {
                return false;
            }
        }
    }
    let fits = if has_month {
        longest <= 9
    } else {
        longest <= 4 && letters <= 6
    };
    fits && !readings(text).is_empty()
}

/// Whether so many runs of digits stand in the text.
fn has_numbers(text: &str, wanted: usize) -> bool {
    let mut was_digit = false;
    let mut count = 0_usize;
    text.bytes().any(|byte| {
        let is_digit = byte.is_ascii_digit();
        count = count.saturating_add(usize::from(is_digit && !was_digit));
        was_digit = is_digit;
        count >= wanted
    })
}

impl Moment {
    /// The moment, were it UTC; midnight where no time is given.
    fn as_written(&self) -> Time {
        let seconds = self.time.map_or(0, |(seconds, _)| seconds);
        Time::from_unix_seconds(self.midnight.unix_seconds().saturating_add(seconds))
    }

    fn allows(&self, moment: Time) -> bool {
        let since = moment
            .unix_seconds()
            .saturating_sub(self.midnight.unix_seconds());
        match self.time {
            Some((seconds, precision)) => {
                let off = since.saturating_sub(seconds);
                // Zones are whole quarters of an hour apart from UTC.
                let zone = off.rem_euclid(900) < precision && off.abs() <= FURTHEST_ZONE;
                (0..precision).contains(&off) || (zone && !self.is_utc)
            }
            None => (-FURTHEST_ZONE..86_400 + FURTHEST_ZONE).contains(&since),
        }
    }
}

/// Every way to read the text as a moment.
fn readings(text: &str) -> Vec<Moment> {
    let text = words(text).to_lowercase();
    let text = text.trim();
    if text.len() > 100 {
        return Vec::new();
    }
    let (rest, time) = without_time(text);
    let is_utc = rest
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| matches!(word, "utc" | "gmt" | "z"))
        || (time.is_some() && text.ends_with('z'));
    let moment = |(year, month, day): (i32, u8, u8)| {
        Time::from_ymd(year, month, day).map(|midnight| Moment {
            midnight,
            time,
            is_utc,
        })
    };
    days(&rest).into_iter().filter_map(moment).collect()
}

/// Takes `12:00`, `12:00:00` or `2:30:15 pm` out of the text.
fn without_time(text: &str) -> (String, Option<(i64, i64)>) {
    let spaced = text.replace('t', " t ").replace('z', " z ");
    let iso = text
        .split_once('t')
        .filter(|(date, _)| date.ends_with(|letter: char| letter.is_ascii_digit()));
    let text = if iso.is_some() {
        spaced.replace(" t ", " ")
    } else {
        text.to_owned()
    };
    let mut rest = String::new();
    let mut time = None;
    let mut half = 0;
    for word in text.split_whitespace() {
        let word = word.trim_matches(',');
        match word {
            "am" | "a.m." => half = 1,
            "pm" | "p.m." => half = 2,
            _ => match clock(word) {
                Some(found) if time.is_none() => time = Some(found),
                _ => {
                    rest.push_str(word);
                    rest.push(' ');
                }
            },
        }
    }
    let time = time.map(|(seconds, precision): (i64, i64)| {
        let hour = seconds / 3600;
        match (half, hour) {
            (1, 12) => (seconds - 12 * 3600, precision),
            (2, 0..=11) => (seconds + 12 * 3600, precision),
            _ => (seconds, precision),
        }
    });
    (rest, time)
}

/// Seconds since midnight and how precise they are.
fn clock(word: &str) -> Option<(i64, i64)> {
    let word = word.split(['.', '+', 'z']).next()?;
    let mut parts = word.split(':').map(|part| {
        let fits = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<i64>()
            .ok()
            .filter(|number| fits && *number < 60)
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    match parts.next() {
        None => Some((hour * 3600 + minute * 60, 60)),
        Some(second) => Some((hour * 3600 + minute * 60 + second?, 1)),
    }
}

/// The days that the text can mean: year, month, day.
fn days(text: &str) -> Vec<(i32, u8, u8)> {
    let mut numbers: Vec<(i32, usize)> = Vec::new();
    let mut month = None;
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        for part in runs(word) {
            match part.parse() {
                Ok(number) if part.len() <= 4 => numbers.push((number, part.len())),
                Ok(_) => return Vec::new(),
                Err(_) => month = month.or_else(|| month_of(part)),
            }
        }
    }
    let small = |number: i32| u8::try_from(number).unwrap_or(u8::MAX);
    let full = |(number, digits): (i32, usize)| match (digits, number) {
        (4, _) => Some(number),
        // RFC 5280, section 4.1.2.5.1.
        (2, 0..=49) => Some(number.saturating_add(2000)),
        (2, 50..=99) => Some(number.saturating_add(1900)),
        _ => None,
    };
    match (month, numbers.as_slice()) {
        (Some(month), [day, year]) if day.1 <= 2 => full(*year)
            .map(|year| (year, month, small(day.0)))
            .into_iter()
            .collect(),
        (Some(month), [year @ (_, 4), day]) => vec![(year.0, month, small(day.0))],
        (None, [year @ (_, 4), month, day]) => vec![(year.0, small(month.0), small(day.0))],
        (None, [first, second, year]) if first.1 <= 2 && second.1 <= 2 => full(*year)
            .into_iter()
            .flat_map(|year| {
                [
                    (year, small(first.0), small(second.0)),
                    (year, small(second.0), small(first.0)),
                ]
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The runs of digits and of other letters in a word, for `2013年8月1日` and `1st`.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let digit = rest.chars().next()?.is_ascii_digit();
        let end = rest
            .find(|letter: char| letter.is_ascii_digit() != digit)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(run)
    })
}

fn month_of(word: &str) -> Option<u8> {
    MONTHS.beginnings(word).map(|(_, month)| month).next()
}

/// Cuts `… until: …` in two, in keytool's languages, at a dash between two moments, or at a line
/// end.
pub(super) fn split_validity(text: &str) -> Option<(String, String)> {
    // Each moment has two numbers at least, and what stands between them is no plain letter.
    if text.bytes().all(|byte| byte.is_ascii_graphic()) || !has_numbers(text, 4) {
        return None;
    }
    let lower = text.to_lowercase();
    // A few capital letters have more or fewer bytes than their small ones.
    let shown = if lower.len() == text.len() {
        text
    } else {
        &lower
    };
    let halves = |(at, size): (usize, usize)| {
        let (from, rest) = shown.split_at_checked(at)?;
        let until = rest.split_at_checked(size)?.1;
        let halves = (words(from), words(until.trim_start_matches(':')));
        (is_date(&halves.0) && is_date(&halves.1)).then_some(halves)
    };
    let mut cuts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, _) in lower.char_indices() {
        for (word, rank) in BETWEEN.beginnings(lower.get(at..).unwrap_or_default()) {
            cuts.entry(rank).or_insert((at, word.len()));
        }
    }
    cuts.into_values().find_map(halves)
}

#[cfg(test)]
mod tests;
