//! Which span of time is drawn, and where a moment is in it.

use std::fmt;

use crate::certificate::Time;
use crate::render::html::certificate::Step;

/// The span that is drawn: the end entity's validity, the dates of policy and CA, the moment judged
/// at, and the ends that have gone by or beginnings that have not come; what is longer is cut, since
/// beside a root's decades nobody could see a year.
pub(super) struct Scale {
    /// Where it begins.
    pub(super) start: Time,
    /// Where it ends; later.
    pub(super) end: Time,
}

/// A place or length across, in hundredths of a percent of the width; shown as SVG's percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::render::html) struct Across(u16);

impl fmt::Display for Across {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}%", self.0 / 100, self.0 % 100)
    }
}

impl Across {
    const WHOLE: u16 = 10_000;
    /// Nothing is drawn narrower.
    const LEAST: u16 = 60;

    /// The length from here to `end`, never too short to be seen.
    pub(super) fn to(self, end: Self) -> Self {
        Self(end.0.saturating_sub(self.0).max(Self::LEAST))
    }

    /// SVG's `text-anchor` for a label at this place, so that it does not leave the drawing.
    pub(in crate::render::html) const fn text_anchor(self) -> &'static str {
        match self.0 {
            0..2000 => "start",
            2000..=8000 => "middle",
            _ => "end",
        }
    }
}

/// A named moment of the axis.
pub(in crate::render::html) struct Tick {
    pub(in crate::render::html) at: Across,
    pub(in crate::render::html) label: String,
}

impl Scale {
    pub(super) fn of(steps: &[Step<'_>], events: impl Iterator<Item = Time>, at: Time) -> Self {
        let mut moments = vec![at];
        moments.extend(events);
        for (position, step) in steps.iter().enumerate() {
            let certificate = step.certificate;
            let (begin, end) = (certificate.not_before, certificate.not_after);
            if position == 0 {
                moments.extend([begin, end]);
            }
            moments.extend((end < at).then_some(end));
            moments.extend((at < begin).then_some(begin));
        }
        let start = moments.iter().copied().min().unwrap_or(at);
        let end = moments.iter().copied().max().unwrap_or(at);
        let margin = (start.days_until(end) / 20).max(1);
        Self {
            start: start.plus_days(margin.saturating_neg()),
            end: end.plus_days(margin),
        }
    }

    /// Where a moment is; at the edge where it is beyond it.
    pub(super) fn across(&self, moment: Time) -> Across {
        let seconds = |from: Time, to: Time| {
            let length = to.unix_seconds().saturating_sub(from.unix_seconds());
            length.max(0)
        };
        let whole = seconds(self.start, self.end).max(1);
        let part = seconds(self.start, moment).min(whole);
        let across = part.saturating_mul(i64::from(Across::WHOLE)) / whole;
        Across(u16::try_from(across).unwrap_or(Across::WHOLE))
    }

    /// At most five months or years, evenly spaced; none where the calendar ends.
    pub(super) fn ticks(&self) -> Vec<Tick> {
        let (Some(first), Some(last)) = (month(self.start), month(self.end)) else {
            return Vec::new();
        };
        let is_coarse = |step: &&u32| last.saturating_sub(first) / **step < MAX_TICKS;
        let Some(step) = STEPS.iter().find(is_coarse).copied() else {
            return Vec::new();
        };
        let multiples = (first / step..=last / step).map(|count| count.saturating_mul(step));
        multiples
            .filter_map(|month| {
                let at = begin_of(month)?;
                let is_inside = self.start <= at && at <= self.end;
                is_inside.then(|| Tick {
                    at: self.across(at),
                    label: label(month, step),
                })
            })
            .collect()
    }
}

/// The distances of ticks in months: up to what divides ten thousand years into four.
const STEPS: [u32; 12] = [1, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 6000, 30_000];
/// More intervals than these do not fit into the narrowest screens.
const MAX_TICKS: u32 = 4;

/// The months since the year 0.
fn month(moment: Time) -> Option<u32> {
    let day = moment.day();
    let mut parts = day.split('-').map(str::parse::<u32>);
    let (year, month) = (parts.next()?.ok()?, parts.next()?.ok()?);
    year.checked_mul(12)?.checked_add(month.checked_sub(1)?)
}

fn begin_of(month: u32) -> Option<Time> {
    let number = u8::try_from(month % 12).ok()?.checked_add(1)?;
    Time::from_ymd(i32::try_from(month / 12).ok()?, number, 1)
}

/// The year, and the month where ticks are closer than years.
fn label(month: u32, step: u32) -> String {
    if step.is_multiple_of(12) {
        return format!("{:04}", month / 12);
    }
    format!("{:04}-{:02}", month / 12, month % 12 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        Time::parse(text).unwrap()
    }

    fn scale(start: &str, end: &str) -> Scale {
        Scale {
            start: time(start),
            end: time(end),
        }
    }

    fn labels(start: &str, end: &str) -> Vec<String> {
        let ticks = scale(start, end).ticks();
        ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn a_moment_is_where_its_share_of_the_span_is() {
        let scale = scale("2026-01-01", "2026-01-11");
        assert_eq!(scale.across(time("2026-01-01")).to_string(), "0.00%");
        assert_eq!(scale.across(time("2026-01-04")).to_string(), "30.00%");
        assert_eq!(scale.across(time("2026-01-11")).to_string(), "100.00%");
        let outside = ["1950-01-01", "9999-12-31"].map(|day| scale.across(time(day)).to_string());
        assert_eq!(outside, ["0.00%", "100.00%"]);
    }

    #[test]
    fn ticks_are_few_and_round() {
        assert_eq!(labels("2026-01-15", "2026-03-15"), ["2026-02", "2026-03"]);
        assert_eq!(
            labels("2025-11-20", "2027-05-01"),
            ["2026-01", "2026-07", "2027-01"]
        );
        assert_eq!(
            labels("1998-05-01", "2031-02-01"),
            ["2000", "2010", "2020", "2030"]
        );
        assert_eq!(labels("1950-01-02", "9999-12-31"), ["2500", "5000", "7500"]);
    }

    #[test]
    fn no_moment_is_too_far_away() {
        let ends = [i64::MIN, i64::MAX].map(Time::from_unix_seconds);
        let scale = Scale::of(&[], ends.into_iter(), time("2026-11-24"));
        assert!(scale.start < scale.end);
        assert!(scale.ticks().is_empty());
        scale.across(ends[0]);
    }
}
