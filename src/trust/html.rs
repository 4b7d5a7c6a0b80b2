//! From HTML to blocks.

use super::blocks::Builder;
use super::document::Block;
use super::element::Element;
use super::markup::{self, AnyTag, Reader};

/// What a page shows, and what tells a list from a page that stands in its place.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// What is shown.
    pub(super) blocks: Vec<Block>,
    /// Whether it has more parts than are read.
    pub(super) is_overfull: bool,
    /// The title.
    pub(super) title: String,
    /// Whether it asks for a password.
    pub(super) has_password_field: bool,
    /// Where a `meta` element sends the reader.
    pub(super) refresh: Option<String>,
    /// The text of its scripts, as far as it is short.
    pub(super) script: String,
    /// An element that was opened and must be closed, and was not.
    pub(super) unclosed: Option<String>,
}

/// The most bytes of scripts that are looked at for a redirect.
const MOST_SCRIPT: usize = 16 * 1024;

/// Elements whose closing tag HTML asks for, so that its absence shows a page cut off.
const MUST_CLOSE: [&str; 9] = [
    "html", "body", "table", "pre", "textarea", "ul", "ol", "dl", "script",
];

/// Whether the text is HTML: it begins with a tag, or one of the elements that lists are made of opens in it.
pub(super) fn is_html(text: &str) -> bool {
    const OPENINGS: [&str; 20] = [
        "!doctype", "html", "head", "body", "table", "tr", "td", "th", "pre", "textarea", "div",
        "p", "br", "br/", "ul", "ol", "li", "dl", "dt", "span",
    ];
    let start = text.trim_start().strip_prefix('<').unwrap_or_default();
    if start.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        return true;
    }
    text.split('<').skip(1).any(|after| {
        let name = after
            .split(|letter: char| letter.is_whitespace() || letter == '>')
            .next()
            .unwrap_or_default();
        OPENINGS
            .iter()
            .any(|opening| opening.eq_ignore_ascii_case(name))
    })
}

/// Reads a page.
pub(super) fn read(text: &str) -> Page {
    let state = markup::read(text, State::default());
    let mut page = state.page;
    (page.blocks, page.is_overfull) = state.builder.finish();
    page.unclosed = unclosed(&state.open, text);
    page
}

/// The element that shows a page cut off. A closed `html` shows that all of it came, however
/// careless the page is.
fn unclosed(open: &[i64; MUST_CLOSE.len()], text: &str) -> Option<String> {
    let within_tag = text
        .rsplit_once('<')
        .is_some_and(|(_, last)| !last.contains('>') && last.len() < 4096);
    let closed = text
        .rsplit_once("</")
        .is_some_and(|(_, last)| last.to_ascii_lowercase().starts_with("html"));
    if closed && !within_tag {
        return None;
    }
    let named = MUST_CLOSE.iter().zip(open).find(|(_, count)| **count > 0);
    match named {
        Some((name, _)) => Some(format!("the element {name} is not closed")),
        None => within_tag.then(|| "it ends within a tag".to_owned()),
    }
}

#[derive(Default)]
struct State {
    page: Page,
    builder: Builder,
    /// How often each element of [`MUST_CLOSE`] is open.
    open: [i64; MUST_CLOSE.len()],
    /// The element whose text is not shown, until it is closed.
    hidden: Option<String>,
    /// Whether the next newline directly follows `<pre>` or `<textarea>` and is no part of it.
    skip_newline: bool,
}

impl Reader for State {
    fn text(&mut self, text: &str) {
        let text = if std::mem::take(&mut self.skip_newline) {
            text.strip_prefix('\n').unwrap_or(text)
        } else {
            text
        };
        match self.hidden.as_deref() {
            None => self.builder.text(text),
            Some("title") => self.page.title.push_str(text),
            Some("script") if self.page.script.len() < MOST_SCRIPT => {
                self.page.script.push_str(text);
            }
            Some(_) => {}
        }
    }

    fn tag(&mut self, tag: &AnyTag<'_>) {
        let AnyTag { element, name, .. } = *tag;
        self.skip_newline = false;
        self.count(tag);
        if !tag.opens {
            if self.hidden.as_deref() == Some(name) {
                self.hidden = None;
            }
            return self.builder.close(element);
        }
        self.look_at(name, tag.attribute);
        match element {
            Element::Title | Element::Script | Element::Hidden => {
                self.hidden = Some(name.to_owned());
            }
            _ => {
                self.skip_newline = matches!(element, Element::Preformatted | Element::TextArea);
                self.builder.open(element, tag.attribute);
            }
        }
    }
}

impl State {
    /// Counts the elements that must be closed.
    fn count(&mut self, tag: &AnyTag<'_>) {
        if tag.element == Element::Inline {
            return;
        }
        let place = MUST_CLOSE.iter().position(|name| *name == tag.name);
        if let Some(count) = place.and_then(|place| self.open.get_mut(place)) {
            // A closing tag too many says nothing about the next opening one.
            *count = if tag.opens {
                count.saturating_add(1)
            } else {
                (*count - 1).max(0)
            };
        }
    }

    /// Notes what shows that the page is no list.
    fn look_at(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        let is = |wanted: &str, value: &str| {
            attribute(wanted).is_some_and(|found| found.trim().eq_ignore_ascii_case(value))
        };
        match name {
            // A page of a single sign-on, which sends itself on.
            "input" if is("name", "SAMLRequest") || is("name", "SAMLResponse") => {
                self.page.refresh = Some("SAML".into());
            }
            "body" if attribute("onload").is_some_and(|script| sends_on(&script)) => {
                self.page.refresh = Some("onload".into());
            }
            "input" if is("type", "password") => self.page.has_password_field = true,
            "meta" if is("http-equiv", "refresh") => {
                let content = attribute("content").unwrap_or_default();
                let to = content
                    .split_once([';', ','])
                    .map(|(_, to)| to.trim().to_owned());
                self.page.refresh = to.filter(|to| !to.is_empty()).or(self.page.refresh.take());
            }
            _ => {}
        }
    }
}

fn sends_on(script: &str) -> bool {
    script.contains("submit(") || script.contains("location")
}
