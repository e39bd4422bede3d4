//! Sightline's engine.

pub mod answers;
pub mod calendar;
mod compile;
mod diagnostic;
mod exact;
pub mod model;
pub mod outcome;
pub mod rollup;
pub mod scored;
mod script;
mod source;

pub use compile::CompiledTemplate;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, suggest};
pub use exact::{Exact, NotANumber};
pub use outcome::Outcome;
pub use rollup::Rollup;
pub use script::{FunctionDoc, HostFunctions, ScriptValue, function_docs};
pub use source::{SourceFile, Span, Spanned};
