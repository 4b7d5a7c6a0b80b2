//! `root_store.textproto`: Chrome's store in the text format of protocol buffers.

use super::token::{Token, Tokens};
use super::{Listed, Listing, StoreError, add};
use crate::certificate::{Sha256, Time};
use crate::chrome::csv;
use crate::chrome::root::Status;
use crate::chrome::subject::Subject;

/// How deep messages may stand in messages; Chrome's file has two.
const MAX_DEPTH: usize = 32;

/// The field of a root.
const ANCHOR: &str = "trust_anchors";

/// What the file lists: its trust anchors. Other messages, such as `additional_certs`, hold
/// intermediates and other stores' roots, and are passed over.
pub(super) fn listing(text: &str) -> Result<Listing<'_>, StoreError> {
    let mut reader = Reader {
        tokens: Tokens::new(text),
        open: Vec::new(),
        field: None,
        comment: "",
        anchor: Anchor::default(),
        listing: Listing::default(),
    };
    while let Some(token) = reader.tokens.next()? {
        reader.take(token)?;
    }
    let cut_off = "what begins here has no end: the file may be cut off";
    match (reader.open.last(), reader.field) {
        (None, None) => Ok(reader.listing),
        (Some(frame), _) => Err(StoreError::new(frame.line, cut_off)),
        (None, Some(_)) => Err(reader.tokens.error(cut_off)),
    }
}

/// A message or a list that is open.
struct Frame<'text> {
    /// The name of its field.
    name: &'text str,
    /// Where it opens.
    line: usize,
    /// What closes it: `}`, `>` or `]`.
    end: char,
}

/// The trust anchor that is open.
#[derive(Default)]
struct Anchor<'text> {
    subject: &'text str,
    sha256: Option<Sha256>,
    constrained: bool,
    sct_not_after: Option<Time>,
}

/// What was read so far.
struct Reader<'text> {
    tokens: Tokens<'text>,
    open: Vec<Frame<'text>>,
    /// The field whose value comes next.
    field: Option<&'text str>,
    /// The last comment that states a subject, since the last message ended.
    comment: &'text str,
    anchor: Anchor<'text>,
    listing: Listing<'text>,
}

impl<'text> Reader<'text> {
    /// Takes one token.
    fn take(&mut self, token: Token<'text>) -> Result<(), StoreError> {
        match token {
            Token::Comment(text) => self.take_comment(text),
            Token::Symbol(':' | ',' | ';') => {}
            Token::Symbol('{') => self.enter('}')?,
            Token::Symbol('<') => self.enter('>')?,
            Token::Symbol('[') => self.enter(']')?,
            Token::Symbol(end) => self.leave(end)?,
            Token::Text(text) => self.take_value(&text)?,
            Token::Word(word) if self.in_list() || self.field.is_some() => self.take_value(word)?,
            Token::Word(word) => self.field = Some(word),
        }
        Ok(())
    }

    /// Remembers the first comment before a trust anchor that states a subject; links follow it.
    fn take_comment(&mut self, text: &'text str) {
        let text = text.trim();
        if self.comment.is_empty() && !Subject::from_text(text).is_empty() {
            self.comment = text;
        }
    }

    /// Opens the message or list that is the value of the field just named.
    fn enter(&mut self, end: char) -> Result<(), StoreError> {
        let of_list = self.open.last().filter(|frame| frame.end == ']');
        let name = self.field.take().or(of_list.map(|frame| frame.name));
        let name = name.ok_or_else(|| self.tokens.error("a value without a field"))?;
        if self.open.len() >= MAX_DEPTH {
            return Err(self.tokens.error("messages too deep in one another"));
        }
        let line = self.tokens.line();
        self.open.push(Frame { name, line, end });
        if end == ']' {
            return Ok(());
        }
        if matches!(self.path(None), [Some(ANCHOR), None, ..]) {
            self.anchor = Anchor {
                subject: std::mem::take(&mut self.comment),
                ..Anchor::default()
            };
        }
        if matches!(
            self.path(None),
            [Some(ANCHOR), Some("constraints"), None, _]
        ) {
            self.anchor.constrained = true;
        }
        Ok(())
    }

    /// Closes the innermost message or list.
    fn leave(&mut self, end: char) -> Result<(), StoreError> {
        if self.field.take().is_some() {
            return Err(self.tokens.error("a field without a value"));
        }
        let is_anchor = end != ']' && matches!(self.path(None), [Some(ANCHOR), None, ..]);
        match self.open.pop() {
            Some(frame) if frame.end == end && is_anchor => self.add_anchor(frame.line)?,
            Some(frame) if frame.end == end => {}
            _ => return Err(self.tokens.error("an end of what was not opened")),
        }
        self.comment = "";
        Ok(())
    }

    /// Takes a value of the field just named, or of the list that is open.
    ///
    /// A further string after a string belongs to it; no field that is read here is written so.
    fn take_value(&mut self, value: &str) -> Result<(), StoreError> {
        let field = self.field.take();
        if field.is_none() && !self.in_list() {
            return Ok(());
        }
        let wrong = |what| Err(self.tokens.error(what));
        match self.path(field) {
            [Some("version_major"), None, ..] => match value.parse() {
                Ok(version) => self.listing.version = Some(version),
                Err(_) => return wrong("version_major is no number"),
            },
            [Some(ANCHOR), Some("sha256_hex"), None, _] => match csv::sha256(value) {
                Some(sha256) => self.anchor.sha256 = Some(sha256),
                None => return wrong("sha256_hex is not 64 hex digits"),
            },
            [
                Some(ANCHOR),
                Some("constraints"),
                Some("sct_not_after_sec"),
                None,
            ] => match integer(value) {
                Some(seconds) => self.allow_until(seconds),
                None => return wrong("sct_not_after_sec is no number"),
            },
            _ => {}
        }
        Ok(())
    }

    /// Several sets of constraints are alternatives: the latest moment holds.
    fn allow_until(&mut self, seconds: i64) {
        let moment = Some(Time::from_unix_seconds(seconds));
        self.anchor.sct_not_after = self.anchor.sct_not_after.max(moment);
    }

    /// Adds the trust anchor that ends here and opened at `line`.
    fn add_anchor(&mut self, line: usize) -> Result<(), StoreError> {
        let Anchor {
            subject,
            sha256,
            constrained,
            sct_not_after,
        } = std::mem::take(&mut self.anchor);
        let sha256 =
            sha256.ok_or_else(|| StoreError::new(line, "a trust anchor without sha256_hex"))?;
        let root = Listed {
            sha256,
            subject,
            not_before: None,
            not_after: None,
            status: if constrained {
                Status::Constrained
            } else {
                Status::Trusted
            },
            sct_not_after,
        };
        add(&mut self.listing, root, line)
    }

    /// Whether a list is open.
    fn in_list(&self) -> bool {
        self.open.last().is_some_and(|frame| frame.end == ']')
    }

    /// The fields of the messages that are open, outermost first, then `field`: as many as tell
    /// the fields read here from deeper ones. A list stands for its field until a message opens in
    /// it.
    fn path(&self, field: Option<&'text str>) -> [Option<&'text str>; 4] {
        let last = self.open.len().saturating_sub(1);
        let frames = self.open.iter().zip(0..);
        let named = frames.filter(|(frame, position)| frame.end != ']' || *position == last);
        let mut fields = named.map(|(frame, _)| frame.name).chain(field);
        std::array::from_fn(|_| fields.next())
    }
}

/// A number as the text format writes it: decimal or, with `0x`, hexadecimal.
fn integer(text: &str) -> Option<i64> {
    match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}
