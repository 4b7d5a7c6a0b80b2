//! The boxes of the drawing.

use std::cmp::Reverse;

use super::{Kind, Node, PADDING, Pointer, Text, WIDTH};
use crate::path::PathStatus;
use crate::plural::plural;
use crate::render::html::against::list as list_in_words;
use crate::render::html::certificate::{Context, Step, badges, short, validity};
use crate::render::html::finding::{Numbered, tone};
use crate::render::html::text::fit;
use crate::render::html::tone::Tone;
use crate::render::human::words::role;
use crate::report::{Report, Severity};

/// The font sizes.
const TITLE: usize = 15;
const SMALL: usize = 13;
/// The distance of two lines.
const LEADING: usize = 20;
/// The room for text.
const ROOM: usize = WIDTH - 2 * PADDING;
/// The base line of the first text.
const FIRST: usize = 24;
/// As many findings are named in a box.
const MAX_POINTERS: usize = 4;

impl Node {
    fn new(kind: Kind, caption: &'static str) -> Self {
        Self {
            kind,
            tone: Tone::Off,
            state_tone: Tone::Off,
            y: 0,
            height: FIRST,
            caption,
            state: String::new(),
            lines: Vec::new(),
            badges: Vec::new(),
        }
    }

    /// The same with a text in at most `most` lines.
    fn text(mut self, text: &str, is_title: bool, most: usize) -> Self {
        // Bold letters are wider than others.
        let size = if is_title { TITLE + 2 } else { SMALL };
        for content in fit(text, size, ROOM, most) {
            self.height = self.height.saturating_add(LEADING);
            let y = self.height;
            self.lines.push(Text {
                y,
                is_title,
                content,
            });
        }
        self
    }

    fn pointer(&mut self, tone: Tone, text: &str) {
        // The first has some more distance from the text above.
        let distance = if self.badges.is_empty() {
            LEADING + 4
        } else {
            LEADING
        };
        self.height = self.height.saturating_add(distance);
        self.badges.push(Pointer {
            y: self.height,
            tone,
            text: text.to_owned(),
        });
    }

    /// The same with its lower edge.
    fn closed(mut self) -> Self {
        self.height = self.height.saturating_add(PADDING);
        self
    }

    /// Puts it below what ends at `y`.
    pub(super) fn move_down(&mut self, y: usize) {
        self.y = self.y.saturating_add(y);
        for line in &mut self.lines {
            line.y = line.y.saturating_add(y);
        }
        for badge in &mut self.badges {
            badge.y = badge.y.saturating_add(y);
        }
    }

    /// What it says.
    pub(super) fn in_words(&self) -> String {
        let texts = self.lines.iter().map(|line| line.content.as_str());
        let badges = self.badges.iter().map(|badge| badge.text.as_str());
        let mut words: Vec<&str> = std::iter::once(self.caption)
            .chain(texts)
            .chain(badges)
            .collect();
        if !self.state.is_empty() {
            words.insert(1, &self.state);
        }
        words.join(", ")
    }
}

/// The box of a certificate.
pub(super) fn certificate(step: &Step<'_>, context: &Context<'_>) -> Node {
    let (state_tone, state) = validity(step.certificate, context.at);
    let dates = format!(
        "{} to {}",
        step.certificate.not_before.day(),
        step.certificate.not_after.day()
    );
    let findings = findings(step, context);
    let worst = findings
        .iter()
        .min_by_key(|(_, (_, finding))| Reverse(finding.severity));
    let mut node = Node::new(Kind::Certificate, role(step.role))
        .text(&short(&step.certificate.subject), true, 2)
        .text(&dates, false, 1);
    node.tone = worst.map_or(state_tone, |(_, (report, finding))| tone(report, finding));
    (node.state_tone, node.state) = (state_tone, state);
    let pointers = badges(context.number, findings, MAX_POINTERS.saturating_add(1));
    let has_more = pointers.len() > MAX_POINTERS;
    for badge in pointers.into_iter().take(MAX_POINTERS) {
        node.pointer(badge.tone, badge.rule);
    }
    if has_more {
        node.pointer(Tone::Off, "and others");
    }
    node.closed()
}

fn findings<'a>(step: &Step<'_>, context: &Context<'a>) -> &'a [Numbered<'a>] {
    let findings = step.index.and_then(|index| context.findings.get(&index));
    findings.map_or(&[], Vec::as_slice)
}

/// Whether something is wrong with a certificate, so that it is drawn in any case.
pub(super) fn is_marked(step: &Step<'_>, context: &Context<'_>) -> bool {
    let mut findings = findings(step, context).iter();
    findings.any(|(_, (_, finding))| finding.severity == Severity::Error)
}

/// The box that stands for several certificates.
pub(super) fn folded(count: usize) -> Node {
    let text = format!("{}, told in the list", plural(count, "more intermediate"));
    Node::new(Kind::Folded, "not drawn")
        .text(&text, false, 1)
        .closed()
}

/// The box of the issuer that was not found.
pub(super) fn missing(below: &Step<'_>, context: &Context<'_>) -> Node {
    let (tone, state, why) = match context.judged.status {
        PathStatus::Unsupported => (Tone::Unknown, "not judged", "the search ended before it"),
        _ => (Tone::Bad, "missing", "neither supplied, listed nor bundled"),
    };
    let mut node = Node::new(Kind::Missing, "issuer")
        .text(&short(&below.certificate.issuer), true, 2)
        .text(why, false, 1)
        .closed();
    (node.tone, node.state_tone) = (tone, tone);
    node.state = state.into();
    node
}

/// The box of the trust list.
pub(super) fn list(report: &Report) -> Node {
    Node::new(Kind::List, "trust list")
        .text(&list_in_words(report), false, 3)
        .closed()
}
