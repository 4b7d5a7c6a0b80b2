//! What changed, where a chain leads, and which root to ask for.

use super::super::super::Style;
use super::{Page, words};
use crate::report::TrustListReport;
use crate::roots::{Advice, Difference, Reach, Root, request};

impl Page {
    /// What an earlier list lacked and had: `+`, `-`, and `~` for what changed.
    pub(super) fn difference(&mut self, difference: &Difference<'_>) {
        for root in &difference.added {
            self.root(Style::Good, "+ ", root);
        }
        for root in &difference.removed {
            self.root(Style::Error, "- ", root);
        }
        for (before, after) in &difference.changed {
            self.hanging(Style::Warning, "~ ", &words::full_name(after));
            for (field, before, after) in changes(before, after) {
                self.hanging(
                    Style::Faint,
                    "    ",
                    &format!("{field}: {before} -> {after}"),
                );
            }
        }
        let (added, removed) = (difference.added.len(), difference.removed.len());
        let changed = difference.changed.len();
        let earlier = words::place(&difference.earlier);
        let text = format!("{added} added, {removed} removed, {changed} changed since {earlier}");
        self.hanging(Style::Strong, "", &text);
    }

    fn root(&mut self, style: Style, mark: &str, root: &Root<'_>) {
        self.hanging(style, mark, &words::full_name(root));
        self.hanging(style, "    ", &words::facts(root));
    }

    /// The listed roots that a chain can reach.
    pub(super) fn reach(&mut self, reach: &Reach<'_>, list: &TrustListReport) {
        let file = reach.path.as_deref().unwrap_or_default();
        let alias = reach.alias.as_ref().map(|alias| format!(" ({alias})"));
        let name = format!("{file}{}", alias.unwrap_or_default());
        if reach.roots.is_empty() {
            let entries = words::entries(list.entries);
            let text = format!("{name}: leads to none of {entries}; `sfmtls check` says why");
            self.hanging(Style::Error, "", &text);
        } else {
            self.hanging(Style::Strong, "", &format!("{name}: leads to"));
        }
        for reached in &reach.roots {
            self.hanging(Style::Good, "  ", &words::full_name(&reached.root));
            let (by, status) = (reached.matched_by.as_str(), reached.status.as_str());
            let facts = words::facts(&reached.root);
            self.hanging(
                Style::Faint,
                "    ",
                &format!("{status}, listed by {by}; {facts}"),
            );
        }
        if reach.is_cut {
            let text = "the search for issuers ended at a bound: there may be more";
            self.hanging(Style::Warning, "  ", text);
        }
        self.line("");
    }

    /// The roots to ask for, by CA, and what to know before.
    pub(super) fn advice(&mut self, advice: &Advice<'_>) {
        self.hanging(Style::Strong, "", FREE);
        self.line("");
        for group in &advice.groups {
            self.hanging(Style::Strong, "", &group.organisation);
            for root in &group.roots {
                self.hanging(Style::Good, "  ", &words::full_name(root));
                self.hanging(Style::Faint, "    ", &words::facts(root));
            }
        }
        if advice.groups.is_empty() {
            self.hanging(Style::Warning, "", "none is known");
        }
        self.line("");
        self.ask(advice);
        for note in &advice.notes {
            self.hanging(Style::Note, "note: ", note);
        }
        self.line("");
        let free: usize = advice.groups.iter().map(|group| group.roots.len()).sum();
        let text = format!(
            "{free} outside Chrome's store or dedicated to client authentication, {} expired \
             besides; {} in Chrome's store; {} not known",
            advice.expired, advice.in_store, advice.unknown
        );
        self.hanging(Style::Strong, "", &text);
    }

    /// What to ask a CA for, by the example of the first root.
    fn ask(&mut self, advice: &Advice<'_>) {
        let first = advice.groups.first().and_then(|group| group.roots.first());
        let Some(first) = first else {
            return;
        };
        let text = format!(
            "the CA for {}, or another root of these; then `sfmtls check` the chain against this \
             same list before you upload it",
            request(first)
        );
        self.hanging(Style::Good, "ask: ", &text);
    }
}

/// What the advice lists.
const FREE: &str = "roots of this list that Chrome's policy does not bind, by CA: outside Chrome's \
    store, or dedicated to client authentication";

/// The fields that both give and that differ, before and after.
fn changes(before: &Root<'_>, after: &Root<'_>) -> Vec<(&'static str, String, String)> {
    let fields = |root: &Root<'_>| {
        [
            ("alias", root.entry.alias.clone()),
            ("subject", root.subject.clone()),
            ("expires", root.not_after.map(|end| end.to_string())),
            ("sha256", root.sha256.map(|print| print.to_string())),
            ("sha1", root.sha1.map(|print| print.to_string())),
            ("md5", root.md5.map(|print| print.to_string())),
        ]
    };
    let pairs = fields(before).into_iter().zip(fields(after));
    let changes = pairs.filter_map(|((field, one), (_, other))| Some((field, one?, other?)));
    changes.filter(|(_, one, other)| one != other).collect()
}
