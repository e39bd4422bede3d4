//! Charts as pictures that need nothing around them.

use std::fmt::Write as _;

use crate::chart::PATTERNS;
use crate::document::Figure;

use super::letters::printed;

/// The page's looks, from which a chart's are taken.
const STYLE: &str = include_str!("../html/style.css");

/// A chart as a file of its own: the page's patterns and light colors are put into it.
pub(super) fn picture(figure: &Figure) -> String {
    let svg = figure.chart.svg(1, figure.alt());
    let patterns = PATTERNS
        .split_once("<defs>")
        .and_then(|(_, rest)| rest.split_once("</svg>"))
        .map_or("", |(patterns, _)| patterns);
    let inside = format!(
        "><style>text{{font-family:\"Liberation Sans\",\"DejaVu Sans Mono\"}}{}</style><defs>{patterns}",
        style()
    );
    let named = svg.replacen(
        "<svg ",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" font-size=\"13\" ",
        1,
    );
    let (svg, _) = printed(&named.replacen('>', &inside, 1));
    undercoated(&svg)
}

/// Plain color goes under every pattern and out of it: printed as tiles, it would have seams, and look like a grid.
fn undercoated(svg: &str) -> String {
    const FILL: &str = " fill=\"url(#s";
    let mut parts = svg.split("<rect class=\"edge\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for n in 0..4 {
        out = out.replace(&format!("<path class=\"f{n}\" d=\"M0 0h8v8H0z\"/>"), "");
    }
    for part in parts {
        if let Some((place, rest)) = part.split_once(FILL)
            && let Some((n, _)) = rest.split_once(')')
        {
            let _infallible = write!(out, "<rect class=\"f{n}\"{place}/>");
        }
        let _infallible = write!(out, "<rect class=\"edge\"{part}");
    }
    out
}

/// The looks of what charts are drawn from, with the light colors by their values.
fn style() -> String {
    let mut colors: Vec<(&str, &str)> = Vec::new();
    let root = STYLE
        .split_once(":root{")
        .and_then(|(_, rest)| rest.split_once('}'));
    for declared in root.map_or("", |(root, _)| root).split(';') {
        if let Some((name, value)) = declared.split_once(':')
            && name.starts_with("--")
        {
            colors.push((name, value));
        }
    }
    let drawn = [".chart ", ".ink{", ".dot{", ".f0{"];
    let lines = STYLE
        .lines()
        .filter(|line| drawn.iter().any(|start| line.starts_with(start)));
    let mut style: String = lines.collect();
    for (name, value) in colors {
        style = style.replace(&format!("var({name})"), value);
    }
    style
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_color_lies_under_patterns() {
        let tile = "<pattern id=\"s1\"><path class=\"f1\" d=\"M0 0h8v8H0z\"/><path class=\"ink\"/></pattern>";
        let bar = "<rect class=\"edge\" x=\"1\" fill=\"url(#s1)\"/>";
        assert_eq!(
            undercoated(&format!("{tile}{bar}")),
            format!(
                "<pattern id=\"s1\"><path class=\"ink\"/></pattern><rect class=\"f1\" x=\"1\"/>{bar}"
            )
        );
    }

    #[test]
    fn every_color_has_its_value() {
        let style = style();
        assert!(!style.contains("var("), "{style}");
        assert!(style.contains(".f0{fill:#2a6c93}"), "{style}");
        for class in [
            "name", "end", "mid", "edge", "none", "plate", "axis", "way", "goal", "then", "now",
        ] {
            assert!(style.contains(&format!(".chart .{class}{{")), "{class}");
        }
    }
}
