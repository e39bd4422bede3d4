use chrono::{Datelike as _, Days};
use proptest::prelude::*;

use super::*;
use crate::calendar::Quarter;

fn setting(period: &str) -> Setting {
    Setting {
        period: period.parse().ok(),
        made_on: "2025-05-12".parse().unwrap(),
    }
}

fn due(text: &str, period: &str) -> String {
    When::read(text, &setting(period)).due.to_string()
}

#[test]
fn phrases_of_work_programmes_are_read() {
    for (text, expected) in [
        ("By end of Q2 2025-26", "2025-09-30"),
        ("by the end of Q2 2025/26", "2025-09-30"),
        ("In Q2", "2025-09-30"),
        ("Q2 (2025-26)", "2025-09-30"),
        ("2025-26-Q4", "2026-03-31"),
        ("2025-26 Q4", "2026-03-31"),
        ("Q1\u{2013}Q2", "2025-09-30"),
        ("Q3/Q4 2025-26", "2026-03-31"),
        ("Q1 and Q3", "2025-12-31"),
        ("third quarter of 2025-26", "2025-12-31"),
        ("Quarter 1", "2025-06-30"),
        ("H1 2025-26", "2025-09-30"),
        ("first half of 2025-26", "2025-09-30"),
        ("Across 2025-26", "2026-03-31"),
        ("Throughout 2025/26", "2026-03-31"),
        ("2025-2026", "2026-03-31"),
        ("financial year 2025-26", "2026-03-31"),
        ("By year end", "2026-03-31"),
        ("By the end of the financial year", "2026-03-31"),
        ("March 2026", "2026-03-31"),
        ("end February 2028", "2028-02-29"),
        ("Sept 2025", "2025-09-30"),
        ("Mar-26", "2026-03-31"),
        ("October", "2025-10-31"),
        ("By January", "2026-01-31"),
        ("31/10/2025", "2025-10-31"),
        ("3/4/25", "2025-04-03"),
        ("31.10.2025", "2025-10-31"),
        ("2025-10-31", "2025-10-31"),
        ("31-Oct-25", "2025-10-31"),
        ("By Friday 31st October 2025", "2025-10-31"),
        ("31 October", "2025-10-31"),
        ("Ideally, with immediate effect", "2025-05-12"),
        ("ASAP", "2025-05-12"),
        ("Immediately.", "2025-05-12"),
        ("Within 6 weeks", "2025-06-23"),
        ("within 3 months", "2025-08-12"),
        ("Start of Q3", "2025-10-01"),
        ("beginning of March 2026", "2026-03-01"),
        ("By end of Q2, reviewed annually", "2025-09-30"),
        ("Begin September 2025, complete by March 2026", "2026-03-31"),
        ("ongoing", "ongoing"),
        ("On-going", "ongoing"),
        ("Ongoing, quarterly", "ongoing"),
        ("by the second review", "waits for an event"),
        ("After the inspection", "waits for an event"),
        ("when staffing allows", "waits for an event"),
        ("as capacity allows", "not understood"),
        ("Q7", "not understood"),
        ("10/31/2025", "not understood"),
        ("31/02/2026", "not understood"),
        ("not before March 2026", "not understood"),
        ("20 working days", "not understood"),
        ("from September 2025", "not understood"),
        ("", "nothing written"),
        (" - ", "not understood"),
    ] {
        assert_eq!(due(text, "2025-26"), expected, "{text}");
    }
}

#[test]
fn a_quarter_without_a_year_is_not_guessed() {
    for text in ["In Q2", "October", "by year end"] {
        assert_eq!(due(text, "none"), "no year", "{text}");
    }
    assert_eq!(due("Q2", "2025-04-01..2027-03-31"), "no year");
    assert_eq!(due("May", "2025-04-01..2026-06-30"), "no year");
}

#[test]
fn what_was_written_is_kept() {
    let when = When::read("  Ideally, with immediate effect ", &setting("2025-26"));
    assert_eq!(when.written, "Ideally, with immediate effect");
    assert_eq!(when.shown(), when.written);
    assert_eq!(
        When::by("2025-10-03".parse().unwrap()).shown(),
        "3 October 2025"
    );
}

proptest! {
    /// However a day is written, it is read back, and so are its month, quarter and year.
    #[test]
    fn what_is_written_is_read(days in 0_u64..20_000, year in 2001_i32..2090, n in 1_u8..=4) {
        let day = NaiveDate::from_ymd_opt(2001, 1, 1).unwrap() + Days::new(days);
        let here = setting("none");
        for form in ["%d/%m/%Y", "%Y-%m-%d", "%-d %B %Y", "by %-d %b %Y", "%d.%m.%Y"] {
            let text = day.format(form).to_string();
            prop_assert_eq!(When::read(&text, &here).due, Due::By(day), "{}", text);
        }
        let month = When::read(&day.format("%B %Y").to_string(), &here).due.day().unwrap();
        prop_assert_eq!((month.year(), month.month()), (day.year(), day.month()));
        prop_assert_eq!(month.succ_opt().unwrap().day(), 1);
        let quarter = Quarter { year, n };
        for text in [format!("By end of Q{n} {}", Period::Year(year)), quarter.to_string()] {
            prop_assert_eq!(When::read(&text, &here).due, Due::By(quarter.last_day()), "{}", text);
        }
    }

    /// No words are too odd to be kept, and what is said of them can be written and read.
    #[test]
    fn any_words_are_kept(text in ".{0,40}") {
        let when = When::read(&text, &setting("2025-26"));
        prop_assert_eq!(&when.written, text.trim());
        prop_assert_eq!(when.due.to_string().parse(), Ok(when.due));
    }
}
