//! Every date that bears on a submission, as a table.

use super::Printable;
use super::text::excerpt;
use crate::certificate::Time;
use crate::plural::days;
use crate::report::Deadline;

/// A line of the table.
pub(super) struct DateView<'a> {
    /// The number in the time line, for dates that are no certificate's end.
    pub(super) number: Option<usize>,
    pub(super) day: String,
    /// How far it is from the moment judged at.
    pub(super) distance: String,
    pub(super) is_past: bool,
    pub(super) what: String,
    /// Who says so; nothing for a certificate's own date.
    pub(super) source: Option<Printable<'a>>,
}

/// As many letters are shown of what a date is, which names a certificate.
const MAX_WHAT: usize = 240;

/// Every date, in order.
pub(super) fn dates(deadlines: &[Deadline], at: Time) -> Vec<DateView<'_>> {
    let mut numbers = 1..;
    let view = |deadline| {
        let number = if is_event(deadline) {
            numbers.next()
        } else {
            None
        };
        let is_past = deadline.date < at;
        DateView {
            number,
            day: deadline.date.day(),
            distance: if is_past {
                format!("{} ago", days(deadline.date.days_until(at)))
            } else {
                format!("in {}", days(at.days_until(deadline.date)))
            },
            is_past,
            what: excerpt(&deadline.what, MAX_WHAT),
            source: is_event(deadline).then_some(Printable(&deadline.source)),
        }
    };
    deadlines.iter().map(view).collect()
}

/// Whether it is a date of the policy or of a CA, not of a certificate.
pub(super) fn is_event(deadline: &Deadline) -> bool {
    deadline.source != "notAfter"
}
