//! One wrong figure or word at a time, put into a report that holds.

#![expect(
    clippy::string_slice,
    reason = "places come from searching the same text, and a wrong one should stop the test"
)]

use std::ops::Range;

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Percent,
    Part,
    Whole,
    Points,
    Direction,
    Verdict,
    Color,
    Sum,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Percent,
        Self::Part,
        Self::Whole,
        Self::Points,
        Self::Direction,
        Self::Verdict,
        Self::Color,
        Self::Sum,
    ];

    /// As `docs/claims.md` has it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Percent => "A percentage",
            Self::Part => "The count in `12 of 20 (60.0%)` or `12 (60.0%)`",
            Self::Whole => "What it is of, in `12 of 20 (60.0%)`",
            Self::Points => "A change in percentage points",
            Self::Direction => "`up` or `down`",
            Self::Verdict => "`an improvement` or `which is worse`",
            Self::Color => "A colour",
            Self::Sum => "A number in a column or list that adds up",
        }
    }
}

/// A section of a report with one thing wrong in it.
pub(super) struct Mutant {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// The line that it is wrong in.
    pub(super) said: String,
}

/// Every way to break a report by one figure or word; `What the measures count` defines and claims nothing.
pub(super) fn mutants(report: &str) -> Vec<Mutant> {
    let mut found = Vec::new();
    for section in sections(report) {
        if section.starts_with("## What the measures count")
            || section.contains("What was restated")
        {
            continue;
        }
        let mut add = |kind, at: Range<usize>, new: &str| {
            let text = format!("{}{new}{}", &section[..at.start], &section[at.end..]);
            let line = text[..at.start].matches('\n').count();
            let said = text.lines().nth(line).unwrap_or_default().to_owned();
            found.push(Mutant { kind, text, said });
        };
        for at in numbers(section) {
            if let Some((kind, new)) = wrong_number(section, &at) {
                add(kind, at, &new);
            }
        }
        for (kind, old, new) in WORDS {
            for (at, _) in section.match_indices(old) {
                let follows = section[at + old.len()..].chars().next().unwrap_or(' ');
                let is_way = kind == Kind::Direction;
                if (is_way && follows.is_ascii_digit()) || (!is_way && !follows.is_alphanumeric()) {
                    add(kind, at..at + old.len(), new);
                }
            }
        }
        for (at, new) in summed(section) {
            add(Kind::Sum, at, &new);
        }
    }
    found
}

/// Words that turn a true sentence into a false one.
const WORDS: [(Kind, &str, &str); 7] = [
    (Kind::Direction, "up ", "down "),
    (Kind::Direction, "down ", "up "),
    (Kind::Verdict, "an improvement", "which is worse"),
    (Kind::Verdict, "which is worse", "an improvement"),
    (Kind::Color, "■ R red", "● G green"),
    (Kind::Color, "● G green", "■ R red"),
    (Kind::Color, "better: green", "better: red"),
];

/// From each heading to the next.
fn sections(report: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = report.match_indices("\n#").map(|(at, _)| at + 1).collect();
    starts.insert(0, 0);
    starts.push(report.len());
    starts
        .windows(2)
        .map(|pair| &report[pair[0]..pair[1]])
        .collect()
}

/// The numbers that stand alone: no part of a word, a date or a period.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|letter: char| letter.is_ascii_digit())
        .map(|n| n + at)
    {
        let more = |letter: char| !(letter.is_ascii_digit() || letter == '.');
        let mut end = text[start..].find(more).map_or(text.len(), |n| n + start);
        end -= usize::from(text[..end].ends_with('.'));
        let before = text[..start].chars().next_back().unwrap_or(' ');
        let after = text[end..].chars().next().unwrap_or(' ');
        if (before.is_whitespace() || before == '(') && !(after.is_alphanumeric() || after == '-') {
            found.push(start..end);
        }
        at = end.max(start + 1);
    }
    found
}

