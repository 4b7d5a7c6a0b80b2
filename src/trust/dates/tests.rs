//! Moments as lists write them.

use super::*;

/// notAfter of `DigiCert` Global Root G2 as keytool, openssl and others print it.
#[test]
fn one_moment_in_every_form_agrees() {
    let moment = Time::parse("2038-01-15T12:00:00Z").unwrap();
    for text in [
        "Fri Jan 15 12:00:00 UTC 2038",
        "Fri Jan 15 04:00:00 PST 2038",
        "Jan 15 12:00:00 2038 GMT",
        "2038-01-15T12:00:00Z",
        "2038-01-15 12:00:00",
        "2038-01-15",
        "2038/01/15",
        "15.01.2038",
        "15.01.38",
        "1/15/2038",
        "1/15/38, 12:00 PM",
        "Jan 15, 2038",
        "15 janv. 2038",
        "15. Januar 2038",
        "2038年1月15日",
    ] {
        assert!(agrees(text, moment), "{text}");
    }
    for text in [
        "",
        "Fri Jan 15 12:00:01 UTC 2038",
        "Jan 15 11:00:00 2038 GMT",
        "2038-01-17",
        "2037-01-15",
        "15.02.2038",
        "never",
    ] {
        assert!(!agrees(text, moment), "{text}");
    }
}

#[test]
fn a_name_with_numbers_is_no_date() {
    for text in [
        "D-TRUST Root Class 3 CA 2 2009",
        "CN=x 3 CA 2 2009",
        "Class 2 Root 1 1998",
        "2009",
    ] {
        assert!(!is_date(text), "{text}");
    }
    for text in [
        "24.11.2026",
        "Wed Mar 18 10:00:00 UTC 2009",
        "2013-08-01T12:00:00Z",
    ] {
        assert!(is_date(text), "{text}");
    }
}

#[test]
fn a_validity_is_cut_in_two_in_keytools_languages() {
    for text in [
        "Thu Aug 01 12:00:00 UTC 2013 until: Fri Jan 15 12:00:00 UTC 2038",
        "Thu Aug 01 12:00:00 UTC 2013 bis: Fri Jan 15 12:00:00 UTC 2038",
        "Thu Aug 01 12:00:00 UTC 2013 au Fri Jan 15 12:00:00 UTC 2038",
        "Thu Aug 01 12:00:00 UTC 2013終了日: Fri Jan 15 12:00:00 UTC 2038",
        "2013-08-01 - 2038-01-15",
    ] {
        let (from, until) = split_validity(text).unwrap();
        assert!(
            agrees(&from, Time::parse("2013-08-01T12:00:00Z").unwrap()),
            "{text}"
        );
        assert!(
            agrees(&until, Time::parse("2038-01-15T12:00:00Z").unwrap()),
            "{text}"
        );
    }
}
