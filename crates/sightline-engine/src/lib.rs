//! Sightline's engine.

pub mod answers;
pub mod calendar;
mod compile;
mod diagnostic;
mod digest;
mod exact;
pub mod model;
pub mod outcome;
pub mod rollup;
pub mod scored;
mod source;

pub use compile::CompiledTemplate;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, suggest};
pub use digest::digest;
pub use exact::{Exact, NotANumber};
pub use outcome::Outcome;
pub use rollup::Rollup;
pub use source::{SourceFile, Span, Spanned};
