//! The three answers, each in a sentence.

use std::cmp::Reverse;

use super::finding::{Numbered, anchor};
use super::text::excerpt;
use super::tone::{self, Tone};
use crate::certificate::Time;
use crate::path::Role;
use crate::plural::{days, plural};
use crate::report::{Horizon, HorizonState, Judged};
use crate::rules::unsupported_path;

/// What one of the three questions came to.
pub(super) struct Answer {
    pub(super) title: &'static str,
    pub(super) question: &'static str,
    pub(super) tone: Tone,
    pub(super) word: &'static str,
    /// What that means; goes on with the fact, where there is one.
    pub(super) sentence: &'static str,
    pub(super) fact: Option<Fact>,
    /// How many more findings bear on the question, where there are any.
    pub(super) more: Option<String>,
    /// How long it holds, where that is known.
    pub(super) until: Option<String>,
}

/// The worst finding.
pub(super) struct Fact {
    pub(super) message: String,
    pub(super) rule: &'static str,
    /// Where on the page it is told wholly.
    pub(super) anchor: String,
}

impl Answer {
    /// The answer to one question about the submission with this number.
    pub(super) fn new(
        number: usize,
        judged: &Judged,
        (horizon, state): (Horizon, HorizonState),
        at: Time,
    ) -> Self {
        let of_horizon = |(_, (report, finding)): &Numbered<'_>| {
            report.rule.horizon == horizon && finding.suppression.is_none()
        };
        let mut findings: Vec<Numbered<'_>> = judged.findings().enumerate().collect();
        findings.retain(of_horizon);
        let is_undecided = state == HorizonState::Unknown;
        let decides = |(_, (report, _)): &&Numbered<'_>| {
            (report.rule.id == unsupported_path::RULE.id) == is_undecided
        };
        let worst = findings
            .iter()
            .filter(decides)
            .min_by_key(|(_, (_, finding))| Reverse(finding.severity))
            .filter(|_| !matches!(state, HorizonState::Pass | HorizonState::NotJudged));
        let holds = matches!(state, HorizonState::Pass | HorizonState::Warn);
        Self {
            title: title(horizon),
            question: question(horizon),
            tone: state.into(),
            word: tone::answer(state),
            sentence: sentence(horizon, state),
            fact: worst.map(|(index, (report, finding))| Fact {
                message: excerpt(&finding.message, MAX_FACT),
                rule: report.rule.id,
                anchor: anchor(number, *index),
            }),
            more: more(findings.len(), worst.is_some()),
            until: (horizon == Horizon::Handshake && holds)
                .then(|| first_end(judged, at))
                .flatten(),
        }
    }
}

fn more(findings: usize, one_is_told: bool) -> Option<String> {
    let more = findings.saturating_sub(usize::from(one_is_told));
    let what = if one_is_told { "more finding" } else { "note" };
    (more > 0).then(|| format!("{} below.", plural(more, what)))
}

/// As many letters of the worst finding's fact are told here; all of them stand further down.
const MAX_FACT: usize = 320;

const fn title(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Upload => "Upload",
        Horizon::Handshake => "Handshake",
        Horizon::Renewal => "Renewal",
    }
}

const fn question(horizon: Horizon) -> &'static str {
    match horizon {
        Horizon::Upload => "Will Certificate and Key Management take this file?",
        Horizon::Handshake => "Will port 8443 accept this certificate and chain?",
        Horizon::Renewal => "Can the same certificate be had again?",
    }
}

/// What the state means; ends in a colon where the worst finding follows.
const fn sentence(horizon: Horizon, state: HorizonState) -> &'static str {
    use Horizon::{Handshake, Renewal, Upload};
    use HorizonState::{Fail, NotJudged, Pass, Unknown, Warn};
    match (horizon, state) {
        (_, NotJudged) => "This was not asked: it was left out by --for.",
        (Upload, Pass) => "Yes: nothing is known that speaks against uploading this file.",
        (Upload, Warn) => "Perhaps, with a reservation:",
        (Upload, Fail) => "No: this file is not fit to be uploaded as it is:",
        (Handshake, Pass) => "Yes: nothing is known that speaks against certificate and chain.",
        (Handshake, Warn) => "Yes, with a reservation:",
        (Handshake, Fail) => "No, this stands in the way:",
        (Handshake, Unknown) => "This program cannot tell; it may well be accepted:",
        (Renewal, Pass) => "Yes: nothing is known that speaks against renewing it.",
        (Renewal, Warn) => "This needs attention before renewal:",
        (Renewal, Fail) => "No, not as it is:",
        (Upload | Renewal, Unknown) => "This program cannot tell:",
    }
}

/// When the first certificate below the root expires: till then the dates allow the handshake.
fn first_end(judged: &Judged, at: Time) -> Option<String> {
    let path = judged.path.certificates.iter();
    let below_root = path
        .filter_map(|index| judged.certificates.get(*index))
        .filter(|report| report.role != Role::Root);
    let end = below_root
        .map(|report| report.presented.certificate.not_after)
        .min()?;
    Some(format!(
        "Its dates allow that until {}, for another {}.",
        end.day(),
        days(at.days_until(end))
    ))
}
