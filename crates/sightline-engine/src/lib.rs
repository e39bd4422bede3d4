//! Sightline's engine.

pub mod answers;
pub mod calendar;
mod compile;
mod diagnostic;
mod exact;
mod example;
mod load;
pub mod model;
pub mod outcome;
pub mod rollup;
mod schema;
pub mod scored;
mod shape;
mod source;
mod validate;
mod yaml;

pub use compile::CompiledTemplate;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, suggest};
pub use exact::{Exact, NotANumber};
pub use example::{Example, Expect, load_example};
pub use load::{Shared, Term, load_shared, load_template};
pub use outcome::Outcome;
pub use rollup::Rollup;
pub use schema::{example_schema, schema, shared_schema};
pub use source::{SourceFile, Span, Spanned};
pub use yaml::{LARGEST_TEMPLATE, text_from_bytes, yaml_as_json};
