//! What is said of a code or an audit that there is not.

use std::ops::ControlFlow;

use sightline_engine::{Code, did_you_mean};
use sightline_store::{Filter, StoreRead};

use crate::exit::Failure;

/// Where there is no store to look into.
pub(super) fn unknown(what: &str) -> Failure {
    let help = "use a code as it is printed with a mistake, or the id of an audit in the store";
    let code = code(what).or_else(|| families(what));
    failure(what, code.unwrap_or_else(|| help.to_owned()))
}

/// Where there is one, and no audit of it is called that.
pub(super) fn unknown_here(what: &str, read: &dyn StoreRead) -> Result<Failure, Failure> {
    if code(what).is_some() {
        return Ok(unknown(what));
    }
    let (near, any) = audits_like(what, read)?;
    Ok(match (near, families(what)) {
        (Some(near), _) => failure(what, format!("did you mean `{near}`?")),
        (None, Some(families)) => failure(what, families),
        (None, None) => failure(what, ids(any)),
    })
}

/// What to say of an audit that a store does not have: the nearest that it has, or what their ids look like.
pub(in crate::command) fn nearest_audit(
    what: &str,
    read: &dyn StoreRead,
) -> Result<String, Failure> {
    let (near, any) = audits_like(what, read)?;
    Ok(near.map_or_else(|| ids(any), |near| format!("did you mean `{near}`?")))
}

/// What the ids of a store look like.
fn ids(any: Option<String>) -> String {
    match any {
        Some(first) => format!("audits in the store have ids such as `{first}`"),
        None => "the store has no audits yet; `sightline audit import` brings them in".to_owned(),
    }
}

/// The nearest audit of a store and the first.
fn audits_like(
    what: &str,
    read: &dyn StoreRead,
) -> Result<(Option<String>, Option<String>), Failure> {
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
    Ok((near, first))
}

/// The digits of something that looks like a code: `SL1O4`, `SL-104` and `SL 104` have those of one.
fn digits(what: &str) -> Option<String> {
    let typed = what.to_ascii_uppercase();
    let digits: String = typed
        .strip_prefix("SL")?
        .chars()
        .filter(|one| one.is_ascii_alphanumeric())
        .map(|one| match one {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let is_code = !digits.is_empty() && digits.chars().all(|one| one.is_ascii_digit());
    is_code.then_some(digits)
}

/// The code that is meant where only one can be. A digit too many or too few, or two that changed places, is a slip of the
/// fingers; of a digit that is another one nobody can tell which was meant.
fn code(what: &str) -> Option<String> {
    let digits = digits(what)?;
    if let Some(code) = Code::find(&format!("SL{digits}")) {
        return Some(format!("did you mean `{}`?", code.id()));
    }
    let is_near = |code: &&Code| {
        let known = code.id().trim_start_matches("SL");
        let slipped = known.len() != digits.len() || is_swapped(known, &digits);
        slipped && did_you_mean(&digits, [known]).is_some()
    };
    let mut near = Code::ALL.iter().filter(is_near);
    match (near.next(), near.next()) {
        (Some(only), None) => Some(format!("did you mean `{}`?", only.id())),
        _ => None,
    }
}

/// What codes there are, where something looks like one.
fn families(what: &str) -> Option<String> {
    digits(what)?;
    let families = Code::FAMILIES
        .iter()
        .map(|(begin, about)| format!("{begin}… {about}"));
    let families: Vec<String> = families.collect();
    Some(format!("codes are {}", families.join("; ")))
}

/// Whether two digits of one stand the other way round in the other.
fn is_swapped(one: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut digits: Vec<char> = text.chars().collect();
        digits.sort_unstable();
        digits
    };
    one != other && sorted(one) == sorted(other)
}

fn failure(what: &str, help: impl Into<String>) -> Failure {
    Failure::usage(format!("there is no code and no audit `{what}`")).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_of_a_family() {
        for code in Code::ALL {
            let families = Code::FAMILIES.iter();
            let of = families.filter(|(begin, _)| code.id().starts_with(begin));
            assert_eq!(of.count(), 1, "{code}");
        }
    }
}
