//! How a function finds the audit that it is called for: a call carries it along.

use rhai::NativeCallContext;

use super::super::fault::{Fault, Faulty};
use super::super::look::Look;

/// The facts of the audit a call is about.
#[derive(Clone)]
pub(in super::super) struct Tag(pub(in super::super) Look);

/// The facts of the audit this call is about.
pub(super) fn look(context: &NativeCallContext) -> Faulty<Look> {
    let tag = context
        .tag()
        .and_then(|tag| tag.read_lock::<Tag>().map(|tag| tag.0.clone()));
    tag.ok_or_else(|| Fault::new("there is no audit to look at").into())
}
