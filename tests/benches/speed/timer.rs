//! Contestants in turn, and the median of each.

use std::time::{Duration, Instant};

/// One thing to be timed.
pub struct Contestant<'a> {
    pub name: &'a str,
    pub run: Box<dyn FnMut() + 'a>,
}

impl<'a> Contestant<'a> {
    pub fn new(name: &'a str, run: impl FnMut() + 'a) -> Self {
        Self {
            name,
            run: Box::new(run),
        }
    }
}

/// Runs all contestants in turn, `rounds` times after one that is not counted, and prints each against the first.
///
/// A machine's speed drifts; ratios within a round do not. So ratios are taken round by round and the median is
/// printed with the least and the greatest.
pub fn race(title: &str, unit: &str, n: usize, rounds: usize, contestants: &mut [Contestant<'_>]) {
    println!("\n## {title}\n");
    println!("| | {unit}/s | x the first (least to most) |");
    println!("| --- | ---: | ---: |");
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); contestants.len()];
    for round in 0..=rounds {
        for (contestant, times) in contestants.iter_mut().zip(&mut times) {
            let start = Instant::now();
            (contestant.run)();
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let first = times[0].clone();
    for (contestant, times) in contestants.iter().zip(&times) {
        let mut ratios: Vec<f64> = times
            .iter()
            .zip(&first)
            .map(|(a, b)| a.as_secs_f64() / b.as_secs_f64())
            .collect();
        let mut seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
        ratios.sort_by(f64::total_cmp);
        seconds.sort_by(f64::total_cmp);
        let rate = n as f64 / seconds[seconds.len() / 2];
        let (least, middle, most) = (
            ratios[0],
            ratios[ratios.len() / 2],
            ratios[ratios.len() - 1],
        );
        println!(
            "| {} | {rate:.0} | {middle:.2} ({least:.2} to {most:.2}) |",
            contestant.name
        );
    }
}

/// The most memory this process has held, in MiB, where the system says.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024)
}
