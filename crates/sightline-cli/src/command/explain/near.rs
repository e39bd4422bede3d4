//! What is said of a code or an audit that there is not.

use std::ops::ControlFlow;

use sightline_engine::{Code, did_you_mean};
use sightline_store::{Filter, StoreRead};

use crate::exit::Failure;

/// Where there is no store to look into.
pub(super) fn unknown(what: &str) -> Failure {
    let help = "use a code as it is printed with a mistake, or the id of an audit in the store";
    failure(what, code(what).unwrap_or_else(|| help.to_owned()))
}

/// Where there is one, and no audit of it is called that.
pub(super) fn unknown_here(what: &str, read: &dyn StoreRead) -> Result<Failure, Failure> {
    if code(what).is_some() {
        return Ok(unknown(what));
    }
    Ok(failure(what, nearest_audit(what, read)?))
}

/// What to say of an audit that a store does not have: the nearest that it has, or what their ids look like.
pub(in crate::command) fn nearest_audit(
    what: &str,
    read: &dyn StoreRead,
) -> Result<String, Failure> {
    let (mut first, mut near) = (None, None::<String>);
    let mut look = |id: &str| {
        first.get_or_insert_with(|| id.to_owned());
        let nearest = did_you_mean(what, near.as_deref().into_iter().chain([id]));
        // What differs in the case of its letters alone is meant, and nothing is nearer.
        let meant = id.to_lowercase() == what.to_lowercase();
        if meant || nearest == Some(id) {
            near = Some(id.to_owned());
        }
        if meant {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    read.each_audit(&Filter::default(), &mut |row| look(row.id))?;
    Ok(match (near, first) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some(first)) => format!("audits in the store have ids such as `{first}`"),
        (None, None) => {
            "the store has no audits yet; `sightline audit import` brings them in".to_owned()
        }
    })
}

/// The code that may be meant.
fn code(what: &str) -> Option<String> {
    let codes = Code::ALL.iter().map(|code| code.id());
    let near = did_you_mean(what, codes)?;
    let looks_like_one = what.to_ascii_uppercase().starts_with("SL");
    looks_like_one.then(|| format!("did you mean `{near}`?"))
}

fn failure(what: &str, help: impl Into<String>) -> Failure {
    Failure::usage(format!("there is no code and no audit `{what}`")).help(help)
}
