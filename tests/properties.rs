//! What holds for every template and every audit: two scorers agree, and the engine keeps its promises.
//!
//! Each property is tried on a few hundred random templates; `PROPTEST_CASES` asks for more.

#[path = "properties/agreement.rs"]
mod agreement;
#[path = "properties/engine.rs"]
mod engine;
#[path = "properties/measures.rs"]
mod measures;
#[path = "properties/promises.rs"]
mod promises;
#[path = "properties/shape.rs"]
mod shape;

use proptest::prelude::ProptestConfig;

/// How often, and how many templates that hold a question which can never be asked may be passed over.
fn config() -> ProptestConfig {
    ProptestConfig {
        max_global_rejects: 1 << 20,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
