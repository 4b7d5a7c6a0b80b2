//! Calendar days in tables.

use crate::certificate::Time;

/// Midnight UTC of a day of the Gregorian calendar, for tables in the code.
///
/// Counts days as Howard Hinnant's `days_from_civil` does: a year that begins in March has its
/// leap day at the end, so that the days before a month are a linear function of its number.
pub(super) const fn day(year: i64, month: i64, day: i64) -> Time {
    let year = if month > 2 { year } else { year - 1 };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = year * 365 + leap_days + day_of_year - DAYS_BEFORE_1970;
    Time::from_unix_seconds(days * 86_400)
}

/// Days from 0000-03-01 to 1970-01-01.
const DAYS_BEFORE_1970: i64 = 719_468;

#[cfg(test)]
mod tests {
    use super::*;

    /// Each day of 1999 to 2100 against the crate `time`.
    #[test]
    fn a_day_is_the_calendars() {
        for year in 1999..=2100_i32 {
            for (month, number) in (1..=12_u8).flat_map(|month| (1..=31).map(move |d| (month, d))) {
                if let Some(expected) = Time::from_ymd(year, month, number) {
                    let ours = day(year.into(), month.into(), number.into());
                    assert_eq!(ours, expected, "{year}-{month}-{number}");
                }
            }
        }
    }
}
