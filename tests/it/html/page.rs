//! A page as html5ever's tokenizer reads it, with none of the mistakes that browsers forgive.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Elements without content (HTML, section 13.1.2).
const VOID: [&str; 4] = ["br", "link", "meta", "wbr"];

/// An element of a page.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    pub attributes: HashMap<String, String>,
    /// All text in it, that of its children included.
    pub text: String,
}

/// What a page is made of, in order.
#[derive(Debug, Default)]
pub struct Page {
    pub elements: Vec<Element>,
}

impl Page {
    /// Reads a page.
    ///
    /// # Panics
    /// Where an element is not closed in its turn, or the tokenizer finds a mistake.
    pub fn read(page: &str) -> Self {
        assert!(page.starts_with("<!doctype html>\n"), "{page:.40}");
        let options = TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        };
        let tokenizer = Tokenizer::new(Sink::default(), options);
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(page));
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let sink = tokenizer.sink;
        assert_eq!(*sink.open.borrow(), Vec::<usize>::new(), "left open");
        sink.page.into_inner()
    }

    /// Every element of this name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Element> {
        let name = name.to_owned();
        self.elements.iter().filter(move |it| it.name == name)
    }

    /// Every element of this class.
    pub fn class<'a>(&'a self, class: &str) -> impl Iterator<Item = &'a Element> {
        let class = class.to_owned();
        self.elements.iter().filter(move |element| {
            let classes = element.attributes.get("class");
            classes.is_some_and(|classes| classes.split(' ').any(|it| it == class))
        })
    }

    /// The value of this attribute, wherever there is one.
    pub fn attributes<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let name = name.to_owned();
        let values = self.elements.iter();
        values.filter_map(move |element| element.attributes.get(&name).map(String::as_str))
    }

    /// Every id; each is there once.
    pub fn ids(&self) -> HashSet<&str> {
        let mut ids = HashSet::new();
        for id in self.attributes("id") {
            assert!(ids.insert(id), "twice: {id}");
        }
        ids
    }

    /// All text that is shown.
    pub fn text(&self) -> &str {
        &self.all("body").next().unwrap().text
    }
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
    /// The elements that are open, as indexes.
    open: RefCell<Vec<usize>>,
}

impl Sink {
    fn open(&self, tag: &Tag) {
        let mut page = self.page.borrow_mut();
        let attributes = tag.attrs.iter();
        let attributes = attributes
            .map(|it| (it.name.local.to_string(), it.value.to_string()))
            .collect();
        if !tag.self_closing && !VOID.contains(&&*tag.name) {
            self.open.borrow_mut().push(page.elements.len());
        }
        page.elements.push(Element {
            name: tag.name.to_string(),
            attributes,
            text: String::new(),
        });
    }

    fn close(&self, tag: &Tag) {
        let page = self.page.borrow();
        let last = self.open.borrow_mut().pop().expect("nothing is open");
        assert_eq!(page.elements[last].name, *tag.name, "closed out of turn");
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::EndTag => self.close(&tag),
            Token::TagToken(tag) => {
                self.open(&tag);
                match &*tag.name {
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" if self.page.borrow().elements.len() < 20 => {
                        return TokenSinkResult::RawData(RawKind::Rcdata);
                    }
                    _ => {}
                }
            }
            Token::CharacterTokens(text) => {
                let mut page = self.page.borrow_mut();
                for index in self.open.borrow().iter() {
                    page.elements[*index].text.push_str(&text);
                }
            }
            Token::ParseError(error) => panic!("line {line}: {error}"),
            Token::CommentToken(_) => panic!("line {line}: a comment"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
