//! A draw in numbers, for a report on audits: no case and nobody's name.

use chrono::NaiveDate;

use super::{Fate, Register};

/// How the cases of a draw were chosen, and from how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The draw's id.
    pub id: String,
    /// The template that the cases were to be audited with.
    pub template: String,
    /// The day of the draw.
    pub on: NaiveDate,
    /// In words: `at random`, `in proportion by plan_type`.
    pub how: String,
    /// What the order was made from.
    pub seed: String,
    /// Cases that were looked at: the sampling frame.
    pub cases: usize,
    /// Those of them that could not be drawn.
    pub excluded: usize,
    /// Cases to be audited.
    pub drawn: usize,
    /// Cases kept to stand in for those.
    pub reserves: usize,
}

impl Register {
    /// What a report says of the draw.
    ///
    /// ```
    /// use sightline_engine::sample::{Entry, Frame, Method, Past, Plan, Register, draw};
    ///
    /// let plan = Plan::new("visits", "2025-10-10".parse()?, "2025-Q3", Method::Random { size: 1 });
    /// let mut frame = Frame::default();
    /// for case in ["C-1", "C-2", "C-3"] {
    ///     frame.push(Entry { case: case.to_owned(), ..Entry::default() });
    /// }
    /// let mut past = Past::of(&plan)?;
    /// past.audit("C-2", "2025-06-01".parse()?);
    /// let chosen = Register::read(&draw(&plan, &frame, &past)?.register())?.chosen();
    /// assert_eq!((chosen.how.as_str(), chosen.cases, chosen.excluded, chosen.drawn), ("at random", 3, 1, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        let plan = self.plan();
        let with = |word: &str| {
            let results = self.rows.iter().map(|[_, _, _, _, result, _]| result);
            results.filter(|result| *result == word).count()
        };
        let (drawn, reserves) = (with(Fate::Drawn.word()), with(Fate::Reserve.word()));
        let not_drawn = with(Fate::NotDrawn.word());
        Chosen {
            id: self.id().to_owned(),
            template: plan.template.clone(),
            on: plan.today,
            how: plan.how(),
            seed: plan.seed.clone(),
            cases: self.rows.len(),
            excluded: self.rows.len() - drawn - reserves - not_drawn,
            drawn,
            reserves,
        }
    }
}
