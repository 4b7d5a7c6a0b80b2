//! The text and tags of a page, in order: by html5ever's tokenizer without its tree, so that nesting
//! costs nothing. Plain text and plain tags, which pages are made of, are told without it.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::element::Element;
use super::tag::PlainTag;

/// A tag, however it was read.
pub(super) struct AnyTag<'a> {
    /// What its element is.
    pub(super) element: Element,
    /// The element's name in lower case.
    pub(super) name: &'a str,
    /// Whether it opens its element.
    pub(super) opens: bool,
    /// The value of the attribute of this name.
    pub(super) attribute: &'a dyn Fn(&str) -> Option<String>,
}

/// Takes what a page is made of.
pub(super) trait Reader {
    /// Takes text; character references have become characters.
    fn text(&mut self, text: &str);
    /// Takes an opening or closing tag.
    fn tag(&mut self, tag: &AnyTag<'_>);
}

/// Reads a page, and returns its reader.
pub(super) fn read<R: Reader>(page: &str, reader: R) -> R {
    let sink = Sink {
        reader: RefCell::new(reader),
        is_between: Cell::new(true),
    };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    let mut rest = page;
    while !rest.is_empty() {
        if tokenizer.sink.is_between.get() && input.is_empty() {
            rest = plain(rest, &mut *tokenizer.sink.reader.borrow_mut());
        }
        // The tokenizer can be between two tags again no sooner than behind the next one.
        let tag = if tokenizer.sink.is_between.replace(false) {
            rest.find('<').unwrap_or(rest.len())
        } else {
            0
        };
        let end = rest.get(tag..).and_then(|rest| rest.find('>'));
        let size = end.map_or(rest.len(), |end| tag.saturating_add(end).saturating_add(1));
        let (piece, after) = rest.split_at_checked(size).unwrap_or((rest, ""));
        input.push_back(StrTendril::from_slice(piece));
        let _ = tokenizer.feed(&input);
        rest = after;
    }
    tokenizer.end();
    tokenizer.sink.reader.into_inner()
}

/// Reads text and tags up to what only the tokenizer can tell, and returns the rest.
fn plain<'a>(page: &'a str, reader: &mut impl Reader) -> &'a str {
    let mut rest = page;
    loop {
        let end = rest
            .bytes()
            .position(|byte| matches!(byte, b'<' | b'&' | 0));
        let (mut text, after) = rest
            .split_at_checked(end.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        // As the tokenizer does: a newline that begins a text is one of its own.
        while let Some(behind) = text.strip_prefix('\n') {
            reader.text("\n");
            text = behind;
        }
        if !text.is_empty() {
            reader.text(text);
        }
        let Some((tag, behind)) = PlainTag::read(after) else {
            return after;
        };
        let element = Element::named(&tag.name);
        if raw_text(element).is_some() {
            return after;
        }
        reader.tag(&AnyTag {
            element,
            name: &tag.name,
            opens: tag.opens,
            attribute: &|name| tag.attribute(name),
        });
        rest = behind;
    }
}

/// Passes on what the tokenizer finds.
struct Sink<R> {
    reader: RefCell<R>,
    /// Whether the tokenizer stands behind a tag or a comment, where text or the next one begins
    /// (HTML's data state).
    is_between: Cell<bool>,
}

impl<R: Reader> TokenSink for Sink<R> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.reader.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.text(&text),
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.is_between.set(true),
            Token::TagToken(tag) => {
                let element = Element::named(&tag.name);
                let opens = tag.kind == TagKind::StartTag;
                reader.tag(&AnyTag {
                    element,
                    name: &tag.name,
                    opens,
                    attribute: &|name| attribute(&tag, name),
                });
                if let Some(kind) = raw_text(element).filter(|_| opens) {
                    return TokenSinkResult::RawData(kind);
                }
                self.is_between.set(true);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs
        .iter()
        .find(|attribute| &*attribute.name.local == name)
        .map(|attribute| attribute.value.to_string())
}

/// How the tokenizer must read an element whose content is text (HTML, section 13.2.6.2).
const fn raw_text(element: Element) -> Option<RawKind> {
    match element {
        Element::Title | Element::TextArea => Some(RawKind::Rcdata),
        Element::Hidden => Some(RawKind::Rawtext),
        Element::Script => Some(RawKind::ScriptData),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Everything that was read; texts beside each other are one.
    #[derive(Debug, Default, PartialEq, Eq)]
    struct Recorder(Vec<String>);

    impl Reader for Recorder {
        fn text(&mut self, text: &str) {
            match self.0.last_mut().filter(|last| last.starts_with("text ")) {
                Some(last) => last.push_str(text),
                None => self.0.push(format!("text {text}")),
            }
        }

        fn tag(&mut self, tag: &AnyTag<'_>) {
            let given = ((tag.attribute)("a"), (tag.attribute)("b"));
            // The tokenizer keeps the attributes of closing tags, and nobody asks for them.
            let given = if tag.opens { given } else { (None, None) };
            let (element, name, opens) = (tag.element, tag.name, tag.opens);
            self.0
                .push(format!("tag {element:?} {name} {opens} {given:?}"));
        }
    }

    /// The second judge: html5ever's tokenizer, given all of the page.
    fn by_tokenizer(page: &str) -> Recorder {
        let sink = Sink {
            reader: RefCell::default(),
            is_between: Cell::new(false),
        };
        let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(page));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        tokenizer.sink.reader.into_inner()
    }

    #[test]
    fn plain_tags_and_all_others_are_read_as_by_the_tokenizer_alone() {
        for page in [
            "a<b>c</b>d<td a=1 b='2 > 3' c>e</td >",
            "<TD A=\"x\"B=y A=z/>f<br/><br / ><o:p>&nbsp;&amp;&#x41;</o:p>",
            "<!doctype html><!-- <b> --><b><script>'<b>' </scrip></script><i>",
            "<title><b></title><textarea>\n<b></textarea><style><i></style><b a='&lt;'>",
            "a < b > c <3 </> <?x?> <!x> <b a=\"",
            "<b a=><b =><b a = ><b / a = / b>\n\n x",
            "<b a='>' <b><b\0c>\0<b a='\0'>&am",
        ] {
            let read = super::read(page, Recorder::default());
            assert_eq!(read, by_tokenizer(page), "{page}");
            assert!(!read.0.is_empty(), "{page}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn any_markup_is_read_as_by_the_tokenizer_alone(
            parts in prop::collection::vec(
                "<|>|/|=|\"|'|&|a|b|B| |\n|<b|</b|<b a=|<b a='1' b=\"2\">|</b>|<script>|</script>|<title>|</title>|<!--|-->|<!|&amp;|&lt|]]>|é|\0|\x0c",
                0..40,
            ),
        ) {
            let page = parts.concat();
            prop_assert_eq!(super::read(&page, Recorder::default()), by_tokenizer(&page), "{}", page);
        }
    }
}
