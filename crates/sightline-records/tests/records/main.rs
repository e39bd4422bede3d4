//! Files in, cases out: real layouts, planted faults, mappings and what fuzzing has found.

#[cfg(test)]
mod corpus;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod programme;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod support;
