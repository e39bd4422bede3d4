use crate::{diagnostic::Diagnostics, model::Template, source::SourceFile};
use std::sync::Arc;
#[derive(Debug)]
pub struct Example;
pub fn load_example(_f: &Arc<SourceFile>, _t: &Template) -> (Option<Example>, Diagnostics) { (None, Diagnostics::new()) }
