//! The page as somebody hears it: headings, tables and pictures that say what they are.

#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use sightline_engine::Rollup;
    use sightline_report::{Headings, Spec, report};

    use crate::world;

    fn spec() -> Spec {
        Spec::new(
            "Sampleshire",
            world::NOW,
            NaiveDate::from_ymd_opt(2025, 10, 6).unwrap(),
        )
    }

    /// A full page, one in the other words, and one with nothing to say.
    fn pages() -> Vec<String> {
        let other = Spec {
            headings: Headings::SignsOfSafety,
            ..spec()
        };
        [
            (world::rollup(), spec()),
            (world::rollup(), other),
            (Rollup::new(), spec()),
        ]
        .into_iter()
        .map(|(rollup, spec)| report(&rollup, &spec).unwrap().html)
        .collect()
    }

    /// Each tag as written, with the text after it.
    fn tags(page: &str) -> Vec<(&str, &str)> {
        page.split('<')
            .skip(1)
            .filter_map(|part| part.split_once('>'))
            .collect()
    }

    fn name(tag: &str) -> &str {
        tag.split(' ').next().unwrap()
    }

    fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
        let (_, after) = tag.split_once(&format!(" {wanted}=\""))?;
        after.split('"').next()
    }

    /// Everything between an opening and its closing tag, for elements that do not hold their like.
    fn inside<'a>(page: &'a str, element: &str) -> Vec<&'a str> {
        page.split(&format!("<{element}"))
            .skip(1)
            .filter(|part| part.starts_with([' ', '>']))
            .map(|part| part.split(&format!("</{element}>")).next().unwrap())
            .collect()
    }

    /// Whether a cell, without its opening, says nothing.
    fn is_empty(cell: &str) -> bool {
        let open = format!("<th{cell}");
        tags(&open).iter().all(|(_, text)| text.trim().is_empty())
    }

    #[test]
    fn the_page_has_a_language_a_title_and_landmarks() {
        for page in pages() {
            assert!(page.contains("<html lang=\"en-GB\">"));
            assert!(!inside(&page, "title")[0].trim_start_matches('>').is_empty());
            for landmark in ["<header>", "<main>", "<footer>"] {
                assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
            }
        }
    }

    #[test]
    fn headings_begin_at_one_and_skip_no_level() {
        for page in pages() {
            let mut last = 0;
            for (tag, text) in tags(&page) {
                let Some(level) = name(tag).strip_prefix('h') else {
                    continue;
                };
                let Ok(level) = level.parse::<usize>() else {
                    continue;
                };
                assert!(level <= last + 1, "h{level} `{text}` after h{last}");
                assert!(level > 1 || last == 0, "`{text}` is a second first heading");
                assert!(!text.trim().is_empty(), "an h{level} is empty");
                last = level;
            }
            assert!(last > 0, "no heading");
        }
    }

    #[test]
    fn every_table_has_a_caption_of_its_own_and_headers_that_say_what_they_head() {
        let full = &pages()[0];
        assert!(inside(full, "table").len() > 10);
        for page in pages() {
            let mut captions = Vec::new();
            for table in inside(&page, "table") {
                captions.push(inside(table, "caption")[0]);
                let head = inside(table, "thead")[0];
                let columns = inside(head, "th");
                assert!(
                    columns
                        .iter()
                        .all(|head| head.contains("scope=\"col\"") && !is_empty(head)),
                    "{columns:?}"
                );
                for row in inside(inside(table, "tbody")[0], "tr") {
                    let first = tags(row)[0].0;
                    assert_eq!(name(first), "th", "{row}");
                    assert_eq!(attribute(first, "scope"), Some("row"), "{row}");
                    let cells = inside(row, "td");
                    assert_eq!(cells.len() + 1, columns.len(), "{row}");
                    assert!(
                        cells.iter().all(|cell| !is_empty(cell)),
                        "an empty cell: {row}"
                    );
                }
            }
            let all = captions.len();
            captions.sort_unstable();
            captions.dedup();
            assert_eq!(captions.len(), all, "two tables have one name");
        }
    }

    #[test]
    fn every_picture_says_what_it_shows_and_has_its_numbers_beside_it() {
        for page in pages() {
            for svg in inside(&page, "svg") {
                let open = format!("svg{}", svg.split('>').next().unwrap());
                if attribute(&open, "aria-hidden") == Some("true") {
                    continue;
                }
                assert_eq!(attribute(&open, "role"), Some("img"));
                let named: Vec<&str> = attribute(&open, "aria-labelledby")
                    .unwrap()
                    .split(' ')
                    .collect();
                let ids: Vec<&str> = ["title", "desc"]
                    .into_iter()
                    .map(|element| {
                        let element = inside(svg, element)[0];
                        assert!(!element.ends_with('>'), "nothing said: {element}");
                        attribute(element, "id").unwrap()
                    })
                    .collect();
                assert_eq!(named, ids);
            }
            for after in page.split("</figure>").skip(1) {
                assert!(
                    after.trim_start().starts_with("<div class=\"scroll\""),
                    "a picture without its table"
                );
            }
        }
    }

    /// Each grade has a pattern of its own and its letter; then and now differ in shape.
    #[test]
    fn no_meaning_is_in_color_alone() {
        let page = &pages()[0];
        for n in 0..4 {
            assert_eq!(page.matches(&format!("<pattern id=\"s{n}\"")).count(), 1);
        }
        let patterns = inside(page, "pattern");
        for (n, one) in patterns.iter().enumerate() {
            for other in patterns.iter().skip(n + 1) {
                let shape = |pattern: &str| -> Vec<String> {
                    let marks = tags(pattern).into_iter().map(|(tag, _)| tag.to_owned());
                    marks.filter(|tag| !tag.contains("class=\"f")).collect()
                };
                assert_ne!(shape(one), shape(other), "two fills differ in color alone");
            }
        }
        assert!(!page.contains("fill=\"#") && !page.contains(" style="));
        for svg in inside(page, "svg").into_iter().skip(1) {
            let filled = svg.contains("url(#s0)");
            let shaped =
                svg.contains("<circle class=\"then\"") && svg.contains("<path class=\"now\"");
            assert!(filled || shaped, "neither patterns nor shapes");
            assert!(inside(svg, "text").len() > 2, "nothing is labeled");
        }
    }

    #[test]
    fn what_a_keyboard_reaches_has_a_name() {
        for page in pages() {
            for (tag, text) in tags(&page) {
                if tag.contains("tabindex=\"0\"") {
                    assert!(
                        attribute(tag, "aria-label").is_some_and(|label| !label.is_empty()),
                        "{tag}"
                    );
                    assert!(attribute(tag, "role").is_some(), "{tag}");
                }
                if name(tag) == "a" {
                    assert!(!text.trim().is_empty(), "{tag}");
                }
            }
        }
    }

    #[test]
    fn signs_of_safety_headings_take_the_place_of_the_plain_ones() {
        let pages = pages();
        for heading in [
            "What is working well?",
            "What are we worried about?",
            "What needs to happen?",
        ] {
            assert!(pages[1].contains(&format!("<h3>{heading}</h3>")));
            assert!(!pages[0].contains(heading));
        }
        assert!(!pages[1].contains("<h3>Areas to develop</h3>"));
    }
}
