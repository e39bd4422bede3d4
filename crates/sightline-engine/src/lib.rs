//! Sightline's engine: audit templates and scripts in, explained outcomes out, and outcomes into a rollup.
//!
//! A practice audit asks whether work with a child was good enough. Its questions, weights, bands and limits are a YAML
//! file that a safeguarding manager can edit; what YAML cannot say is a small [Rhai](https://rhai.rs) script. This
//! crate reads both, names every mistake in them, scores audits with exact arithmetic, and says why each grade is what
//! it is. It is pure: it opens no file, reads no clock, asks no environment and draws no lots, so equal inputs give equal
//! bytes, today and in ten years. Keep outcomes where you like.
//!
//! # The first minute
//!
//! Text becomes a [`SourceFile`], files become a [`Catalog`], and a template of the catalog assesses an audit:
//!
//! ```
//! # const VISIT: &str = include_str!("../examples/visit.yaml");
//! use sightline_engine::model::{Audit, Case};
//! use sightline_engine::{Catalog, SourceFile, read};
//!
//! let file = SourceFile::new("visit/template.yaml", VISIT);
//! let (catalog, diagnostics) = Catalog::load(&[file]);
//! assert!(!diagnostics.has_errors(), "{diagnostics}");
//! let visit = catalog.template("visit").ok_or("it has no mistakes, so it is there")?;
//!
//! let audit = Audit::new("A-1", "C-1", "visit", "2025-09-30".parse()?)
//!     .answer("V1", "yes")
//!     .answer("V2", "partly")
//!     .answer("V3", "good");
//! let outcome = visit.assess(&audit, &Case::default(), audit.date, &read::nowhere("the form"))?;
//!
//! assert_eq!(outcome.overall.grade.as_deref(), Some("good"));
//! assert_eq!(outcome.overall.score.as_ref().map(|score| score.exact.as_str()), Some("3/4"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An [`Outcome`] serializes to one line of JSON, as `sightline score` prints it. Where audits come as lines of text,
//! [`read::audit`] and [`read::case`] read them, and [`read::places`] lets every mistake name its line and column.
//!
//! # Templates
//!
//! Where a file lies says what it is: `_shared/*.yaml` holds scales, themes, terms and bank holidays, `scripts/*.rhai`
//! scripts, `<id>/examples/*.yaml` worked cases, and any other YAML is a template. [`schema`] gives the JSON Schema that
//! editors complete by. [`work_through`] scores a worked case and names what comes out otherwise than its author said.
//!
//! Nothing stops at the first mistake. Every one is a [`Diagnostic`] with a stable [`Code`], a place, and the way out:
//!
//! ```
//! use sightline_engine::{Catalog, SourceFile};
//!
//! let text = "
//! template: tea
//! version: 1.0.0
//! titel: Tea
//! subject: meeting
//! grade_scale: none
//! sections: [{id: s, title: S, questions: [{id: Q1, ask: Was there tea?, type: yes-noo}]}]
//! ";
//! let (_, diagnostics) = Catalog::load(&[SourceFile::new("tea/template.yaml", text)]);
//! let said: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
//! assert!(said.iter().any(|one| one.contains("tea/template.yaml:4:1") && one.contains("`titel`")), "{said:?}");
//! assert!(said.iter().any(|one| one.contains("`yes-noo`")), "{said:?}");
//! ```
//!
//! # Scripts
//!
//! A condition such as `answers.V1 == "no"` is an expression of a script, checked when the template is loaded: unknown
//! questions, facts, functions and grades are mistakes with a place, not surprises at midnight. A file in `scripts/` may define
//! the hooks `section_score`, `overall`, `findings`, `actions` and `prefill`. The sandbox gives a script the case's declared
//! facts, the answers, `today` and pure functions, and bounds its time and space. A script that fails makes that
//! audit's status `failed`, says where, and leaves the answers as they are. [`function_docs`] lists what scripts can call.
//!
//! # Why this grade
//!
//! [`explain::explanation`] gives the whole tree behind a grade as data, [`explain::changes`] the single answers that
//! would have changed it, and [`explain::text`] both in plain English:
//!
//! ```
//! # const VISIT: &str = include_str!("../examples/visit.yaml");
//! use sightline_engine::model::{Audit, Case};
//! use sightline_engine::{Catalog, Dates, SourceFile, explain, read};
//!
//! # let (catalog, _) = Catalog::load(&[SourceFile::new("visit/template.yaml", VISIT)]);
//! # let visit = catalog.template("visit").ok_or("it is there")?;
//! let case = Case::default();
//! let audit = Audit::new("A-2", "C-1", "visit", "2025-09-30".parse()?)
//!     .answer("V1", "no")
//!     .answer("V2", "no")
//!     .answer("V3", "outstanding");
//! let dates = Dates::on(audit.date);
//! let (encoded, diagnostics) = visit.encode(&audit, &case, dates.today, &read::nowhere("the form"));
//! let answers = encoded.ok_or(diagnostics)?.answers;
//! let scored = visit.score(&answers, &case, dates);
//!
//! let why = explain::explanation(visit, &answers, &scored);
//! let changes = explain::changes(visit, &answers, &case, dates, &scored);
//! let text = explain::text(visit, &why, &changes);
//! assert!(text.contains("The child was not seen"), "{text}");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! These are the two steps inside `assess`: [`CompiledTemplate::encode`] turns answers into small integer codes and refuses
//! what does not fit the template; [`CompiledTemplate::score`] works on codes alone and always gives a result. Keep the
//! codes, and an old audit can be scored again, explained again, and counted.
//!
//! # Many audits
//!
//! A [`Rollup`] counts audits by quarter, template, team and service, and keeps no case, no auditor and no text. Folding in
//! any order gives the same rollup, and [`Rollup::merge`] of two is the rollup of both, so cut the work where you like:
//!
//! ```
//! # const VISIT: &str = include_str!("../examples/visit.yaml");
//! use std::sync::Arc;
//! use sightline_engine::model::{Audit, Case};
//! use sightline_engine::rollup::{Group, Layout};
//! use sightline_engine::{Catalog, Dates, Rollup, SourceFile, read};
//!
//! # let (catalog, _) = Catalog::load(&[SourceFile::new("visit/template.yaml", VISIT)]);
//! # let visit = catalog.template("visit").ok_or("it is there")?;
//! let layout = Arc::new(Layout::new(visit.template()));
//! let (mut july, mut august) = (Rollup::new(), Rollup::new());
//! for (date, rollup) in [("2025-07-14", &mut july), ("2025-08-19", &mut august)] {
//!     let audit = Audit::new("A-1", "C-1", "visit", date.parse()?).answer("V1", "yes");
//!     let case = Case::default();
//!     let (encoded, diagnostics) = visit.encode(&audit, &case, audit.date, &read::nowhere("the form"));
//!     let encoded = encoded.ok_or(diagnostics)?;
//!     let scored = visit.score(&encoded.answers, &case, Dates::on(audit.date));
//!     rollup.add(&Group::of(&audit, visit.reference()), &layout, &encoded.graded(&scored));
//! }
//! july.merge(&august);
//! assert_eq!(july.audits(), 2);
//! assert_eq!(july.groups().count(), 1, "both are in quarter 2");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A [`Catalog`], its templates and rollups are `Send + Sync`; share them between threads and score on all of them.
//!
//! # The clock, and measures
//!
//! What is due when is data: [`Shared::timescales`] gives the rules of `_shared/timescales.yaml`, and
//! [`Timescale::judge`](model::Timescale::judge) says whether something was done by then. [`measure`] counts what case records
//! hold by measures that are data too.
//!
//! # Samples
//!
//! [`sample::draw`] draws the cases to audit from a seed and the cases alone, says of every case why it was left out, and gives a
//! register from which anybody can draw again.
//!
//! # Themes over time, and in comments
//!
//! Themes are renamed and merged by data ([`Shared::theme_changes`]); [`rollup::restate`] tells counts under today's names, with
//! what to say beside them. [`coding::code`] proposes themes for a text, [`rollup::coded`] counts what people accepted, and
//! [`vignette::find`] finds what a written case gives away. [`personal::find`] finds names, dates of birth and numbers of persons in
//! any text.
//!
//! # Actions
//!
//! [`action::Register`] holds what was to be done and what became of it: overdue, carried forward, done late, set again for the
//! third year running. [`action::When`] reads what people write for a day.
//!
//! # Functions of your own
//!
//! [`HostFunctions`] adds pure functions for templates to call, and [`Catalog::load_with`] checks scripts against them.
//!
//! # What it never does
//!
//! - Decide by a float. Weights, shares and bands are integers and fractions ([`Exact`]); rounding is for display.
//! - Take silence for an answer. Not applicable, not enough evidence, unanswered and answered stay four things.
//! - Give a grade without its reasons.
//! - Guess beyond the last year of its bank holidays ([`calendar`]).
//! - Put a child's story where it does not belong: `Debug` of an audit, a case or an answer hides what was said, and mistakes
//!   in a line of answers name the place and the question.
//!
//! # Examples
//!
//! `cargo run -p sightline-engine --example score_one_case`, `own_function` and `batch_in_parallel`, one idea each.

