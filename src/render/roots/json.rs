//! A list's roots as one JSON object, schema 1 (contract, section 6).

use serde::Serialize;

use super::object::RootObject;
use crate::render::json::TrustList;
use crate::render::markup_free;
use crate::render::words::printable;
use crate::roots::{Advice, Difference, Group, Reach, Reached, Root, RootsReport, request};

/// The report as one JSON object, in lines.
///
/// # Errors
/// Never for a report that this crate made; what the serializer says otherwise.
pub fn render(report: &RootsReport<'_>) -> serde_json::Result<String> {
    markup_free::pretty(&Document::new(report))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    trust_list: TrustList<'a>,
    roots: Vec<RootObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<DiffPart<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    leads_to: Option<Vec<ReachPart>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    advice: Option<AdvicePart>,
}

#[derive(Serialize)]
struct DiffPart<'a> {
    earlier: TrustList<'a>,
    added: Vec<RootObject>,
    removed: Vec<RootObject>,
    changed: Vec<ChangePart>,
}

#[derive(Serialize)]
struct ChangePart {
    before: RootObject,
    after: RootObject,
}

#[derive(Serialize)]
struct ReachPart {
    path: Option<String>,
    alias: Option<String>,
    roots: Vec<ReachedPart>,
    is_cut: bool,
}

#[derive(Serialize)]
struct ReachedPart {
    #[serde(flatten)]
    root: RootObject,
    matched_by: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct AdvicePart {
    groups: Vec<GroupPart>,
    in_chrome_root_store: usize,
    expired: usize,
    unknown: usize,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct GroupPart {
    organisation: String,
    roots: Vec<AskPart>,
}

#[derive(Serialize)]
struct AskPart {
    #[serde(flatten)]
    root: RootObject,
    ask_for: String,
}

impl<'a> Document<'a> {
    fn new(report: &'a RootsReport<'_>) -> Self {
        let leads_to = report.leads_to.as_deref();
        Self {
            schema: 1,
            trust_list: TrustList::new(&report.trust_list),
            roots: objects(&report.roots),
            diff: report.difference.as_ref().map(DiffPart::new),
            leads_to: leads_to.map(|all| all.iter().map(ReachPart::new).collect()),
            advice: report.advice.as_ref().map(AdvicePart::new),
        }
    }
}

fn objects(roots: &[Root<'_>]) -> Vec<RootObject> {
    roots.iter().map(RootObject::new).collect()
}

impl<'a> DiffPart<'a> {
    fn new(difference: &'a Difference<'_>) -> Self {
        let changed = difference.changed.iter();
        Self {
            earlier: TrustList::new(&difference.earlier),
            added: objects(&difference.added),
            removed: objects(&difference.removed),
            changed: changed
                .map(|(before, after)| ChangePart {
                    before: RootObject::new(before),
                    after: RootObject::new(after),
                })
                .collect(),
        }
    }
}

impl ReachPart {
    fn new(reach: &Reach<'_>) -> Self {
        Self {
            path: reach.path.as_deref().map(printable),
            alias: reach.alias.as_deref().map(printable),
            roots: reach.roots.iter().map(ReachedPart::new).collect(),
            is_cut: reach.is_cut,
        }
    }
}

impl ReachedPart {
    fn new(reached: &Reached<'_>) -> Self {
        Self {
            root: RootObject::new(&reached.root),
            matched_by: reached.matched_by.as_str(),
            status: reached.status.as_str(),
        }
    }
}

impl AdvicePart {
    fn new(advice: &Advice<'_>) -> Self {
        Self {
            groups: advice.groups.iter().map(GroupPart::new).collect(),
            in_chrome_root_store: advice.in_store,
            expired: advice.expired,
            unknown: advice.unknown,
            notes: advice.notes.clone(),
        }
    }
}

impl GroupPart {
    fn new(group: &Group<'_>) -> Self {
        let ask = |root: &Root<'_>| AskPart {
            root: RootObject::new(root),
            ask_for: printable(&request(root)),
        };
        Self {
            organisation: printable(&group.organisation),
            roots: group.roots.iter().map(ask).collect(),
        }
    }
}
