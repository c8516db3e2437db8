//! Dates and times in the house's zone.

use super::Catalogue;
use chrono::{DateTime, Datelike, SecondsFormat, TimeZone, Timelike};
use chrono_tz::{OffsetName, Tz};

impl Catalogue {
    fn at(&self, ms: i64) -> DateTime<Tz> {
        let utc = DateTime::from_timestamp_millis(ms).unwrap_or_default();
        self.zone.from_utc_datetime(&utc.naive_utc())
    }

    fn date_words(&self, at: &DateTime<Tz>, form: &str, month: &str) -> String {
        let month = self.with_number(month, "n", at.month());
        let (day, year) = (at.day().to_string(), at.year().to_string());
        self.text_with(form, &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// "14 October 2025, 10:12 UTC".
    pub fn date_time(&self, ms: i64) -> String {
        self.date_time_in("date", ms)
    }

    /// "15 October, 09:05 UTC" where the year is the other moment's; else as [`Self::date_time`].
    pub fn date_time_after(&self, ms: i64, other_ms: i64) -> String {
        let same = self.at(ms).year() == self.at(other_ms).year();
        self.date_time_in(if same { "date-this-year" } else { "date" }, ms)
    }

    fn date_time_in(&self, form: &str, ms: i64) -> String {
        let at = self.at(ms);
        let date = self.date_words(&at, form, "month");
        let zone = zone_name(&at);
        self.text_with("date-time", &[("date", &date), ("time", &self.time(ms)), ("zone", &zone)])
    }

    /// "15 October, 09:05", with the year where it is not the present one's.
    pub fn date_time_short(&self, ms: i64, now_ms: i64) -> String {
        let at = self.at(ms);
        let form = if at.year() == self.at(now_ms).year() { "date-this-year" } else { "date" };
        let date = self.date_words(&at, form, "month");
        self.text_with("date-time-short", &[("date", &date), ("time", &self.time(ms))])
    }

    /// "10:12".
    pub fn time(&self, ms: i64) -> String {
        let at = self.at(ms);
        format!("{:02}:{:02}", at.hour(), at.minute())
    }

    /// "08:10" on the same day, "14 Oct" in the same year, "14 Oct 2024" else.
    pub fn when(&self, ms: i64, now_ms: i64) -> String {
        let (at, now) = (self.at(ms), self.at(now_ms));
        if at.date_naive() == now.date_naive() {
            return self.time(ms);
        }
        let form = if at.year() == now.year() { "date-short" } else { "date-short-year" };
        self.date_words(&at, form, "month-short")
    }

    /// "Wednesday 15 October"; with the year where `now_ms` is of another year, or `None`.
    pub fn day_heading(&self, ms: i64, now_ms: Option<i64>) -> String {
        let at = self.at(ms);
        let same = now_ms.is_some_and(|now_ms| self.at(now_ms).year() == at.year());
        let date = self.date_words(&at, if same { "date-this-year" } else { "date" }, "month");
        let weekday = self.with_number("weekday", "n", at.weekday().number_from_monday());
        self.text_with("day-heading", &[("weekday", &weekday), ("date", &date)])
    }

    /// Whether both moments are on one day of the house's zone.
    pub fn same_day(&self, a_ms: i64, b_ms: i64) -> bool {
        self.at(a_ms).date_naive() == self.at(b_ms).date_naive()
    }

    /// `2025-10-14T10:12:00+00:00`, with the zone's offset.
    pub fn iso(&self, ms: i64) -> String {
        self.at(ms).to_rfc3339_opts(SecondsFormat::Secs, false)
    }
}

/// `UTC`, `EET`; where the zone has only numbers, `UTC+3`.
fn zone_name(at: &DateTime<Tz>) -> String {
    match at.offset().abbreviation() {
        Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name.to_owned(),
        _ => {
            let offset = at.format("%:z").to_string();
            let (hours, minutes) = offset.split_once(':').unwrap_or((&offset, "00"));
            let hours = hours.replacen("+0", "+", 1).replacen("-0", "−", 1).replacen('-', "−", 1);
            if minutes == "00" {
                format!("UTC{hours}")
            } else {
                format!("UTC{hours}:{minutes}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 14 October 2025, 10:12 UTC.
    const PUBLISHED: i64 = 1_760_436_720_000;
    const DAY: i64 = 86_400_000;

    #[test]
    fn dates_in_english() {
        let words = Catalogue::new("en", "UTC");
        assert_eq!(words.date_time(PUBLISHED), "14 October 2025, 10:12 UTC");
        assert_eq!(words.date_time_after(PUBLISHED + DAY, PUBLISHED), "15 October, 10:12 UTC");
        assert_eq!(words.date_time_after(PUBLISHED + 100 * DAY, PUBLISHED), "22 January 2026, 10:12 UTC");
        assert_eq!(words.when(PUBLISHED, PUBLISHED + 1), "10:12");
        assert_eq!(words.when(PUBLISHED, PUBLISHED + DAY), "14 Oct");
        assert_eq!(words.when(PUBLISHED, PUBLISHED + 100 * DAY), "14 Oct 2025");
        assert_eq!(words.day_heading(PUBLISHED, Some(PUBLISHED)), "Tuesday 14 October");
        assert_eq!(words.day_heading(PUBLISHED, None), "Tuesday 14 October 2025");
        assert_eq!(words.date_time_short(PUBLISHED, PUBLISHED), "14 October, 10:12");
        assert_eq!(words.iso(PUBLISHED), "2025-10-14T10:12:00+00:00");
    }

    #[test]
    fn dates_in_ukrainian_stand_in_the_genitive_and_in_the_house_zone() {
        let words = Catalogue::new("uk", "Europe/Kyiv");
        assert_eq!(words.date_time(PUBLISHED), "14 жовтня 2025, 13:12 EEST");
        assert_eq!(words.day_heading(PUBLISHED, Some(PUBLISHED)), "Вівторок, 14 жовтня");
        assert_eq!(words.when(PUBLISHED, PUBLISHED + DAY), "14 жовт.");
        assert_eq!(words.iso(PUBLISHED), "2025-10-14T13:12:00+03:00");
        // 22:30 UTC is the next day in Kyiv.
        assert!(words.same_day(PUBLISHED + 12 * 3_600_000 + 18 * 60_000, PUBLISHED + DAY));
    }

    #[test]
    fn zones_without_letters_print_their_distance() {
        for (zone, printed) in [
            ("Asia/Dubai", "UTC+4"),
            ("America/Sao_Paulo", "UTC−3"),
            ("Asia/Kathmandu", "UTC+5:45"),
            ("x", "UTC"),
        ] {
            let printed = format!(" {printed}");
            assert!(Catalogue::new("en", zone).date_time(PUBLISHED).ends_with(&printed), "{zone}");
        }
    }
}
