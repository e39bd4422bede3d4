//! The PDF file: its form, that it meets what PDF/UA-1 asks for, and what it holds whatever people wrote.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/printed.rs"]
mod printed;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use sightline_engine::{Rollup, SourceFile};
    use sightline_report::document::plain;
    use sightline_report::{Audience, Report, Spec, pdf, report, typst_source};

    use crate::made::{Audit, put, template};
    use crate::printed::{between, keep, objects, shown, squeezed};
    use crate::{figures, world};

    fn spec() -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        Spec::new("Sampleshire", world::NOW, day)
    }

    fn quarterly(audience: Audience) -> Report {
        let spec = Spec { audience, ..spec() };
        report(figures::figures(&world::rollup()), &spec).unwrap()
    }

    fn of(text: &str) -> Report {
        let template = Some(SourceFile::new("reports/mine.md", text));
        report(&Rollup::new(), &Spec { template, ..spec() }).unwrap()
    }

    fn made(report: &Report) -> Vec<u8> {
        let file = pdf(&report.document, &report.context).unwrap();
        keep(&file);
        file
    }

    #[test]
    fn the_file_says_that_it_is_tagged_english_and_pdf_ua() {
        let file = made(&quarterly(Audience::Internal));
        assert!(file.starts_with(b"%PDF-1.7"));
        let text = String::from_utf8_lossy(&file);
        assert!(text.contains("<pdfuaid:part>1</pdfuaid:part>"));
        assert!(text.contains("/MarkInfo<</Marked true"));
        assert!(text.contains("/StructTreeRoot"));
        assert!(text.contains("/Lang(en-GB)"));
        assert!(text.contains("/DisplayDocTitle true"));
        assert!(text.contains(
            "Learning from practice audits: Sampleshire, Quarter 2 of 2025-26 (July to September 2025)</rdf:li>"
        ));
        assert!(text.contains("<dc:creator><rdf:Seq><rdf:li>Sampleshire</rdf:li>"));
        assert!(text.contains("<xmp:CreateDate>2025-10-06T00:00:00Z</xmp:CreateDate>"));
    }

    /// The tags that assistive technology goes by.
    #[test]
    fn tables_headings_charts_and_contents_are_tagged_as_such() {
        let report = quarterly(Audience::Internal);
        let objects = objects(&made(&report));
        let tags = |name: &str| -> Vec<&String> {
            let tag = format!("/S/{name}/");
            objects.iter().filter(|one| one.contains(&tag)).collect()
        };
        let grids: Vec<_> = report.document.grids().collect();
        assert_eq!(tags("Table").len(), grids.len());
        let heads: usize = grids
            .iter()
            .map(|grid| grid.columns.len() + grid.rows.len())
            .sum();
        assert_eq!(tags("TH").len(), heads, "a heading a column and a row");
        assert!(tags("TH").iter().all(|cell| cell.contains("/Scope/")));
        let cells: usize = grids
            .iter()
            .map(|grid| (grid.columns.len() - 1) * grid.rows.len())
            .sum();
        assert_eq!(tags("TD").len(), cells);
        assert_eq!(tags("H1").len(), 1);
        // The contents have a heading too.
        assert_eq!(tags("H2").len(), report.document.contents().len() + 1);
        assert_eq!(tags("TOCI").len(), report.document.contents().len());
        let charts = tags("Figure");
        assert!(charts.len() > 4, "{}", charts.len());
        assert!(charts.iter().all(|chart| chart.contains("/Alt")));
        let outline = objects.iter().find(|one| one.contains("/Type/Outlines"));
        assert!(outline.is_some(), "bookmarks");
    }

    #[test]
    fn d10_every_cell_heading_and_caption_is_printed() {
        for audience in [Audience::Internal, Audience::Public] {
            let report = quarterly(audience);
            let Some(text) = shown(&made(&report)) else {
                return;
            };
            let text = squeezed(&text);
            let mut wanted: Vec<String> = report.document.contents();
            for grid in report.document.grids() {
                wanted.push(grid.caption.clone());
                wanted.extend(grid.columns.iter().map(|column| plain(&column.head)));
                wanted.extend(grid.rows.iter().flatten().map(|cell| plain(&cell.text)));
            }
            assert!(wanted.len() > 200, "{}", wanted.len());
            for words in wanted {
                assert!(text.contains(&squeezed(&words)), "{words} is not printed");
            }
        }
    }

    #[test]
    fn every_page_is_marked_and_numbered() {
        let Some(text) = shown(&made(&quarterly(Audience::Internal))) else {
            return;
        };
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(pages.len() > 8);
        for (n, page) in (1..).zip(&pages) {
            assert_eq!(page.matches("OFFICIAL-SENSITIVE").count(), 2, "page {n}");
            let numbered = format!("Page {n} of {}", pages.len());
            assert!(page.contains(&numbered), "{numbered}");
        }
    }

    #[test]
    fn the_heading_row_of_a_long_table_comes_again_on_every_page() {
        let rows: String = (1..=150).map(|n| format!("| row {n} | x |\n")).collect();
        let report = of(&format!(
            "# a\n\nTable: Long\n\n| Headed | b |\n| - | - |\n{rows}"
        ));
        let Some(text) = shown(&made(&report)) else {
            return;
        };
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        assert!(pages.len() > 2);
        for page in &pages {
            assert_eq!(page.matches("Headed").count(), 1);
        }
    }

    #[test]
    fn d07_the_same_report_gives_the_same_bytes() {
        let once = made(&quarterly(Audience::Public));
        assert_eq!(once, made(&quarterly(Audience::Public)));
    }

    #[test]
    fn links_lead_to_web_and_mail_addresses_and_to_parts_that_are_there() {
        let report = of(
            "# a\n\n[b](https://example.org/?a=1&b=2) [c](#part-1) [d](#part-9) [e](#elsewhere) [f](mailto:a@example.org)\n\n## [g](https://example.org/h)\n",
        );
        let source = typst_source(&report.document, &report.context);
        assert_eq!(source.matches("#link(").count(), 4);
        let objects = objects(&made(&report));
        let uris = objects.iter().filter(|one| one.contains("/S/URI"));
        assert_eq!(uris.count(), 3);
    }

    #[test]
    fn letters_that_cannot_be_printed_are_told() {
        let report = of("# a\n\nIt was fun \u{1f600}\u{1f600}.\n");
        let source = typst_source(&report.document, &report.context);
        assert!(source.contains("It was fun □□."));
        assert!(source.contains("2 letters that this file's typefaces do not have stand as □"));
        made(&report);
    }

    /// What has broken somebody's file, and what would run or read something were it code.
    fn corpus() -> Vec<String> {
        let mut corpus: Vec<String> = [
            "A\u{0}B\u{1}C\u{7}D\u{b}E\u{1f}F\u{7f}G\u{85}H",
            "\u{fffe}\u{ffff}\u{feff}marks",
            "\u{202e}turned\u{202c} and \u{2066}turned\u{2069}",
            "عربي ועברית हिन्दी 中文",
            "👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u{301}\u{301}\u{301}",
            "\u{301}\u{20dd} \u{e000}\u{f8ff}",
            "<svg/> &amp; ]]> <!-- --> <?xml?>",
            "#read(\"/etc/passwd\") #import \"@preview/x:1.0.0\": * #panic()",
            "\"); #panic(\"out\"); (\"",
            "\\\"); #panic(\"out\"); (\\\"",
            "] #panic() [ $ x $ @label <label> = heading // comment /* */ `raw` _a_ *b* ~ -- ---",
            "\\u{41} \\n \\",
            "=cmd|'/c calc'!A1",
            "a\u{a0}b\u{2028}c\u{2029}d\te\r\nf",
            "𝕬𝖚𝖉𝖎𝖙 \u{10ffff}",
        ]
        .map(str::to_owned)
        .into();
        corpus.push("ñ".repeat(3_000));
        corpus.push("ab ".repeat(1_000));
        corpus
    }

    fn letters(text: &str) -> String {
        let kept = |letter: &char| letter.is_ascii_alphanumeric();
        text.chars().filter(kept).collect()
    }

    #[test]
    fn d09_whatever_people_write_is_printed_and_never_run() {
        for name in corpus() {
            let mut made_up = template(
                "case-audit",
                &name,
                1,
                &[("voice", &name), ("impact", &name)],
                true,
            );
            for question in &mut made_up.questions {
                question.ask.clone_from(&name);
            }
            for theme in &mut made_up.themes {
                theme.title.clone_from(&name);
            }
            made_up.limits[0].because.clone_from(&name);
            made_up.actions[0].action.clone_from(&name);
            let mut rollup = Rollup::new();
            let audit = Audit {
                concerns: vec![0],
                strengths: vec![1],
                limited: true,
                action: true,
                ..Audit::default()
            };
            put(&mut rollup, &made_up, world::NOW, &audit);
            let named = Spec {
                authority: name.clone(),
                author: Some(name.clone()),
                ..spec()
            };
            let report = report(&rollup, &named).unwrap();
            let file = made(&report);
            if let Some(text) = shown(&file) {
                let wanted: String = letters(&name).chars().take(1_500).collect();
                assert!(letters(&text).contains(&wanted), "{name} is not printed");
            }
        }
    }

    #[test]
    fn d09_whatever_stands_in_a_report_of_ones_own_becomes_a_file() {
        for text in corpus() {
            let text = text.replace("{{", "{ {").replace("{%", "{ %");
            let around = [
                "# {}",
                "## {}\n\n## {}\n\n### {}",
                "- {}",
                "7. {}",
                "> {}",
                "`{}`",
                "    {}",
                "[{}](https://example.org/{})",
                "| {} |\n| - |\n| {} |",
                "Table: {}\n\n| a | b | c | d | e | f | g | h | i | j |\n| - | - | - | - | - | -: | - | - | - | - |\n| {} | {} | {} | | | | | | | {} |",
            ];
            let whole = around
                .map(|around| around.replace("{}", &text))
                .join("\n\n");
            made(&of(&whole));
        }
    }

    #[test]
    fn d09_what_nests_deep_becomes_a_file() {
        let lists: String = (0..40)
            .map(|n| format!("{}- a\n", "  ".repeat(n)))
            .collect();
        for text in [
            ">".repeat(60) + " a",
            lists,
            "**_".repeat(40) + "a",
            "#".to_owned(),
        ] {
            made(&of(&format!("# a\n\n{text}\n")));
        }
    }

    #[test]
    fn nothing_of_what_people_write_leaves_its_string() {
        for text in corpus() {
            let report = of(&format!(
                "# a\n\n{}\n",
                text.replace("{{", "{ {").replace("{%", "{ %")
            ));
            let source = typst_source(&report.document, &report.context);
            let code = between(&source);
            assert!(!code.contains("panic"), "{code}");
            assert!(!code.contains("passwd"), "{code}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn d09_any_letters_become_a_file(words in "(\\PC{0,12} ){0,12}", code in "\\PC{0,40}") {
            let escape = |text: &str| text.replace("{", "").replace("}", "");
            let text = format!("# a\n\n{}\n\n| {} | b |\n| - | - |\n| `{}` | c |\n", escape(&words), escape(&words), escape(&code));
            let report = of(&text);
            let file = pdf(&report.document, &report.context);
            prop_assert!(file.is_ok());
            keep(&file.unwrap());
        }
    }
}
