//! The collaborative case audit scored by hand-written Rust: everything the template and its script decide, and nothing
//! that could serve another template.

use chrono::NaiveDate;
use sightline_engine::calendar::add_months;
use sightline_engine::model::Template;

/// No grade.
pub const NONE: u8 = 9;

/// What the floor works out of one audit.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Result {
    pub overall: u8,
    pub computed: u8,
    pub sections: [u8; 9],
    pub concerns: u128,
    pub strengths: u128,
    pub complete: [u32; 4],
    pub limited: u16,
    pub alerts: u8,
    pub actions: u32,
}

/// One audit as such a program would hold it.
pub struct Filled {
    pub codes: Vec<u8>,
    pub days: Option<u32>,
    pub interval: Option<u32>,
    /// Themes named by the auditors, as bits.
    pub strengths: u128,
    pub to_develop: u128,
    pub drift: u128,
}

/// Which parts of the template are worked out.
#[derive(Clone, Copy)]
pub struct Parts {
    /// What the hook `findings()` adds.
    pub hook: bool,
    /// What else reads facts, dates and free numbers by script: eligibility, computed answers, LJ6 and the alert NOT-SEEN.
    pub free: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Always,
    ToldNo,
    Drift,
    Protection,
    Care,
    Leaver,
}

struct Ask {
    at: usize,
    shown: Shown,
    required: bool,
    critical: bool,
    weight: f64,
    /// By option; empty where it has no points.
    values: &'static [f64],
    /// Options up to here are strengths, and from there on concerns.
    strengths: u8,
    concerns: u8,
    themes: u128,
}

pub struct Floor {
    sections: Vec<(f64, [f64; 3], Vec<Ask>)>,
    at: At,
}

/// Questions that rules read.
struct At {
    plan: usize,
    told: usize,
    drift: usize,
    any_plan: usize,
    any_assessment: usize,
    safe: usize,
    explained: usize,
    serious: [usize; 7],
    /// The auditor's grade of a section, and the section.
    own: [(usize, usize); 6],
}

const YES_PARTLY_NO: &[f64] = &[1.0, 0.5, 0.0];
const YES_NO: &[f64] = &[1.0, 0.0];
const NO_YES: &[f64] = &[0.0, 1.0];
const GRADES: &[f64] = &[1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0];
const FEEDBACK: &[f64] = &[1.0, 0.5, 0.5, 0.5, 0.0];
const SAFE: &[f64] = &[1.0, 0.0, 0.0];
const NEVER: u8 = 99;

