//! The Word file: its form, what it holds whatever people wrote, and that its parts fit together.

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
    use std::collections::{BTreeMap, BTreeSet};

    use chrono::NaiveDate;
    use sightline_engine::{Rollup, SourceFile};
    use sightline_report::{Report, Spec, docx, report};

    use crate::made::{Audit, put, template};
    use crate::readback::{Step, parts, steps};
    use crate::world;

    fn spec() -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        Spec::new("Sampleshire", world::NOW, day)
    }

    fn filled(rollup: &Rollup, text: &str) -> Report {
        let template = Some(SourceFile::new("reports/mine.md", text));
        report(rollup, &Spec { template, ..spec() }).unwrap()
    }

    fn of(text: &str) -> Report {
        filled(&world::rollup(), text)
    }

    fn xml(report: &Report) -> BTreeMap<String, String> {
        let package = parts(&docx(&report.document, &report.context).unwrap());
        let text = package
            .into_iter()
            .filter(|(name, _)| !name.ends_with(".xlsx"));
        text.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
            .collect()
    }

    /// The text of every paragraph, after its style.
    fn paragraphs(document: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut field = false;
        for step in steps(document) {
            match step {
                Step::Open(name, _) if name == "w:p" => found.push(String::new()),
                Step::Open(name, tag) if name == "w:pStyle" => {
                    *found.last_mut().unwrap() = format!("{}: ", tag["w:val"]);
                }
                Step::Open(name, _) if name == "w:instrText" => field = true,
                Step::Open(name, _) if name == "w:noBreakHyphen" => {
                    found.last_mut().unwrap().push('-');
                }
                Step::Close(name) if name == "w:instrText" => field = false,
                Step::Text(text) if !field && !text.trim().is_empty() => {
                    found.last_mut().unwrap().push_str(&text);
                }
                Step::Open(..) | Step::Close(_) | Step::Text(_) => {}
            }
        }
        found
    }

    #[test]
    fn blocks_have_their_real_form() {
        let report = of(
            "# Report\n\nSome **bold** text.\n\n## One\n\n- a\n\n  more of a\n- b\n  1. deep\n\n> Mind this.\n\n## Two\n\n### Part\n\n## Three\n\n1. x\n2. y\n\n```\nlet x;\n  y\n```\n\n---\n",
        );
        let parts = xml(&report);
        assert_eq!(
            paragraphs(&parts["word/document.xml"]),
            [
                "Title: Report",
                "Some bold text.",
                "Heading1: One",
                "ListBullet: a",
                "ListContinue: more of a",
                "ListBullet: b",
                "ListNumber: deep",
                "Quote: Mind this.",
                "Heading1: Two",
                "Heading2: Part",
                "Heading1: Three",
                "ListNumber: x",
                "ListNumber: y",
                "Code: let x;  y",
                "Rule: ",
            ]
        );
        let document = &parts["word/document.xml"];
        assert!(document.contains("<w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">bold</w:t>"));
        assert!(
            document.contains("<w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/>"),
            "the inner list"
        );
        assert!(
            document.contains("<w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/>"),
            "starts anew"
        );
    }

    #[test]
    fn a_long_report_lists_its_parts_and_a_short_one_does_not() {
        let parts = "## One\n\n## Two\n\n## Three\n\n";
        let long = of(&format!("# Report\n\n{parts}{}", "Text.\n\n".repeat(100)));
        let short = of(&format!("# Report\n\n{parts}Text.\n"));
        assert_eq!(long.document.contents(), ["One", "Two", "Three"]);
        assert_eq!(short.document.parts(), long.document.parts());
        assert!(short.document.contents().is_empty());
        let document = &xml(&long)["word/document.xml"];
        assert!(document.contains("TOC \\o \"1-1\""));
        let listed = paragraphs(document);
        let listed: Vec<_> = listed
            .iter()
            .filter(|text| text.starts_with("TOC"))
            .collect();
        assert_eq!(
            listed,
            [
                "TOCHeading: Contents",
                "TOC1: One",
                "TOC1: Two",
                "TOC1: Three"
            ]
        );
        assert!(!xml(&short)["word/document.xml"].contains("TOC"));
        assert!(long.html.contains("<nav") && !short.html.contains("<nav"));
    }

    #[test]
    fn every_style_that_is_used_is_there() {
        let parts = xml(&of(sightline_report::QUARTERLY));
        let values = |xml: &str, tag: &str, attribute: &str| -> BTreeSet<String> {
            let one = |step| match step {
                Step::Open(name, mut attributes) if name == tag => attributes.remove(attribute),
                Step::Open(..) | Step::Close(_) | Step::Text(_) => None,
            };
            steps(xml).into_iter().filter_map(one).collect()
        };
        let there = values(&parts["word/styles.xml"], "w:style", "w:styleId");
        for part in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
            for tag in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
                let used = values(&parts[part], tag, "w:val");
                let missing: Vec<_> = used.difference(&there).collect();
                assert!(missing.is_empty(), "{part}: {missing:?}");
            }
        }
    }

    #[test]
    fn what_an_officer_restyles_is_a_style_and_not_set_paragraph_by_paragraph() {
        let parts = xml(&of(sightline_report::QUARTERLY));
        let set_by_hand = |step: &Step| match step {
            Step::Open(name, _) => {
                ["w:jc", "w:shd", "w:pBdr", "w:sz", "w:color", "w:rFonts"].contains(&name.as_str())
            }
            Step::Close(_) | Step::Text(_) => false,
        };
        for part in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
            assert!(!steps(&parts[part]).iter().any(set_by_hand), "{part}");
        }
    }

    #[test]
    fn tables_repeat_their_heading_row_and_break_no_row() {
        let report = of(sightline_report::QUARTERLY);
        let document = &xml(&report)["word/document.xml"];
        let tables = report.document.grids().count();
        assert_eq!(document.matches("<w:tblHeader/>").count(), tables);
        assert_eq!(
            document.matches("<w:cantSplit/>").count(),
            document.matches("<w:tr>").count()
        );
        for table in document.split("<w:tbl>").skip(1) {
            let head = table.split("</w:tr>").next().unwrap();
            assert!(head.contains("<w:tblHeader/>"));
            let grid = table.split("</w:tblGrid>").next().unwrap();
            let widths = grid.split("<w:gridCol w:w=\"").skip(1);
            let sum: usize = widths
                .map(|rest| rest.split('"').next().unwrap().parse::<usize>().unwrap())
                .sum();
            assert!((9_500..=9_638).contains(&sum), "{sum} of a page's width");
        }
        assert!(document.contains("<w:pStyle w:val=\"TableNumber\"/>"));
    }

    #[test]
    fn every_page_is_marked_and_numbered_and_the_language_is_english() {
        let parts = xml(&of("# Report\n\nText.\n"));
        for part in ["word/header1.xml", "word/footer1.xml"] {
            assert!(parts[part].contains("OFFICIAL-SENSITIVE"), "{part}");
        }
        let footer = paragraphs(&parts["word/footer1.xml"]);
        assert_eq!(
            footer,
            [
                "Marking: OFFICIAL-SENSITIVE",
                "Footer: Sampleshire, Q2 2025-26. Prepared on 6 October 2025.Page 1 of 1"
            ]
        );
        assert!(parts["word/footer1.xml"].contains(" NUMPAGES "));
        assert!(
            parts["word/document.xml"].contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"),
            "A4"
        );
        assert!(parts["word/styles.xml"].contains("<w:lang w:val=\"en-GB\""));
        let core = &parts["docProps/core.xml"];
        assert!(core.contains("<dc:title>Report: Sampleshire, Quarter 2 of 2025-26"));
        assert!(core.contains("<dc:creator>Sampleshire</dc:creator>"));
        assert!(core.contains("<dc:language>en-GB</dc:language>"));
    }

    #[test]
    fn every_chart_has_words_data_and_a_table() {
        let report = of(sightline_report::QUARTERLY);
        let package = parts(&docx(&report.document, &report.context).unwrap());
        let document = String::from_utf8(package["word/document.xml"].clone()).unwrap();
        let mut charts = 0;
        for step in steps(&document) {
            if let Step::Open(name, tag) = step
                && name == "wp:docPr"
            {
                charts += 1;
                assert_eq!(tag["id"], charts.to_string());
                assert!(tag["descr"].contains("The table below has the same numbers."));
                assert!(package.contains_key(&format!("word/charts/chart{charts}.xml")));
                assert!(package.contains_key(&format!("word/embeddings/chart{charts}.xlsx")));
            }
        }
        assert!(charts > 4, "{charts}");
        assert!(!package.contains_key(&format!("word/charts/chart{}.xml", charts + 1)));
    }

    /// Every part is well formed, has a kind, and points at parts that are there.
    #[track_caller]
    fn sound(report: &Report, why: &str) -> BTreeMap<String, String> {
        let package = parts(&docx(&report.document, &report.context).unwrap());
        let texts = xml(report);
        let kinds = &texts["[Content_Types].xml"];
        for (name, text) in &texts {
            let steps = steps(text);
            assert!(!steps.is_empty(), "{why}: {name}");
            let odd = |letter: char| {
                letter.is_control() && letter != '\n' || matches!(letter, '\u{fffe}' | '\u{ffff}')
            };
            assert!(
                !text.contains(odd),
                "{why}: {name} has a letter that XML cannot hold"
            );
            if !name.ends_with(".rels") && name != "[Content_Types].xml" {
                assert!(
                    kinds.contains(&format!("PartName=\"/{name}\"")),
                    "{why}: {name} has no kind"
                );
            }
            let Some((folder, _)) = name.rsplit_once("_rels/") else {
                continue;
            };
            for step in steps {
                if let Step::Open(_, tag) = step
                    && let Some(target) = tag.get("Target")
                    && !tag.contains_key("TargetMode")
                {
                    let path = match target.strip_prefix("../") {
                        Some(rest) => format!("word/{rest}"),
                        None => format!("{folder}{target}"),
                    };
                    assert!(
                        package.contains_key(&path),
                        "{why}: {name} points at {path}"
                    );
                }
            }
        }
        texts
    }

    #[test]
    fn the_parts_fit_together() {
        sound(&of(sightline_report::QUARTERLY), "quarterly");
        let linked = of(
            "# a\n\n[b](https://example.org/?a=1&b=2) [c](#part-1) [d](https://example.org/?a=1&b=2)\n\n## e\n",
        );
        let texts = sound(&linked, "links");
        let relations = &texts["word/_rels/document.xml.rels"];
        assert_eq!(
            relations
                .matches("https://example.org/?a=1&amp;b=2")
                .count(),
            1,
            "kept once"
        );
        assert!(texts["word/document.xml"].contains("w:anchor=\"part_1\""));
        assert!(texts["word/document.xml"].contains("w:name=\"part_1\""));
    }

    /// What has broken somebody's file.
    fn corpus() -> Vec<String> {
        let mut corpus: Vec<String> = [
            "A\u{0}B\u{1}C\u{7}D\u{b}E\u{1f}F\u{7f}G\u{85}H",
            "\u{fffe}\u{ffff}\u{feff}marks",
            "\u{202e}turned\u{202c} and \u{2066}turned\u{2069}",
            "عربي וعברית",
            "👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301}\u{301}\u{301}",
            "<w:t>&amp;</w:t> ]]> <!-- --> <?xml?>",
            "\" ' = \\ ; {{ x }} {% y %}",
            "=cmd|'/c calc'!A1",
            "_x0041_ &#x1; &#0;",
            "a\u{a0}b\u{2028}c\u{2029}d\te\r\nf",
            "𝕬𝖚𝖉𝖎𝖙 \u{10ffff}",
        ]
        .map(str::to_owned)
        .into();
        corpus.push("ñ".repeat(3_000));
        corpus.push("ab ".repeat(1_000));
        corpus
    }

    #[test]
    fn d09_whatever_people_write_the_file_is_sound() {
        for name in corpus() {
            let mut made = template(
                "case-audit",
                &name,
                1,
                &[("voice", &name), ("impact", &name)],
                true,
            );
            for question in &mut made.questions {
                question.ask.clone_from(&name);
            }
            for theme in &mut made.themes {
                theme.title.clone_from(&name);
            }
            made.limits[0].because.clone_from(&name);
            made.actions[0].action.clone_from(&name);
            let mut rollup = Rollup::new();
            let audit = Audit {
                concerns: vec![0],
                strengths: vec![1],
                limited: true,
                action: true,
                ..Audit::default()
            };
            put(&mut rollup, &made, world::NOW, &audit);
            let named = Spec {
                authority: name.clone(),
                author: Some(name.clone()),
                ..spec()
            };
            let report = report(&rollup, &named).unwrap();
            let texts = sound(&report, &name);
            let shown: String = paragraphs(&texts["word/document.xml"]).join(" ");
            let letters = |text: &str| -> String {
                text.chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .take(1_500)
                    .collect()
            };
            let shown: String = shown
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .collect();
            assert!(shown.contains(&letters(&name)), "{name} is not shown");
        }
    }

    #[test]
    fn d09_whatever_stands_in_a_report_of_ones_own_the_file_is_sound() {
        for text in corpus() {
            let text = text.replace("{{", "{ {").replace("{%", "{ %");
            for around in [
                "{}",
                "# {}",
                "## {}\n\n## {}\n\n## {}",
                "- {}",
                "1. {}",
                "> {}",
                "`{}`",
                "    {}",
                "[{}](https://example.org/{})",
                "| {} |\n| - |\n| {} |",
                "Table: {}\n\n| a |\n| - |\n| {} |",
            ] {
                let report = filled(&Rollup::new(), &around.replace("{}", &text));
                sound(&report, &text);
            }
        }
    }
}
