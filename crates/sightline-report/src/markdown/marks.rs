//! The marks of a report's text, `{{ value }}` and `{% block %}`, with the words in them.
//!
//! They are read here and not by the template language, which stops at the first mistake: a mark that is not finished ends with its
//! line, and what comes after it is read as ever.

use std::ops::Range;

/// The longest text between quotes; looking further for the end of each would take long where none ends.
const LONGEST_TEXT: usize = 10_000;

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `{{ … }}`
    Value,
    /// `{% … %}`
    Block,
}

impl Kind {
    pub(super) fn opens(self) -> &'static str {
        match self {
            Self::Value => "{{",
            Self::Block => "{%",
        }
    }

    pub(super) fn closes(self) -> &'static str {
        match self {
            Self::Value => "}}",
            Self::Block => "%}",
        }
    }
}

/// How a mark ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As it should.
    Closed,
    /// With the end of another mark, or half of its own.
    Other(Range<usize>),
    /// As it should, and a bracket in it was not closed.
    Bracket(Range<usize>),
    /// Not at all.
    Missing,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name, or several with dots between them: `part.title`.
    Name,
    /// A text between quotes, or a number.
    Constant,
    /// Anything else.
    Sign,
}

/// A word in a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) token: Token,
    pub(super) text: &'t str,
    pub(super) start: usize,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is(&self, text: &str) -> bool {
        self.token != Token::Constant && self.text == text
    }
}

/// A mark, and the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark<'t> {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
    pub(super) words: Vec<Word<'t>>,
    pub(super) end: End,
}

/// All of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks<'t> {
    /// In their order.
    pub(super) all: Vec<Mark<'t>>,
    /// What is printed as it stands or not at all: notes (`{# … #}`) and what is between `raw` and `endraw`.
    pub(super) asides: Vec<Range<usize>>,
    /// Where a note begins that does not end.
    pub(super) open_note: Option<usize>,
}

/// Reads the marks of a text.
pub(super) fn marks(text: &str) -> Marks<'_> {
    let mut marks = Marks::default();
    let mut at = 0;
    while let Some((start, kind)) = next(text, at) {
        let Some(kind) = kind else {
            let end = find(text, start, "#}");
            marks.open_note = marks.open_note.or(end.is_none().then_some(start));
            at = end.map_or(text.len(), |end| end + 2);
            marks.asides.push(start..at);
            continue;
        };
        let (mark, after) = mark(text, start, kind);
        at = after;
        if kind == Kind::Block && mark.words.first().is_some_and(|word| word.is("raw")) {
            at = raw_end(text, at);
            marks.asides.push(mark.at.start..at);
        } else {
            marks.all.push(mark);
        }
    }
    marks
}

