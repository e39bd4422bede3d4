//! A filled-in report's Markdown as a tree.

#[cfg(test)]
#[path = "support/figures.rs"]
mod figures;
#[cfg(test)]
#[path = "support/made.rs"]
mod made;
#[cfg(test)]
#[path = "support/world.rs"]
mod world;

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use sightline_report::document::{Block, Document, Span, plain};
    use sightline_report::{Context, Spec, context};

    use crate::{figures, world};

    fn made() -> Context {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        context(
            &figures::figures(&world::rollup()),
            &Spec::new("Sampleshire", world::NOW, day),
        )
        .unwrap()
    }

    fn read(markdown: &str) -> Vec<Block> {
        Document::read(markdown, &made()).blocks
    }

    /// One word a block, with what is in it.
    fn shape(blocks: &[Block]) -> String {
        let one = |block: &Block| match block {
            Block::Heading { level, text } => format!("h{level} {}", plain(text)),
            Block::Paragraph(text) => format!("p {}", plain(text)),
            Block::List(list) => {
                let items: Vec<String> = list.items.iter().map(|item| shape(item)).collect();
                let start = list.start.map(|n| n.to_string()).unwrap_or_default();
                let tight = if list.tight { "tight" } else { "loose" };
                format!("list{start} {tight} [{}]", items.join(" / "))
            }
            Block::Quote(inner) => format!("quote [{}]", shape(inner)),
            Block::Grid(grid) => format!("grid {}", grid.caption),
            Block::Figure(figure) => format!("figure {}", figure.alt()),
            Block::Code(text) => format!("code {}", text.trim_end()),
            Block::Rule => "rule".to_owned(),
        };
        blocks.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn every_kind_of_block_is_read() {
        let blocks = read(
            "# Report\n\nSome *words*,\nand more.\n\n3. a\n4. b\n   - c\n\n- x\n\n- y\n\n> Mind this.\n\n```rust\nlet x;\n```\n\n---\n\nTable: Sums\n\n| a | n |\n| :- | -: |\n| b | 1 |\n",
        );
        assert_eq!(
            shape(&blocks),
            "h1 Report; p Some words, and more.; list3 tight [p a / p b; list tight [p c]]; list loose [p x / p y]; \
             quote [p Mind this.]; code let x;; rule; grid Sums"
        );
    }

    #[test]
    fn a_report_without_a_name_is_named_by_whose_it_is() {
        let document = Document::read("## Part\n\n###### Deep\n\n# Other\n", &made());
        let title = "Sampleshire, Quarter 2 of 2025-26 (July to September 2025)";
        assert_eq!(document.title, title);
        assert_eq!(
            shape(&document.blocks),
            format!("h1 {title}; h2 Part; h3 Deep; h2 Other")
        );
    }

    #[test]
    fn a_chart_leaves_its_line_and_keeps_its_words_in_a_heading_or_a_cell() {
        let chart = "![Moved](chart:theme-movement)";
        let blocks = read(&format!(
            "# A {chart}\n\nBefore {chart} after.\n\n- {chart}\n\n| {chart} |\n| - |\n| *{chart}* |\n"
        ));
        assert_eq!(
            shape(&blocks),
            "h1 A Moved; p Before  after.; figure Moved; list tight [figure Moved]; grid A Moved"
        );
        let Some(Block::Grid(grid)) = blocks.last() else {
            panic!("{blocks:?}");
        };
        assert_eq!(grid.to_string(), "Moved\nMoved\n");
    }

    #[test]
    fn a_chart_carries_the_table_of_its_numbers() {
        let context = made();
        for (name, chart) in &context.charts {
            let text = format!("![](chart:{name})\n\n{}", chart.table().markdown());
            let document = Document::read(&text, &context);
            let grids: Vec<_> = document.grids().collect();
            assert_eq!(grids.len(), 2, "{name}");
            assert_eq!(grids[0], grids[1], "{name}");
        }
    }

    #[test]
    fn links_lead_to_the_web_and_mail_alone() {
        let blocks =
            read("# a\n\n[b](https://example.org) [c](javascript:x) <mailto:a@example.org>");
        let Some(Block::Paragraph(text)) = blocks.last() else {
            panic!("{blocks:?}");
        };
        let link = |to: &str, text: &str| Span::Link {
            to: to.to_owned(),
            text: vec![Span::Text(text.to_owned())],
        };
        let wanted = [
            link("https://example.org", "b"),
            Span::Text(" c ".to_owned()),
            link("mailto:a@example.org", "mailto:a@example.org"),
        ];
        assert_eq!(text.as_slice(), wanted);
    }

    #[test]
    fn h03_text_that_nests_too_deep_is_kept() {
        let table = "| h |\n| - |\n| cell |\n";
        let deep: String = table
            .lines()
            .map(|line| format!("{}{line}\n", "> ".repeat(40)))
            .collect();
        let list = "- ".repeat(40) + "item\n";
        for (text, word) in [(deep, "cell"), (list, "item")] {
            let shown = shape(&read(&text));
            assert!(shown.contains(word), "{shown}");
        }
    }
}
