//! `due` and `on_time`.

use std::sync::Arc;

use super::build::*;
use crate::model::Timescales;
use crate::script::{Facts, Place, ScriptValue};
use crate::source::SourceFile;
use crate::validate::load_shared;

const RULES: &str = "
timescales:
  icpc: {title: T, also_called: [conference], from: F, limit: 15 working days, standing: guidance, source: S, verified: no}
  later-review: {title: T, from: F, limit: 6 months, standing: law, source: S, verified: no}
";

fn rules() -> Arc<Timescales> {
    let file = SourceFile::new("_shared/timescales.yaml", RULES);
    let (shared, found) = load_shared(&[file]);
    assert!(found.is_empty(), "{found}");
    Arc::clone(shared.timescales())
}

fn built(text: &str) -> Built {
    let mut built = template().limit(text);
    built.template.timescales = rules();
    built
}

/// What an expression comes to on 30 September 2025.
#[track_caller]
fn come_to(text: &str) -> Result<ScriptValue, String> {
    let built = built(text);
    let facts: Arc<Facts> = Arc::new(blank(&built.template));
    let value = built.ready().value(Place::Limit(0), &facts);
    value.map_err(|error| error.to_string())
}

#[track_caller]
fn holds(text: &str) {
    assert_eq!(come_to(text), Ok(ScriptValue::Bool(true)), "{text}");
}

#[test]
fn something_is_due_so_long_after_its_start() {
    holds("due(\"icpc\", date(\"2025-04-07\")) == \"2025-04-30\"");
    holds("due(\"conference\", \"2025-04-07\") == date(\"2025-04-30\")");
    holds("due(\"later-review\", [date(\"2025-03-17\"), date(\"2025-03-03\")]) == \"2025-09-03\"");
}

#[test]
fn on_time_has_three_outcomes_and_not_yet() {
    holds("on_time(\"icpc\", \"2025-04-07\", \"2025-04-30\").is(\"on-time\")");
    holds("on_time(\"icpc\", \"2025-04-07\", \"2025-05-01\").is(\"late\")");
    holds("on_time(\"icpc\", \"2025-04-07\", \"2025-05-01\").late_by == 1");
    holds("on_time(\"icpc\", \"2025-04-07\", \"2025-05-01\").due == date(\"2025-04-30\")");
    holds("on_time(\"icpc\", \"2025-04-07\", ()).is(\"overdue\")");
    holds("on_time(\"icpc\", \"2025-09-09\", ()).is(\"not-yet-due\")");
    holds(
        "on_time(\"icpc\", \"2025-09-08\", ()).is(\"overdue\") && on_time(\"icpc\", \"2025-09-08\", ()).late_by == 1",
    );
    holds("on_time(\"icpc\", \"2025-09-09\", ()).late_by == 0");
    holds("on_time(\"icpc\", \"2025-04-07\", \"2025-05-01\") == \"late\"");
    holds("on_time(\"icpc\", \"2025-04-07\", \"2025-05-01\") != \"on-time\"");
    // Held in two parts, the last of them after the day.
    holds(
        "on_time(\"later-review\", \"2025-01-10\", [date(\"2025-07-08\"), date(\"2025-07-14\")]).late_by == 4",
    );
    assert_eq!(
        come_to("on_time(\"icpc\", \"2025-04-07\", \"2025-05-01\")"),
        Ok(ScriptValue::Text("late".into()))
    );
}

#[test]
fn a_missing_start_is_an_error_and_not_an_outcome() {
    let error = come_to("on_time(\"icpc\", record.in_care_since, today).is(\"late\")").unwrap_err();
    assert!(
        error.contains("SL502") && error.contains("a date is missing"),
        "{error}"
    );
    let error = come_to("due(\"later-review\", [])").unwrap_err();
    assert!(error.contains("a date is missing"), "{error}");
}

#[test]
fn e04_an_answer_beyond_the_calendar_is_an_error_that_says_so() {
    // The calendar of these tests ends with 2025.
    let error = come_to("due(\"icpc\", date(\"2025-12-20\"))").unwrap_err();
    assert!(
        error.contains("SL504")
            && error.contains("2024 to 2025")
            && error.contains("calendar.yaml"),
        "{error}"
    );
    let error = come_to("on_time(\"icpc\", date(\"2025-12-20\"), ()).is(\"late\")").unwrap_err();
    assert!(error.contains("SL504"), "{error}");
    // A name may be chosen, where all that can be are written out.
    holds(
        "due(if today > today { \"icpc\" } else if today == today { \"later-review\" } else { \"icpc\" }, date(\"2025-01-31\")) == \"2025-07-31\"",
    );
    // Months need no bank holidays.
    holds("due(\"later-review\", date(\"2030-01-31\")) == \"2030-07-31\"");
}

#[test]
fn a_timescale_that_is_not_there_is_named_before_anything_runs() {
    let said = |text: &str| {
        let found = built(text).mistakes();
        let one = &found[0];
        format!(
            "{} {} ({})",
            one.code,
            one.message,
            one.help.as_deref().unwrap_or_default()
        )
    };
    assert_eq!(
        said("due(\"icpcs\", today) > today"),
        "SL230 there is no timescale `icpcs` (did you mean `icpc`?)"
    );
    assert_eq!(
        said("due(answers.T1, today) > today"),
        "SL230 `due` takes a timescale that is written out (write its name in quotes, such as `due(\"icpc\", …)`, or choose between \
         names that are: `due(if … { \"first-rcpc\" } else { \"later-rcpc\" }, …)`)"
    );
    // Of names to choose between every one is looked at.
    assert_eq!(
        said("due(if today > today { \"icpc\" } else { \"icpcs\" }, today) > today"),
        "SL230 there is no timescale `icpcs` (did you mean `icpc`?)"
    );
    assert_eq!(
        said("on_time(\"icpc\", today, ()).is(\"overdu\")"),
        "SL205 nothing ever comes out as `overdu` by the clock (did you mean `overdue`?)"
    );
    assert_eq!(
        said("on_time(\"icpc\", today, ()) == \"overdu\""),
        "SL205 nothing ever comes out as `overdu` by the clock (did you mean `overdue`?)"
    );
    assert_eq!(
        said("grade(\"recording\").is(\"late\")"),
        "SL204 the scale `four` has no grade `late` (use one of `outstanding`, `good`, `requires-improvement` or `inadequate`)"
    );
    assert_eq!(
        said("due(\"icpc\") > today"),
        "SL305 `due` takes 2 arguments, and 1 is given (write `due(\"icpc\", from)`)"
    );
}
