//! From bytes to a list, or to what stands in its place.

use super::document::{Block, words};
use super::entries::{self, Entries};
use super::held::{Held, TOKEN_END};
use super::known::Known;
use super::list::{TrustList, bundled_by_text};
use super::not_a_list::{self, Looks, NotAList};
use super::page::{self, Reading};
use super::{Entry, Source, claims, names_alone, text};
use crate::certificate::{Certificate, Sha256};

impl TrustList {
    /// Reads a list in any shape. Fingerprints are recognised by the bundled roots and by those
    /// `supplied` with the submission.
    ///
    /// # Errors
    /// Where the bytes are no list, or a list that is cut off: what they look like instead.
    pub fn read(bytes: &[u8], source: Source, supplied: &[&Certificate]) -> Result<Self, NotAList> {
        let known = Known::new(supplied);
        let sha256 = Some(Sha256::of(bytes));
        if let Ok(certificate) = Certificate::from_der(bytes) {
            let entry = Entry {
                sha256: Some(certificate.sha256),
                certificate: Some(certificate),
                ..Entry::default()
            };
            return Ok(Self::new(source, sha256, vec![entry], Vec::new()));
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(NotAList::new(Looks::Empty, ""));
        }
        let text = text::decode(bytes).ok_or_else(|| NotAList::new(Looks::Binary, ""))?;
        let reading = page::read(&text, &known);
        let (entries, notes) = judge(reading, &known)?;
        Ok(Self::new(source, sha256, entries, notes))
    }
}

/// Whether what was read is a list, by what is proven of it and by what speaks against it.
fn judge(mut reading: Reading, known: &Known<'_>) -> Result<(Vec<Entry>, Vec<String>), NotAList> {
    if reading.is_overfull {
        return Err(NotAList::new(
            Looks::Unknown,
            "it has more parts than any list",
        ));
    }
    let drafts = std::mem::take(&mut reading.drafts);
    let mut made = entries::of(drafts, &mut reading.held, known);
    let shown = || shown(&reading.blocks);
    let sign = || not_a_list::sign(reading.page.as_ref(), &shown());
    let is_list = made.is_proven || has_known_name(&made.roots);
    if !is_list && !is_one_shape(&made) {
        made.roots = names_alone::read(&reading.blocks, &made.said);
        made.written = made.roots.len();
        if made.roots.is_empty() {
            return Err(sign().unwrap_or_else(|| unrecognised(&reading, &shown())));
        }
    } else if !is_list
        && !made.is_keytool
        && let Some(sign) = sign()
    {
        return Err(sign);
    }
    if let Some(cut) = truncation(&reading, made.written) {
        return Err(NotAList::new(Looks::Truncated, cut));
    }
    let notes = notes(made.notes, &reading);
    Ok((made.roots, notes))
}

/// The beginning of the text that is shown, without certificates: as much as is looked at.
fn shown(blocks: &[Block]) -> String {
    let mut shown = String::new();
    for paragraph in blocks.iter().flat_map(Block::paragraphs) {
        shown.push_str(paragraph);
        shown.push('\n');
        if shown.len() > not_a_list::MOST_TEXT {
            break;
        }
    }
    shown
}

/// Whether an entry's text is a bundled root's.
fn has_known_name(entries: &[Entry]) -> bool {
    let mut entries = entries.iter();
    entries.any(|entry| bundled_by_text(entry).next().is_some())
}

/// Whether several entries stand there, each with what can only be a fingerprint, or what keytool
/// prints.
fn is_one_shape(made: &Entries) -> bool {
    made.is_keytool || (made.printed >= 2 && made.roots.len() >= 2)
}

/// What a text is of which nothing is recognised.
fn unrecognised(reading: &Reading, shown: &str) -> NotAList {
    if words(shown).is_empty() {
        return NotAList::new(Looks::Empty, "the page shows nothing");
    }
    if let Some(cut) = truncation(reading, 0) {
        return NotAList::new(Looks::Truncated, cut);
    }
    match reading.held.first() {
        Some(Held::Other(what)) => NotAList::new(Looks::OtherPem, format!("{what} stands in it")),
        Some(_) => NotAList::new(Looks::Truncated, "a certificate is cut off"),
        None => NotAList::new(Looks::Unknown, ""),
    }
}

/// What shows that the text is cut off.
fn truncation(reading: &Reading, written: usize) -> Option<String> {
    let unclosed = reading.page.as_ref().and_then(|page| page.unclosed.clone());
    if unclosed.is_some() {
        return unclosed;
    }
    let last = reading.blocks.iter().flat_map(Block::paragraphs).last();
    let ends_in_token = last.is_some_and(|text| text.trim_end().ends_with(TOKEN_END));
    if ends_in_token && reading.ends_cut {
        return Some("its last certificate is cut off".into());
    }
    let claimed = claims::entries(&reading.blocks)?;
    (claimed > written)
        .then(|| format!("it says that it has {claimed} entries, and {written} were found"))
}

/// Adds to the notes what stood where no entry is.
fn notes(mut notes: Vec<String>, reading: &Reading) -> Vec<String> {
    for held in &reading.held {
        match held {
            Held::Other(what) => notes.push(format!("on the list stands {what}")),
            Held::Cut => notes.push("a certificate on the list is cut off".into()),
            Held::Certificate(_) | Held::Refused(..) | Held::Taken => {}
        }
    }
    notes.sort_unstable();
    notes.dedup();
    notes
}
