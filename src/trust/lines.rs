//! What a paragraph's lines say: fingerprints, certificates, labelled values, names, titles.

use super::document::words;
use super::held::{TAG, TOKEN_END, TOKEN_START};
use super::keytool::{self, EntryLine};
use super::known::Known;
use super::labels::{Field, classify};
use super::names;
use super::print::{Algorithm, Print};
use super::prints::{self, Found, Hints};
use super::{dates, text};

/// One thing that a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// The line of an entry as `keytool -list` prints it.
    Entry(EntryLine),
    /// A labelled value.
    Field(Field, String),
    /// A fingerprint, and whether something announces it as one.
    Print(Print, bool),
    /// The fingerprint before stands beside a label that is not known: `Plaintext = …`.
    Doubt,
    /// A certificate, by its token.
    Held(usize),
    /// A distinguished name without a label.
    Name(String),
    /// Any other short text.
    Title(String),
    /// A line of nothing but asterisks, dashes or the like.
    Rule,
}

/// What is known where a paragraph stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The certificates known beforehand.
    pub(super) known: &'a Known<'a>,
    /// What the column's header, or a label before the paragraph, announces.
    pub(super) header: Option<Field>,
    /// Whether the paragraph is about one root.
    pub(super) one_root: bool,
}

/// The most bytes before a fingerprint that are looked at for its label.
const LABEL_REACH: usize = 96;
/// The most bytes that a title has; longer text is prose.
const LONGEST_TITLE: usize = 200;

/// All that a paragraph says, in order.
pub(super) fn facts(paragraph: &str, place: Place<'_>) -> Vec<Fact> {
    let prints = prints(paragraph, place);
    let mut reader = Reader {
        facts: Vec::new(),
        pending: None,
    };
    let mut upcoming = prints.iter().peekable();
    let mut start = 0;
    // A fingerprint may reach over line ends: what follows it on its last line is read next.
    for line in paragraph.split_inclusive('\n') {
        let end = start.max(offset(paragraph, line).saturating_add(line.len()));
        while let Some(found) = upcoming.next_if(|found| found.start < end) {
            reader.text(paragraph.get(start..found.start).unwrap_or_default(), true);
            let announced = announced(paragraph, found.start).or(place.header);
            let labelled = matches!(announced, Some(Field::Print(_)));
            reader.facts.push(Fact::Print(found.print, labelled));
            let before = paragraph.get(..found.start).unwrap_or_default();
            if !labelled && is_beside_label(before) {
                reader.facts.push(Fact::Doubt);
            }
            start = found.end;
        }
        if start < end {
            reader.text(paragraph.get(start..end).unwrap_or_default(), false);
            start = end;
        }
    }
    reader.facts
}

/// Whether a text ends in a label's mark, so that a value follows. A minus sign at the value makes
/// it a number: no fingerprint has one, while a list's dash stands apart or begins its line.
fn is_beside_label(before: &str) -> bool {
    let marks = [':', '=', '{'];
    let label = before.trim_end_matches([' ', '\t', '\n', '"', '\'', '`', TAG]);
    let number = before.strip_suffix('-').unwrap_or_default();
    label.ends_with(marks) || number.trim_end_matches([' ', '\t']).ends_with(marks)
}

/// Where a part of a text begins in it.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// The fingerprints of a paragraph, without the numbers that are announced as something else.
fn prints(paragraph: &str, place: Place<'_>) -> Vec<Found> {
    let is_print = |field: Option<Field>| {
        !matches!(
            field,
            Some(
                Field::Serial
                    | Field::Other
                    | Field::NotBefore
                    | Field::NotAfter
                    | Field::EntryType
            )
        )
    };
    let digits = paragraph.bytes().filter(u8::is_ascii_hexdigit);
    if !is_print(place.header) || digits.count() < Algorithm::Md5.digits() {
        return Vec::new();
    }
    let algorithm = |text: &str, at: usize| match announced(text, at).or(place.header) {
        Some(Field::Print(algorithm)) => Some(algorithm),
        _ => None,
    };
    let hints = Hints {
        is_known: &|print| place.known.with_print(print).is_some(),
        announced: &algorithm,
        one_root: place.one_root,
    };
    let mut found = prints::find(paragraph, &hints);
    found.retain(|found| {
        is_print(announced(paragraph, found.start)) && !is_dump(paragraph, found.start)
    });
    found
}

