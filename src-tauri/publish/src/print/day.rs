//! Days as a story names them: "on Tuesday", "on 14 October".

use super::Catalogue;
use chrono::{DateTime, Datelike, NaiveDate, TimeZone};

/// Within so many days a weekday names one day and no other.
const WEEKDAY_REACHES: i64 = 6;

/// Whether a weekday says which of two days is meant.
pub fn is_within_a_week(day: NaiveDate, from: NaiveDate) -> bool {
    (day - from).num_days().abs() <= WEEKDAY_REACHES
}

impl Catalogue {
    /// The day of a moment in the house's zone.
    pub fn day(&self, ms: i64) -> NaiveDate {
        let utc = DateTime::from_timestamp_millis(ms).unwrap_or_default();
        self.zone.from_utc_datetime(&utc.naive_utc()).date_naive()
    }

    /// "Tuesday", as it stands alone.
    pub fn weekday(&self, day: NaiveDate) -> String {
        self.with_number("weekday", "n", day.weekday().number_from_monday())
    }

    /// "on Tuesday".
    pub fn on_weekday(&self, day: NaiveDate) -> String {
        self.with_number("on-weekday", "n", day.weekday().number_from_monday())
    }

    /// "14 October", with the year where it is another than the other day's.
    pub fn date(&self, day: NaiveDate, from: NaiveDate) -> String {
        let month = self.with_number("month", "n", day.month());
        let (number, year) = (day.day().to_string(), day.year().to_string());
        let form = if day.year() == from.year() { "date-this-year" } else { "date" };
        self.text_with(form, &[("day", &number), ("month", &month), ("year", &year)])
    }

    /// "on 14 October".
    pub fn on_date(&self, day: NaiveDate, from: NaiveDate) -> String {
        self.text_with("on-date", &[("date", &self.date(day, from))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 10, day).unwrap()
    }

    #[test]
    fn a_day_is_named_in_the_storys_language() {
        let words = Catalogue::new("en", "UTC");
        assert_eq!(words.weekday(date(14)), "Tuesday");
        assert_eq!(words.on_weekday(date(14)), "on Tuesday");
        assert_eq!(words.date(date(14), date(21)), "14 October");
        assert_eq!(words.on_date(date(14), date(21)), "on 14 October");
        let january = NaiveDate::from_ymd_opt(2026, 1, 2).unwrap();
        assert_eq!(words.on_date(date(14), january), "on 14 October 2025");
        let words = Catalogue::new("uk", "Europe/Kyiv");
        assert_eq!(words.on_weekday(date(14)), "у вівторок");
        assert_eq!(words.on_date(date(14), date(28)), "14 жовтня");
    }

    #[test]
    fn a_weekday_reaches_for_six_days() {
        assert!(is_within_a_week(date(14), date(20)));
        assert!(is_within_a_week(date(20), date(14)));
        assert!(!is_within_a_week(date(14), date(21)), "it would be the other one");
    }

    #[test]
    fn the_day_is_the_houses() {
        // 22:30 UTC is the next day in Kyiv.
        let ms = 1_760_436_720_000 + 12 * 3_600_000 + 18 * 60_000;
        assert_eq!(Catalogue::new("en", "Europe/Kyiv").day(ms), date(15));
        assert_eq!(Catalogue::new("en", "UTC").day(ms), date(14));
        // On the last Sunday of October the clocks there go back: that day has 25 hours and one date.
        let zone = Catalogue::new("en", "Europe/Kyiv");
        assert_eq!(zone.day(1_761_425_999_000), date(25));
        assert_eq!(zone.day(1_761_426_000_000), date(26), "00:00 in summer time");
        assert_eq!(zone.day(1_761_515_999_000), date(26), "23:59:59 in winter time");
        assert_eq!(zone.day(1_761_516_000_000), date(27));
    }
}
