//! A moment in time, to the second, as certificates state it.

use std::fmt;

use time::format_description::well_known::Rfc3339;
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time as TimeOfDay, UtcOffset};

/// Seconds since 1970-01-01T00:00:00Z, negative before it: what RFC 5280, section 4.1.2.5 can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

impl Time {
    /// The moment `seconds` after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds after 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// Midnight UTC of a day.
    ///
    /// Returns `None` where the calendar has no such day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        let date = Date::from_calendar_date(year, month, day).ok()?;
        Some(Self(
            PrimitiveDateTime::new(date, TimeOfDay::MIDNIGHT)
                .assume_utc()
                .unix_timestamp(),
        ))
    }

    /// Reads RFC 3339, or `YYYY-MM-DD` for midnight UTC. A fraction of a second is cut off.
    ///
    /// # Errors
    /// What is wrong with the text, without the text itself.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
            return Ok(Self(moment.to_offset(UtcOffset::UTC).unix_timestamp()));
        }
        let mut parts = text.split('-').map(|part| {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then_some(part).ok_or(TimeError)
        });
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else {
            return Err(TimeError);
        };
        let (year, month, day) = (year?, month?, day?);
        if (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return Err(TimeError);
        }
        let number = |part: &str| part.parse::<u8>().map_err(|_| TimeError);
        let year = year.parse().map_err(|_| TimeError)?;
        Self::from_ymd(year, number(month)?, number(day)?).ok_or(TimeError)
    }

    /// Whole days from `self` to `later`, rounded down; negative where `later` is earlier.
    #[must_use]
    pub const fn days_until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0).div_euclid(86_400)
    }

    /// The moment `days` days later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(86_400)))
    }

    /// The day alone, as `YYYY-MM-DD`.
    #[must_use]
    pub fn day(self) -> String {
        self.to_string()
            .chars()
            .take_while(|letter| *letter != 'T')
            .collect()
    }
}

/// A text that is neither RFC 3339 nor `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeError;

impl fmt::Display for TimeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a time: RFC 3339 (2026-11-24T12:00:00Z) or YYYY-MM-DD is meant")
    }
}

impl std::error::Error for TimeError {}

impl fmt::Display for Time {
    /// RFC 3339 in UTC, for example `2026-11-24T00:00:00Z`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = OffsetDateTime::UNIX_EPOCH.checked_add(Duration::seconds(self.0));
        match moment.and_then(rfc3339) {
            Some(text) => formatter.write_str(str::from_utf8(&text).unwrap_or_default()),
            // Years that RFC 3339 cannot write; no certificate can state them.
            None => write!(formatter, "{}s after 1970", self.0),
        }
    }
}

/// The moment by its digits: a report has a dozen times, and formatting macros are slow.
fn rfc3339(moment: OffsetDateTime) -> Option<[u8; 20]> {
    let year = u16::try_from(moment.year()).ok()?;
    let century = u8::try_from(year / 100)
        .ok()
        .filter(|century| *century < 100)?;
    let pairs = [
        (0, century),
        (2, u8::try_from(year % 100).ok()?),
        (5, moment.month().into()),
        (8, moment.day()),
        (11, moment.hour()),
        (14, moment.minute()),
        (17, moment.second()),
    ];
    let mut text = *b"0000-00-00T00:00:00Z";
    for (place, number) in pairs {
        let [tens, ones] = text.get_mut(place..)?.first_chunk_mut()?;
        *tens += number / 10;
        *ones += number % 10;
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_midnight_in_utc() {
        assert_eq!(
            Time::parse("2026-11-24").unwrap().unix_seconds(),
            1_795_478_400
        );
        assert_eq!(
            Time::parse("2026-11-24").unwrap().to_string(),
            "2026-11-24T00:00:00Z"
        );
    }

    #[test]
    fn an_offset_is_taken_into_account_and_a_fraction_cut_off() {
        let moment = Time::parse("2026-11-24T01:30:00.999+01:30").unwrap();
        assert_eq!(moment.to_string(), "2026-11-24T00:00:00Z");
        let early = Time::parse("1969-12-31T23:59:58.5Z").unwrap();
        assert_eq!(early.to_string(), "1969-12-31T23:59:58Z");
    }

    /// RFC 5280, section 4.1.2.5: `UTCTime` for 1950 to 2049, `GeneralizedTime` from the year 0000 on.
    #[test]
    fn every_date_that_a_certificate_can_state_is_read() {
        for (tag, text, expected) in [
            (0x18, "00000101000000Z", "0000-01-01T00:00:00Z"),
            (0x18, "19491231235959Z", "1949-12-31T23:59:59Z"),
            (0x17, "500101000000Z", "1950-01-01T00:00:00Z"),
            (0x17, "691231235959Z", "1969-12-31T23:59:59Z"),
            (0x17, "491231235959Z", "2049-12-31T23:59:59Z"),
            (0x18, "99991231235959Z", "9999-12-31T23:59:59Z"),
        ] {
            let mut der = Vec::new();
            crate::der::write(&mut der, tag, text.as_bytes());
            let read = crate::certificate::time_from_der(&der);
            assert_eq!(read.map(|time| time.to_string()).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-30",
            "26-01-01",
            "2026-1-1",
            "+026-01-01",
        ] {
            assert_eq!(Time::parse(text), Err(TimeError), "{text}");
        }
    }
}
