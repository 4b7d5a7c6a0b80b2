//! From a submission to its report: the path that is judged, every rule asked, levels applied.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::sync::Arc;

use super::deadlines::deadlines;
use super::model::counting;
use super::{
    AnchorReport, CertificateReport, Conclusion, Finding, Horizon, HorizonState, Ignore, Judged,
    PathReport, RuleReport, Selection, Severity, Suppression, Verdict,
};
use crate::memory::Memory;
use crate::path::{self, CertPath, PathStatus, Paths};
use crate::rules::{Case, RULES, Rule, unsupported_path};
use crate::submission::{Against, Submission};

/// Judges one submission.
#[must_use]
pub fn evaluate(submission: &Submission, against: &Against<'_>, selection: &Selection) -> Judged {
    let own = LazyCell::new(Memory::default);
    let memory = against.memory.unwrap_or_else(|| &own);
    let paths = path::candidates(&submission.chain, against.trust, against.at, memory);
    let case = |path| Case::new(submission, path, &paths, *against);
    judged(&case(nearest(&paths, case)), selection)
}

/// The path that is judged, by the contract's order (section 4).
pub(super) fn nearest<'a>(
    paths: &'a Paths,
    case: impl Fn(&'a CertPath) -> Case<'a>,
) -> &'a CertPath {
    if paths.others.is_empty() {
        return &paths.first;
    }
    let rank = |path: &'a CertPath| {
        let listing = path.anchor().and_then(|anchor| anchor.listing);
        (
            path.is_listed(),
            path.status() == PathStatus::Trusted,
            Reverse(severities(&case(path))),
            path.presented(case(path).chain()).count(),
            listing.map(|listing| listing.strength),
            Reverse(path.issuers().len()),
        )
    };
    // The first of equals, so that the order of the file decides.
    let better = |best: (_, &'a CertPath), path| {
        let rank = rank(path);
        if rank > best.0 { (rank, path) } else { best }
    };
    paths
        .others
        .iter()
        .fold((rank(&paths.first), &paths.first), better)
        .1
}

/// How many errors, warnings and notes the rules find, before any override.
fn severities(case: &Case<'_>) -> [usize; 3] {
    let mut counts = [0; 3];
    for rule in RULES {
        let Verdict::Fail(findings) = (rule.check)(case) else {
            continue;
        };
        for finding in findings {
            let [errors, warnings, notes] = &mut counts;
            *match finding.severity {
                Severity::Error => errors,
                Severity::Warning => warnings,
                Severity::Note => notes,
            } += 1;
        }
    }
    counts
}

fn judged(case: &Case<'_>, selection: &Selection) -> Judged {
    let rules: Vec<_> = RULES
        .iter()
        .map(|rule| ask(rule, case, selection))
        .collect();
    Judged {
        outcome: conclusion(&rules, selection),
        horizons: Horizon::ALL.map(|horizon| (horizon, state(&rules, horizon, selection))),
        status: case.path.status(),
        path: PathReport {
            certificates: case.path.presented(case.chain()).collect(),
            judged_by: case.path.judged_by(),
            faults: case.path.faults().to_vec(),
        },
        certificates: certificates(case),
        anchor: anchor(case),
        rules,
        deadlines: deadlines(case),
        left_out: case.submission.left_out.clone(),
        fetched: case.against.fetched.map(|it| it.fetches.clone()),
    }
}

fn ask(rule: &'static Rule, case: &Case<'_>, selection: &Selection) -> RuleReport {
    if !selection.horizons.contains(&rule.horizon) {
        let verdict = Verdict::not_applicable(format!("{} was left out by --for", rule.horizon));
        return RuleReport { rule, verdict };
    }
    let mut verdict = (rule.check)(case);
    if let Verdict::Fail(findings) = &mut verdict {
        for finding in findings {
            if let Some(severity) = selection.severities.get(rule.id) {
                finding.severity = *severity;
            }
            finding.suppression = suppression(rule, finding, case, selection);
        }
    }
    RuleReport { rule, verdict }
}

/// The first of the user's ignores that this finding falls under.
fn suppression(
    rule: &Rule,
    finding: &Finding,
    case: &Case<'_>,
    selection: &Selection,
) -> Option<Arc<Suppression>> {
    let about = finding
        .certificate
        .and_then(|index| case.chain().presented().get(index))
        .map_or(case.end_entity(), |presented| &*presented.certificate);
    let is_meant = |ignore: &&Ignore| {
        ignore.rule == rule.id && ignore.sha256.is_none_or(|sha256| sha256 == about.sha256)
    };
    let ignore = selection.ignores.iter().find(is_meant)?;
    Some(ignore.suppression.clone())
}

fn certificates(case: &Case<'_>) -> Vec<CertificateReport> {
    let presented = case.chain().presented().iter().enumerate();
    presented
        .map(|(index, presented)| CertificateReport {
            role: case.chain().role(index),
            presented: presented.clone(),
        })
        .collect()
}

fn anchor(case: &Case<'_>) -> Option<AnchorReport> {
    let anchor = case.path.anchor()?;
    let entry = anchor
        .listing
        .and_then(|listing| case.against.trust.entries().get(listing.entry));
    Some(AnchorReport {
        certificate: anchor.certificate.clone(),
        alias: entry.and_then(|entry| entry.alias.clone()),
        matched_by: anchor.listing.map(|listing| listing.strength),
        is_named_only: anchor.listing.is_none()
            && case.against.trust.named(&anchor.certificate).is_some(),
        chrome_root_store: case.is_below_chrome_root(),
    })
}

/// By the worst finding that counts; `unsupported-path` makes it unknown, not failed.
fn state(rules: &[RuleReport], horizon: Horizon, selection: &Selection) -> HorizonState {
    if !selection.horizons.contains(&horizon) {
        return HorizonState::NotJudged;
    }
    let of_horizon = |report: &RuleReport| report.rule.horizon == horizon;
    let worst = counting(rules)
        .filter(|(report, _)| of_horizon(report) && !is_undecided(report))
        .map(|(_, finding): (_, &Finding)| finding.severity)
        .max();
    let unknown = counting(rules).any(|(report, _)| of_horizon(report) && is_undecided(report));
    match worst {
        Some(Severity::Error) => HorizonState::Fail,
        _ if unknown => HorizonState::Unknown,
        Some(Severity::Warning) => HorizonState::Warn,
        Some(Severity::Note) | None => HorizonState::Pass,
    }
}

fn conclusion(rules: &[RuleReport], selection: &Selection) -> Conclusion {
    let fails = counting(rules).any(|(report, finding)| {
        !is_undecided(report)
            && selection
                .fail_on
                .is_some_and(|level| finding.severity >= level)
    });
    let undecided = counting(rules).any(|(report, _)| is_undecided(report));
    match (fails, undecided) {
        (true, _) => Conclusion::Fail,
        (false, true) => Conclusion::Undecided,
        (false, false) => Conclusion::Pass,
    }
}

fn is_undecided(report: &RuleReport) -> bool {
    report.rule.id == unsupported_path::RULE.id
}
