//! Texts made comparable: letters and digits alone, in lower case, without markup.

/// How many bytes the words may take that `…` stands for: within a line, hardly across two.
const GAP: usize = 300;

/// Parts of words that HTML writes in place of a sign.
const ENTITIES: &[&str] = &["&nbsp;", "&quot;", "&#34;", "&apos;", "&#39;", "&amp;"];

/// The words of `text` in lower case, one space before and after each, without HTML tags and the
/// escape sequences of terminals. Takes time linear in its length.
pub(super) fn fold(text: &str) -> String {
    let text = ENTITIES.iter().fold(without_escapes(text), |text, entity| {
        text.replace(entity, " ")
    });
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let mut words = String::from(" ");
    for word in without_tags(&text).split(|letter: char| !letter.is_alphanumeric()) {
        if !word.is_empty() {
            words.extend(word.chars().flat_map(char::to_lowercase));
            words.push(' ');
        }
    }
    words
}

/// The text without what colours a terminal (ECMA-48, section 5.4: ESC, `[`, up to `@` to `~`).
fn without_escapes(text: &str) -> String {
    let mut pieces = text.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |shown, piece| {
        let after = piece.strip_prefix('[').and_then(|sequence| {
            let (_, after) = sequence.split_once(|letter| ('@'..='~').contains(&letter))?;
            Some(after)
        });
        shown + after.unwrap_or(piece)
    })
}

/// The text with a space for each HTML tag; what is not closed before the next `<` is no tag.
fn without_tags(text: &str) -> String {
    let mut pieces = text.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |shown, piece| {
        let after = match piece.split_once('>') {
            Some((tag, after)) if is_tag(tag) => after,
            _ => piece,
        };
        shown + " " + after
    })
}

/// Whether what stands between `<` and `>` is a tag: `<CN=a>` is none.
fn is_tag(text: &str) -> bool {
    let name = text.strip_prefix('/').unwrap_or(text);
    let name = name.split([' ', '\t', '\r', '\n', '/']).next();
    name.is_some_and(|name| {
        name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && name.chars().all(|letter| letter.is_ascii_alphanumeric())
    })
}

/// Whether the folded text holds a known text, and if so what is left of it without that.
pub(super) fn place(folded: &str, known: &str) -> Option<String> {
    let Some((before, after)) = known.split_once('…') else {
        let known = fold(known);
        return folded
            .contains(&known)
            .then(|| folded.replace(&known, TAKEN));
    };
    let (before, after) = (fold(before), fold(after));
    let starts: Vec<usize> = folded.match_indices(&before).map(|(at, _)| at).collect();
    let is_near = folded.match_indices(&after).any(|(at, _)| {
        let earlier = starts.partition_point(|start| start + before.len() <= at + 1);
        let nearest = earlier.checked_sub(1).and_then(|index| starts.get(index));
        nearest.is_some_and(|start| at - start <= before.len() + GAP)
    });
    is_near.then(|| folded.replace(&before, TAKEN).replace(&after, TAKEN))
}

/// What stands for a text that was found: no known text goes across it.
const TAKEN: &str = " | ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_space_punctuation_and_markup_do_not_count() {
        assert_eq!(fold("Error:<i>No\r\n\tCert-ID.</i>"), " error no cert id ");
        assert_eq!(fold("Error:&lt;i&gt;No&nbsp;more"), " error no more ");
        assert_eq!(fold("couldn&#39;t"), fold("couldn't"));
        assert_eq!(fold("\u{1b}[1;31mcu\u{1b}[0mrl: (58)"), " curl 58 ");
    }

    #[test]
    fn what_only_looks_like_a_tag_is_text() {
        assert_eq!(fold("a <CN=b> c"), " a cn b c ");
        assert_eq!(fold("a <b c < d > e"), " a b c d e ");
        assert_eq!(fold("a \u{1b}[31"), " a 31 ");
    }

    #[test]
    fn a_word_is_found_whole_alone() {
        assert!(place(" a bad certificates b ", "bad certificate").is_none());
        assert_eq!(
            place(" a bad certificate b ", "bad certificate").as_deref(),
            Some(" a | b ")
        );
    }

    #[test]
    fn a_gap_is_short_and_in_order() {
        let known = "to … port";
        assert!(place(" to a b port ", known).is_some());
        assert!(place(" to port ", known).is_some());
        assert!(place(" port a to ", known).is_none());
        assert!(place(&format!(" to {}port ", "x ".repeat(200)), known).is_none());
        assert!(place(&format!(" to {}to a port ", "x ".repeat(200)), known).is_some());
    }
}