/// What the words before a place announce: on its line, or on the line before where that ends
/// with a colon.
fn announced(text: &str, at: usize) -> Option<Field> {
    let mut from = at.saturating_sub(LABEL_REACH);
    while !text.is_char_boundary(from) {
        from = from.saturating_add(1);
    }
    let before = text.get(from..at)?.trim_end_matches([' ', '\t', TAG]);
    let (earlier, line) = before.rsplit_once('\n').unwrap_or(("", before));
    let line = if line.trim_matches([' ', '\t', TAG]).is_empty() {
        let earlier = earlier.trim_end_matches([' ', '\t', '\n', TAG]);
        let last = earlier.rsplit('\n').next().unwrap_or_default();
        last.ends_with([':', '=']).then_some(last)?
    } else {
        line
    };
    classify(label_at_end(line))
}

/// The label that a line ends with: its last words, back to the value of another label.
fn label_at_end(line: &str) -> &str {
    let line = line.trim_end_matches([' ', '\t', ':', '=', '：', TAG]);
    let separator = |letter: char| letter.is_whitespace() || letter == TAG;
    let mut start = line.len();
    for word in line.rsplit(separator).take(7) {
        let is_value = word.ends_with([':', '=', ',', ';'])
            || word.contains('=')
            || word.contains(TOKEN_END)
            || (word.len() >= 8
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_hexdigit() || byte == b':'));
        if is_value {
            break;
        }
        start = offset(line, word);
    }
    line.get(start..).unwrap_or_default()
}

/// Whether the place is in a line of a hex dump: `0010: 06 17 8F 39`, after a label or none.
fn is_dump(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(16);
    while !text.is_char_boundary(from) {
        from = from.saturating_add(1);
    }
    let before = text.get(from..at).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default().trim();
    let offset = line.rsplit([' ', '\t', TAG]).next().unwrap_or_default();
    let is_spaced = text.get(at..).and_then(|text| text.as_bytes().get(2)) == Some(&b' ');
    let is_whole_line = offset.len() == line.len();
    let digits = offset.strip_suffix(':').unwrap_or(offset);
    is_spaced
        && (4..=8).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && (is_whole_line || offset.ends_with(':'))
}

/// Reads text between fingerprints.
struct Reader {
    facts: Vec<Fact>,
    /// A label whose value stands on the next line.
    pending: Option<Field>,
}

impl Reader {
    /// Reads a piece of a line; `is_followed` where a fingerprint stands after it.
    fn text(&mut self, piece: &str, is_followed: bool) {
        let mut rest = piece;
        while let Some((before, after)) = rest.split_once(TOKEN_START) {
            let (index, after) = after.split_once(TOKEN_END).unwrap_or_default();
            self.piece(before, true);
            self.facts.extend(index.parse().ok().map(Fact::Held));
            rest = after;
        }
        self.piece(rest, is_followed);
    }

    fn piece(&mut self, piece: &str, is_followed: bool) {
        let shown = piece.trim_matches([' ', '\t', '\n', TAG]);
        if is_rule(shown) {
            self.facts.push(Fact::Rule);
            return;
        }
        let shown = without_bullet(shown);
        if !shown.chars().any(char::is_alphanumeric) || is_hex(shown) {
            return;
        }
        if let Some(entry) = keytool::entry_line(shown) {
            self.facts.push(Fact::Entry(entry));
        } else if self.continues_name(shown) {
        } else if is_name(shown) {
            self.name(shown);
        } else if let Some((field, value)) = labelled(shown) {
            self.labelled(field, value, is_followed);
        } else if is_label(shown, is_followed) {
            let waits = !is_followed && shown.ends_with([':', '=']);
            self.pending = classify(shown).filter(|_| waits);
        } else if let Some(field) = self.pending.take() {
            self.field(field, shown);
        } else {
            let title = words(shown)
                .trim_start_matches([')', ']', ',', ';', ':', '=', '"', ' '])
                .trim_end_matches(['(', '[', ',', ';', ':', '=', '"', ' '])
                .to_owned();
            if title.len() <= LONGEST_TITLE && title.chars().any(char::is_alphabetic) {
                self.facts.push(Fact::Title(title));
            }
        }
    }

    fn name(&mut self, shown: &str) {
        match self.pending.take() {
            Some(field @ (Field::Subject | Field::Issuer)) => self.field(field, shown),
            _ => self.facts.push(Fact::Name(words(shown))),
        }
    }

