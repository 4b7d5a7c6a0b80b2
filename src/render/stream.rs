//! The answers of a stream, one line each: the objects of the JSON report's `submissions` with
//! `id` in place of `path` (contract, section 4).

use serde::Serialize;

use super::json::Submission;
use super::shown::{Shown, shown};
use super::{Printable, markup_free};
use crate::report::SubmissionReport;

/// Appends the answer to a line with this `id`, which is JSON and comes through as it is; with its
/// end.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn push_line(
    answers: &mut Vec<u8>,
    id: &str,
    submission: &SubmissionReport,
) -> serde_json::Result<()> {
    push_with_id(answers, id, &Submission::new(submission))
}

/// Appends the answer to a line that could not be judged; `id` is `null` where it could not be read.
///
/// # Errors
/// As [`push_line()`].
pub fn push_bad_line(answers: &mut Vec<u8>, id: &str, error: &str) -> serde_json::Result<()> {
    let answer = BadLine {
        verdict: "unreadable",
        error: shown(error),
    };
    push_with_id(answers, id, &answer)
}

#[derive(Serialize)]
struct BadLine<'a> {
    verdict: &'static str,
    error: Shown<Printable<'a>>,
}

/// Appends the object, which has fields, with an `id` before them.
fn push_with_id(
    answers: &mut Vec<u8>,
    id: &str,
    object: &impl Serialize,
) -> serde_json::Result<()> {
    answers.extend_from_slice(b"{\"id\":");
    answers.extend_from_slice(id.as_bytes());
    let brace = answers.len();
    markup_free::push_line(answers, object)?;
    // The object is open already: its fields go on.
    if let Some(brace) = answers.get_mut(brace) {
        *brace = b',';
    }
    Ok(())
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
            let mut answer = Vec::new();
            push_bad_line(&mut answer, id, "why \u{1b}").unwrap();
            assert_eq!(String::from_utf8(answer).unwrap(), expected);
        }
    }
}
