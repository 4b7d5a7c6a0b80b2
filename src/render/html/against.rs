//! What was judged against.

use super::Printable;
use crate::plural::plural;
use crate::report::Report;

/// A line of a list of facts.
pub(super) struct Line {
    /// What it is.
    pub(super) label: &'static str,
    /// Its value, harmless.
    pub(super) value: String,
    /// Whether it is to be read letter by letter.
    pub(super) is_code: bool,
}

impl Line {
    /// A fact in words.
    pub(super) fn new(label: &'static str, value: impl Into<String>) -> Self {
        Self {
            label,
            value: value.into(),
            is_code: false,
        }
    }

    /// A fact in hex digits, or the like.
    pub(super) fn code(label: &'static str, value: impl Into<String>) -> Self {
        Self {
            is_code: true,
            ..Self::new(label, value)
        }
    }
}

/// The list and the policy, in half a sentence.
pub(super) fn in_short(report: &Report) -> String {
    format!(
        "{}, Chrome Root Program Policy {}",
        list(report),
        report.policy
    )
}

/// The list: how many roots, and whose.
pub(super) fn list(report: &Report) -> String {
    let list = &report.trust_list;
    let roots = plural(list.entries, "root");
    match &list.location {
        Some(location) => format!("{roots} of {}", Printable(location)),
        None => format!("{roots} of Mozilla, bundled, not the instance's own"),
    }
}

/// Every fact about what was judged against.
pub(super) fn lines(report: &Report) -> Vec<Line> {
    let list = &report.trust_list;
    let kind = match list.source {
        "instance" => "the instance's own, fetched",
        "file" => "a saved list",
        _ => "Mozilla's TLS roots, bundled with this program, not the instance's own list",
    };
    let mut lines = vec![
        Line::new("Judged at", report.judged_at.to_string()),
        Line::new("Trust list", kind),
    ];
    if let Some(location) = &list.location {
        lines.push(Line::new("Read from", Printable(location).to_string()));
    }
    let roots = format!(
        "{} named, {} held as certificates, {} known to this program or by what was supplied",
        list.entries, list.with_certificate, list.resolved
    );
    lines.push(Line::new("Roots on it", roots));
    if let Some(sha256) = list.sha256 {
        lines.push(Line::code("SHA-256 of the list", sha256.to_string()));
    }
    lines.push(Line::new(
        "Policy",
        format!("Chrome Root Program Policy {}", report.policy),
    ));
    lines.push(Line::new("Chrome Root Store", chrome_root_store(report)));
    lines.push(Line::new(
        "Judged by",
        concat!("sfmtls ", env!("CARGO_PKG_VERSION")),
    ));
    lines
}

fn chrome_root_store(report: &Report) -> String {
    let version = report
        .chrome_version
        .map_or_else(String::new, |version| format!("version {version}, "));
    match &report.chrome_file {
        Some(file) => format!("{version}read from {}", Printable(file)),
        None => format!("{version}stored in this program"),
    }
}
