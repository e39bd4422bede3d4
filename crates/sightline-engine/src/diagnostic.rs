//! What is wrong, where, and what to do about it.

mod code;

use std::collections::BTreeSet;
use std::fmt;

pub use code::Code;

use crate::source::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// What was read cannot be used until this is put right.
    Error,
    /// It can be used, and somebody should look.
    Warning,
}

impl Severity {
    /// The word a reader sees.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One mistake: plain data, rendered elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code, which `sightline explain` knows.
    pub code: Code,
    /// Whether it stops the work.
    pub severity: Severity,
    /// One sentence: what was found and what was expected.
    pub message: String,
    /// Where it is.
    pub at: Span,
    /// The words beside the caret.
    pub label: String,
    /// Other places that belong to it.
    pub related: Vec<(Span, String)>,
    /// What to do, as an instruction.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(code: Code, at: &Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            at: at.clone(),
            label: String::new(),
            related: Vec::new(),
            help: None,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(code: Code, at: &Span, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, at, message)
        }
    }

    /// Adds the words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds another place and what it has to do with this.
    #[must_use]
    pub fn related(mut self, at: &Span, text: impl Into<String>) -> Self {
        self.related.push((at.clone(), text.into()));
        self
    }

    /// Adds an instruction.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    /// One line: place, severity, code, message and help.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = self.severity.word();
        write!(
            f,
            "{}: {severity}[{}]: {}",
            self.at,
            self.code.id(),
            self.message
        )?;
        match &self.help {
            Some(help) => write!(f, " (help: {help})"),
            None => Ok(()),
        }
    }
}

/// Every mistake of one run.
///
/// Loading never stops at the first mistake, so that an author puts ten things right in one round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another run.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether anything here stops the work.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|one| one.severity == Severity::Error)
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// In the order they were found; see [`Diagnostics::sorted`].
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// In file order, each said once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| {
            (&a.at, a.code.id(), &a.message).cmp(&(&b.at, b.code.id(), &b.message))
        });
        let mut seen = BTreeSet::new();
        self.0
            .retain(|one| seen.insert((one.at.clone(), one.code.id(), one.message.clone())));
        self
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(one: Diagnostic) -> Self {
        Self(vec![one])
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, one) in self.0.iter().enumerate() {
            if n > 0 {
                writeln!(f)?;
            }
            write!(f, "{one}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// The candidate most like what was typed, if it is like enough to be meant.
#[must_use]
pub fn did_you_mean<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    // Nothing is like a text of this length, and comparing it would take long.
    if typed.len() > 200 {
        return None;
    }
    let most = if typed.chars().count() < 5 {
        1
    } else {
        (typed.chars().count() / 3).max(2)
    };
    candidates
        .into_iter()
        .map(|one| {
            (
                strsim::damerau_levenshtein(&typed.to_lowercase(), &one.to_lowercase()),
                one,
            )
        })
        // A word of which every letter is another is not like it.
        .filter(|(distance, _)| *distance <= most && *distance < typed.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, one)| one)
}

/// The `help` for an unknown name: the nearest one, or all of them where they are few.
#[must_use]
pub fn suggest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    // Each once, in the order given: a list may itself hold the mistake of naming one twice.
    let mut seen = BTreeSet::new();
    let candidates: Vec<&str> = candidates
        .into_iter()
        .filter(|one| seen.insert(*one))
        .collect();
    if let Some(near) = did_you_mean(typed, candidates.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let listed: Vec<String> = candidates.iter().map(|one| format!("`{one}`")).collect();
    match listed.as_slice() {
        [] => None,
        [only] => Some(format!("use {only}")),
        few @ [.., last] if few.len() <= 8 => {
            let most = few.get(..few.len() - 1).unwrap_or_default().join(", ");
            Some(format!("use one of {most} or {last}"))
        }
        _ => None,
    }
}
