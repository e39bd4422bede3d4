//! What people write into titles and reports is shown and never obeyed.

#[cfg(test)]
#[path = "support/made.rs"]
mod made;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use sightline_engine::calendar::Quarter;
    use sightline_engine::{Rollup, SourceFile};
    use sightline_report::{Context, Document, Spec, context, html, report};

    use crate::made::{Audit, put, template};

    const NOW: Quarter = Quarter { year: 2025, n: 2 };

    /// Each would run, fetch or break out if it were obeyed. A real browser is shown them too, by the program's tests.
    fn payloads() -> Vec<String> {
        let all: Vec<String> = serde_json::from_str(include_str!("support/payloads.json")).unwrap();
        assert!(all.len() >= 24, "payloads were lost");
        all
    }

    fn spec() -> Spec {
        Spec::new(
            "Sampleshire",
            NOW,
            NaiveDate::from_ymd_opt(2025, 10, 6).unwrap(),
        )
    }

    fn empty() -> Context {
        context(&(&Rollup::new()).into(), &spec()).unwrap()
    }

    fn page_of(markdown: &str, title: &str) -> String {
        let document = Document::read(markdown, &empty());
        let title = title.to_owned();
        html(&Document { title, ..document }, &empty())
    }

    /// Nothing in the page may name a handler, a scheme that runs, a fetch, or a tag we never write.
    #[track_caller]
    fn inert(page: &str, payload: &str) {
        let (head, body) = page.split_once("<body>").unwrap();
        let mut tags = Vec::new();
        for (n, part) in body.split('<').enumerate().skip(1) {
            let (tag, _) = part
                .split_once('>')
                .unwrap_or_else(|| panic!("{payload}: tag {n} never ends"));
            tags.push(tag.to_owned());
        }
        for tag in &tags {
            let name: String = tag
                .trim_start_matches('/')
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let known = [
                "a",
                "blockquote",
                "body",
                "caption",
                "circle",
                "code",
                "defs",
                "desc",
                "div",
                "em",
                "figcaption",
                "figure",
                "footer",
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "header",
                "hr",
                "html",
                "li",
                "main",
                "nav",
                "ol",
                "p",
                "path",
                "pattern",
                "pre",
                "rect",
                "span",
                "strong",
                "svg",
                "table",
                "tbody",
                "td",
                "text",
                "th",
                "thead",
                "title",
                "tr",
                "ul",
                "br",
            ];
            assert!(known.contains(&name.as_str()), "{payload}: <{tag}>");
            let outside_quotes: String = tag.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains(" on"), "{payload}: <{tag}>");
            if let Some((_, address)) = tag.split_once("href=\"") {
                let allowed = ["#", "https://", "http://", "mailto:"];
                assert!(
                    allowed.iter().any(|start| address.starts_with(start)),
                    "{payload}: <{tag}>"
                );
            }
            assert!(!outside_quotes.contains("src="), "{payload}: <{tag}>");
        }
        assert_eq!(head.matches("<title>").count(), 1, "{payload}");
        assert!(!head.to_lowercase().contains("<script"), "{payload}");
        assert_eq!(head.matches("</style>").count(), 1, "{payload}");
    }

    #[test]
    fn h01_markdown_from_users_is_inert() {
        for payload in &payloads() {
            for around in [
                "{}",
                "# {}",
                "- {}",
                "> {}",
                "| a |\n| - |\n| {} |",
                "*{}*",
                "text {} text",
                "Table: {}\n\n| a |\n| - |\n| b |",
            ] {
                let markdown = around.replace("{}", payload);
                inert(&page_of(&markdown, payload), &markdown);
            }
        }
    }

    #[test]
    fn h01_values_are_shown_and_never_obeyed() {
        for payload in &payloads() {
            let mut made = template(
                "case-audit",
                payload,
                1,
                &[("voice", payload), ("impact", payload)],
                true,
            );
            for question in &mut made.questions {
                payload.clone_into(&mut question.ask);
            }
            for theme in &mut made.themes {
                payload.clone_into(&mut theme.title);
            }
            payload.clone_into(&mut made.limits[0].because);
            payload.clone_into(&mut made.actions[0].action);
            let mut rollup = Rollup::new();
            let audit = Audit {
                concerns: vec![0],
                strengths: vec![1],
                limited: true,
                action: true,
                ..Audit::default()
            };
            put(&mut rollup, &made, NOW, &audit);
            let report = report(
                &rollup,
                &Spec {
                    authority: payload.to_owned(),
                    ..spec()
                },
            )
            .unwrap();
            inert(&report.html, payload);
            let letters = |text: &str| {
                text.chars()
                    .filter(char::is_ascii_alphanumeric)
                    .collect::<String>()
            };
            let entities = [
                ("&lt;", "<"),
                ("&gt;", ">"),
                ("&quot;", "\""),
                ("&#39;", "'"),
                ("&amp;", "&"),
            ];
            let shown = entities
                .iter()
                .fold(report.html.clone(), |page, (entity, letter)| {
                    page.replace(entity, letter)
                });
            assert!(
                letters(&shown).contains(&letters(payload)),
                "{payload} is not shown"
            );
        }
    }

    #[test]
    fn h02_no_image_or_link_fetches_anything() {
        let page = page_of(
            "![a](https://evil.example/b.png) [ok](https://example.org/a?b=1&c=2) ![c][r]\n\n[r]: https://evil.example/c.png",
            "t",
        );
        assert!(!page.contains("evil.example"));
        assert!(!page.contains("<img"));
        assert!(page.contains(
            "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">ok</a>"
        ));
        assert!(page.contains("default-src 'none'"));
        assert!(page.contains("name=\"referrer\" content=\"no-referrer\""));
    }

    #[test]
    fn h03_nesting_is_capped() {
        let deep = format!("{}text\n", "> ".repeat(200));
        let page = page_of(&deep, "t");
        assert!(page.contains("text"));
        assert!(page.matches("<blockquote>").count() <= 16);
        assert_eq!(
            page.matches("<blockquote>").count(),
            page.matches("</blockquote>").count()
        );
        let lists: String = (0..100)
            .map(|n| format!("{}- a\n", "  ".repeat(n)))
            .collect();
        let page = page_of(&lists, "t");
        assert!(page.matches("<ul>").count() <= 17);
        assert_eq!(page.matches("<ul>").count(), page.matches("</ul>").count());
    }

    #[test]
    fn h03_ten_kilobytes_of_marks_make_a_page_no_larger_or_deeper_than_they_are() {
        let bare = page_of("", "t").len();
        for mark in [
            "[", "*a ", "> ", "![", "`", "<", "_*", "[a](", "| ", "&", "- ", "\\", "[^", "<a ",
            "~~", "a\n=\n",
        ] {
            let text = mark.repeat(10_000 / mark.len());
            let page = page_of(&text, "t");
            // A letter is never more than a few dozen letters of page; what repeats its text grows with the square.
            let grown = page.len() - bare;
            assert!(grown <= 64 * text.len(), "{mark}: {grown} bytes");
            let deepest = page
                .split('<')
                .fold((0_i64, 0_i64), |(deepest, depth), tag| {
                    let closes = tag.starts_with('/');
                    let opens = ["ul>", "blockquote", "em>", "strong>", "a ", "a>"]
                        .iter()
                        .any(|name| tag.trim_start_matches('/').starts_with(name));
                    let depth = depth + i64::from(opens) * if closes { -1 } else { 1 };
                    (deepest.max(depth), depth)
                });
            assert!(deepest.0 <= 17, "{mark}: {deepest:?}");
            assert_eq!(deepest.1, 0, "{mark}: what opens closes");
            inert(&page, mark);
        }
    }

    #[test]
    fn h03_a_report_that_asks_for_too_much_is_refused() {
        let refuse = |text: &str, why: &str| {
            let template = Some(SourceFile::new("reports/mine.md", text));
            let error = report(&Rollup::new(), &Spec { template, ..spec() })
                .unwrap_err()
                .to_string();
            assert!(error.contains(why), "{error}");
        };
        refuse(&"a".repeat(300 * 1024), "longer than 256 KiB");
        refuse("{{ 'a' * 900000000 }}", "cannot be filled in");
        refuse(
            "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
            "cannot be filled in",
        );
        refuse(
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "too much work",
        );
        refuse(
            &format!(
                "{{% for a in range(9999) %}}{}{{% endfor %}}",
                "a".repeat(1000)
            ),
            "longer than 4 MiB",
        );
    }

    #[test]
    fn odd_characters_make_a_valid_page() {
        let odd = format!("A\u{0}B\u{202e}C\u{7}D 👩‍👧 {}", "ñ".repeat(3000));
        let made = template("case-audit", &odd, 1, &[("voice", "عربي")], true);
        let mut rollup = Rollup::new();
        put(&mut rollup, &made, NOW, &Audit::default());
        let page = report(&rollup, &spec()).unwrap().html;
        assert!(!page.contains(['\u{0}', '\u{202e}', '\u{7}']));
        assert!(page.contains("ABCD 👩‍👧"));
        assert!(!page.contains(&"ñ".repeat(2001)));
    }
}
