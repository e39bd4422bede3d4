use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Alerts, Asked, Exempted, Learning, Planned, Programme, Told, Voice};
use crate::calendar::Quarter;
use crate::catalog::Catalog;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, suggest};
use crate::load::{Block, read};
use crate::shape::{PROGRAMME, scalar};
use crate::source::{SourceFile, Span};

/// Reads a programme; what is wrong in it is left out and reported. Templates and questions are looked up in the catalog.
///
/// ```
/// use sightline_engine::{Catalog, SourceFile, load_programme};
///
/// let text = "quarters:\n  2025-26-Q2:\n    voice: [{said: They listened to me., who: a young person}]\n";
/// let (programme, found) = load_programme(&SourceFile::new("programme.yaml", text), &Catalog::load(&[]).0);
/// assert!(found.is_empty());
/// assert_eq!(programme.quarters.len(), 1);
/// ```
#[must_use]
pub fn load_programme(file: &Arc<SourceFile>, catalog: &Catalog) -> (Programme, Diagnostics) {
    let (root, _, found) = read(file, &PROGRAMME);
    let mut reader = Reader {
        catalog,
        wrong: Diagnostics::new(),
    };
    for one in found.into_iter().filter(|one| one.code != Code::EMPTY) {
        reader.wrong.push(one);
    }
    let programme = root
        .as_ref()
        .and_then(Block::of)
        .map(|block| reader.programme(&block));
    (programme.unwrap_or_default(), reader.wrong.sorted())
}

struct Reader<'c> {
    catalog: &'c Catalog,
    wrong: Diagnostics,
}

impl Reader<'_> {
    fn programme(&mut self, block: &Block<'_>) -> Programme {
        let mut quarters = BTreeMap::new();
        for (name, node) in block.named("quarters") {
            let Some(told) = Block::of(node).map(|block| self.told(&block)) else {
                continue;
            };
            match name.value.parse::<Quarter>() {
                Ok(quarter) => {
                    quarters.insert(quarter, told);
                }
                Err(()) => self.wrong.push(
                    Diagnostic::error(
                        Code::WRONG_TYPE,
                        &name.at,
                        format!("`{}` is not a quarter", name.value),
                    )
                    .help("write the financial year and the quarter, such as `2025-26-Q2`"),
                ),
            }
        }
        Programme {
            quarters,
            asked: block
                .blocks("asked")
                .iter()
                .filter_map(|block| self.asked(block))
                .collect(),
            learning: block
                .blocks("learning")
                .iter()
                .filter_map(|block| self.learning(block))
                .collect(),
        }
    }

    fn told(&mut self, block: &Block<'_>) -> Told {
        let number = |block: &Block<'_>, key: &str| {
            block.read(key, scalar::count).map(|n| u64::from(n.value))
        };
        Told {
            planned: block
                .blocks("planned")
                .iter()
                .filter_map(|block| {
                    Some(Planned {
                        template: self.template(block)?,
                        team: block.words("team"),
                        audits: number(block, "audits")?,
                        allocated: number(block, "allocated"),
                        late: number(block, "late"),
                        cancelled: number(block, "cancelled").unwrap_or(0),
                    })
                })
                .collect(),
            exempted: block
                .blocks("exempted")
                .iter()
                .filter_map(|block| {
                    Some(Exempted {
                        template: self.template(block)?,
                        team: block.words("team"),
                        audits: number(block, "audits")?,
                        by: block.words("by")?,
                        because: block.words("because")?,
                    })
                })
                .collect(),
            late_reviews: block
                .blocks("late_reviews")
                .iter()
                .filter_map(|block| Some((block.words("because")?, number(block, "reviews")?)))
                .collect(),
            alerts: block
                .blocks("alerts")
                .iter()
                .filter_map(|block| {
                    Some(Alerts {
                        concern: block.words("concern")?,
                        formal: block.words("stage")? == "formal",
                        opened: number(block, "opened")?,
                        resolved: number(block, "resolved").unwrap_or(0),
                        overdue: number(block, "over_20_working_days").unwrap_or(0),
                    })
                })
                .collect(),
            voice: block
                .blocks("voice")
                .iter()
                .filter_map(|block| {
                    let said = block.text("said")?;
                    Some(Voice {
                        said: said.value,
                        at: said.at,
                        who: block.words("who")?,
                        theme: block.id("theme").map(|theme| theme.value),
                        did: block.words("did"),
                    })
                })
                .collect(),
        }
    }

    fn asked(&mut self, block: &Block<'_>) -> Option<Asked> {
        let (template, question, answers) = self.question(block)?;
        Some(Asked {
            what: block.words("what")?,
            template,
            question,
            answers,
        })
    }

    fn learning(&mut self, block: &Block<'_>) -> Option<Learning> {
        let (template, question, answers) = self.question(block)?;
        Some(Learning {
            what: block.words("what")?,
            on: block.read("on", |day| day.parse().ok())?.value,
            template,
            question,
            answers,
        })
    }

    /// A template that there is.
    fn template(&mut self, block: &Block<'_>) -> Option<String> {
        let id = block.id("template")?;
        if self.catalog.template(&id.value).is_none() {
            let ids = self
                .catalog
                .templates()
                .map(|one| one.template().id.as_str());
            let help = suggest(&id.value, ids);
            let message = format!("there is no template `{}`", id.value);
            self.unknown(Code::UNKNOWN_TEMPLATE, &id.at, message, help);
        }
        Some(id.value)
    }

    /// A question of a template, with answers that it has.
    fn question(&mut self, block: &Block<'_>) -> Option<(String, String, Vec<String>)> {
        let template = self.template(block)?;
        let question = block.id("question")?;
        let catalog = self.catalog;
        if let Some(found) = catalog.template(&template) {
            let ids = || found.template().questions.iter().map(|one| one.id.as_str());
            if !ids().any(|id| id == question.value) {
                let help = suggest(&question.value, ids());
                let message = format!("`{template}` has no question `{}`", question.value);
                self.unknown(Code::ANSWER_UNKNOWN_QUESTION, &question.at, message, help);
            }
        }
        let answers = block.answers("answers").unwrap_or_default();
        Some((
            template,
            question.value,
            answers.into_iter().map(|one| one.value).collect(),
        ))
    }

    fn unknown(&mut self, code: Code, at: &Span, message: String, help: Option<String>) {
        let wrong = Diagnostic::error(code, at, message);
        self.wrong.push(match help {
            Some(help) => wrong.help(help),
            None => wrong,
        });
    }
}
