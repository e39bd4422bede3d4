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

/// The quarterly report, as a file of a workspace that its manager can edit.
pub(crate) const REPORT: (&str, &str) = ("reports/quarterly.md", sightline_report::QUARTERLY);

/// The made-up authority's cases and audits, by file name.
pub(crate) fn demo() -> impl Iterator<Item = (&'static str, &'static str)> {
    table::DEMO
        .iter()
        .map(|(path, text)| (path.rsplit('/').next().unwrap_or(path), *text))
}
