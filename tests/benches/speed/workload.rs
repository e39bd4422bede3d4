//! The workload: 30 questions in 6 sections, as in the published measurements of rival engines.

use std::fmt::Write as _;
use std::sync::Arc;

use sightline_engine::{Catalog, CompiledTemplate, SourceFile};

/// Sections of the workload.
pub const SECTIONS: usize = 6;
/// Questions in each.
pub const EACH: usize = 5;
/// All questions.
pub const QUESTIONS: usize = SECTIONS * EACH;
/// Themes; question `n` has theme `n % THEMES` and, every third, one more.
pub const THEMES: usize = 20;

/// The last question of each section is `yes-partly-no`, but in the last section, which has a grade there too.
pub fn is_yes_partly_no(question: usize) -> bool {
    question % EACH == EACH - 1 && question / EACH < SECTIONS - 1
}

pub fn weight(question: usize) -> u32 {
    1 + u32::try_from(question % 3).unwrap()
}

/// One critical question a section, but for the last.
pub fn is_critical(question: usize) -> bool {
    question.is_multiple_of(EACH) && question / EACH < SECTIONS - 1
}

pub fn themes(question: usize) -> Vec<usize> {
    let mut themes = vec![question % THEMES];
    if question.is_multiple_of(3) {
        themes.push((question + 7) % THEMES);
    }
    themes
}

/// How the workload decides that two inadequate sections are too many.
#[derive(Clone, Copy, PartialEq)]
pub enum Decided {
    /// By a declared limit.
    Declared,
    /// By a hook that hands the mean of the scores back unread.
    ByHook,
    /// By a hook that looks at every score.
    ByLooking,
}

/// The workload as a template.
pub fn template(decided: Decided) -> Arc<CompiledTemplate> {
    let text = yaml(decided != Decided::Declared);
    let script = match decided {
        Decided::ByLooking => include_str!("workload_looked.rhai"),
        Decided::Declared | Decided::ByHook => include_str!("workload.rhai"),
    };
    let script = SourceFile::new("scripts/workload.rhai", script);
    let (catalog, diagnostics) =
        Catalog::load(&[SourceFile::new("workload/template.yaml", text), script]);
    assert!(!diagnostics.has_errors(), "{diagnostics}");
    Arc::clone(catalog.template("workload").unwrap())
}

/// The workload's template as text.
pub fn yaml(hook: bool) -> String {
    let mut out = String::from(
        "template: workload\nversion: 1.0.0\ntitle: Workload\nsubject: child\ngrade_scale: four\nscales:\n  four:\n    title: Four grades\n    \
         good_enough: good\n    strength: outstanding\n    grades:\n      - {id: outstanding, label: Outstanding, letter: O, value: 4}\n      \
         - {id: good, label: Good, letter: G, value: 3}\n      - {id: requires-improvement, label: Requires improvement, letter: RI, value: 2}\n      \
         - {id: inadequate, label: Inadequate, letter: I, value: 1}\nthemes:\n",
    );
    for theme in 0..THEMES {
        writeln!(out, "  - {{id: theme-{theme}, title: Theme {theme}}}").unwrap();
    }
    out.push_str("sections:\n");
    for section in 0..SECTIONS {
        writeln!(
            out,
            "  - id: s{section}\n    title: Section {section}\n    questions:"
        )
        .unwrap();
        for question in section * EACH..(section + 1) * EACH {
            let kind = if is_yes_partly_no(question) {
                "yes-partly-no"
            } else {
                "grade"
            };
            let themes: Vec<String> = themes(question)
                .iter()
                .map(|theme| format!("theme-{theme}"))
                .collect();
            writeln!(
                out,
                "      - {{id: Q{question:02}, ask: Question {question}, type: {kind}, weight: {}, critical: {}, themes: [{}]}}",
                weight(question),
                is_critical(question),
                themes.join(", ")
            )
            .unwrap();
        }
    }
    let critical: Vec<String> = (0..QUESTIONS)
        .filter(|question| is_critical(*question))
        .map(|question| format!("answers.Q{question:02} == \"inadequate\""))
        .collect();
    writeln!(out, "limits:\n  - id: CRITICAL\n    when: {}\n    cap: requires-improvement\n    because: A critical question is inadequate", critical.join(" || ")).unwrap();
    if !hook {
        let mut pairs = Vec::new();
        for a in 0..SECTIONS {
            for b in a + 1..SECTIONS {
                pairs.push(format!(
                    "grade(\"s{a}\").is(\"inadequate\") && grade(\"s{b}\").is(\"inadequate\")"
                ));
            }
        }
        writeln!(out, "  - id: TWO\n    when: {}\n    cap: inadequate\n    because: Two sections are inadequate", pairs.join(" || ")).unwrap();
    }
    let overall = if hook {
        "script\n  script: workload.rhai"
    } else {
        "weighted-mean"
    };
    writeln!(
        out,
        "scoring:\n  section: weighted-mean\n  overall: {overall}\n  of: scores\n  bands: {{outstanding: 3.5, good: 2.5, requires-improvement: 1.5, inadequate: 1}}\n  minimum_completeness: 50%"
    )
    .unwrap();
    out
}

/// A small generator, so that every run measures the same answers.
#[derive(Clone, Debug)]
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) % below
    }

    /// A code as a person would give it: mostly answers, a few not applicable, fewer without evidence or blank.
    pub fn code(&mut self, options: u8) -> u8 {
        match self.next(100) {
            0 => 0,
            1..=5 => 1,
            6..=7 => 2,
            n => {
                // Leaning to the better half, as audits do.
                let at = self.next(u64::from(options) * 2) / if n < 60 { 3 } else { 2 };
                4 + u8::try_from(at).unwrap().min(options - 1)
            }
        }
    }
}

/// A code for one question of the workload.
pub fn code_of(draw: &mut Draw, question: usize) -> u8 {
    draw.code(if is_yes_partly_no(question) { 3 } else { 4 })
}

/// `n` audits' codes for the workload.
pub fn answers(n: usize, seed: u64) -> Vec<[u8; QUESTIONS]> {
    let mut draw = Draw::new(seed);
    (0..n)
        .map(|_| std::array::from_fn(|question| code_of(&mut draw, question)))
        .collect()
}
