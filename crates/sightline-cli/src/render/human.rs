//! The place with a caret under it.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use sightline_engine::{Diagnostic, Severity, Span};

use super::{label, may_be_quoted};

/// One diagnostic and an empty line.
pub(super) fn render(diagnostic: &Diagnostic, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.id());
    let mut group = show(
        Group::with_title(title),
        &diagnostic.at,
        label(diagnostic),
        AnnotationKind::Primary,
    );
    for (at, text) in &diagnostic.related {
        group = show(group, at, Some(text), AnnotationKind::Context);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    format!("{text}\n\n")
}

/// Adds a place: with its line where that may be quoted, else by name alone.
fn show<'a>(
    group: Group<'a>,
    at: &'a Span,
    label: Option<&'a str>,
    kind: AnnotationKind,
) -> Group<'a> {
    if may_be_quoted(at.file()) {
        let caret = kind.span(at.range()).label(label);
        return group.element(
            Snippet::source(at.file().text())
                .line_start(at.file().first_line())
                .path(at.path())
                .annotation(caret),
        );
    }
    let (line, column) = at.line_column();
    let group = group.element(Origin::path(at.path()).line(line).char_column(column));
    match label {
        Some(label) => group.element(Level::NOTE.message(label)),
        None => group,
    }
}
