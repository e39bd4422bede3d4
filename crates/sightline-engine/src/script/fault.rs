//! What goes wrong while a script runs.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use rhai::{Dynamic, EvalAltResult, Position};

use crate::calendar::BeyondCalendar;
use crate::diagnostic::Code;

/// An error of one of our own functions.
///
/// Its words are ours. Whatever a script throws itself may hold an answer, so only a `Fault` is ever shown.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

pub(super) type Faulty<T> = Result<T, Box<EvalAltResult>>;

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            code: Code::SCRIPT_FAILED,
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn result(message: impl Into<String>) -> Self {
        Self {
            code: Code::SCRIPT_RESULT,
            ..Self::new(message)
        }
    }

    pub(super) fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

impl From<Fault> for Box<EvalAltResult> {
    fn from(fault: Fault) -> Self {
        EvalAltResult::ErrorRuntime(Dynamic::from(fault), Position::NONE).into()
    }
}

impl From<BeyondCalendar> for Fault {
    fn from(beyond: BeyondCalendar) -> Self {
        // The date is worked out from a fact, which must not be shown; its year is enough to act on.
        let (first, last) = beyond.known;
        Self {
            code: Code::CALENDAR_ENDS,
            message: format!(
                "working days are needed outside the calendar of bank holidays, which covers {first} to {last}"
            ),
            help: Some("add the missing years to `_shared/calendar.yaml`".to_owned()),
        }
    }
}

/// What went wrong, in our words, and where.
pub(super) struct Failure {
    pub(super) fault: Fault,
    pub(super) at: Position,
    /// The script stopped itself with `throw`.
    pub(super) thrown: bool,
}

/// Puts an error of the script engine in words that hold nothing but what the author wrote.
pub(super) fn failure(error: EvalAltResult) -> Failure {
    let mut at = error.position();
    let mut error = error;
    while let EvalAltResult::ErrorInFunctionCall(_, _, inner, _) = error {
        error = *inner;
        if !error.position().is_none() {
            at = error.position();
        }
    }
    let mut thrown = false;
    let fault = match error {
        EvalAltResult::ErrorRuntime(value, _) => match value.try_cast::<Fault>() {
            Some(fault) => fault,
            None => {
                thrown = true;
                Fault::new("the script stopped itself with `throw`")
            }
        },
        other => reworded(&other),
    };
    Failure { fault, at, thrown }
}

fn reworded(error: &EvalAltResult) -> Fault {
    use EvalAltResult as E;
    let (message, help) = match error {
        E::ErrorTooManyOperations(_) | E::ErrorTerminated(..) => {
            let long = Fault::new("the script ran too long and was stopped");
            return Fault {
                code: Code::RAN_TOO_LONG,
                ..long
            }
            .help(Some(
                "look for a loop that does not end, or that does too much".to_owned(),
            ));
        }
        E::ErrorStackOverflow(_) => (
            "too many nested calls",
            "look for a function that calls itself without end",
        ),
        E::ErrorDataTooLarge(..) => (
            "a text or list grew too large",
            "a text may have 4 KiB, a list or map 256 entries",
        ),
        E::ErrorTooManyVariables(_) => ("too many variables", "a function may have 64 variables"),
        E::ErrorArithmetic(text, _) if text.contains("ivision") || text.contains("odulo") => (
            "a number is divided by zero",
            "check that the divisor is not zero first",
        ),
        E::ErrorArithmetic(..) => (
            "a number grew too large to work with",
            "use smaller numbers",
        ),
        E::ErrorFunctionNotFound(..) => (
            "this cannot be done with these kinds of values",
            "a missing fact or answer is `()`: check for it first, with `!= ()` or `answered(…)`",
        ),
        E::ErrorDotExpr(..) | E::ErrorPropertyNotFound(..) => (
            "the value has no such part",
            "a missing fact or answer is `()`, which has no parts: check for it first, with `!= ()`",
        ),
        E::ErrorIndexNotFound(..) | E::ErrorArrayBounds(..) | E::ErrorStringBounds(..) => (
            "there is no entry at this place of the list",
            "the first entry is number 0; check `len()` first",
        ),
        E::ErrorIndexingType(..) => (
            "this value has no entries",
            "only lists and maps have entries",
        ),
        E::ErrorFor(_) => (
            "there is nothing to go through here",
            "`for` goes through a list",
        ),
        E::ErrorMismatchDataType(..) | E::ErrorMismatchOutputType(..) => (
            "another kind of value is needed here",
            "a condition must come to true or false, such as `answers.X == \"yes\"`",
        ),
        E::ErrorAssignmentToConstant(..) | E::ErrorNonPureMethodCallOnConstant(..) => (
            "this cannot be changed",
            "`answers`, `record` and the rest can only be read",
        ),
        E::ErrorDataRace(..) => (
            "a list is changed or looked at while something goes through it",
            "copy it into a second variable first",
        ),
        E::ErrorVariableNotFound(..) => (
            "a name that scripts do not have",
            "define it first, with `let`",
        ),
        _ => ("the script cannot go on", "look at what is written here"),
    };
    Fault::new(message).help(Some(help.to_owned()))
}
