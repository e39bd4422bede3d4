use std::fmt;
use std::str::FromStr;

/// A length of time as a template writes it: `same day`, `20 working days`, `3 months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthOfTime {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a length of time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days that are neither weekends nor bank holidays in England.
    WorkingDays,
    /// Days of any kind.
    Days,
    /// Seven days each.
    Weeks,
    /// Same day number, else the month's last.
    Months,
    /// Twelve months each.
    Years,
}

impl LengthOfTime {
    /// No time at all: before the day is over.
    pub const SAME_DAY: Self = Self {
        n: 0,
        unit: Unit::Days,
    };
}

impl FromStr for LengthOfTime {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "same day" {
            return Ok(Self::SAME_DAY);
        }
        let (n, unit) = text.split_once(' ').ok_or(())?;
        let n: u32 = n.parse().map_err(|_| ())?;
        let unit = match unit.trim() {
            "working days" | "working day" => Unit::WorkingDays,
            "days" | "day" => Unit::Days,
            "weeks" | "week" => Unit::Weeks,
            "months" | "month" => Unit::Months,
            "years" | "year" => Unit::Years,
            _ => return Err(()),
        };
        if n > 5000 {
            Err(())
        } else {
            Ok(Self { n, unit })
        }
    }
}

impl fmt::Display for LengthOfTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days if self.n == 0 => return f.write_str("same day"),
            Unit::WorkingDays => "working day",
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        let s = if self.n == 1 { "" } else { "s" };
        write!(f, "{} {unit}{s}", self.n)
    }
}