/// The same number, wrong: what kind of figure it is decides by how much.
fn wrong_number(text: &str, at: &Range<usize>) -> Option<(Kind, String)> {
    let (own, after) = (&text[at.clone()], &text[at.end..]);
    if own.contains('.') {
        let (whole, tenths) = own.split_once('.')?;
        let whole: i64 = whole.parse().ok()?;
        if after.starts_with(" percentage point") || after.starts_with(" pp") {
            return Some((Kind::Points, format!("{}.{tenths}", whole + 5)));
        }
        let wrong = if whole > 90 { whole - 7 } else { whole + 7 };
        return after
            .starts_with('%')
            .then(|| (Kind::Percent, format!("{wrong}.{tenths}")));
    }
    let n: u64 = own.parse().ok()?;
    // Two more, or two fewer where that would be more than there are.
    let of = after.strip_prefix(" of ").and_then(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let whole: u64 = rest[..end].parse().ok()?;
        has_share(&rest[end..]).then_some(whole)
    });
    if let Some(whole) = of {
        // One in many hundreds does not move the percentage that is printed.
        let off = (whole / 100).max(2);
        return Some((
            Kind::Part,
            if n + off > whole {
                n.saturating_sub(off)
            } else {
                n + off
            }
            .to_string(),
        ));
    }
    if text[..at.start].ends_with(" of ")
        && text[..at.start - 4].ends_with(|c: char| c.is_ascii_digit())
        && has_share(after)
    {
        let part: u64 = number_before(&text[..at.start - 4])?;
        return (part > 0).then(|| (Kind::Whole, (n + (n / 5).max(2)).to_string()));
    }
    let share = after.strip_prefix(" (")?;
    let is_share = share.find('%').is_some_and(|end| is_decimal(&share[..end]));
    is_share.then(|| (Kind::Part, (n + (n / 5).max(2)).to_string()))
}

fn is_decimal(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == '.')
}

fn number_before(text: &str) -> Option<u64> {
    let digits = text
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .len();
    text[digits..].parse().ok()
}

/// Whether a share in brackets ends the phrase: ` graded audits (60.0%)`.
fn has_share(rest: &str) -> bool {
    let Some((words, rest)) = rest.split_once('(') else {
        return false;
    };
    words.len() < 60
        && words
            .chars()
            .all(|letter| letter.is_alphabetic() || letter == ' ' || letter == '-')
        && rest
            .split_once('%')
            .is_some_and(|(share, _)| is_decimal(share))
}

/// The counts of tables that have a row `Graded` or `All …`, and of the lists of late reviews.
fn summed(section: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut start = 0;
    for block in section.split_inclusive("\n\n") {
        let adds_up = block.starts_with('|')
            && ["\n| Graded |", "\n| All "]
                .iter()
                .any(|row| block.contains(row));
        let plain = adds_up && !block.contains("Average") && !block.contains("overlap");
        let announced = block.contains("by reason: ");
        for at in numbers(block) {
            let (before, after) = (&block[..at.start], &block[at.end..]);
            let own: Option<u64> = block[at.clone()].parse().ok();
            let cell = plain
                && !has_no_grade(block, &at)
                && before.ends_with("| ")
                && (after.starts_with(" |") || after.starts_with(" ("));
            let listed = announced && before.ends_with('(') && after.starts_with(')');
            if let Some(n) = own.filter(|_| cell || listed) {
                found.push((start + at.start..start + at.end, (n + 3).to_string()));
            }
        }
        start += block.len();
    }
    found
}

/// Whether a number counts what has no grade, which is a part of no total of grades.
fn has_no_grade(table: &str, at: &Range<usize>) -> bool {
    let row = table[..at.start].rsplit('\n').next().unwrap_or_default();
    let column = row.matches('|').count();
    let head = table.lines().find(|line| line.starts_with('|'));
    let head = head.and_then(|head| head.split('|').nth(column));
    [row.split('|').nth(1), head]
        .into_iter()
        .flatten()
        .any(|label| label.trim() == "No grade")
}