    /// Adds the next line of a name that ends with a comma, or that has one attribute a line.
    fn continues_name(&mut self, shown: &str) -> bool {
        let Some(Fact::Field(Field::Subject | Field::Issuer, value) | Fact::Name(value)) =
            self.facts.last_mut()
        else {
            return false;
        };
        let goes_on = value.ends_with([',', ';']) && labelled(shown).is_none();
        let is_attribute =
            value.contains('=') && !shown.contains([',', '/', '\n']) && is_name(shown);
        if !goes_on && (!is_attribute || strip_words(shown, "CN").is_some()) {
            return false;
        }
        if !goes_on {
            value.push(',');
        }
        value.push(' ');
        value.push_str(&words(shown));
        true
    }

    fn labelled(&mut self, field: Field, value: &str, is_followed: bool) {
        self.pending = None;
        // Basic constraints: `CA:TRUE, pathlen:4`.
        let is_constraint = |word: &str| strip_words(value, word).is_some();
        if field == Field::Subject && (is_constraint("true") || is_constraint("false")) {
            return;
        }
        if words(value).is_empty() {
            self.pending = Some(field).filter(|_| !is_followed);
            return;
        }
        self.field(field, value);
    }

    /// Adds a field; a validity of two moments is two fields.
    fn field(&mut self, field: Field, value: &str) {
        let is_moment = matches!(field, Field::NotBefore | Field::NotAfter);
        if let Some((from, until)) = dates::split_validity(value).filter(|_| is_moment) {
            self.facts.push(Fact::Field(Field::NotBefore, from));
            self.facts.push(Fact::Field(Field::NotAfter, until));
            return;
        }
        self.facts.push(Fact::Field(field, words(value)));
    }
}

/// Whether the text is a label without a value: it ends as one, stands before a fingerprint, or is
/// no more than the name of an algorithm. Other texts with a label's words in them may be names.
fn is_label(text: &str, is_followed: bool) -> bool {
    let field = classify(text.trim_end_matches([':', '=']));
    let is_word = matches!(
        field,
        Some(Field::Print(_) | Field::NotBefore | Field::NotAfter | Field::Serial)
    );
    let is_short = is_word && text.split_whitespace().count() <= 2;
    field.is_some() && (is_followed || is_short || text.ends_with([':', '=']))
}

/// Whether the text is a line of a key or signature: hex pairs between colons.
fn is_hex(text: &str) -> bool {
    text.contains(':')
        && text
            .split(':')
            .all(|pair| pair.len() <= 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether the text is a line drawn with characters.
fn is_rule(text: &str) -> bool {
    text.len() >= 5 && text.chars().all(|letter| "*-=_#~+".contains(letter))
}

/// The text without what numbers or marks an item.
fn without_bullet(text: &str) -> &str {
    let text = text.trim_start_matches([
        '*', '-', '#', '>', '\u{2022}', '\u{b7}', '\u{25cf}', ' ', TAG,
    ]);
    let number = text
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(0);
    let after = text.get(number..).unwrap_or_default();
    match after.strip_prefix(['.', ')']) {
        Some(rest) if (1..=4).contains(&number) && rest.starts_with([' ', '\t', TAG]) => {
            rest.trim_start()
        }
        _ => text,
    }
}

/// Whether the text is a distinguished name.
fn is_name(text: &str) -> bool {
    let mut start = text.char_indices().take(48);
    let sign = start.find(|(_, letter)| *letter == '=');
    let Some((kind, _)) = sign.and_then(|(at, _)| text.split_at_checked(at)) else {
        return false;
    };
    let kind = kind.trim().trim_start_matches('/');
    // `subject=C = US, …`, as openssl prints it, is a label and a name.
    let is_label = ["subject", "issuer"]
        .iter()
        .any(|label| label.eq_ignore_ascii_case(kind));
    let is_kind = !is_label
        && kind.len() <= 40
        && kind
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    is_kind && text.len() <= 2000 && names::is_distinguished(text)
}

/// Splits `label: value`, `label=value` or a label in its own tag from its value.
fn labelled(text: &str) -> Option<(Field, &str)> {
    if let Some(value) = strip_words(text, "valide du ") {
        return Some((Field::NotBefore, value));
    }
    let separator = |letter: char| matches!(letter, ':' | '=' | '：' | TAG);
    let mut marks = text.match_indices(separator).take(4);
    marks.find_map(|(at, _)| {
        let (label, value) = text.split_at_checked(at)?;
        let value = value.trim_start_matches([':', '=', '：', ' ', '\t', TAG]);
        classify(label).map(|field| (field, value))
    })
}

fn strip_words<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(words.len())?;
    start.eq_ignore_ascii_case(words).then_some(rest)
}

/// Whether the text shows anything.
pub(super) fn shows(paragraph: &str) -> bool {
    paragraph
        .chars()
        .any(|letter| !letter.is_whitespace() && letter != TAG && !text::is_invisible(letter))
}
