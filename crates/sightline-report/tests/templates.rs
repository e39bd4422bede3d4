//! A manager's own report: what it can do, and what its mistakes say.

#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use sightline_engine::SourceFile;
    use sightline_report::{Report, ReportError, Spec, report};

    use crate::world;

    fn spec() -> Spec {
        Spec::new(
            "Sampleshire",
            world::NOW,
            NaiveDate::from_ymd_opt(2025, 10, 6).unwrap(),
        )
    }

    fn make(text: &str) -> Result<Report, ReportError> {
        let template = Some(SourceFile::new("reports/mine.md", text));
        report(&world::rollup(), &Spec { template, ..spec() })
    }

    #[track_caller]
    fn mistake(text: &str, expect: &str) {
        // Only where it is and what it says; columns and carets are held by the command line's fixtures.
        let wrong = make(text).unwrap_err();
        let ReportError::Template(found) = wrong else {
            panic!("{wrong}");
        };
        let one = found.iter().next().unwrap();
        let help = one.help.as_deref().unwrap_or_default();
        let said = format!(
            "{}:{}: {} (help: {help})",
            one.at.path(),
            one.at.line_column().0,
            one.message
        );
        assert_eq!((said.as_str(), found.len()), (expect, 1));
    }

    #[test]
    fn a_page_is_called_as_its_first_heading() {
        let title = |text: &str| {
            let html = make(text).unwrap().html;
            let (_, rest) = html.split_once("<title>").unwrap();
            rest.split_once("</title>").unwrap().0.to_owned()
        };
        let whose = "Sampleshire, Quarter 2 of 2025-26 (July to September 2025)";
        assert_eq!(
            title("# For the *board* & `us`\n\nText"),
            format!("For the board &amp; us: {whose}")
        );
        assert_eq!(
            title("Text\n\nBoard\npapers\n===\n"),
            format!("Board papers: {whose}")
        );
        assert_eq!(title("## Second\n\n# First\n"), whose);
        assert_eq!(title("# <b></b>\n"), whose);
    }

    #[test]
    fn mistakes_name_the_line_and_the_way_out() {
        mistake(
            "# Mine\n\n{{ authorty }}\n",
            "reports/mine.md:3: there is no placeholder `authorty` (help: did you mean `authority`?)",
        );
        mistake(
            "{% for part in templates %}\n{{ part.titel }}\n{% endfor %}",
            "reports/mine.md:2: there is no placeholder `part.titel` (help: did you mean `part.title`?)",
        );
        mistake(
            "a\n![b](chart:grades-by-quater)\n",
            "reports/mine.md:2: there is no chart `grades-by-quater` (help: did you mean `grades-by-quarter`?)",
        );
        mistake(
            "{{ themes.concern_table | tabel }}",
            "reports/mine.md:1: there is no filter `tabel` (help: did you mean `table`?)",
        );
        mistake(
            "{{ authority | table }}",
            "reports/mine.md:1: what stands before `| table` is not a table (help: use `table` with a value that ends in `_table`, or one such as `part.grades`)",
        );
        mistake(
            "a\n{{ measures.table | table }}\n",
            "reports/mine.md:2: there is no `measures.table` this time, so it cannot be printed (help: write `{% if measures.table %}` before it and `{% endif %}` behind it)",
        );
        mistake(
            "{{ authority }}\n{% set one = measures.table | table %}\n",
            "reports/mine.md:2: there is no `measures.table` this time, so it cannot be printed (help: write `{% if measures.table %}` before it and `{% endif %}` behind it)",
        );
        mistake(
            "{{ themes.concern_table }}\n",
            "reports/mine.md:1: `themes.concern_table` is a table, so it cannot be printed as it is (help: put `| table` behind it: `{{ themes.concern_table | table }}`)",
        );
        mistake(
            "{{ limits }}\n",
            "reports/mine.md:1: `limits` is a list, so it cannot be printed as it is (help: go through it: `{% for one in limits %}`, `{{ one }}` and `{% endfor %}`)",
        );
        mistake(
            "a\n{{ sumary.activity }}\n",
            "reports/mine.md:2: there is no placeholder `sumary.activity` (help: did you mean `summary.activity`?)",
        );
        mistake(
            "{{ summary.activty }}\n",
            "reports/mine.md:1: there is no placeholder `summary.activty` (help: did you mean `summary.activity`?)",
        );
        mistake(
            "{{ sumary.activty }}\n",
            "reports/mine.md:1: there is no placeholder `sumary.activty` (help: did you mean `summary.activity`?)",
        );
        mistake(
            "{{ headings.wibble }}\n",
            "reports/mine.md:1: there is no placeholder `headings.wibble` (help: choose from `headings.strengths`, `headings.concerns` and `headings.next`)",
        );
        mistake(
            "![b](chart:pie)\n",
            "reports/mine.md:1: there is no chart `pie` (help: choose from `actions`, `grades-by-quarter`, `grades-by-section`, `measures` and `theme-movement`)",
        );
        let unfinished = make("a\nb {{ authority \n").unwrap_err().to_string();
        assert!(unfinished.starts_with("reports/mine.md:"), "{unfinished}");
        assert!(unfinished.contains("write `}}`"), "{unfinished}");
    }

    #[test]
    fn h02_of_a_picture_from_elsewhere_only_the_words_are_printed() {
        let text = "# Mine\n\nHere ![our *logo*](https://pictures.example/logo.png) stood.\n";
        let made = make(text).unwrap();
        assert!(
            made.markdown.contains("Here our *logo* stood."),
            "{}",
            made.markdown
        );
        assert!(!made.markdown.contains("pictures.example"));
        assert!(!made.html.contains("pictures.example"));
        let text = format!("{text}\n{{# ![not printed](https://pictures.example/b.png) #}}\n");
        let template = SourceFile::new("reports/mine.md", &text);
        let warned = sightline_report::pictures(&template);
        assert_eq!(warned.len(), 1);
        assert!(!warned.has_errors());
    }

    #[test]
    fn a_mistake_in_a_part_that_this_quarter_leaves_out_is_found_too() {
        mistake(
            "{% if audits %}\nfine\n{% else %}\n{{ teams.minimun }}\n{% endif %}",
            "reports/mine.md:4: there is no placeholder `teams.minimun` (help: did you mean `teams.minimum`?)",
        );
    }

    #[test]
    fn mistakes_of_several_kinds_are_named_at_once() {
        let text = "{{ authorty | uper }}\n{% if audits %}\n![a](chart:grades-by-quater)\n\
                    {% for part of templates %}{{ part.titel }}{% endfro %}\n";
        let wrong = make(text).unwrap_err();
        let ReportError::Template(found) = wrong else {
            panic!("{wrong}");
        };
        let said: Vec<String> = found
            .iter()
            .map(|one| {
                let (line, column) = one.at.line_column();
                let help = one.help.as_deref().unwrap_or_default();
                format!("{line}:{column} {}: {help}", one.code)
            })
            .collect();
        assert_eq!(
            said,
            [
                "1:4 SL701: did you mean `authority`?",
                "1:15 SL702: did you mean `upper`?",
                "2:1 SL704: write `{% endif %}` where it ends",
                "3:6 SL703: did you mean `grades-by-quarter`?",
                "4:13 SL704: write `in`",
                "4:31 SL701: did you mean `part.title`?",
                "4:47 SL704: did you mean `endfor`?",
            ]
        );
    }

    /// Whatever somebody types, it ends, every place lies in the text, and what a report says is not hidden by mistakes beside it.
    #[test]
    fn a_mistake_in_a_shipped_report_is_named_wherever_a_mark_is_broken() {
        let text = sightline_report::QUARTERLY;
        let marks: Vec<usize> = ["{{", "{%"]
            .iter()
            .flat_map(|mark| text.match_indices(mark).map(|(at, _)| at))
            .collect();
        assert!(marks.len() > 200, "{}", marks.len());
        for at in marks.into_iter().step_by(5) {
            let part = |from: usize, to: usize| text.get(from..to).unwrap();
            let all = text.len();
            let end = at + part(at, all).find('}').unwrap();
            for broken in [
                format!("{}{}", part(0, end), part(end + 1, all)),
                format!("{}{}", part(0, end - 2), part(end, all)),
                format!("{}{}", part(0, at), part(end + 2, all)),
            ] {
                let Err(ReportError::Template(found)) = make(&broken) else {
                    // Some parts can be taken out, and the report is another one.
                    continue;
                };
                assert!(found.len() < 30, "{found}");
                for one in found.iter() {
                    let range = one.at.range();
                    assert!(
                        range.start < range.end && range.end <= broken.len(),
                        "{one}"
                    );
                    let line = one.at.line_column().0;
                    let near = part(0, at).lines().count();
                    // What an unfinished mark leads to is told where it begins or where what it leaves open does.
                    assert!(one.code.id() != "SL704" || line <= near + 60, "{one}");
                }
            }
        }
    }

    #[test]
    fn h03_a_text_of_nothing_but_mistakes_is_looked_through_in_time() {
        for part in [
            "{{ ",
            "{{ ( ",
            "{% if a %}",
            "{% endfor %}",
            "{% for a of b %}",
            "{{ '",
            "{{ (\"",
            "{#",
            "{% raw %}",
            "{{ a.b | c }}",
            "{{ [{( }}",
            "{% set a = [\n",
            "![a](chart:b)\n",
            "{{ a is b }}",
            "}}",
            "{%",
        ] {
            let text = part.repeat(40_000 / part.len());
            let start = std::time::Instant::now();
            let found = make(&text);
            assert!(
                start.elapsed().as_secs() < 20,
                "{part:?} took {:?}",
                start.elapsed()
            );
            assert!(
                found.is_err() || part == "}}" || part == "{% raw %}",
                "{part:?}"
            );
        }
    }

    #[test]
    fn charts_become_pictures_in_html_and_tables_in_markdown() {
        let made = make("# Mine\n\nWords before ![Grades](chart:grades-by-quarter) and after.\n\n![T](chart:theme-movement)\n\n![S](chart:grades-by-section)\n").unwrap();
        assert_eq!(made.html.matches("<figure>").count(), 3);
        assert_eq!(made.html.matches("role=\"img\"").count(), 3);
        assert_eq!(made.html.matches("<table>").count(), 3);
        assert!(!made.markdown.contains("chart:"));
        assert!(
            made.markdown
                .contains("Table: Overall grades by quarter: all graded templates")
        );
        assert!(
            made.html.contains("<p>Words before  and after.</p>"),
            "{}",
            made.html
        );
    }

    #[test]
    fn a_page_without_a_title_gets_one_and_headings_keep_their_order() {
        let made = make("#### Deep\n\n# Again\n\n## Two\n\n###### Six\n").unwrap();
        let headings: Vec<&str> = made
            .html
            .match_indices("<h")
            .filter_map(|(at, _)| made.html.get(at + 1..at + 3))
            .collect();
        let levels: Vec<&str> = headings
            .into_iter()
            .filter(|tag| tag.as_bytes()[1].is_ascii_digit())
            .collect();
        assert_eq!(levels, ["h1", "h2", "h2", "h2", "h3"]);
        assert_eq!(made.html.matches("<h1>").count(), 1);
    }

    #[test]
    fn the_page_is_whole_and_can_be_read_by_everybody() {
        let page = report(&world::rollup(), &spec()).unwrap().html;
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
        assert_eq!(page.matches("<h1>").count(), 1);
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("<caption>").count()
        );
        assert_eq!(
            page.matches("<table>").count(),
            page.matches("<th scope=\"col\"")
                .count()
                .min(page.matches("<table>").count())
        );
        assert!(page.contains("<a class=\"skip\" href=\"#report\">"));
        assert!(page.contains("OFFICIAL-SENSITIVE"));
        assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("src="));
        assert!(!page.contains("<th></th>") && !page.contains("<td></td>"));
        for (open, close) in [
            ("<table", "</table>"),
            ("<tr>", "</tr>"),
            ("<figure>", "</figure>"),
            ("<ul>", "</ul>"),
            ("<svg", "</svg>"),
        ] {
            assert_eq!(
                page.matches(open).count(),
                page.matches(close).count(),
                "{open}"
            );
        }
        let ids: Vec<&str> = page
            .split(" id=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "an id is used twice");
        for wanted in page
            .split("aria-labelledby=\"")
            .skip(1)
            .filter_map(|part| part.split('"').next())
        {
            assert!(wanted.split(' ').all(|id| ids.contains(&id)), "{wanted}");
        }
        for wanted in page
            .split("href=\"#")
            .skip(1)
            .filter_map(|part| part.split('"').next())
        {
            assert!(ids.contains(&wanted), "{wanted}");
        }
    }

    #[test]
    fn numbers_in_sentences_are_the_numbers_in_tables() {
        let text = report(&world::rollup(), &spec()).unwrap().markdown;
        let row = text
            .lines()
            .skip_while(|line| !line.starts_with("### Collaborative case audit"))
            .find(|line| line.starts_with("| Good or better"))
            .unwrap();
        let now = row
            .trim_end_matches([' ', '|'])
            .rsplit('|')
            .next()
            .unwrap()
            .trim();
        let (part, percent) = now.split_once(' ').unwrap();
        let sentence = text
            .lines()
            .skip_while(|line| !line.starts_with("### Collaborative case audit"))
            .nth(2)
            .unwrap();
        assert!(sentence.starts_with(&format!("{part} of ")), "{sentence}");
        assert!(sentence.contains(percent), "{sentence}");
    }
}