pub mod action;
pub mod answers;
pub mod calendar;
mod catalog;
pub mod coding;
mod compile;
mod diagnostic;
mod encode;
mod exact;
mod example;
pub mod explain;
mod hex;
mod load;
pub mod measure;
pub mod model;
pub mod outcome;
pub mod personal;
pub mod programme;
pub mod read;
pub mod rollup;
pub mod sample;
mod schema;
mod score;
pub mod scored;
mod script;
mod settings;
mod shape;
mod source;
mod validate;
pub mod vignette;
mod worked;
pub mod write;
mod yaml;

pub use catalog::Catalog;
pub use compile::{CompiledTemplate, reused_version};
pub use diagnostic::{Code, Diagnostic, Diagnostics, Severity, did_you_mean, suggest};
pub use encode::{Disagreement, Encoded, Places, Suggestion};
pub use exact::{Exact, NotANumber, grouped};
pub use example::{Example, Expect, load_example};
pub use outcome::Outcome;
pub use programme::{Programme, load_programme};
pub use rollup::Rollup;
pub use schema::{example_schema, schema, shared_schema};
pub use score::Dates;
pub use script::{FunctionDoc, HostFunctions, ScriptValue, function_docs};
pub use settings::{Settings, load_settings};
pub use source::{SourceFile, Span, Spanned};
pub use validate::{Shared, load_shared, load_template};
pub use worked::work_through;
pub use yaml::{LARGEST_TEMPLATE, Yaml, YamlValue, text_from_bytes, yaml, yaml_as_json};

/// What an embedder shares between threads; a field that may not be shared would not compile.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Catalog>();
    shared::<CompiledTemplate>();
    shared::<Outcome>();
    shared::<Rollup>();
    shared::<Diagnostics>();
    shared::<HostFunctions>();
    shared::<model::Audit>();
    shared::<model::Case>();
    shared::<answers::Answers>();
    shared::<scored::Scored>();
};
