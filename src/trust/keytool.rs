//! The line that `keytool -list` prints for an entry: `alias, Dec 1, 2017, trustedCertEntry,`.

use super::dates;
use super::document::words;

/// What keytool calls the entry of a certificate that is trusted; no language translates it.
pub(super) const TRUSTED: &str = "trustedCertEntry";
/// What keytool calls the entries of a key store, and whether they are certificates.
const KINDS: [(&str, bool); 4] = [
    (TRUSTED, true),
    ("PrivateKeyEntry", false),
    ("SecretKeyEntry", false),
    ("keyEntry", false),
];

/// An entry's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntryLine {
    /// The entry's name.
    pub(super) alias: String,
    /// Whether it is a certificate that the store trusts, not a key.
    pub(super) is_trusted: bool,
}

/// Whether the text is what keytool calls a trusted certificate, and not a key; `None` where it
/// is neither.
pub(super) fn is_trusted(kind: &str) -> Option<bool> {
    KINDS
        .iter()
        .find(|(name, _)| kind.contains(name))
        .map(|(_, trusted)| *trusted)
}

/// Reads an entry's line; what follows the kind is not looked at.
pub(super) fn entry_line(text: &str) -> Option<EntryLine> {
    // All of them have this word: most texts are done with here.
    if !text.contains("Entry") {
        return None;
    }
    let (at, is_trusted) = KINDS
        .iter()
        .filter_map(|(name, trusted)| text.find(name).map(|at| (at, *trusted)))
        .min()?;
    let (head, _) = text.split_at_checked(at)?;
    let head = words(head);
    let head = head.trim_end_matches([',', ' ']);
    Some(EntryLine {
        alias: alias(head)?.to_owned(),
        is_trusted,
    })
}

/// The alias before the date. Both may hold commas: the date is the shortest end that can be one,
/// else the shortest that holds two numbers, for languages whose months are not known here.
fn alias(head: &str) -> Option<&str> {
    let cuts = || head.rmatch_indices(',').take(8);
    let split = |(at, _): (usize, &str)| {
        let (alias, date) = head.split_at_checked(at)?;
        Some((alias.trim(), date.trim_start_matches(',').trim()))
    };
    let numbers = |date: &str| {
        date.split(|letter: char| !letter.is_ascii_digit())
            .filter(|run| !run.is_empty())
            .count()
    };
    cuts()
        .filter_map(split)
        .find(|(_, date)| dates::is_date(date))
        .or_else(|| {
            cuts()
                .filter_map(split)
                .find(|(_, date)| numbers(date) >= 2)
        })
        .map(|(alias, _)| alias)
        .filter(|alias| !alias.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As keytool of Java 17 prints them in several languages.
    #[test]
    fn the_alias_is_found_before_a_date_in_any_language() {
        for (line, alias) in [
            ("digicert, Dec 1, 2017, trustedCertEntry, ", "digicert"),
            (
                "digicert [jdk], 24.11.2026, trustedCertEntry, ",
                "digicert [jdk]",
            ),
            (
                "a, b (c). d, 24 nov. 2026, trustedCertEntry, ",
                "a, b (c). d",
            ),
            ("別名,2026/11/24, trustedCertEntry, ", "別名"),
            ("x, 2026年11月24日, trustedCertEntry, ", "x"),
            ("x 1, y, 24 de nov. de 2026, trustedCertEntry,", "x 1, y"),
            ("x, 24 нояб. 2026 г., trustedCertEntry,", "x"),
        ] {
            let line = entry_line(line).unwrap();
            assert_eq!((line.alias.as_str(), line.is_trusted), (alias, true));
        }
        assert!(
            !entry_line("mykey, Nov 24, 2026, PrivateKeyEntry, ")
                .unwrap()
                .is_trusted
        );
        assert_eq!(entry_line("Entry type: trustedCertEntry"), None);
        assert_eq!(entry_line("mykey, Nov 24, 2026"), None);
    }
}
