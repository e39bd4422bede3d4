//! Files in, cases out: real layouts, planted faults, mappings and what fuzzing has found.

mod corpus;
mod faults;
mod layouts;
mod samples;
mod support;
