//! Values that scripts give, as answers and in words.

use crate::model::Value;
use crate::script::ScriptValue;

/// What a script suggests, as if somebody had written it.
pub(crate) fn from_script(value: &ScriptValue) -> Option<Value> {
    match value {
        ScriptValue::Nothing => None,
        ScriptValue::Bool(true) => Some(Value::Text("yes".to_owned())),
        ScriptValue::Bool(false) => Some(Value::Text("no".to_owned())),
        ScriptValue::Number(number) => Some(Value::Number(number.clone())),
        ScriptValue::List(items) => {
            Some(Value::List(items.iter().map(ScriptValue::words).collect()))
        }
        ScriptValue::Text(_) | ScriptValue::Date(_) | ScriptValue::Points(..) => {
            Some(Value::Text(value.words()))
        }
        ScriptValue::Map(_) => None,
    }
}

impl ScriptValue {
    /// As it is kept and shown: points as `2 of 3`, a list with commas, nothing as empty text.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Bool(true) => "yes".to_owned(),
            Self::Bool(false) => "no".to_owned(),
            Self::Number(number) => number.plain(),
            Self::Points(points, out_of) => format!("{} of {}", points.plain(), out_of.plain()),
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::List(items) => items.iter().map(Self::words).collect::<Vec<_>>().join(", "),
            Self::Map(named) => {
                let pairs: Vec<String> = named
                    .iter()
                    .map(|(name, one)| format!("{name}: {}", one.words()))
                    .collect();
                pairs.join(", ")
            }
        }
    }
}
