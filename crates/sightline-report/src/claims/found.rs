//! What a check comes to, claim by claim.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use sightline_engine::{Code, Diagnostic, SourceFile, Span};

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A percentage and the counts beside it.
    Share,
    /// A total and its parts.
    Sum,
    /// A change from one figure to another.
    Change,
    /// A figure, its target and a colour.
    Rag,
    /// A figure that the data have too.
    Data,
    /// Dates, order and references of the report as a whole.
    Document,
}

/// Whether a claim holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The figures agree with each other, and with the data where they are given.
    Holds,
    /// They do not, and this is why.
    Fails(String),
    /// The report does not say enough, and this is what is missing.
    NotJudged(String),
}

/// A claim that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What it is about.
    pub topic: Topic,
    /// Where it stands.
    pub at: Span,
    /// As it was written, in one line.
    pub claim: String,
    /// What the figures come to, where that can be worked out.
    pub computed: Option<String>,
    /// Whether it holds.
    pub verdict: Verdict,
    /// How to put it right.
    pub help: Option<String>,
    /// Where it stands in a document whose lines have no numbers: `table 2, row 3, column 4`.
    pub place: Option<String>,
}

impl Checked {
    /// Whether the claim does not hold.
    #[must_use]
    pub fn fails(&self) -> bool {
        matches!(self.verdict, Verdict::Fails(_))
    }

    /// What is wrong, or why it could not be judged; nothing where it holds.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        match &self.verdict {
            Verdict::Holds => None,
            Verdict::Fails(problem) => Some(problem.clone()),
            Verdict::NotJudged(why) => Some(format!("not judged: {why}")),
        }
    }

    /// The same as a diagnostic: an error where it fails, a warning where it could not be judged, nothing where it holds.
    #[must_use]
    pub fn diagnostic(&self) -> Option<Diagnostic> {
        let at = lines(&self.at);
        let place = self.place.as_ref().map(|place| format!(" ({place})"));
        let place = place.unwrap_or_default();
        let told = match &self.verdict {
            Verdict::Holds => return None,
            Verdict::Fails(problem) => {
                Diagnostic::error(self.code(), &at, format!("{problem}{place}"))
            }
            Verdict::NotJudged(why) => {
                let told = format!("not judged: {why}{place}");
                Diagnostic::warning(Code::CLAIM_NOT_JUDGED, &at, told)
            }
        };
        let told = told.label(self.computed.clone().unwrap_or_default());
        Some(match &self.help {
            Some(help) => told.help(help),
            None => told,
        })
    }

    fn code(&self) -> Code {
        match self.topic {
            Topic::Share => Code::CLAIM_SHARE,
            Topic::Sum => Code::CLAIM_SUM,
            Topic::Change => Code::CLAIM_CHANGE,
            Topic::Rag => Code::CLAIM_RAG,
            Topic::Data => Code::CLAIM_DATA,
            Topic::Document => Code::CLAIM_DOCUMENT,
        }
    }
}

/// As programs read it: `line`, `column`, `claim`, `computed`, `problem`.
impl Serialize for Checked {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (line, column) = self.at.line_column();
        let mut object = to.serialize_struct("Checked", 5)?;
        object.serialize_field("line", &line)?;
        object.serialize_field("column", &column)?;
        object.serialize_field("claim", &self.claim)?;
        object.serialize_field("computed", &self.computed)?;
        object.serialize_field("problem", &self.problem())?;
        object.end()
    }
}

/// The same place in its own lines alone, so that showing it does not take the whole report.
fn lines(at: &Span) -> Span {
    let (file, range) = (at.file(), at.range());
    let text = file.text();
    let start = text
        .get(..range.start)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = text
        .get(range.end..)
        .and_then(|after| after.find('\n'))
        .map_or(text.len(), |at| range.end + at);
    let (line, _) = file.line_column(start);
    let own = SourceFile::line(file.path(), line, text.get(start..end).unwrap_or_default());
    Span::new(&own, range.start - start, range.end - start)
}

/// Collects what is found in one report.
pub(super) struct Found<'a> {
    source: &'a Arc<SourceFile>,
    text: &'a str,
    all: Vec<Checked>,
    /// Where figures start that some rule has judged.
    judged: BTreeSet<usize>,
    /// Figures that no rule may have judged, with the number of their paragraph.
    open: Vec<(usize, Checked)>,
    paragraph: usize,
}

impl<'a> Found<'a> {
    pub(super) fn new(source: &'a Arc<SourceFile>, text: &'a str) -> Self {
        Self {
            source,
            text,
            all: Vec::new(),
            judged: BTreeSet::new(),
            open: Vec::new(),
            paragraph: 0,
        }
    }

    /// Adds a claim that holds or fails by `problem`.
    pub(super) fn judge(
        &mut self,
        topic: Topic,
        at: Range<usize>,
        computed: impl Into<String>,
        problem: Option<(String, String)>,
    ) {
        let (verdict, help) = match problem {
            None => (Verdict::Holds, None),
            Some((problem, help)) => (
                Verdict::Fails(problem),
                Some(help).filter(|help| !help.is_empty()),
            ),
        };
        let one = Checked {
            help,
            ..self.checked(topic, at, Some(computed.into()), verdict)
        };
        self.all.push(one);
    }

    /// Adds a claim that cannot be judged.
    pub(super) fn not_judged(&mut self, topic: Topic, at: Range<usize>, why: &str) {
        let one = self.checked(topic, at, None, Verdict::NotJudged(why.to_owned()));
        self.all.push(one);
    }

    /// Adds a figure that is to be named only if no rule can judge it.
    pub(super) fn unless_judged(&mut self, at: Range<usize>, why: &str) {
        let one = self.checked(Topic::Share, at, None, Verdict::NotJudged(why.to_owned()));
        self.open.push((self.paragraph, one));
    }

    /// Begins another paragraph: of what no rule can judge, each is named once.
    pub(super) fn begin(&mut self) {
        self.paragraph += 1;
    }

    /// Remembers that the figure which starts here has been judged.
    pub(super) fn mark(&mut self, start: usize) {
        self.judged.insert(start);
    }

    fn checked(
        &self,
        topic: Topic,
        mut at: Range<usize>,
        computed: Option<String>,
        verdict: Verdict,
    ) -> Checked {
        // A claim that opens a bracket is shown with the other one.
        let own = self.text.get(at.clone()).unwrap_or_default();
        let opens = own.matches('(').count() > own.matches(')').count();
        if opens
            && self
                .text
                .get(at.end..)
                .is_some_and(|rest| rest.starts_with(')'))
        {
            at.end += 1;
        }
        let text = self.text.get(at.clone()).unwrap_or_default();
        let claim = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Checked {
            topic,
            at: Span::new(self.source, at.start, at.end),
            claim,
            computed,
            verdict,
            help: None,
            place: None,
        }
    }

    /// Everything, in the order of the report; the same claim is named once.
    pub(super) fn sorted(self) -> Vec<Checked> {
        let mut all = self.all;
        let judged = self.judged;
        let mut open = self.open;
        open.retain(|(_, one)| !judged.contains(&one.at.range().start));
        open.dedup_by_key(|(paragraph, _)| *paragraph);
        all.extend(open.into_iter().map(|(_, one)| one));
        all.sort_by(|a, b| {
            (a.at.range().start, a.at.range().end, a.topic).cmp(&(
                b.at.range().start,
                b.at.range().end,
                b.topic,
            ))
        });
        all.dedup();
        all
    }
}
