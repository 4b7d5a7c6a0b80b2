//! Many words looked for at once, by their first byte.

/// How many different first bytes there are.
const BYTES: usize = 256;

/// Words, each with what it means.
#[derive(Debug)]
pub(super) struct Lexicon<T> {
    by_first_byte: Vec<Vec<(&'static str, T)>>,
}

impl<T: Copy> Lexicon<T> {
    /// The words of these lists, between bars; all of a list mean the same.
    pub(super) fn new(lists: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut by_first_byte = Vec::new();
        by_first_byte.resize_with(BYTES, Vec::new);
        for (words, meaning) in lists {
            for word in words.split('|') {
                let first = word.bytes().next().map(usize::from);
                if let Some(others) = first.and_then(|first| by_first_byte.get_mut(first)) {
                    others.push((word, meaning));
                }
            }
        }
        Self { by_first_byte }
    }

    /// Every word that the text begins with, and what it means, in the order of the lists.
    pub(super) fn beginnings<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (&'static str, T)> + use<'a, T> {
        let text = text.as_bytes();
        let first = text.first().copied().map(usize::from);
        let words = first.and_then(|first| self.by_first_byte.get(first));
        let second = text.get(1);
        words
            .into_iter()
            .flatten()
            .filter(move |(word, _)| {
                // Nearly all words are told apart here, without comparing the rest.
                let next = word.as_bytes().get(1);
                (next.is_none() || next == second) && text.starts_with(word.as_bytes())
            })
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_begins_a_text_is_found_and_no_other() {
        let lexicon = Lexicon::new([("sha|sha2|é", 1), ("s|sha256|md5", 2)]);
        let found = |text| lexicon.beginnings(text).collect::<Vec<_>>();
        assert_eq!(found("sha25"), [("sha", 1), ("sha2", 1), ("s", 2)]);
        assert_eq!(found("s"), [("s", 2)]);
        assert_eq!(found("énorme"), [("é", 1)]);
        for text in ["", "è", "m", "xmd5"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
