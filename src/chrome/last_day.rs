//! The CAs' last days for clientAuth in public TLS certificates.
//!
//! Each date is the last day with it or the first without, as the CA gave it. `GlobalSign`, HARICA,
//! `IdenTrust` and Microsoft have given none that was found: for them nothing is stated.

use super::day::day;
use super::dedicated;
use super::root::StoreRoot;
use super::subject::Subject;
use crate::certificate::{Name, Time};

/// What a CA has announced.
#[derive(Debug)]
pub struct LastDay {
    /// The CA's name as people know it.
    pub ca: &'static str,
    /// The dates, the latest first; more than one where the CA's own pages disagree.
    pub dates: &'static [Announced],
    /// What else is worth knowing.
    pub note: Option<&'static str>,
    /// The organisations of its roots' subjects, in lower case.
    organisations: &'static [&'static str],
}

/// One date, and who said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The day, at midnight UTC.
    pub date: Time,
    /// Who said so, and of what.
    pub source: &'static str,
}

/// The table of facts-chrome.md. The organisations are those of the CAs' own roots; brands of
/// other names are left out where the facts do not name them (`QuoVadis`, Baltimore, `AffirmTrust`).
static LAST_DAYS: [LastDay; 9] = [
    LastDay {
        ca: "Entrust",
        dates: &[announced(
            day(2024, 11, 11),
            "no public TLS certificates of Entrust's own since",
        )],
        note: None,
        organisations: &["entrust, inc.", "entrust.net"],
    },
    LastDay {
        ca: "Amazon",
        dates: &[announced(day(2025, 6, 11), "announced by Amazon")],
        note: None,
        organisations: &["amazon"],
    },
    LastDay {
        ca: "SSL.com",
        dates: &[announced(day(2025, 9, 15), "announced by SSL.com")],
        note: None,
        organisations: &["ssl corporation"],
    },
    LastDay {
        ca: "Google Trust Services",
        dates: &[announced(
            day(2026, 4, 13),
            "announced by Google Trust Services",
        )],
        note: None,
        organisations: &["google trust services llc", "google trust services"],
    },
    LastDay {
        ca: "Certum",
        dates: &[announced(day(2026, 5, 15), "Certum's page of October 2025")],
        note: None,
        organisations: &["unizeto technologies s.a.", "asseco data systems s.a."],
    },
    LastDay {
        ca: "GoDaddy and Starfield",
        dates: &[announced(day(2026, 6, 15), "announced by GoDaddy")],
        note: Some(
            "domain-validated certificates move to the root GoDaddy TLS Root CA - R1, \
             cross-signed by G2",
        ),
        organisations: &[
            "godaddy.com, inc.",
            "the go daddy group, inc.",
            "starfield technologies, inc.",
        ],
    },
    LastDay {
        ca: "Let's Encrypt",
        dates: &[announced(
            day(2026, 7, 8),
            "announced by Let's Encrypt: its profile tlsclient ended",
        )],
        note: None,
        organisations: &["internet security research group", "let's encrypt"],
    },
    LastDay {
        ca: "Sectigo",
        dates: &[
            announced(day(2027, 2, 10), "Sectigo's word to its resellers"),
            announced(day(2026, 5, 15), "Sectigo's own FAQ"),
        ],
        note: Some("Sectigo's own pages disagree about the day"),
        organisations: &[
            "sectigo limited",
            "comodo ca limited",
            "the usertrust network",
        ],
    },
    LastDay {
        ca: "DigiCert",
        dates: &[announced(day(2027, 3, 1), "announced by DigiCert")],
        note: Some("off by default since 2025-10-01; DigiCert X9 PKI is the replacement"),
        organisations: &[
            "digicert inc",
            "digicert, inc.",
            "geotrust inc.",
            "thawte, inc.",
        ],
    },
];

/// A root that bears Starfield's organisation, and which the facts do not count as Starfield's.
const NOT_STARFIELD: &str = "starfield services root certificate authority";

/// A date and who said so.
const fn announced(date: Time, source: &'static str) -> Announced {
    Announced { date, source }
}

/// What the CA of a root of the store has announced.
#[must_use]
pub fn last_day(root: &StoreRoot) -> Option<&'static LastDay> {
    of_subject(&root.name)
}

/// What the CA of the root with this subject has announced; nothing for a root dedicated to
/// client authentication, which announcements about TLS certificates do not concern.
#[must_use]
pub fn last_day_of(subject: &Name) -> Option<&'static LastDay> {
    if dedicated::with_subject(subject).is_some() {
        return None;
    }
    of_subject(&Subject::from_name(subject))
}

/// Every CA that has announced something, by date.
#[must_use]
pub fn last_days() -> &'static [LastDay] {
    &LAST_DAYS
}

/// The row of the table for a subject's organisation.
fn of_subject(subject: &Subject) -> Option<&'static LastDay> {
    let common_name = subject.common_name().unwrap_or_default();
    if common_name.starts_with(NOT_STARFIELD) {
        return None;
    }
    let organisation = subject.organisation()?;
    let mut rows = LAST_DAYS.iter();
    rows.find(|row| row.organisations.contains(&organisation))
}
