//! What a page says of its own length.

use std::sync::LazyLock;

use super::document::{Block, words};
use super::lexicon::Lexicon;

/// The most characters of a sentence that says how many entries there are.
const LONGEST: usize = 120;

/// How many entries the page says that it has: keytool's sentence in its languages, or
/// `154 certificates` in a short text of its own.
pub(super) fn entries(blocks: &[Block]) -> Option<usize> {
    let lines = blocks
        .iter()
        .flat_map(Block::paragraphs)
        .flat_map(|paragraph| paragraph.lines())
        .filter(|line| line.len() <= LONGEST.saturating_mul(3) && may_claim(line));
    lines.filter_map(|line| claim(&words(line))).max()
}

/// What is counted.
const NOUNS: &str = "entry|entries|eintrag|einträge|entrée|entrées|entrada|entradas|voce|voci|\
    certificates|roots|authorities|zertifikate|certificats|certificados|certificati|\
    エントリが含まれます|エントリ";
/// What may stand between the number and the noun.
const BETWEEN: &str = "root|ca|trusted|certificate|public|total|x.509|ssl|tls|active|of|installed";
/// Words that stand before the number: `Certificates (154)`, `Total: 154`.
const SUMS: &str = "certificates|entries|roots|authorities|total|count|cas";
/// Words before a number that is not the whole count.
const PARTS: &str = "than|show|class|first|next|to";

static COUNTED: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::new([(NOUNS, ()), (SUMS, ())]));

/// Whether a number and a word that is counted stand in the line: nearly all lines are done with
/// here.
fn may_claim(line: &str) -> bool {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let line = line.to_lowercase();
    let mut was_letter = false;
    let mut places = line.char_indices();
    places.any(|(at, letter)| {
        let begins = !std::mem::replace(&mut was_letter, letter.is_ascii_alphabetic());
        let rest = line.get(at..).filter(|_| begins).unwrap_or_default();
        COUNTED.beginnings(rest).next().is_some()
    })
}

/// The number that a line claims.
fn claim(line: &str) -> Option<usize> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let spaced = spaced(&line.to_lowercase());
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let is = |list: &str, word: &str| list.split('|').any(|known| known == word);
    let claims = words.iter().enumerate().filter_map(|(index, word)| {
        let number = word.parse::<usize>().ok();
        let number = number.filter(|number| !is_year(*number))?;
        let mut after = words.iter().skip(index.saturating_add(1)).take(4);
        let noun = after.find(|word| !is(BETWEEN, word));
        let before = index.checked_sub(1).and_then(|before| words.get(before));
        let is_part = before.is_some_and(|word| is(PARTS, word));
        let is_last = index.saturating_add(1) == words.len();
        let is_sum = is_last && before.is_some_and(|word| is(SUMS, word));
        let is_count = noun.is_some_and(|noun| is(NOUNS, noun)) && !is_part;
        (is_sum || is_count).then_some(number)
    });
    claims.max()
}

/// A space where digits meet letters, and for every other mark but a point within a word.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut was_digit = false;
    for letter in text.chars() {
        let is_digit = letter.is_ascii_digit();
        if is_digit != was_digit {
            spaced.push(' ');
        }
        was_digit = is_digit;
        let keeps = letter.is_alphanumeric() || letter == '.' && !was_digit;
        spaced.push(if keeps { letter } else { ' ' });
    }
    spaced
}

const fn is_year(number: usize) -> bool {
    matches!(number, 1990..=2100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_keytool_and_pages_say_of_their_length_is_understood() {
        for (line, count) in [
            ("Your keystore contains 154 entries", Some(154)),
            ("Keystore enthält 1 Eintrag", Some(1)),
            ("Votre fichier de clés d'accès contient 5 entrées", Some(5)),
            ("キーストアには5エントリが含まれます", Some(5)),
            ("Trusted root CA certificates", None),
            ("154 trusted root certificates", Some(154)),
            ("Showing 154 of 154 certificates", Some(154)),
            ("Winter 2019 certificates", None),
            ("Class 3 certificates", None),
            ("Trusted root certificates (154)", Some(154)),
            ("Total: 154", Some(154)),
            ("Amazon Root CA 1", None),
            ("RSA 2048", None),
        ] {
            assert_eq!(claim(line), count, "{line}");
        }
    }
}
