use std::fmt;
use std::sync::Arc;

use super::value::ScriptValue;

/// Functions of an embedder's own, given to scripts beside Sightline's.
///
/// They must be pure: the same arguments give the same result, whenever and however often they are called. Results are kept
/// and used again on that promise.
///
/// ```
/// use sightline_engine::{HostFunctions, ScriptValue};
///
/// let functions = HostFunctions::new().with("is_shouting", 1, |arguments| match arguments {
///     [ScriptValue::Text(text)] => Ok(ScriptValue::Bool(text.chars().all(char::is_uppercase))),
///     _ => Err("`is_shouting` takes a text".to_owned()),
/// });
/// ```
#[derive(Clone, Default)]
pub struct HostFunctions(pub(super) Vec<HostFunction>);

type Body = dyn Fn(&[ScriptValue]) -> Result<ScriptValue, String> + Send + Sync;

#[derive(Clone)]
pub(super) struct HostFunction {
    pub(super) name: String,
    pub(super) arity: usize,
    pub(super) body: Arc<Body>,
}

impl HostFunctions {
    /// None.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a function that takes `arity` arguments, at most 8.
    ///
    /// A name that scripts already have keeps its meaning. The text of an error is shown to template authors, so it must not
    /// repeat an argument: that may be something about a child.
    #[must_use]
    pub fn with(
        mut self,
        name: impl Into<String>,
        arity: usize,
        body: impl Fn(&[ScriptValue]) -> Result<ScriptValue, String> + Send + Sync + 'static,
    ) -> Self {
        self.0.push(HostFunction {
            name: name.into(),
            arity: arity.min(8),
            body: Arc::new(body),
        });
        self
    }
}

impl fmt::Debug for HostFunctions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|one| &one.name))
            .finish()
    }
}
