//! What the options say.

use sightline_engine::model::{LengthOfTime, Unit};
use sightline_engine::sample::{Method, RiskRule};

use super::{By, Drawn};
use crate::exit::Failure;

/// How many are drawn, and from where.
pub(super) fn method(arguments: &Drawn) -> Result<Method, Failure> {
    agrees(arguments)?;
    let size = || {
        arguments.size.ok_or_else(|| {
            Failure::usage("nothing says how many cases to draw")
                .help("add `--size`, such as `--size 12`")
        })
    };
    if let Some((fact, each)) = arguments.quota.clone() {
        let most = arguments.size;
        return Ok(Method::Quota { fact, each, most });
    }
    let Some(fact) = arguments.strata.clone() else {
        return Ok(Method::Random { size: size()? });
    };
    if arguments.take.is_empty() {
        let size = size()?;
        return Ok(if arguments.equal {
            Method::Equal { fact, size }
        } else {
            Method::Proportional { fact, size }
        });
    }
    let mut numbers = std::collections::BTreeMap::new();
    for (value, n) in &arguments.take {
        if numbers.insert(value.clone(), *n).is_some() {
            let message = format!("`--take` names `{value}` twice");
            return Err(Failure::usage(message).help("name each value once"));
        }
    }
    let sum: usize = numbers.values().sum();
    match arguments.size {
        Some(size) if size != sum => {
            let message = format!("`--size` asks for {size} cases, and `--take` for {sum}");
            Err(Failure::usage(message).help("leave `--size` out, or make them agree"))
        }
        _ => Ok(Method::Given { fact, numbers }),
    }
}

/// Whether `--by` says the same as the other options.
fn agrees(arguments: &Drawn) -> Result<(), Failure> {
    let given = [
        (
            By::Stratified,
            "stratified",
            "--strata",
            arguments.strata.is_some(),
        ),
        (By::Quota, "quota", "--quota", arguments.quota.is_some()),
        (By::Themed, "themed", "--theme", arguments.theme.is_some()),
        (By::Risk, "risk", "--risk", !arguments.risk.is_empty()),
    ];
    let Some(by) = arguments.by else {
        return Ok(());
    };
    for (method, name, option, is_given) in given {
        if by == method && !is_given {
            return Err(Failure::usage(format!("`--by {name}` needs `{option}`"))
                .help(format!("add `{option}`, or leave `--by` out")));
        }
        if by == By::Random && is_given {
            return Err(
                Failure::usage(format!("`--by random` does not go with `{option}`"))
                    .help("leave one of them out"),
            );
        }
    }
    Ok(())
}

/// At least one.
pub(super) fn number(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|n| *n > 0);
    number.ok_or_else(|| "write a whole number from 1 on".to_owned())
}

/// `team=2`.
pub(super) fn pair(text: &str) -> Result<(String, usize), String> {
    let pair = text.rsplit_once('=').and_then(|(name, n)| {
        let (name, n) = (name.trim(), n.trim().parse().ok()?);
        (!name.is_empty()).then(|| (name.to_owned(), n))
    });
    pair.ok_or_else(|| "write a name, `=` and a whole number, such as worker=2".to_owned())
}

/// `record.previous_plans >= 1=3`: the last `=` that compares nothing.
pub(super) fn risk(text: &str) -> Result<RiskRule, String> {
    let rule = text.rsplit_once('=').and_then(|(when, points)| {
        let points = points.trim().parse().ok().filter(|points| *points > 0)?;
        let compares = when.ends_with(['=', '<', '>', '!']);
        (!compares && !when.trim().is_empty()).then(|| RiskRule {
            when: when.trim().to_owned(),
            points,
        })
    });
    rule.ok_or_else(|| {
        "write a condition, `=` and its points, such as 'record.previous_plans >= 1=3'".to_owned()
    })
}

/// Something that can be written down and typed again.
pub(super) fn seed(text: &str) -> Result<String, String> {
    let fits = !text.trim().is_empty() && text.trim() == text && !text.contains(char::is_control);
    fits.then(|| text.to_owned())
        .ok_or_else(|| "write a number or a few words, without spaces around them".to_owned())
}

/// A time that can be counted back.
pub(super) fn length(text: &str) -> Result<LengthOfTime, String> {
    let length = text.parse::<LengthOfTime>().ok();
    length
        .filter(|length| length.unit != Unit::WorkingDays)
        .ok_or_else(|| "write days, weeks, months or years, such as \"12 months\"".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_after_the_last_sign_that_compares_nothing() {
        let rule = |text| risk(text).ok().map(|rule| (rule.when, rule.points));
        let is = |when: &str, points| Some((when.to_owned(), points));
        assert_eq!(rule("record.n >= 2=3"), is("record.n >= 2", 3));
        assert_eq!(
            rule("record.x == \"a=b\" = 1"),
            is("record.x == \"a=b\"", 1)
        );
        for wrong in [
            "record.n >= 2",
            "record.n == 2",
            "record.n != 2",
            "=2",
            "true=0",
            "true=-1",
            "true",
        ] {
            assert_eq!(rule(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_name_may_hold_the_sign_that_its_number_stands_after() {
        assert_eq!(pair("North = West=2"), Ok(("North = West".to_owned(), 2)));
        assert!(pair("worker").is_err() && pair("=2").is_err() && pair("worker=two").is_err());
    }

    #[test]
    fn a_seed_can_be_typed_again_and_a_time_counted_back() {
        assert!(seed(&crate::clock::stamp()).is_ok());
        assert!(seed("2025-Q3").is_ok() && seed("-7").is_ok() && seed("a b").is_ok());
        assert!(seed(" a").is_err() && seed("").is_err() && seed("a\nb").is_err());
        assert!(length("12 months").is_ok() && length("20 working days").is_err());
    }
}
