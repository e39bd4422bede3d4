//! Word and Excel refuse a file whose elements stand in another order than the standard's, and other programs forgive it.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[expect(dead_code, reason = "the comparison of all formats needs more of it")]
#[path = "support/readback.rs"]
mod readback;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use chrono::NaiveDate;
    use sightline_engine::SourceFile;
    use sightline_report::{Audience, Only, Report, Spec, docx, report, xlsx};

    use crate::figures::figures;
    use crate::readback::{Step, parts, steps};
    use crate::world;

    /// For each element, the place of each child.
    type Orders = BTreeMap<String, BTreeMap<String, usize>>;

    fn orders() -> Orders {
        let lines = include_str!("support/orders.txt").lines();
        let lines = lines.filter(|line| !line.starts_with('#'));
        lines.map(order).collect()
    }

    fn order(line: &str) -> (String, BTreeMap<String, usize>) {
        let (parent, children) = line.split_once(": ").unwrap();
        let prefix = parent.split_once(':').map(|(prefix, _)| prefix);
        let named = |child: &str| match prefix {
            Some(prefix) if !child.contains(':') => format!("{prefix}:{child}"),
            Some(_) | None => child.to_owned(),
        };
        let groups = children.split(' ').enumerate();
        let places = groups.flat_map(|(n, group)| group.split('|').map(move |one| (named(one), n)));
        (parent.to_owned(), places.collect())
    }

    /// What stands where it may not.
    fn misplaced(xml: &str, orders: &Orders) -> Vec<String> {
        let mut wrong = Vec::new();
        let mut open: Vec<(String, usize)> = Vec::new();
        for step in steps(xml) {
            match step {
                Step::Open(name, _) => {
                    if let Some((parent, last)) = open.last_mut()
                        && let Some(places) = orders.get(parent)
                    {
                        match places.get(&name) {
                            None => wrong.push(format!("{name} in {parent} is not known")),
                            Some(place) if place < last => {
                                wrong.push(format!("{name} in {parent} stands too late"));
                            }
                            Some(place) => *last = *place,
                        }
                    }
                    open.push((name, 0));
                }
                Step::Close(_) => drop(open.pop()),
                Step::Text(_) => {}
            }
        }
        wrong
    }

    /// Looks into a package, and into the workbooks within it; says which elements of the list it met.
    #[track_caller]
    fn look(what: &str, package: &[u8], orders: &Orders, met: &mut BTreeMap<String, usize>) {
        for (part, bytes) in parts(package) {
            if part.ends_with(".xlsx") {
                look(&format!("{what}: {part}"), &bytes, orders, met);
                continue;
            }
            let xml = String::from_utf8(bytes).unwrap();
            let wrong = misplaced(&xml, orders);
            assert!(wrong.is_empty(), "{what}: {part}: {wrong:?}");
            for step in steps(&xml) {
                if let Step::Open(name, _) = step
                    && orders.contains_key(&name)
                {
                    *met.entry(name).or_default() += 1;
                }
            }
        }
    }

    /// Every form that text may have, which no shipped report has all of.
    const EVERY_FORM: &str = "# All\n\nOne **two *three* `four`** [five](https://example.org).\n\n\
        ## Part\n\n> Quoted:\n>\n> - item\n\n1. one\n   - in it\n\n     more\n2. two\n\n---\n\n```\ncode\nmore\n```\n\n\
        ### Below\n\n#### And below\n\nTable: All\n\n| a | b |\n| --- | ---: |\n| c | 1 |\n\nAfter.\n\n![a](chart:measures)\n\n\
        ![b](chart:actions)\n\n![c](chart:theme-movement)\n\n![d](chart:grades-by-section)\n";

    fn made(text: (&str, &str), audience: Audience) -> Report {
        let rollup = world::rollup();
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        let only = Only {
            team: text.0.ends_with("team-slip.md").then(|| "North".to_owned()),
            ..Only::default()
        };
        let spec = Spec {
            only,
            template: Some(SourceFile::new(text.0, text.1)),
            author: Some("The reviewing service".to_owned()),
            audience,
            ..Spec::new("Sampleshire", world::NOW, day)
        };
        report(figures(&rollup), &spec).unwrap()
    }

    #[test]
    fn d09_d10_every_element_of_every_report_stands_where_the_standard_wants_it() {
        let orders = orders();
        let mut met = BTreeMap::new();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../audit-templates/_reports");
        let files = fs::read_dir(folder).unwrap();
        let mut texts: Vec<(String, String)> = files
            .map(|file| file.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
            .map(|path| {
                (
                    path.display().to_string(),
                    fs::read_to_string(path).unwrap(),
                )
            })
            .filter(|(name, _)| !name.ends_with("worker-letter.md"))
            .collect();
        assert!(texts.len() >= 7, "{texts:?}");
        texts.push(("every-form.md".to_owned(), EVERY_FORM.to_owned()));
        for (name, text) in &texts {
            for audience in [Audience::Internal, Audience::Public] {
                if audience == Audience::Public && name.ends_with("team-slip.md") {
                    continue;
                }
                let report = made((name, text), audience);
                let what = format!("{name} for {audience:?}");
                let word = docx(&report.document, &report.context).unwrap();
                look(&what, &word, &orders, &mut met);
                let book = xlsx(&report.document, &report.context).unwrap();
                look(&what, &book, &orders, &mut met);
            }
        }
        let asked = [
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:tcPr",
            "w:sectPr",
            "w:lvl",
            "c:ser",
            "c:errBars",
            "c:valAx",
            "worksheet",
        ];
        for name in asked {
            assert!(met.contains_key(name), "no {name} was met: {met:?}");
        }
    }

    #[test]
    fn what_stands_elsewhere_or_is_unknown_is_seen() {
        let orders = orders();
        for (xml, said) in [
            ("<w:pPr><w:pStyle/><w:keepNext/><w:spacing/></w:pPr>", None),
            (
                "<w:pPr><w:spacing/><w:keepNext/></w:pPr>",
                Some("w:keepNext in w:pPr stands too late"),
            ),
            (
                "<w:tcPr><w:tcMar/><w:tcW/></w:tcPr>",
                Some("w:tcW in w:tcPr stands too late"),
            ),
            ("<w:pPr><w:b/></w:pPr>", Some("w:b in w:pPr is not known")),
            (
                "<worksheet><sheetData/><cols/></worksheet>",
                Some("cols in worksheet stands too late"),
            ),
            ("<w:body><w:p/><w:tbl/><w:p/><w:sectPr/></w:body>", None),
            (
                "<w:body><w:sectPr/><w:p/></w:body>",
                Some("w:p in w:body stands too late"),
            ),
        ] {
            let found = misplaced(xml, &orders);
            assert_eq!(found.first().map(String::as_str), said, "{xml}");
        }
    }
}
