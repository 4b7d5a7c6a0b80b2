//! One line a submission: the objects of the JSON report's `submissions`.

use super::json::Submission;
use super::markup_free;
use crate::report::Report;

/// The report, a line for each submission, in order.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn render(report: &Report) -> serde_json::Result<String> {
    let submissions = report.submissions.iter();
    submissions
        .map(|submission| markup_free::line(&Submission::new(submission)))
        .collect()
}
