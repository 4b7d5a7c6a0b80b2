//! What leads from one box of the drawing to the next, and where that breaks.

use super::{LINK, Link, Text, WIDTH};
use crate::path::{FaultKind, PathStatus};
use crate::render::html::certificate::{Context, Step};
use crate::render::html::text::fit;
use crate::render::html::tone::Tone;
use crate::rules::unproven_root;

/// The left edge of a link's words.
const LABEL: usize = 48;
/// Bold letters of 13 pixels are about as wide as others of 15.
const SIZE: usize = 15;
const LEADING: usize = 17;

/// A link that begins at `y`; its words stand beside its middle.
pub(super) fn link(tone: Tone, label: &str, y: usize) -> Link {
    let lines = fit(label, SIZE, WIDTH.saturating_sub(LABEL), 2);
    let above = lines.len().saturating_sub(1).saturating_mul(LEADING) / 2;
    let first = y.saturating_add(LINK / 2 + 4).saturating_sub(above);
    let label = lines.into_iter().enumerate().map(|(index, content)| Text {
        y: first.saturating_add(index.saturating_mul(LEADING)),
        is_title: false,
        content,
    });
    Link {
        tone,
        y,
        label: label.collect(),
    }
}

/// From a certificate to its issuer.
pub(super) fn to_issuer(step: &Step<'_>, context: &Context<'_>) -> (Tone, String) {
    let mut faults = context.judged.path.faults.iter();
    let signature = faults.find(|fault| {
        fault.certificate == step.index
            && matches!(
                fault.kind,
                FaultKind::Signature | FaultKind::SignatureAlgorithmMismatch
            )
    });
    let (tone, words) = match (signature.map(|fault| &fault.kind), context.judged.status) {
        (Some(FaultKind::Signature), _) => (
            Tone::Bad,
            "broken: the signature was not made by this issuer's key",
        ),
        (Some(_), _) => (Tone::Bad, "broken: two signature algorithms are named"),
        // Where the path is invalid or undecided, nothing is claimed of the other signatures.
        (None, PathStatus::Invalid | PathStatus::Unsupported) => (Tone::Off, "issued by"),
        (None, _) => (Tone::Good, "issued by, signature verified"),
    };
    (tone, words.to_owned())
}

/// From certificates that are not drawn to the next one.
pub(super) fn out_of_fold() -> (Tone, String) {
    (Tone::Off, "and so on to".to_owned())
}

/// Whether the path ends below an issuer that was not found.
pub(super) fn is_open(steps: &[Step<'_>], context: &Context<'_>) -> bool {
    context.judged.anchor.is_none() && !is_self_signed(steps, context)
}

/// Of paths without a root, only the self-signed ones are called untrusted.
fn is_self_signed(steps: &[Step<'_>], context: &Context<'_>) -> bool {
    context.judged.status == PathStatus::Untrusted
        && steps
            .first()
            .is_some_and(|first| first.certificate.is_self_issued())
}

/// From the last certificate to an issuer that was not found.
pub(super) fn to_missing(context: &Context<'_>) -> (Tone, String) {
    match context.judged.status {
        PathStatus::Unsupported => (Tone::Unknown, "issued by, not looked at further".to_owned()),
        _ => (
            Tone::Bad,
            "broken: the issuer's certificate is missing".to_owned(),
        ),
    }
}

/// From the root to the list.
pub(super) fn to_list(steps: &[Step<'_>], context: &Context<'_>) -> (Tone, String) {
    let judged = context.judged;
    let is_unproven = || {
        let mut findings = judged.findings();
        findings.any(|(report, _)| report.rule.id == unproven_root::RULE.id)
    };
    if is_self_signed(steps, context) {
        return (
            Tone::Bad,
            "broken: it is its own issuer, no CA vouches for it".into(),
        );
    }
    match &judged.anchor {
        None => (Tone::Unknown, "not known without the issuer".into()),
        Some(anchor) => match anchor.matched_by {
            Some(strength) => (Tone::Good, format!("on the list, by {}", strength.as_str())),
            None if is_unproven() => (
                Tone::Bad,
                "broken: the list names it, and does not prove it".into(),
            ),
            None => (Tone::Bad, "broken: this root is not on the list".into()),
        },
    }
}
