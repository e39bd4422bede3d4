//! The shape of the workspace, held by tests: who depends on whom, who may name what, and what goes together.

#[path = "architecture/complete.rs"]
mod complete;
#[path = "architecture/dependencies.rs"]
mod dependencies;
#[path = "architecture/names.rs"]
mod names;
#[path = "architecture/pages.rs"]
mod pages;
#[path = "architecture/project.rs"]
mod project;
#[path = "architecture/sizes.rs"]
mod sizes;