impl Floor {
    #[rustfmt::skip]
    pub fn new(template: &Template) -> Self {
        use Shown::{Always, Care, Drift, Leaver, Protection, ToldNo};
        let at = |id: &str| template.questions.iter().position(|question| question.id == id).unwrap();
        let bits = |ids: &[&str]| ids.iter().fold(0, |bits, id| bits | 1_u128 << template.themes.iter().position(|theme| theme.id == *id).unwrap());
        let ask = |id: &str, shown, critical, weight, values: &'static [f64], strengths, concerns, themes: &[&str]| Ask {
            at: at(id), shown, required: true, critical, weight, values, strengths, concerns, themes: bits(themes),
        };
        // A scored yes, partly, no; one where yes is a strength; one that is only asked.
        let plain = |id, shown, critical, weight, themes: &[&str]| ask(id, shown, critical, weight, YES_PARTLY_NO, 0, 1, themes);
        let best = |id, critical, weight, themes: &[&str]| ask(id, Always, critical, weight, YES_PARTLY_NO, 1, 1, themes);
        let asked = |id, shown, critical| ask(id, shown, critical, 0.0, &[], 0, NEVER, &[]);
        let usual = [0.9, 0.7, 0.4];
        let scale = [2.5 / 3.0, 1.5 / 3.0, 0.5 / 3.0];
        Self {
            sections: vec![
                (0.0, usual, vec![
                    asked("C01", Always, true), asked("C02", Always, false), asked("C03", Always, false), asked("C03_to", Always, false),
                    ask("C04", Always, false, 1.0, YES_NO, 0, 1, &["reflective-practice"]), asked("C04_why", ToldNo, false),
                    ask("C05", Always, false, 2.0, FEEDBACK, 1, 4, &["partnership-with-family"]),
                    plain("C06", Always, false, 1.0, &["recording"]),
                ]),
                (15.0, [0.9, 0.6, 0.35], vec![
                    ask("C07", Always, true, 4.0, GRADES, 1, 2, &["lived-experience"]),
                    plain("C08", Always, true, 4.0, &["visits"]), best("C09", false, 3.0, &["voice"]),
                    plain("C10", Always, false, 2.0, &["direct-work"]), asked("C11", Always, true),
                ]),
                (15.0, usual, vec![
                    ask("C12_any", Always, true, 0.0, YES_NO, 0, 1, &["analysis-of-risk"]),
                    plain("C12", Always, false, 3.0, &["timeliness", "analysis-of-risk"]),
                    best("C13", true, 4.0, &["analysis-of-risk", "fathers"]), plain("C14", Always, false, 2.0, &["identity-and-diversity"]),
                    plain("C15", Always, true, 4.0, &["threshold"]), asked("C16", Always, true),
                ]),
                (15.0, usual, vec![
                    ask("C17_any", Always, true, 0.0, YES_NO, 0, 1, &["smart-planning"]), best("C17", true, 4.0, &["smart-planning"]),
                    plain("C18", Always, false, 3.0, &["timeliness", "drift-and-delay"]),
                    Ask { concerns: 0, ..ask("C19", Always, false, 3.0, NO_YES, 0, 0, &["drift-and-delay"]) },
                    asked("C19_cause", Drift, false), asked("C19_themes", Drift, false),
                    plain("C21", Protection, false, 2.0, &["timeliness"]), plain("C22", Protection, true, 4.0, &["safety-planning"]),
                    plain("C23", Care, true, 4.0, &["permanence"]), plain("C24", Care, false, 3.0, &["health", "education", "life-story"]),
                    plain("C25", Care, false, 2.0, &["iro-footprint"]), plain("C26", Leaver, false, 3.0, &["pathway-planning"]),
                    asked("C20", Always, true),
                ]),
                (10.0, usual, vec![plain("C27", Always, false, 3.0, &["partnership-with-family", "fathers"]), asked("C28", Always, false)]),
                (10.0, usual, vec![plain("C29", Always, false, 3.0, &["multi-agency"]), asked("C30", Always, false)]),
                (15.0, usual, vec![
                    plain("C31", Always, false, 2.0, &["supervision"]),
                    best("C32", true, 4.0, &["management-oversight", "supervision"]), asked("C33", Always, true),
                ]),
                (5.0, scale, vec![ask("C34", Always, false, 1.0, GRADES, 1, 2, &["recording", "language-that-cares"])]),
                (15.0, scale, vec![
                    ask("C35", Always, true, 1.0, GRADES, 1, 2, &["impact"]), ask("C36", Always, true, 0.0, SAFE, 0, 1, &["safety-planning"]),
                ]),
                (0.0, usual, ["C37", "C37_why", "C38", "C38_develop", "C39"].map(|id| asked(id, Always, false)).into()),
            ],
            at: At {
                plan: at("C01"), told: at("C04"), drift: at("C19"), any_plan: at("C17_any"), any_assessment: at("C12_any"),
                safe: at("C36"), explained: at("C08_explained"),
                serious: ["C08", "C22", "C13", "C15", "C17", "C23", "C32"].map(at),
                own: [("C11", 1), ("C16", 2), ("C20", 3), ("C28", 4), ("C30", 5), ("C33", 6)].map(|(id, section)| (at(id), section)),
            },
        }
    }

    pub fn score(
        &self,
        filled: &Filled,
        today: NaiveDate,
        opened: NaiveDate,
        parts: Parts,
    ) -> Result {
        let codes = &filled.codes;
        let mut result = Result {
            overall: NONE,
            computed: NONE,
            ..Result::default()
        };
        if parts.free && add_months(opened, 1).is_none_or(|from| today < from) {
            return result;
        }
        let mut open = 0;
        let (mut total, mut weights) = (0.0, 0.0);
        let shown = |shown: Shown| match shown {
            Shown::Always => true,
            Shown::ToldNo => codes[self.at.told] == 5,
            Shown::Drift => codes[self.at.drift] == 4,
            Shown::Protection => codes[self.at.plan] == 6,
            Shown::Care => codes[self.at.plan] == 7,
            Shown::Leaver => codes[self.at.plan] == 8,
        };
        let unplanned = codes[self.at.any_plan] == 5 || codes[self.at.any_assessment] == 5;
        for (place, (weight, bands, asks)) in self.sections.iter().enumerate() {
            let (mut sum, mut of) = (0.0, 0.0);
            for ask in asks.iter().filter(|ask| shown(ask.shown)) {
                let code = codes[ask.at];
                result.complete[usize::from(code.min(3))] += u32::from(ask.required);
                open += u32::from(ask.critical && matches!(code, 0 | 2));
                if code < 4 {
                    continue;
                }
                let option = code - 4;
                if let Some(value) = ask.values.get(usize::from(option)) {
                    sum += ask.weight * value;
                    of += ask.weight;
                }
                // Of a question where no is best, yes is the concern.
                let concern = if ask.concerns == 0 {
                    option == 0
                } else {
                    option >= ask.concerns
                };
                if concern {
                    result.concerns |= ask.themes;
                } else if option < ask.strengths {
                    result.strengths |= ask.themes;
                }
            }
            if place == 9 {
                continue;
            }
            let mut grade = NONE;
            if of > 0.0 {
                let share = sum / of;
                grade = bands.iter().position(|band| share >= *band).unwrap_or(3) as u8;
            }
            if place == 3 && unplanned && grade < 3 {
                grade = 3;
                result.limited |= 1;
            }
            result.sections[place] = grade;
            if grade != NONE && *weight > 0.0 {
                total += weight * f64::from(3 - grade);
                weights += weight;
            }
        }
        let grades = result.sections;
        if weights > 0.0 {
            let value = 1.0 + total / weights;
            result.computed = [3.5, 2.5, 1.5]
                .iter()
                .position(|band| value >= *band)
                .unwrap_or(3) as u8;
        }
        result.overall = result.computed;
        let unsafe_today = matches!(codes[self.at.safe], 5 | 6);
        let unseen = parts.free
            && matches!((filled.days, filled.interval), (Some(days), Some(interval)) if days > interval * 2)
            && codes[self.at.explained] != 4;
        let mut cap = |bit: u16, holds: bool, to: u8| {
            if holds && result.overall < to {
                result.overall = to;
                result.limited |= 1 << bit;
            }
        };
        cap(1, unsafe_today, 3);
        cap(2, grades[2] == 3 || grades[1] == 3, 2);
        cap(
            3,
            grades[1..].iter().filter(|grade| **grade == 3).count() >= 2,
            3,
        );
        cap(4, grades[8] == 3, 2);
        cap(5, unplanned, 2);
        cap(6, unseen, 2);
        cap(
            7,
            grades[8] != 0 || grades[1..].iter().any(|grade| matches!(grade, 2 | 3)),
            1,
        );
        let [blank, not_applicable, no_evidence, answered] = result.complete;
        if open > 0 {
            result.limited |= 1 << 8;
        }
        let done = f64::from(not_applicable + answered);
        if open > 0 || done / (done + f64::from(blank + no_evidence)) < 0.8 {
            result.overall = NONE;
        }
        result.alerts = u8::from(unsafe_today) | u8::from(unseen) << 1;
        result.actions = u32::from(open > 0)
            | u32::from(result.overall == 2) << 1
            | if result.overall == 3 { 0b11_1100 } else { 0 }
            | u32::from(unsafe_today) << 6;
        for (place, question) in self.at.serious.iter().enumerate() {
            let visible = match place {
                1 => shown(Shown::Protection),
                5 => shown(Shown::Care),
                _ => true,
            };
            result.actions |= u32::from(visible && codes[*question] == 6) << (7 + place);
        }
        for (place, (question, section)) in self.at.own.iter().enumerate() {
            let (own, grade) = (codes[*question], result.sections[*section]);
            let apart = own >= 4 && grade != NONE && (own - 4).abs_diff(grade) >= 2;
            result.actions |= u32::from(apart) << (14 + place);
        }
        if parts.hook {
            result.strengths |= filled.strengths;
            result.concerns |= filled.to_develop;
            if shown(Shown::Drift) {
                result.concerns |= filled.drift;
            }
        }
        result
    }
}
