//! `-id: Q1`, which YAML takes for a key that is called `-id`.

use crate::yaml::build::Stop;
use crate::yaml::syntax::line_of;

/// The dash without a space after it that an error comes from: on its line, or where the item starts that it belongs to.
pub(super) fn without_space(text: &str, stop: &Stop) -> Option<usize> {
    let mut line = line_of(text, stop.offset);
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut deepest = usize::MAX;
    loop {
        let here = text.get(line.clone())?;
        let content = here.trim_start();
        if !content.is_empty() && indent(here) < deepest {
            let mut letters = content.chars();
            if letters.next() == Some('-') && letters.next().is_some_and(char::is_alphabetic) {
                return Some(line.start + indent(here));
            }
            if deepest != usize::MAX {
                return None;
            }
            deepest = indent(here);
        }
        line = line_of(text, line.start.checked_sub(1)?);
    }
}
