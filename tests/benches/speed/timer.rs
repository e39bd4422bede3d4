//! Contestants in turn, and the median of each.

use std::time::{Duration, Instant};

/// One thing to be timed.
pub struct Contestant<'a> {
    pub name: String,
    pub run: Box<dyn FnMut() -> Duration + 'a>,
}

impl<'a> Contestant<'a> {
    /// All of what it does is timed.
    pub fn new(name: impl Into<String>, mut run: impl FnMut() + 'a) -> Self {
        Self::timed(name, move || {
            let start = Instant::now();
            run();
            start.elapsed()
        })
    }

    /// It says itself how long it took, so that what it had to lay out before does not count.
    pub fn timed(name: impl Into<String>, run: impl FnMut() -> Duration + 'a) -> Self {
        Self {
            name: name.into(),
            run: Box::new(run),
        }
    }
}

/// What a race came to, for one contestant.
pub struct Placed {
    pub name: String,
    /// The median time.
    pub seconds: f64,
    /// The median of its times over the first contestant's, round by round; and the least and the greatest.
    pub ratio: f64,
    pub least: f64,
    pub most: f64,
    /// Its time in each round.
    times: Vec<f64>,
}

impl Placed {
    /// The median, round by round, of another's time over this one's.
    pub fn ahead_of(&self, other: &Self) -> f64 {
        median(&sorted(
            other
                .times
                .iter()
                .zip(&self.times)
                .map(|(other, own)| other / own),
        ))
    }
}

impl Placed {
    /// A row of a table that starts with a name, a rate and a ratio.
    pub fn row(&self, n: usize) -> String {
        let Self {
            name,
            seconds,
            ratio,
            least,
            most,
            ..
        } = self;
        format!(
            "| {name} | {} | {} ({} to {}) |",
            thousands(n as f64 / seconds),
            factor(*ratio),
            factor(*least),
            factor(*most)
        )
    }
}

/// Runs all contestants in turn, `rounds` times after one that is not counted, and prints each against the first.
///
/// A machine's speed drifts; ratios within a round do not. So ratios are taken round by round and the median is
/// printed with the least and the greatest.
pub fn race(
    title: &str,
    unit: &str,
    n: usize,
    rounds: usize,
    contestants: &mut [Contestant<'_>],
) -> Vec<Placed> {
    println!("\n### {title}\n");
    println!("| | {unit}/s | time, of the first's |");
    println!("| --- | ---: | ---: |");
    let placed = run(rounds, 1, contestants);
    for one in &placed {
        println!("{}", one.row(n));
    }
    placed
}

/// Runs all contestants in turn without printing.
pub fn run(rounds: usize, warm: usize, contestants: &mut [Contestant<'_>]) -> Vec<Placed> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); contestants.len()];
    for round in 0..rounds + warm {
        for (contestant, times) in contestants.iter_mut().zip(&mut times) {
            let took = (contestant.run)().as_secs_f64();
            if round >= warm {
                times.push(took);
            }
        }
    }
    let first = times[0].clone();
    let placed = contestants.iter().zip(times).map(|(contestant, times)| {
        let ratios = sorted(times.iter().zip(&first).map(|(a, b)| a / b));
        Placed {
            name: contestant.name.clone(),
            seconds: median(&sorted(times.iter().copied())),
            ratio: median(&ratios),
            least: ratios[0],
            most: ratios[ratios.len() - 1],
            times,
        }
    });
    placed.collect()
}

fn sorted(numbers: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut numbers: Vec<f64> = numbers.collect();
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn median(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

/// A number with its thousands apart.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A ratio with three digits that mean something.
pub fn factor(ratio: f64) -> String {
    match ratio {
        _ if ratio >= 100.0 => format!("{}x", thousands(ratio)),
        _ if ratio >= 10.0 => format!("{ratio:.1}x"),
        _ if ratio >= 0.1 => format!("{ratio:.2}x"),
        _ => format!("{ratio:.4}x"),
    }
}

/// The most memory a process has held, in KiB, where the system says.
pub fn peak_memory(process: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
