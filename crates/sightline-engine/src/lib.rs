//! Sightline's engine.

pub mod answers;
pub mod calendar;
mod catalog;
mod compile;
mod diagnostic;
mod encode;
mod exact;
mod example;
pub mod explain;
mod load;
pub mod model;
pub mod outcome;
pub mod read;
pub mod rollup;
mod score;
pub mod scored;
mod script;
mod shape;
mod source;
mod validate;
mod yaml;

pub use catalog::Catalog;
pub use compile::{CompiledTemplate, reused_version};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, suggest};
pub use encode::{Encoded, Places};
pub use exact::{Exact, NotANumber};
pub use example::Example;
pub use load::{Shared, Term, load_shared, load_template};
pub use outcome::Outcome;
pub use rollup::Rollup;
pub use score::Dates;
pub use script::{FunctionDoc, HostFunctions, ScriptValue, function_docs};
pub use source::{SourceFile, Span, Spanned};
pub use yaml::{LARGEST_TEMPLATE, text_from_bytes};
