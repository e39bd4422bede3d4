mod any;
mod build;
mod closed;
mod compiled;
mod faults;
mod mistakes;
mod positions;
mod run;
