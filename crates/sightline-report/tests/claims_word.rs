//! Word documents: what is read in them, where a claim is said to stand, and what is refused.

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
    use std::io::{Cursor, Write as _};

    use chrono::NaiveDate;
    use sightline_report::claims::{Checked, ClaimData, Verdict, check_word};
    use sightline_report::{Spec, docx, report};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use crate::readback::parts;
    use crate::world;

    const STYLES: &str = r#"<w:styles xmlns:w="w">
        <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Committee head"/><w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:type="paragraph" w:styleId="Bullets"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Inhalt1"><w:name w:val="toc 1"/></w:style>
    </w:styles>"#;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// A document with this body.
    fn word(body: &str) -> Vec<u8> {
        let text = format!(
            r#"<?xml version="1.0"?><w:document xmlns:w="w" xmlns:m="m"><w:body>{body}</w:body></w:document>"#
        );
        packed(&[
            ("word/document.xml", text.as_bytes()),
            ("word/styles.xml", STYLES.as_bytes()),
        ])
    }

    fn p(style: &str, text: &str) -> String {
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
        )
    }

    fn row(cells: &[&str]) -> String {
        let cells: String = cells
            .iter()
            .map(|text| format!("<w:tc>{}</w:tc>", p("", text)))
            .collect();
        format!("<w:tr>{cells}</w:tr>")
    }

    fn checked(body: &str) -> Vec<Checked> {
        check_word("report.docx", &word(body), &ClaimData::default()).unwrap()
    }

    /// The claims that fail or cannot be judged: line, column, claim, and all that is said.
    fn told(body: &str) -> Vec<String> {
        let told = checked(body).into_iter().filter_map(|one| {
            let message = one.diagnostic()?.message;
            let (line, column) = one.at.line_column();
            Some(format!("{line}:{column} {} -> {message}", one.claim))
        });
        told.collect()
    }

    /// Why a file is refused.
    fn refused(bytes: &[u8]) -> String {
        let told = check_word("report.docx", bytes, &ClaimData::default()).unwrap_err();
        let one = told.iter().next().unwrap();
        assert_eq!(one.code.to_string(), "SL718");
        assert!(one.help.is_some());
        one.message.clone()
    }

    #[test]
    fn a_claim_is_found_below_its_heading_or_in_its_cell() {
        let body = [
            p("Own", "Reviews"),
            p(
                "",
                "98.1% of 1,398 reviews were held in timescale (12 late).",
            ),
            "<w:tbl>".to_owned(),
            row(&["Grade", "Audits"]),
            row(&["Good", "12"]),
            row(&["Inadequate", "4"]),
            row(&["Total", "17"]),
            "</w:tbl>".to_owned(),
            p("", "12 of 20 audits (50.0%) were good."),
        ]
        .concat();
        assert_eq!(
            told(&body),
            [
                "2:1 98.1% of 1,398 reviews were held in timescale (12 late) -> 98.1% does not follow from 12 of 1,398 (below “Reviews”)",
                "6:9 17 -> the parts come to 16, and the total is given as 17 (table 1, row 4, column 2)",
                "7:1 12 of 20 audits (50.0%) -> 50.0% does not follow from 12 of 20 (below “Reviews”)",
            ]
        );
    }

    /// The report that a committee officer edits: as it was made all of it holds, and each figure that is changed is found.
    #[test]
    fn a_figure_changed_in_our_own_document_is_found() {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        let report = report(&world::rollup(), &Spec::new("Sampleshire", world::NOW, day)).unwrap();
        let whole = docx(&report.document, &report.context).unwrap();
        let none = ClaimData::default();
        let found = check_word("report.docx", &whole, &none).unwrap();
        let fails: Vec<_> = found.iter().filter(|one| one.fails()).collect();
        assert!(fails.is_empty(), "{fails:#?}");
        assert!(found.len() > 40, "only {} claims were read", found.len());
        let body = parts(&whole)
            .into_iter()
            .find(|(name, _)| name == "word/document.xml");
        let body = String::from_utf8(body.unwrap().1).unwrap();
        let body = body.replace('\u{a0}', " ");
        // A share with what it is of can be judged wherever it stands.
        let shares = found.iter().filter(|one| {
            one.claim.contains(" of ") && one.claim.ends_with("%)") && body.contains(&one.claim)
        });
        let mut n_changed = 0;
        for one in shares.take(6) {
            let wrong = one.claim.replace(" (", " (9");
            let changed: Vec<(String, Vec<u8>)> = parts(&whole)
                .into_iter()
                .map(|(name, bytes)| match name.as_str() {
                    "word/document.xml" => {
                        n_changed += 1;
                        (name, body.replacen(&one.claim, &wrong, 1).into_bytes())
                    }
                    _ => (name, bytes),
                })
                .collect();
            let changed: Vec<(&str, &[u8])> = changed
                .iter()
                .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
                .collect();
            let found = check_word("report.docx", &packed(&changed), &none).unwrap();
            let is_named = found
                .iter()
                .any(|claim| claim.fails() && claim.claim.contains(&wrong));
            assert!(is_named, "{wrong}: {found:#?}");
        }
        assert!(n_changed > 3, "only {n_changed} figures were changed");
    }

    #[test]
    fn figures_may_be_cut_into_runs_and_stand_in_lists_and_controls() {
        let body = [
            r#"<w:p><w:r><w:t>12 of 2</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>0</w:t><w:tab/><w:t>audits (5</w:t></w:r><w:sdt><w:sdtPr><w:t>7</w:t></w:sdtPr><w:sdtContent><w:r><w:t>0&#46;0%) were R&amp;D.</w:t></w:r></w:sdtContent></w:sdt></w:p>"#.to_owned(),
            p("", "Thirteen mistakes were found:"),
            p("Bullets", "4 wrong dates"),
            p("Bullets", "7 first reviews"),
            p("Bullets", "1 miscount"),
        ]
        .concat();
        assert_eq!(
            told(&body),
            [
                "1:1 12 of 20 audits (50.0%) -> 50.0% does not follow from 12 of 20",
                "2:1 Thirteen mistakes were found: -> the parts come to 12, and the total is given as 13",
            ]
        );
    }

    #[test]
    fn what_is_struck_out_hidden_drawn_or_listed_as_contents_claims_nothing() {
        let wrong = "12 of 20 audits (50.0%) were good.";
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let body = [
            p("Inhalt1", wrong),
            p("TOC1", wrong),
            format!("<w:p><w:del>{}</w:del></w:p>", run(wrong)),
            format!("<w:p><w:moveFrom>{}</w:moveFrom></w:p>", run(wrong)),
            format!("<w:p><w:r><w:drawing><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:drawing></w:r></w:p>", run(wrong)),
            format!("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{wrong}</w:t></w:r></w:p>"),
            "<w:p><m:oMath><m:r><m:t>12 of 20 (50.0%)</m:t></m:r></m:oMath></w:p>".to_owned(),
            // What was put in instead of what was struck out is read.
            format!(
                "<w:p>{}<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins>{}</w:ins>{}</w:p>",
                run("We read "), run("10"), run(" of 20 files (50.0%).")
            ),
        ]
        .concat();
        let found = checked(&body);
        assert_eq!(told(&body), [""; 0]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].claim, "10 of 20 files (50.0%)");
        assert_eq!(found[0].verdict, Verdict::Holds);
    }

    #[test]
    fn what_is_no_word_document_is_refused_with_its_reason() {
        let cases: [(&[u8], &str); 5] = [
            (b"12 of 20 (50.0%)", "no Word document"),
            (b"", "no Word document"),
            (&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], "an old one (.doc)"),
            (
                &packed(&[("xl/workbook.xml", b"<workbook/>")]),
                "no `word/document.xml`",
            ),
            (
                &packed(&[("word/document.xml", b"<!DOCTYPE x [<!ENTITY a \"b\">]><x/>")]),
                "a document type",
            ),
        ];
        for (bytes, reason) in cases {
            assert!(
                refused(bytes).contains(reason),
                "{}: {reason}",
                refused(bytes)
            );
        }
        for body in ["<w:p><w:r><w:t>12 of 20</w:p>", "<w:p>&nbsp;</w:p>"] {
            assert!(refused(&word(body)).contains("damaged"), "{body}");
        }
        let whole = word(&p("", "12 of 20 (50.0%)"));
        let half = whole.get(..whole.len() / 2).unwrap();
        assert!(refused(half).contains("damaged"));
    }

    #[test]
    fn a_small_file_that_unfolds_into_a_huge_one_is_refused() {
        let blanks = vec![b' '; 65 * 1024 * 1024];
        let bomb = packed(&[("word/document.xml", &blanks)]);
        assert!(bomb.len() < 1024 * 1024);
        assert!(refused(&bomb).contains("unfolds into far more"));
        let styles = packed(&[("word/document.xml", b"<x/>"), ("word/styles.xml", &blanks)]);
        assert!(refused(&styles).contains("unfolds into far more"));
        let text = word(&p("", &"1 of 2 (50%), ".repeat(400_000)));
        assert!(refused(&text).contains("unfolds into far more"));
    }

    #[test]
    fn no_body_makes_it_panic() {
        for body in [
            "</w:p></w:tc></w:tr></w:tbl>",
            "<w:tbl><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tbl>",
            "<w:tc/><w:tr/><w:t/><w:r/>",
            "<w:tbl><w:tc><w:gridSpan w:val=\"99999999999\"/></w:tc></w:tbl>",
            "<w:tbl><w:tr><w:tc/><w:tc><w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr></w:tc><w:trPr><w:gridBefore w:val=\"2\"/></w:trPr></w:tr></w:tbl>",
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"-1\"/><w:numId/></w:numPr></w:pPr><w:r><w:t>1 of 2 (50%)</w:t></w:r></w:p>",
        ] {
            let _either = check_word("report.docx", &word(body), &ClaimData::default());
        }
    }
}
