//! Links to a part of the same report, written by its heading as Markdown readers know it, and led to the part's number.

use super::{Block, Span, plain};

/// Leads every link to a heading of the second level, such as `#annex-b-grades-in-full`, to the place that every format names
/// alike: `#part-3` for the third of them.
pub(super) fn lead(blocks: &mut [Block]) {
    let heading = |block: &Block| {
        if let Block::Heading { level: 2, text } = block {
            Some(slug(&plain(text)))
        } else {
            None
        }
    };
    let parts: Vec<String> = blocks.iter().filter_map(heading).collect();
    in_blocks(blocks, &parts);
}

/// A heading as a Markdown reader's link names it: small letters and figures, with hyphens for spaces.
fn slug(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|one| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_'));
    let kept = kept.map(|one| if one == ' ' { '-' } else { one });
    kept.flat_map(char::to_lowercase).collect()
}

fn in_blocks(blocks: &mut [Block], parts: &[String]) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => in_spans(text, parts),
            Block::List(list) => list
                .items
                .iter_mut()
                .for_each(|item| in_blocks(item, parts)),
            Block::Quote(inner) => in_blocks(inner, parts),
            Block::Grid(_) | Block::Figure(_) | Block::Code(_) | Block::Rule => {}
        }
    }
}

fn in_spans(spans: &mut [Span], parts: &[String]) {
    for span in spans {
        match span {
            Span::Strong(inner) | Span::Emphasis(inner) => in_spans(inner, parts),
            Span::Link { to, .. } => {
                let named = to.strip_prefix('#');
                let at = named.and_then(|named| parts.iter().position(|part| part == named));
                if let Some(at) = at {
                    *to = format!("#part-{}", at + 1);
                }
            }
            Span::Text(_) | Span::Code(_) | Span::Break => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_part_leads_to_its_number_and_others_stay() {
        let heading = |text: &str| Block::Heading {
            level: 2,
            text: vec![Span::Text(text.to_owned())],
        };
        let link = |to: &str| Span::Link {
            to: to.to_owned(),
            text: vec![Span::Text("there".to_owned())],
        };
        let mut blocks = vec![
            heading("Summary"),
            Block::Paragraph(vec![
                link("#annex-a-grades-teams-and-more"),
                link("#part-1"),
                link("#nowhere"),
                Span::Strong(vec![link("#summary")]),
            ]),
            heading("Annex A: Grades, teams and more"),
        ];
        lead(&mut blocks);
        let expect = Block::Paragraph(vec![
            link("#part-2"),
            link("#part-1"),
            link("#nowhere"),
            Span::Strong(vec![link("#part-1")]),
        ]);
        assert_eq!(blocks[1], expect);
    }
}
