//! What the reader of a script says, in words for people who do not program.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the script language's enums grow, and what is new needs nothing"
)]

use rhai::{LexError, ParseErrorType};

use crate::diagnostic::Code;

use super::limits::{FORBIDDEN, FUNCTIONS, LIST_LENGTH, TEXT_BYTES};

/// Code, message and help for a syntax error.
pub(super) fn reword(error: &ParseErrorType) -> (Code, String, String) {
    use ParseErrorType as P;
    let text = |message: String, help: &str| (Code::SCRIPT_SYNTAX, message, help.to_owned());
    match error {
        P::Reserved(name) if FORBIDDEN.contains(&name.as_str()) => forbidden(name),
        P::Reserved(name) if name == "===" || name == "!==" => {
            let plain = if name == "===" { "==" } else { "!=" };
            text(
                format!("`{name}` has one sign too many"),
                &format!("use `{plain}`"),
            )
        }
        P::Reserved(name) => text(
            format!("`{name}` means nothing here"),
            "use `&&` for and, `||` for or, `!` for not, `==` to compare; put text in quotes",
        ),
        P::BadInput(LexError::ImproperSymbol(name, _)) if FORBIDDEN.contains(&name.as_str()) => {
            forbidden(name)
        }
        P::UnexpectedEOF => text(
            "it breaks off before it is finished".to_owned(),
            "close what was opened, or finish it",
        ),
        P::BadInput(LexError::UnterminatedString) => text(
            "a quote is opened and never closed".to_owned(),
            "put a quote at the end of the text",
        ),
        P::BadInput(LexError::UnexpectedInput(sign)) => text(
            format!("`{sign}` means nothing here"),
            "take it out, or put it in quotes if it is text",
        ),
        P::BadInput(LexError::MalformedNumber(number)) => text(
            format!("`{number}` is not a number"),
            "write digits with at most one point, such as `0.25`",
        ),
        P::BadInput(LexError::MalformedChar(_)) => text(
            "single quotes hold one letter only".to_owned(),
            "put text in double quotes: `\"…\"`",
        ),
        P::BadInput(LexError::MalformedEscapeSequence(_)) => text(
            "a `\\` in a text starts something that does not exist".to_owned(),
            "write `\\\\` for a backslash",
        ),
        P::BadInput(LexError::ImproperSymbol(sign, _)) => text(
            format!("`{sign}` means nothing here"),
            "use `==` to compare, `&&` for and, `||` for or",
        ),
        P::BadInput(_) => text("this cannot be read".to_owned(), "type it again"),
        P::UnknownOperator(sign) => text(
            format!("`{sign}` means nothing here"),
            "use `==`, `!=`, `<`, `>`, `&&`, `||` or `!`",
        ),
        P::MissingToken(token, _) => match token.as_str() {
            "==" => text("one `=` does not compare".to_owned(), "use `==` to compare"),
            ")" | "]" | "}" => text(
                format!("a `{token}` is missing here"),
                "close the bracket, or put a sign such as `&&` between two conditions",
            ),
            _ => text(
                format!("a `{token}` is missing here"),
                "add it, or look for a quote or bracket that is not closed",
            ),
        },
        P::MissingSymbol(_) => text(
            "a sign is missing here".to_owned(),
            "add the sign that belongs here",
        ),
        P::MalformedIndexExpr(_) => text(
            "this cannot stand in square brackets".to_owned(),
            "put a number or a text in the brackets",
        ),
        P::ExprExpected(_) => text(
            "something is missing here".to_owned(),
            "write what belongs on both sides of the sign",
        ),
        P::PropertyExpected => text(
            "a name is missing after the point".to_owned(),
            "write the name of a part, such as `answers.L05`",
        ),
        P::VariableExpected => text("a name is missing here".to_owned(), "write the name"),
        P::ForbiddenVariable(name) => text(
            format!("`{name}` cannot be used as a name"),
            "choose another name",
        ),
        P::AssignmentToConstant(name) => text(
            format!("`{name}` was made with `const` and cannot be changed"),
            "make it with `let`, or use `==` to compare",
        ),
        P::AssignmentToInvalidLHS(_) => {
            text("one `=` does not compare".to_owned(), "use `==` to compare")
        }
        P::ExprTooDeep => text(
            "too many brackets inside each other".to_owned(),
            "split it into functions of a script file, or into several questions",
        ),
        P::TooManyFunctions => text(
            "too many functions".to_owned(),
            &format!("a script may have {FUNCTIONS}"),
        ),
        P::LiteralTooLarge(..) => text(
            "a text or list that is too large".to_owned(),
            &format!("a text may have {TEXT_BYTES} bytes, a list {LIST_LENGTH} entries"),
        ),
        P::FnDuplicatedDefinition(name, _) => text(
            format!("the function `{name}` is defined twice"),
            "keep the one that is meant",
        ),
        P::FnDuplicatedParam(name, argument) => text(
            format!("the function `{name}` has two arguments called `{argument}`"),
            "give each its own name",
        ),
        P::FnMissingName => text(
            "a function without a name".to_owned(),
            "write the name after `fn`",
        ),
        P::FnMissingParams(name) => text(
            format!("the function `{name}` has no brackets"),
            "write `()` after the name",
        ),
        P::FnMissingBody(_) => text(
            "a function without anything to do".to_owned(),
            "write what it does between `{` and `}`",
        ),
        P::WrongFnDefinition => text(
            "a function inside another, or inside an expression".to_owned(),
            "move it to the outermost level of the script file",
        ),
        P::LoopBreak => text(
            "`break` and `continue` belong inside a loop".to_owned(),
            "take it out",
        ),
        P::DuplicatedProperty(name) => text(
            format!("`{name}` is given twice"),
            "keep the one that is meant",
        ),
        P::DuplicatedVariable(name) => text(
            format!("`{name}` is given twice"),
            "keep the one that is meant",
        ),
        P::MismatchedType(..) => text(
            "another kind of value is needed here".to_owned(),
            "look at what is written here",
        ),
        _ => text(
            "this cannot be read".to_owned(),
            "look at what is written here and before it",
        ),
    }
}

/// The banned word that the reader stopped at.
pub(super) fn banned(error: &ParseErrorType) -> Option<&str> {
    match error {
        ParseErrorType::Reserved(name)
        | ParseErrorType::BadInput(LexError::ImproperSymbol(name, _)) => {
            Some(name.as_str()).filter(|name| FORBIDDEN.contains(name))
        }
        _ => None,
    }
}

/// A word that would reach what a script was not given.
pub(super) fn forbidden(name: &str) -> (Code, String, String) {
    let help = match name {
        "import" | "export" => "copy the function into this script file",
        _ => "write out what is meant",
    };
    (
        Code::SCRIPT_FORBIDDEN,
        format!("`{name}` cannot be used in a script"),
        help.to_owned(),
    )
}
