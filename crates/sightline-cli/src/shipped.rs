//! The templates, scripts and demo data that come with the program.

mod table {
    include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
}

/// Templates, shared lists, worked cases and scripts, by the path they have in a workspace.
pub(crate) fn templates() -> &'static [(&'static str, &'static str)] {
    table::TEMPLATES
}

/// The file name of a list that templates share; measures are none: they may need scripts, and nothing that is scored needs them.
pub(crate) fn shared_list(path: &str) -> Option<&str> {
    path.strip_prefix("audit-templates/_shared/")
        .filter(|name| !name.contains('/'))
}

/// Where templates that come with the program, or that it writes, look for the schema of their form.
pub(crate) const SCHEMA: &str = "audit-templates/_shared/template.schema.json";

/// The schema of a template, as a file of a workspace.
pub(crate) fn schema() -> String {
    format!("{:#}\n", sightline_engine::schema())
}

/// The folder of reports that come with the program, beside the templates.
pub(crate) const REPORTS: &str = "_reports";

/// The reports that come with the program, as files of a workspace that its manager can edit.
pub(crate) fn reports() -> impl Iterator<Item = (&'static str, &'static str)> {
    templates()
        .iter()
        .copied()
        .filter(|(path, _)| is_report(path))
}

/// Whether a shipped file is a report to fill in.
pub(crate) fn is_report(path: &str) -> bool {
    path.ends_with(".md") && path.split('/').any(|folder| folder == REPORTS)
}

/// The made-up authority's cases and audits, by file name.
pub(crate) fn demo() -> impl Iterator<Item = (&'static str, &'static str)> {
    table::DEMO
        .iter()
        .map(|(path, text)| (path.rsplit('/').next().unwrap_or(path), *text))
}
