//! The time line: when each certificate of the path is valid, the dates of policy and CA, and the
//! moment judged at.
//!
//! Places across are in hundredths of a percent of the width, so that the drawing is as wide as
//! there is room while its text keeps its size; each thing has a line of its own, so that no label
//! can lie on another. The shapes are in `templates/timeline.svg`.

mod scale;

use scale::Scale;
pub(super) use scale::{Across, Tick};

use super::Printable;
use super::certificate::{Step, short, validity};
use super::dates::is_event;
use super::text::fit;
use super::tone::Tone;
use crate::certificate::Time;
use crate::plural::plural;
use crate::render::human::words::role;
use crate::report::Deadline;

/// The drawing.
pub(super) struct Timeline {
    /// What it says, in sentences, for those who do not see it.
    pub(super) description: String,
    pub(super) height: usize,
    pub(super) ticks: Vec<Tick>,
    pub(super) now: Across,
    pub(super) today: String,
    pub(super) bars: Vec<Bar>,
    pub(super) events: Vec<Event>,
    /// Where the axis is.
    pub(super) axis: usize,
}

/// A certificate's validity.
pub(super) struct Bar {
    pub(super) y: usize,
    pub(super) tone: Tone,
    pub(super) label: Label,
    pub(super) end: String,
    pub(super) from: Across,
    pub(super) width: Across,
    /// Whether it began before what is drawn.
    pub(super) begins_before: bool,
    /// Whether it ends behind what is drawn.
    pub(super) ends_after: bool,
}

/// A date of the policy or of a CA.
pub(super) struct Event {
    pub(super) y: usize,
    pub(super) label: Label,
    pub(super) day: String,
    pub(super) at: Across,
}

/// What a line is called, as far as there is room for it.
pub(super) struct Label {
    /// On wide screens, and on paper.
    pub(super) wide: String,
    /// On narrow ones.
    pub(super) narrow: String,
}

impl Label {
    /// `text` where the narrow drawing has `room` for it.
    fn new(text: &str, room: usize) -> Self {
        Self {
            wide: fit(text, SIZE, WIDE_ROOM, 1).concat(),
            narrow: fit(text, SIZE, room, 1).concat(),
        }
    }
}

/// The height of a line.
const ROW: usize = 52;
/// Above the first line: the moment judged at.
const HEAD: usize = 32;
/// As many certificates are drawn; the table has all dates.
const MAX_BARS: usize = 8;
const SIZE: usize = 13;
/// The room for a label beside a date, on the narrowest screens beside one and without one.
const WIDE_ROOM: usize = 560;
const NARROW_ROOM: usize = 204;
const WHOLE_ROOM: usize = 318;
/// The same beside a date that is printed bold, with a word before it.
const LEAST_ROOM: usize = 156;

impl Timeline {
    pub(super) fn new(steps: &[Step<'_>], deadlines: &[Deadline], at: Time) -> Self {
        let events: Vec<_> = deadlines.iter().filter(|it| is_event(it)).collect();
        let scale = Scale::of(steps, events.iter().map(|event| event.date), at);
        let mut rows = (0_usize..).map(|row| row.saturating_mul(ROW).saturating_add(HEAD));
        let mut y = || rows.next().unwrap_or(HEAD);
        let bars: Vec<_> = drawn(steps)
            .map(|step| Bar::new(step, &scale, at, y()))
            .collect();
        let events: Vec<_> = (1..)
            .zip(events)
            .map(|(number, event)| Event::new(number, event, &scale, y()))
            .collect();
        let axis = y();
        let hidden = steps.len().saturating_sub(bars.len());
        Self {
            description: in_words(&bars, &events, at, hidden),
            height: axis.saturating_add(24),
            ticks: scale.ticks(),
            now: scale.across(at),
            today: format!("judged at {}", at.day()),
            bars,
            events,
            axis,
        }
    }

    /// Whether some validity is longer than what is drawn.
    pub(super) fn is_cut(&self) -> bool {
        let mut bars = self.bars.iter();
        bars.any(|bar| bar.begins_before || bar.ends_after)
    }
}

/// The certificates that are drawn: the first, and the last where there are too many.
fn drawn<'a, 'b>(steps: &'b [Step<'a>]) -> impl Iterator<Item = &'b Step<'a>> {
    let hidden = steps.len().saturating_sub(MAX_BARS);
    let cut = MAX_BARS / 2;
    let is_drawn =
        move |position: &usize| *position < cut || *position >= cut.saturating_add(hidden);
    steps
        .iter()
        .enumerate()
        .filter(move |(position, _)| is_drawn(position))
        .map(|(_, step)| step)
}

impl Bar {
    fn new(step: &Step<'_>, scale: &Scale, at: Time, y: usize) -> Self {
        let certificate = step.certificate;
        let (tone, _) = validity(certificate, at);
        let from = scale.across(certificate.not_before);
        let to = scale.across(certificate.not_after);
        let name = format!("{}: {}", role(step.role), short(&certificate.subject));
        let end = certificate.not_after.day();
        let room = match tone {
            Tone::Good => NARROW_ROOM,
            _ => LEAST_ROOM,
        };
        Self {
            y,
            tone,
            label: Label::new(&name, room),
            end: match tone {
                Tone::Good => format!("to {end}"),
                _ if certificate.not_after < at => format!("expired {end}"),
                _ => format!("from {}", certificate.not_before.day()),
            },
            from,
            width: from.to(to),
            begins_before: certificate.not_before < scale.start,
            ends_after: certificate.not_after > scale.end,
        }
    }
}

impl Event {
    fn new(number: usize, deadline: &Deadline, scale: &Scale, y: usize) -> Self {
        // Who says it tells the versions of the policy apart, so it comes first.
        let text = format!("{number}. {}: {}", deadline.source, deadline.what);
        Self {
            y,
            label: Label::new(&Printable(&text).to_string(), WHOLE_ROOM),
            day: deadline.date.day(),
            at: scale.across(deadline.date),
        }
    }
}

fn in_words(bars: &[Bar], events: &[Event], at: Time, hidden: usize) -> String {
    let bars = bars
        .iter()
        .map(|bar| format!("{}, {}", bar.label.wide, bar.end));
    let events = events
        .iter()
        .map(|event| format!("{}, {}", event.label.wide, event.day));
    let judged = std::iter::once(format!("judged at {}", at.day()));
    let hidden = (hidden > 0).then(|| format!("{} not drawn", plural(hidden, "certificate")));
    let all: Vec<_> = judged.chain(bars).chain(hidden).chain(events).collect();
    all.join("; ")
}
