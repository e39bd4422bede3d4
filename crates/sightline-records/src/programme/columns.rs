//! The headings of a programme of work, by the names that services give them.

use std::rc::Rc;

use crate::cell::Row;
use crate::normal::heading;
use crate::reject;

/// What a column of a programme of work holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// What is to be done.
    Action,
    /// Who does it.
    Who,
    /// By when.
    When,
    /// Red, amber, green.
    Rag,
    /// What is said of its progress.
    Commentary,
    /// Whether it is open.
    Status,
    /// What shows that it was done.
    Evidence,
    /// What is better for children since.
    Difference,
    /// The team it concerns.
    Team,
    /// The number of the row.
    Number,
}

impl Column {
    const ALL: [Self; 10] = [
        Self::Action,
        Self::Who,
        Self::When,
        Self::Rag,
        Self::Commentary,
        Self::Status,
        Self::Evidence,
        Self::Difference,
        Self::Team,
        Self::Number,
    ];

    /// The names under which it is known, as compared; the first is its own.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Action => &[
                "action",
                "actions",
                "action required",
                "action to be taken",
                "action point",
                "what",
                "what needs to happen",
                "what we will do",
                "what will we do",
                "task",
                "tasks",
                "activity",
                "recommendation",
                "objective",
            ],
            Self::Who => &[
                "who",
                "owner",
                "action owner",
                "lead",
                "lead officer",
                "lead person",
                "led by",
                "by whom",
                "responsible",
                "responsibility",
                "responsible officer",
                "person responsible",
                "responsible person",
                "assigned to",
            ],
            Self::When => &[
                "when",
                "by when",
                "due",
                "due by",
                "due date",
                "date due",
                "deadline",
                "timescale",
                "timescales",
                "timeframe",
                "target",
                "target date",
                "completion date",
                "complete by",
                "by date",
            ],
            Self::Rag => &[
                "rag",
                "r a g",
                "brag",
                "rag rating",
                "rag status",
                "rag score",
                "rating",
                "colour",
                "color",
            ],
            Self::Commentary => &[
                "commentary",
                "comment",
                "comments",
                "progress",
                "progress update",
                "progress commentary",
                "update",
                "updates",
                "latest update",
                "latest position",
                "notes",
                "commentary progress",
            ],
            Self::Status => &["status", "action status", "state", "position"],
            Self::Evidence => &[
                "evidence",
                "evidence seen",
                "evidence of completion",
                "how do we know",
            ],
            Self::Difference => &[
                "difference",
                "difference made",
                "what difference",
                "impact",
                "outcome",
                "impact on children",
                "outcome for children",
                "impact for children",
                "so what",
            ],
            Self::Team => &["team", "service", "locality", "area"],
            Self::Number => &[
                "number",
                "no",
                "ref",
                "reference",
                "item",
                "id",
                "action no",
                "action number",
                "action ref",
            ],
        }
    }

    /// Its own name.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// What a heading stands for: by its whole name, else by how it begins, such as `ACTION (what we agreed)`.
    fn named(text: &str) -> Option<Self> {
        if text.trim() == "#" {
            return Some(Self::Number);
        }
        let text = heading(text);
        let all = || Self::ALL.into_iter();
        let whole = all().find(|column| column.names().contains(&text.as_str()));
        let begins = |column: &Self| {
            text.strip_prefix(column.word())
                .is_some_and(|rest| rest.starts_with(' '))
        };
        whole.or_else(|| all().take(5).find(begins))
    }
}

/// Where each column of a table stands.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// Place, heading as it stands, and what it is.
    pub(super) known: Rc<[(usize, String, Column)]>,
    /// Headings that mean nothing.
    pub(super) unknown: Rc<[(usize, String)]>,
    /// Whether it is a list of refused rows that was put right.
    pub(super) is_mended: bool,
}

impl Columns {
    /// The columns, where a row is the headings of a programme: it names actions, and who, when or how they stand.
    pub(super) fn of(row: &dyn Row) -> Option<Self> {
        let (mut known, mut unknown): (Vec<(usize, String, Column)>, Vec<_>) = Default::default();
        let texts: Vec<String> = (0..row.len())
            .map(|n| row.cell(n).text().into_owned())
            .collect();
        let is_mended = texts.iter().any(|text| heading(text) == reject::MARK);
        for (n, text) in texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
        {
            if is_mended && reject::is_own(&heading(text)) {
                continue;
            }
            match Column::named(text) {
                Some(column) if known.iter().all(|(.., one)| *one != column) => {
                    known.push((n, text.clone(), column));
                }
                _ => unknown.push((n, text.clone())),
            }
        }
        let has = |column: Column| known.iter().any(|(.., one)| *one == column);
        if !has(Column::Action)
            || ![Column::Who, Column::When, Column::Rag]
                .into_iter()
                .any(has)
        {
            return None;
        }
        // Numbers often stand before the actions under no heading at all.
        let first = known.iter().map(|(n, ..)| *n).min().unwrap_or(0);
        if !has(Column::Number) && first > 0 && texts.iter().take(first).all(String::is_empty) {
            known.push((first - 1, String::new(), Column::Number));
        }
        Some(Self {
            known: known.into(),
            unknown: unknown.into(),
            is_mended,
        })
    }

    /// The place of a column, and its heading.
    pub(super) fn find(&self, wanted: Column) -> Option<(usize, &str)> {
        let found = self.known.iter().find(|(.., column)| *column == wanted);
        found.map(|(n, title, _)| (*n, title.as_str()))
    }

    /// Whether a row is these headings again.
    pub(super) fn are(&self, row: &dyn Row) -> bool {
        let mut titled = self.known.iter().filter(|(_, title, _)| !title.is_empty());
        titled.all(|(n, title, _)| heading(&row.cell(*n).text()) == heading(title))
    }
}
