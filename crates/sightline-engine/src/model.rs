//! The vocabulary: what a template says once it is known to be well formed.
//!
//! Plain data. A [`Template`] only comes out of [`crate::load_template`], so every id in it resolves, every
//! band covers its scale, and later stages never look again.

mod answer;
mod case;
mod history;
mod measure;
mod question;
mod rule;
mod scale;
mod span;
mod template;
mod term;
mod theme;
mod timescale;

pub use answer::{Answer, Audit, Moderated, Recorded, Value};
pub use case::{Case, Event, FactValue, Origin};
pub use history::HistoryList;
pub use measure::{
    Better, Comparator, Exclusion, LooksBack, Measure, OutOf, PerChild, PeriodKind, Rows,
    Vocabulary,
};
pub use question::{
    ActionColumns, Best, Column, Columns, Marks, NotApplicable, Opt, Question, QuestionKind,
};
pub use rule::{ActionRule, AlertRule, Cap, Limit};
pub use scale::{Grade, GradeIx, GradeScale, NumberScale, Scale};
pub use span::{LengthOfTime, Unit};
pub use template::{
    Bands, Basis, Bound, Expression, Fact, FactKind, Method, Moderation, NaPolicy, Overall,
    Scoring, Section, SectionScoring, Stage, Subject, Template, Version,
};
pub use term::{Term, Terms};
pub use theme::{Theme, ThemeChange, ThemeChanges};
pub use timescale::{
    CountFrom, DayOff, Direction, MonthRule, Part, Parts, Standing, Timescale, Timescales,
};
