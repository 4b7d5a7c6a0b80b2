//! The answers of a stream, one line each: the objects of the JSON report's `submissions` with
//! `id` in place of `path` (contract, section 4).

use serde::Serialize;

use super::json::Submission;
use super::markup_free;
use super::words::printable;
use crate::report::SubmissionReport;

/// The answer to a line with this `id`, which is JSON and comes through as it is; with its end.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn line(id: &str, submission: &SubmissionReport) -> serde_json::Result<String> {
    with_id(id, &Submission::new(submission))
}

/// The answer to a line that could not be judged; `id` is `null` where it could not be read.
///
/// # Errors
/// As [`line()`].
pub fn bad_line(id: &str, error: &str) -> serde_json::Result<String> {
    let answer = BadLine {
        verdict: "unreadable",
        error: printable(error),
    };
    with_id(id, &answer)
}

#[derive(Serialize)]
struct BadLine {
    verdict: &'static str,
    error: String,
}

/// The object with an `id` before its other fields.
fn with_id(id: &str, answer: &impl Serialize) -> serde_json::Result<String> {
    let object = markup_free::line(answer)?;
    let fields = object.strip_prefix('{').unwrap_or(&object);
    Ok(format!("{{\"id\":{id},{fields}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_through_as_it_stands() {
        for id in ["null", "12345678901234567890.10", r#"{"a": [1,"\u00e9"]}"#] {
            let expected = format!(
                "{{\"id\":{id},\"verdict\":\"unreadable\",\"error\":\"why \\\\u{{1b}}\"}}\n"
            );
            assert_eq!(bad_line(id, "why \u{1b}").unwrap(), expected);
        }
    }
}
