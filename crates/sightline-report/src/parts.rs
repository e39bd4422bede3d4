//! The parts of a report: each a question that its reader has, as plain data, worked out of the same counts.

pub(crate) mod actions;
pub(crate) mod activity;
mod closer;
pub(crate) mod front;
pub(crate) mod grades;
pub(crate) mod learning;
pub(crate) mod limits;
pub(crate) mod measures;
pub(crate) mod method;
pub(crate) mod moderation;
mod restated;
pub(crate) mod teams;
pub(crate) mod themes;
pub(crate) mod timeliness;
pub(crate) mod voice;

pub use actions::{ActionsPart, DonePart};
pub use activity::ActivityPart;
pub use closer::Closer;
pub use front::{HeadingTexts, PeriodText, SummaryPart};
pub use grades::{PooledPart, TemplatePart};
pub use learning::LearningPart;
pub(crate) use limits::chosen;
pub use measures::{MeasurePart, MeasuresPart};
pub use method::Method;
pub use moderation::{GroupsPart, ModerationPart};
pub use restated::RestatedPart;
pub use teams::{TeamName, TeamsPart};
pub(crate) use themes::{LISTED, most_common, vignette};
pub use themes::{ThemePart, ThemesPart};
pub use timeliness::TimelinessPart;
pub use voice::{SaidPart, VoicePart};
