//! The certification path as a drawing: each certificate, what links it to its issuer, and at the
//! end the trust list; what breaks the path is marked by symbol and words.
//!
//! Here is what stands where, in pixels; the shapes are in `templates/path.svg`.

mod links;
mod nodes;

use std::fmt;

use super::certificate::{Context, Step};
use super::tone::Tone;
use crate::report::Report;

/// The drawing.
pub(super) struct Diagram {
    /// What it says, in sentences, for those who do not see it.
    pub(super) description: String,
    pub(super) height: usize,
    pub(super) nodes: Vec<Node>,
    pub(super) links: Vec<Link>,
}

/// A box.
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) tone: Tone,
    /// Its upper edge.
    pub(super) y: usize,
    pub(super) height: usize,
    /// What it is.
    pub(super) caption: &'static str,
    /// How it is, at the right.
    pub(super) state: String,
    pub(super) state_tone: Tone,
    pub(super) lines: Vec<Text>,
    pub(super) badges: Vec<Pointer>,
}

/// What a box stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A certificate.
    Certificate,
    /// One that was not found.
    Missing,
    /// Several that are not drawn.
    Folded,
    /// The trust list.
    List,
}

impl fmt::Display for Kind {
    /// The name of its class.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Certificate => "certificate",
            Self::Missing => "missing",
            Self::Folded => "folded",
            Self::List => "list",
        })
    }
}

/// A line of text.
pub(super) struct Text {
    pub(super) y: usize,
    /// Whether it is the name of what is drawn.
    pub(super) is_title: bool,
    pub(super) content: String,
}

/// A finding named in a box.
pub(super) struct Pointer {
    /// The middle of its line.
    pub(super) y: usize,
    pub(super) tone: Tone,
    pub(super) text: String,
}

/// What leads from one box to the next.
pub(super) struct Link {
    pub(super) tone: Tone,
    /// Its upper end.
    pub(super) y: usize,
    /// What it means, in at most two lines.
    pub(super) label: Vec<Text>,
}

/// The drawing's width.
pub(super) const WIDTH: usize = 352;
/// The length of a link.
pub(super) const LINK: usize = 56;
/// Between a box's edge and its text.
const PADDING: usize = 16;

impl Diagram {
    pub(super) fn new(steps: &[Step<'_>], context: &Context<'_>, report: &Report) -> Self {
        let mut diagram = Self {
            description: String::new(),
            height: 1,
            nodes: Vec::new(),
            links: Vec::new(),
        };
        let mut passed = 0_usize;
        for part in shown(steps, context) {
            match part {
                Part::Step(step) => {
                    diagram.push(nodes::certificate(step, context));
                    passed = passed.saturating_add(1);
                    let is_last = passed == steps.len();
                    if !is_last {
                        diagram.link(links::to_issuer(step, context));
                    }
                }
                Part::Folded(count) => {
                    diagram.push(nodes::folded(count));
                    passed = passed.saturating_add(count);
                    diagram.link(links::out_of_fold());
                }
            }
        }
        if let Some(last) = steps.last().filter(|_| links::is_open(steps, context)) {
            diagram.link(links::to_missing(context));
            diagram.push(nodes::missing(last, context));
        }
        diagram.link(links::to_list(steps, context));
        diagram.push(nodes::list(report));
        diagram.height = diagram.height.saturating_add(1);
        diagram
    }

    /// Adds a box below what there is.
    fn push(&mut self, mut node: Node) {
        node.move_down(self.height);
        self.height = self.height.saturating_add(node.height);
        self.say(&node.in_words());
        self.nodes.push(node);
    }

    /// Adds a link below what there is.
    fn link(&mut self, (tone, label): (Tone, String)) {
        let link = links::link(tone, &label, self.height);
        self.height = self.height.saturating_add(LINK);
        self.say(&label);
        self.links.push(link);
    }

    fn say(&mut self, sentence: &str) {
        if !self.description.is_empty() {
            self.description.push_str("; ");
        }
        self.description.push_str(sentence);
    }
}

/// What is drawn of a path.
enum Part<'a, 'b> {
    Step(&'b Step<'a>),
    /// As many certificates stand for themselves no longer.
    Folded(usize),
}

/// The first and the last certificates, and between them the first that something is wrong with.
fn shown<'a, 'b>(steps: &'b [Step<'a>], context: &Context<'_>) -> Vec<Part<'a, 'b>> {
    let mut parts = Vec::new();
    let mut marked = 0_usize;
    for (position, step) in steps.iter().enumerate() {
        let is_outer = position < AT_ENDS || position.saturating_add(AT_ENDS) >= steps.len();
        let is_marked = !is_outer && marked < MAX_MARKED && nodes::is_marked(step, context);
        marked = marked.saturating_add(usize::from(is_marked));
        match parts.last_mut() {
            _ if is_outer || is_marked => parts.push(Part::Step(step)),
            Some(Part::Folded(count)) => *count = count.saturating_add(1),
            _ => parts.push(Part::Folded(1)),
        }
    }
    parts
}

/// As many certificates are drawn at either end of a path, whatever they are.
const AT_ENDS: usize = 4;
/// As many more are drawn because something is wrong with them.
const MAX_MARKED: usize = 4;
