//! A root as programs see it (contract, section 6).

use serde::Serialize;

use crate::chrome::LastDay;
use crate::render::words::printable;
use crate::roots::{InChrome, Root};
use crate::trust::Strength;

/// A root's fields, each `None` where it is not known.
#[derive(Serialize)]
pub(super) struct RootObject {
    pub(super) alias: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) sha256: Option<String>,
    pub(super) sha1: Option<String>,
    pub(super) md5: Option<String>,
    pub(super) not_after: Option<String>,
    pub(super) known_by: Option<&'static str>,
    pub(super) chrome_root_store: Option<bool>,
    pub(super) dedicated_to_client_auth: Option<bool>,
    pub(super) last_day: Option<LastDayObject>,
    pub(super) chrome_status: Option<&'static str>,
}

/// What a CA has announced.
#[derive(Serialize)]
pub(super) struct LastDayObject {
    pub(super) date: String,
    pub(super) source: String,
}

impl RootObject {
    pub(super) fn new(root: &Root<'_>) -> Self {
        Self {
            alias: root.entry.alias.as_deref().map(printable),
            subject: root.subject.as_deref().map(printable),
            sha256: root.sha256.map(|print| print.to_string()),
            sha1: root.sha1.map(|print| print.to_string()),
            md5: root.md5.map(|print| print.to_string()),
            not_after: root.not_after.map(|end| end.to_string()),
            known_by: root.known_by.map(Strength::as_str),
            chrome_root_store: root.in_chrome.map(InChrome::is_in),
            dedicated_to_client_auth: root.is_dedicated,
            last_day: root.last_day.and_then(LastDayObject::new),
            chrome_status: root.in_chrome.map(InChrome::as_str),
        }
    }
}

impl LastDayObject {
    /// The latest of the dates; where the CA's own pages disagree, the others stand in the source.
    fn new(last_day: &LastDay) -> Option<Self> {
        let (latest, others) = last_day.dates.split_first()?;
        let others = others.iter();
        let others = others.map(|other| format!("; {}: {}", other.source, other.date.day()));
        let source = std::iter::once(latest.source.to_owned())
            .chain(others)
            .collect();
        Some(Self {
            date: latest.date.day(),
            source,
        })
    }
}
