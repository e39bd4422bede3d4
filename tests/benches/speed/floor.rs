//! The raw floor: the workload scored by hand-written Rust, as somebody would who needed only this one template.

use sightline_engine::Exact;

use super::workload::{EACH, QUESTIONS, SECTIONS, is_critical, is_yes_partly_no, themes, weight};

/// What the floor works out of one audit: the same things as the engine.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Result {
    pub overall: u8,
    pub computed: u8,
    pub sections: [u8; SECTIONS],
    /// Of each section; below nothing where it has none.
    pub shares: [f64; SECTIONS],
    /// Of the whole.
    pub share: f64,
    pub concerns: u32,
    pub strengths: u32,
    pub complete: [u8; 4],
    pub limited: u8,
}

/// No grade.
pub const NONE: u8 = 9;

/// No share.
pub const NO_SHARE: f64 = -1.0;

/// Whether a float is an exact share, as nearly as floats can say.
pub fn is_nearly(float: f64, exact: Option<&Exact>) -> bool {
    let exact = exact.map_or(NO_SHARE, |share| {
        let (numerator, denominator) = share.parts().unwrap();
        numerator as f64 / denominator as f64
    });
    (float - exact).abs() < 1e-9
}

/// The template's constants, laid out for the loop.
#[derive(Debug)]
pub struct Floor {
    weights: [f64; QUESTIONS],
    yes_partly_no: [bool; QUESTIONS],
    critical: [bool; QUESTIONS],
    themes: [u32; QUESTIONS],
}

impl Floor {
    pub fn new() -> Self {
        Self {
            weights: std::array::from_fn(|question| f64::from(weight(question))),
            yes_partly_no: std::array::from_fn(is_yes_partly_no),
            critical: std::array::from_fn(is_critical),
            themes: std::array::from_fn(|question| {
                themes(question)
                    .iter()
                    .fold(0, |bits, theme| bits | 1 << theme)
            }),
        }
    }

    #[allow(clippy::needless_range_loop, reason = "several tables share the place")]
    pub fn score(&self, codes: &[u8; QUESTIONS]) -> Result {
        let mut result = Result::default();
        let (mut total, mut scored) = (0.0, 0.0);
        let mut critical = false;
        let mut inadequate = 0;
        for section in 0..SECTIONS {
            let (mut sum, mut weights) = (0.0, 0.0);
            for question in section * EACH..(section + 1) * EACH {
                let code = codes[question];
                result.complete[usize::from(code.min(3))] += 1;
                if code < 4 {
                    continue;
                }
                let option = code - 4;
                let value = if self.yes_partly_no[question] {
                    1.0 - f64::from(option) / 2.0
                } else {
                    (3.0 - f64::from(option)) / 3.0
                };
                sum += self.weights[question] * value;
                weights += self.weights[question];
                let (concern, strength) = if self.yes_partly_no[question] {
                    (option > 0, false)
                } else {
                    (option > 1, option == 0)
                };
                if concern {
                    result.concerns |= self.themes[question];
                }
                if strength {
                    result.strengths |= self.themes[question];
                }
                critical |= self.critical[question] && option == 3;
            }
            result.sections[section] = NONE;
            result.shares[section] = NO_SHARE;
            if weights > 0.0 {
                let share = sum / weights;
                result.shares[section] = share;
                result.sections[section] = grade(share);
                inadequate += u8::from(result.sections[section] == 3);
                total += share;
                scored += 1.0;
            }
        }
        (result.computed, result.share) = (NONE, NO_SHARE);
        if scored > 0.0 {
            result.share = total / scored;
            result.computed = grade(result.share);
        }
        result.overall = result.computed;
        if result.overall != NONE && critical && result.overall < 2 {
            result.overall = 2;
            result.limited |= 1;
        }
        if result.overall != NONE && inadequate >= 2 && result.overall < 3 {
            result.overall = 3;
            result.limited |= 2;
        }
        let done = f64::from(result.complete[1] + result.complete[3]);
        let all = done + f64::from(result.complete[0] + result.complete[2]);
        if all > 0.0 && done / all < 0.5 {
            result.overall = NONE;
        }
        result
    }
}

fn grade(share: f64) -> u8 {
    let value = 1.0 + 3.0 * share;
    match value {
        _ if value >= 3.5 => 0,
        _ if value >= 2.5 => 1,
        _ if value >= 1.5 => 2,
        _ => 3,
    }
}