/// Where the next mark or note begins.
fn next(text: &str, from: usize) -> Option<(usize, Option<Kind>)> {
    let kinds = [Some(Kind::Value), Some(Kind::Block), None];
    let places = kinds.into_iter().filter_map(|kind| {
        let opens = kind.map_or("{#", Kind::opens);
        find(text, from, opens).map(|at| (at, kind))
    });
    places.min_by_key(|(at, _)| *at)
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

/// Where what is printed as it stands ends; the text's end where it does not.
fn raw_end(text: &str, mut at: usize) -> usize {
    while let Some(start) = find(text, at, "{%") {
        let (mark, after) = mark(text, start, Kind::Block);
        if mark.words.first().is_some_and(|word| word.is("endraw")) {
            return after;
        }
        at = start + 2;
    }
    text.len()
}

/// One mark, and where to read on.
fn mark(text: &str, start: usize, kind: Kind) -> (Mark<'_>, usize) {
    let rest = |at: usize| text.get(at..).unwrap_or_default();
    let mark = |words, at, end| Mark {
        kind,
        at,
        words,
        end,
    };
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut brackets: Vec<(char, usize)> = Vec::new();
    let mut at = start + 2;
    if rest(at).starts_with(['-', '+']) {
        at += 1;
    }
    while let Some(letter) = rest(at).chars().next() {
        let here = rest(at);
        let inner = brackets.last().copied();
        // `-%}` and `+%}` end a block too.
        let trim = usize::from(here.starts_with(['-', '+']));
        let ends = |with: &str| rest(at + trim).starts_with(with);
        let in_braces = inner.is_some_and(|(bracket, _)| bracket == '{');
        if ends(kind.closes()) && !(in_braces && kind == Kind::Value) {
            let after = at + trim + 2;
            let end = inner.map_or(End::Closed, |(_, open)| End::Bracket(open..open + 1));
            return (mark(words, start..after, end), after);
        }
        let other = ["}}", "%}", "}"]
            .into_iter()
            .find(|end| here.starts_with(end));
        if let Some(other) = other.filter(|_| !in_braces) {
            let after = at + other.len();
            return (mark(words, start..after, End::Other(at..after)), after);
        }
        if ["{{", "{%", "{#"].iter().any(|mark| here.starts_with(mark)) || is_over(here, inner) {
            break;
        }
        if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        }
        match letter {
            '(' | '[' | '{' => brackets.push((letter, at)),
            ')' | ']' | '}' => drop(brackets.pop()),
            _ => {}
        }
        let word = word(text, at, inner.is_some());
        at = word.end();
        words.push(word);
    }
    // It is not finished: what follows its first line is no part of it.
    let line = find(text, start, "\n").unwrap_or(text.len());
    let stop = at.min(line);
    words.retain(|word| word.end() <= stop);
    let end = words.last().map_or(start + 2, Word::end);
    (mark(words, start..end, End::Missing), stop.max(start + 2))
}

/// Whether a mark that has not ended by here will not: an empty line comes, and no bracket is open.
fn is_over(here: &str, bracket: Option<(char, usize)>) -> bool {
    let line = here.strip_prefix('\n').and_then(|rest| rest.lines().next());
    bracket.is_none() && line.is_some_and(|line| line.trim().is_empty())
}

/// The word that begins somewhere.
fn word(text: &str, start: usize, in_brackets: bool) -> Word<'_> {
    const PAIRS: [&str; 8] = ["==", "!=", "<=", ">=", "&&", "||", "//", "**"];
    let rest = text.get(start..).unwrap_or_default();
    let first = rest.chars().next().unwrap_or(' ');
    let is_letter = |one: char| one.is_alphanumeric() || one == '_';
    let (token, len) = if first.is_ascii_digit() {
        (
            Token::Constant,
            while_is(rest, |one| is_letter(one) || one == '.'),
        )
    } else if is_letter(first) {
        let mut len = while_is(rest, is_letter);
        while let Some(part) = rest.get(len..).and_then(|rest| rest.strip_prefix('.')) {
            let more = while_is(part, is_letter);
            if more == 0 {
                break;
            }
            len += 1 + more;
        }
        (Token::Name, len)
    } else if let Some(len) = quoted(rest, first, in_brackets) {
        (Token::Constant, len)
    } else {
        let pair = PAIRS.iter().any(|pair| rest.starts_with(pair));
        (Token::Sign, if pair { 2 } else { first.len_utf8() })
    };
    Word {
        token,
        text: rest.get(..len).unwrap_or_default(),
        start,
    }
}

fn while_is(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|one| !is(one)).unwrap_or(text.len())
}

/// The length of a text between quotes. One that goes on after its line outside brackets is an apostrophe in what follows
/// an unfinished mark.
fn quoted(text: &str, quote: char, in_brackets: bool) -> Option<usize> {
    if !matches!(quote, '"' | '\'') {
        return None;
    }
    let mut is_escaped = false;
    for (at, one) in text.char_indices().take(LONGEST_TEXT).skip(1) {
        match one {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' if !in_brackets => return None,
            one if one == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
