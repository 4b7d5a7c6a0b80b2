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
    of_subject(&root.name())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::Certificate;
    use crate::chrome::RootStore;

    /// The dates of the CA of the stored root whose subject starts so.
    fn dates(start: &str) -> Vec<String> {
        let mut roots = RootStore::stored().roots().iter();
        let root = roots.find(|root| root.subject.starts_with(start)).unwrap();
        let dates = last_day(root).map_or(&[][..], |last_day| last_day.dates);
        dates.iter().map(|announced| announced.date.day()).collect()
    }

    /// The table of facts-chrome.md.
    #[test]
    fn each_ca_has_its_announced_days() {
        for (start, expected) in [
            ("CN=Amazon Root CA 1", &["2025-06-11"][..]),
            ("CN=SSL.com TLS RSA Root CA 2022", &["2025-09-15"]),
            ("CN=GTS Root R1", &["2026-04-13"]),
            ("CN=Certum Trusted Network CA", &["2026-05-15"]),
            ("CN=Certum Trusted Root CA", &["2026-05-15"]),
            (
                "CN=Go Daddy Root Certificate Authority - G2",
                &["2026-06-15"],
            ),
            (
                "CN=Starfield Root Certificate Authority - G2",
                &["2026-06-15"],
            ),
            ("CN=ISRG Root X2", &["2026-07-08"]),
            ("CN=USERTrust RSA", &["2027-02-10", "2026-05-15"]),
            ("CN=COMODO ECC", &["2027-02-10", "2026-05-15"]),
            ("CN=Sectigo Public Server", &["2027-02-10", "2026-05-15"]),
            ("CN=DigiCert Global Root G2", &["2027-03-01"]),
            ("CN=DigiCert TLS RSA4096 Root G5", &["2027-03-01"]),
            ("CN=GlobalSign Root R46", &[]),
            ("CN=HARICA TLS RSA", &[]),
            ("CN=IdenTrust Commercial Root CA 1", &[]),
            ("CN=Microsoft RSA", &[]),
            ("CN=QuoVadis Root CA 2 G3", &[]),
        ] {
            assert_eq!(dates(start), expected, "{start}");
        }
    }

    #[test]
    fn every_organisation_is_spelt_as_subjects_compare() {
        for organisation in LAST_DAYS.iter().flat_map(|row| row.organisations) {
            let text = format!("O={}", organisation.replace(',', "\\,"));
            assert_eq!(
                Subject::from_text(&text).organisation(),
                Some(*organisation)
            );
        }
    }

    #[test]
    fn a_bundled_root_is_asked_by_its_subject() {
        let with_a_day = webpki_root_certs::TLS_SERVER_ROOT_CERTS
            .iter()
            .map(|der| Certificate::from_der(der).unwrap())
            .filter(|root| last_day_of(&root.subject).is_some())
            .map(|root| root.subject.to_string());
        let names: Vec<String> = with_a_day.collect();
        assert!(
            names
                .iter()
                .any(|name| name.starts_with("CN=DigiCert Global Root G3,"))
        );
    }

    /// A certificate of this common name and organisation, with a new key.
    fn certificate(common_name: &str, organisation: &str) -> Certificate {
        let mut parameters = rcgen::CertificateParams::default();
        let mut name = rcgen::DistinguishedName::new();
        name.push(rcgen::DnType::CommonName, common_name);
        name.push(rcgen::DnType::OrganizationName, organisation);
        name.push(rcgen::DnType::CountryName, "US");
        parameters.distinguished_name = name;
        let key = rcgen::KeyPair::generate().unwrap();
        Certificate::from_der(parameters.self_signed(&key).unwrap().der()).unwrap()
    }

    #[test]
    fn announcements_about_tls_do_not_concern_a_dedicated_root() {
        let dedicated = certificate("DigiCert Client RSA4096 Root G5", "DigiCert, Inc.");
        assert!(last_day_of(&dedicated.subject).is_none());
        let other = certificate("DigiCert TLS RSA4096 Root G5", "DigiCert, Inc.");
        assert_eq!(last_day_of(&other.subject).unwrap().ca, "DigiCert");
        let amazons = certificate(
            "Starfield Services Root Certificate Authority - G2",
            "Starfield Technologies, Inc.",
        );
        assert!(last_day_of(&amazons.subject).is_none());
    }
}
