//! One line a submission: the objects of the JSON report's `submissions`.

use super::json::Submission;
use super::markup_free;
use crate::report::Report;

/// The report, a line for each submission, in order.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn render(report: &Report) -> serde_json::Result<String> {
    let mut lines = Vec::new();
    for submission in &report.submissions {
        markup_free::push_line(&mut lines, &Submission::new(submission))?;
    }
    markup_free::text(lines)
}
