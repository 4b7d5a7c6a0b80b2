//! From the lines of a block to their answers.

use sfmtls::Memory;
use sfmtls::container::{self, Passwords};
use sfmtls::path::Presented;
use sfmtls::render::stream;
use sfmtls::report::{Outcome, Selection, SubmissionReport};
use sfmtls::submission::{Against, Submission};

use super::blocks::Block;
use super::line::{Certificates, Line};
use super::tally::Tally;
use crate::cli::fetching::Fetching;

/// How lines are judged.
pub struct Answers<'a> {
    pub against: Against<'a>,
    /// The certificates of `--chain`.
    pub chain: &'a [Presented],
    pub selection: Selection,
    pub passwords: &'a Passwords,
    pub fetching: &'a Fetching,
    /// What lines have in common.
    pub memory: &'a Memory,
}

/// The answers to a block.
#[derive(Default)]
pub struct Answer {
    /// One line each.
    pub lines: Vec<u8>,
    pub tally: Tally,
}

impl Answers<'_> {
    /// Answers every line of a block.
    ///
    /// # Errors
    /// Never but for what the serializer says.
    pub fn block(&self, block: &Block) -> anyhow::Result<Answer> {
        let mut answer = Answer::default();
        for (number, bytes) in block.lines() {
            let line = Line::read(bytes);
            let submission = line.certificates.and_then(|it| self.submission(&it));
            match submission {
                Ok(submission) => self.judge(line.id, submission, &mut answer)?,
                Err(reason) => {
                    answer.tally.unreadable();
                    let reason = format!("line {number}: {reason}");
                    stream::push_bad_line(&mut answer.lines, line.id, &reason)?;
                }
            }
        }
        Ok(answer)
    }

    fn submission(&self, certificates: &Certificates<'_>) -> Result<Submission, String> {
        let contents = match container::read_plain(certificates.texts(), self.memory) {
            Some(contents) => contents,
            None => container::read_with(&certificates.pem(), self.passwords, self.memory)
                .map_err(|error| error.reason)?,
        };
        let submission = Submission::streamed(contents, self.chain);
        submission.ok_or_else(|| "no certificate".into())
    }

    fn judge(
        &self,
        id: &str,
        submission: Submission,
        answer: &mut Answer,
    ) -> serde_json::Result<()> {
        let judged = self
            .fetching
            .evaluate(submission, &self.against, &self.selection);
        let judged = Box::new(judged);
        answer.tally.judged(&judged);
        let report = SubmissionReport {
            path: None,
            alias: None,
            outcome: Outcome::Judged(judged),
        };
        stream::push_line(&mut answer.lines, id, &report)
    }
}
