//! placeholder
use std::ops::Range;
/// x
#[derive(Debug)] pub struct Found { /// x
 pub kind: Kind, /// x
 pub range: Range<usize> }
/// x
#[derive(Debug)] pub enum Kind { /// x
 Name }
/// x
#[derive(Debug, Default)] pub struct Known {}
/// x
pub fn find_personal(_t: &str, _k: &Known) -> Vec<Found> { Vec::new() }
