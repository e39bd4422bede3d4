//! A number as somebody wrote it.

use sightline_engine::{Exact, grouped};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Count,
    Percent,
    /// Percentage points.
    Points,
    /// A share in rough words, `a third` or `between 40% and 50%`, in per cent.
    Rough,
}

/// A figure: what it is, and how finely it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) value: Exact,
    /// Decimal places.
    pub(super) places: u32,
    pub(super) unit: Unit,
    /// `true` for a plus, `false` for a minus.
    pub(super) sign: Option<bool>,
    /// Whether it looks like a year: four digits and no comma.
    pub(super) may_be_year: bool,
    /// Whether it was written as a word.
    pub(super) in_words: bool,
    /// The rough words, where it is one.
    pub(super) said: Option<String>,
    /// The lower end of a range, whose upper end the value is.
    pub(super) low: Option<Exact>,
}

impl Figure {
    pub(super) fn word(n: i64) -> Self {
        Self {
            value: n.into(),
            places: 0,
            unit: Unit::Count,
            sign: None,
            may_be_year: false,
            in_words: true,
            said: None,
            low: None,
        }
    }

    /// A share that is said in rough words.
    pub(super) fn rough(percent: Exact) -> Self {
        Self {
            value: percent,
            unit: Unit::Rough,
            ..Self::word(0)
        }
    }

    /// A count without a part.
    pub(super) fn whole(&self) -> Option<i128> {
        let (value, of) = self.value.parts()?;
        (of == 1 && self.unit == Unit::Count && self.places == 0).then_some(value)
    }

    /// As it is shown in an answer: `1,398`, `21.6%`, `16.3 percentage points`.
    pub(super) fn shown(&self) -> String {
        match &self.said {
            Some(said) => said.clone(),
            None => shown(&self.value, self.places, self.unit),
        }
    }
}

/// A value as it is shown, rounded to `places`.
pub(super) fn shown(value: &Exact, places: u32, unit: Unit) -> String {
    let digits = value.decimal(places);
    match unit {
        Unit::Count => grouped(&digits),
        Unit::Percent | Unit::Rough => format!("{digits}%"),
        Unit::Points if digits == "1" => format!("{digits} percentage point"),
        Unit::Points => format!("{digits} percentage points"),
    }
}

/// Digits with commas between thousands and at most one point; nothing for a date, a time, a range or an identifier.
pub(super) fn read(run: &str) -> Option<Figure> {
    let (run, unit) = ["ppts", "ppt", "pp"]
        .iter()
        .find_map(|end| run.strip_suffix(end))
        .map_or((run, Unit::Count), |run| (run, Unit::Points));
    let (whole, part) = run
        .split_once('.')
        .map_or((run, None), |(whole, part)| (whole, Some(part)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| digits(first))?;
    let has_groups = whole.contains(',');
    let well =
        groups.all(|group| group.len() == 3 && digits(group)) && (!has_groups || first.len() <= 3);
    let leading = first.len() > 1 && first.starts_with('0');
    let places = part.map_or(0, str::len);
    // More than 15 digits are no figure of a report, and need not be multiplied.
    if !well
        || leading
        || whole.len() > 19
        || first.len() > 15
        || places > Exact::PLACES
        || part.is_some_and(|part| !digits(part))
    {
        return None;
    }
    let value = run.replace(',', "").parse().ok()?;
    let may_be_year = !has_groups
        && part.is_none()
        && matches!(first.as_bytes(), [b'1', b'9', _, _] | [b'2', b'0', _, _]);
    Some(Figure {
        value,
        places: u32::try_from(places).ok()?,
        unit,
        sign: None,
        may_be_year,
        in_words: false,
        said: None,
        low: None,
    })
}

/// The unit that follows a number, and how many bytes it takes.
pub(super) fn unit(after: &str) -> (Option<Unit>, usize) {
    let trimmed = after.trim_start();
    let gap = after.len() - trimmed.len();
    let (percent, rest) = match trimmed.strip_prefix('%') {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let marked = after.len() - rest.len();
    let next: Vec<(String, usize)> = following(rest);
    let word = |n: usize| next.get(n).map_or("", |(word, _)| word.as_str());
    let end = |n: usize| marked + next.get(n).map_or(0, |(_, end)| *end);
    let points = |n: usize| matches!(word(n), "point" | "points" | "pts" | "pt" | "pp");
    if percent {
        return if points(0) {
            (Some(Unit::Points), end(0))
        } else {
            (Some(Unit::Percent), gap + 1)
        };
    }
    match (word(0), word(1)) {
        ("per", "cent") if points(2) => (Some(Unit::Points), end(2)),
        ("per", "cent") => (Some(Unit::Percent), end(1)),
        ("percentage" | "percent", _) if points(1) => (Some(Unit::Points), end(1)),
        ("percent", _) => (Some(Unit::Percent), end(0)),
        (
            "percentage-point" | "percentage-points" | "pp" | "ppt" | "ppts" | "pts" | "points"
            | "point",
            _,
        ) => (Some(Unit::Points), end(0)),
        _ => (None, 0),
    }
}

/// Up to three words that follow with nothing but blanks between, and where each ends.
fn following(rest: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() < 3 {
        let Some(text) = rest.get(at..) else { break };
        let word = text.trim_start();
        let start = at + text.len() - word.len();
        let len = word
            .find(|letter: char| !(letter.is_ascii_alphabetic() || letter == '-'))
            .unwrap_or(word.len());
        if len == 0 || len > 20 {
            break;
        }
        at = start + len;
        found.push((word.get(..len).unwrap_or_default().to_ascii_lowercase(), at));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(read(text).map(|one| one.shown()), expect.map(str::to_owned));
    }

    #[test]
    fn numbers_are_read_and_dates_are_not() {
        check("1,398", Some("1,398"));
        check("1398", Some("1,398"));
        check("16.3pp", Some("16.3 percentage points"));
        for not in [
            "1,39",
            "2013/14",
            "01/02/2024",
            "10:30",
            "0116",
            "1st",
            "12-15",
            "2.3.1",
            "12,",
            "1234567890123456",
        ] {
            check(not, None);
        }
        assert!(read("2014").unwrap().may_be_year && !read("2,014").unwrap().may_be_year);
    }

    #[test]
    fn units_follow() {
        assert_eq!(unit("% of"), (Some(Unit::Percent), 1));
        assert_eq!(unit(" per  cent of"), (Some(Unit::Percent), 10));
        assert_eq!(unit(" percentage points,"), (Some(Unit::Points), 18));
        assert_eq!(unit("% points"), (Some(Unit::Points), 8));
        assert_eq!(unit(" reviews"), (None, 0));
    }
}
