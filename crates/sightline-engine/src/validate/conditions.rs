use crate::{diagnostic::Diagnostics, model::Template};
pub(crate) fn conditions(_t: &Template, _r: &[(usize, Vec<usize>)]) -> Diagnostics { Diagnostics::new() }
