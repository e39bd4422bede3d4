//! Blocks as the paragraphs and tables of a Word document.

use std::fmt::Write as _;

use crate::chart::Chart;
use crate::document::{Block, Document, Figure, List, Span, plain};
use crate::docx::chart;
use crate::docx::numbering::{BULLETS, DEEPEST, FIRST_NUMBERED};
use crate::docx::table::table;
use crate::docx::text::lines;
use crate::escape::xml;

/// The document's text, and what its package has to hold besides.
#[derive(Default)]
pub(super) struct Body {
    pub(super) xml: String,
    /// Addresses that the text links to.
    pub(super) links: Vec<String>,
    /// Charts that are drawn.
    pub(super) charts: Vec<Chart>,
    /// The first number of every numbered list.
    pub(super) numbered: Vec<u64>,
    /// Whether a table came right before, off which text keeps its distance.
    pub(super) after_table: bool,
    parts: usize,
}

/// Where in the document a block stands.
#[derive(Clone, Copy)]
struct Place {
    /// How many lists are around it.
    lists: usize,
    quoted: bool,
}

/// What keeps a list off a table right before it; a paragraph has a style for that.
const OFF_TABLE: &str = "<w:spacing w:before=\"200\"/>";

/// A4, two centimetres around, the marking above and below.
const SECTION: &str = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
    <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1106\" w:right=\"1134\" w:bottom=\"1106\" w:left=\"1134\" w:header=\"510\" w:footer=\"510\" w:gutter=\"0\"/></w:sectPr>";

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"";

pub(super) fn body(document: &Document) -> Body {
    let mut body = Body {
        xml: format!("{}<w:document {NAMESPACES}><w:body>", super::package::XML),
        ..Body::default()
    };
    let place = Place {
        lists: 0,
        quoted: false,
    };
    let contents = document.contents();
    let mut before_contents = !contents.is_empty();
    for block in &document.blocks {
        if before_contents && matches!(block, Block::Heading { level: 2, .. }) {
            before_contents = false;
            body.contents(&contents);
        }
        body.block(block, place);
    }
    let _infallible = write!(body.xml, "{SECTION}</w:body></w:document>");
    body
}

impl Body {
    pub(super) fn paragraph(&mut self, properties: &str, text: &[Span]) {
        let _infallible = write!(self.xml, "<w:p><w:pPr>{properties}</w:pPr>");
        self.runs(text);
        self.xml.push_str("</w:p>");
    }

    fn block(&mut self, block: &Block, place: Place) {
        let off_table = std::mem::take(&mut self.after_table);
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(text) => {
                let announces = plain(text).ends_with(':');
                self.paragraph(&place.properties(announces, off_table), text);
            }
            Block::List(list) => self.list(list, place, off_table),
            Block::Quote(blocks) => {
                let place = Place {
                    quoted: true,
                    ..place
                };
                blocks.iter().for_each(|block| self.block(block, place));
            }
            Block::Grid(grid) => table(self, grid, "Caption"),
            Block::Figure(figure) => self.figure(figure),
            Block::Code(text) => {
                self.xml
                    .push_str("<w:p><w:pPr><w:pStyle w:val=\"Code\"/></w:pPr>");
                lines(&mut self.xml, text);
                self.xml.push_str("</w:p>");
            }
            Block::Rule => self.paragraph("<w:pStyle w:val=\"Rule\"/>", &[]),
        }
    }

    /// The report's name is Word's title, and its parts are Word's first headings.
    fn heading(&mut self, level: u8, text: &[Span]) {
        if level == 1 {
            return self.paragraph("<w:pStyle w:val=\"Title\"/>", text);
        }
        let style = level - 1;
        if level > 2 {
            return self.paragraph(&format!("<w:pStyle w:val=\"Heading{style}\"/>"), text);
        }
        self.parts += 1;
        let n = self.parts;
        let _infallible = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Heading{style}\"/></w:pPr><w:bookmarkStart w:id=\"{n}\" w:name=\"part_{n}\"/>"
        );
        self.runs(text);
        let _infallible = write!(self.xml, "<w:bookmarkEnd w:id=\"{n}\"/></w:p>");
    }

    /// A field that Word can renew, filled in already. It has no page numbers until then, for only Word knows them, and
    /// wrong ones would be worse than none.
    fn contents(&mut self, contents: &[String]) {
        self.xml.push_str(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr>\
             <w:sdtContent><w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>",
        );
        for (n, heading) in (1..).zip(contents) {
            self.xml
                .push_str("<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr>");
            if n == 1 {
                self.xml.push_str(
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                     <w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \\z \\u </w:instrText></w:r>\
                     <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                );
            }
            let _infallible = write!(
                self.xml,
                "<w:hyperlink w:anchor=\"part_{n}\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/></w:rPr>\
                 <w:t xml:space=\"preserve\">{}</w:t></w:r></w:hyperlink>",
                xml(heading)
            );
            if n == contents.len() {
                self.xml
                    .push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
            }
            self.xml.push_str("</w:p>");
        }
        self.xml.push_str("</w:sdtContent></w:sdt>");
    }

    fn list(&mut self, list: &List, place: Place, mut off_table: bool) {
        let level = place.lists.min(DEEPEST);
        let numbered = |list: usize| {
            format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
        };
        let (style, number) = match list.start {
            // The style has its bullet.
            None if level == 0 => ("ListBullet", String::new()),
            None => ("ListBullet", numbered(BULLETS)),
            Some(start) => {
                self.numbered.push(start);
                let list = FIRST_NUMBERED + self.numbered.len() - 1;
                ("ListNumber", numbered(list))
            }
        };
        let inside = Place {
            lists: place.lists + 1,
            ..place
        };
        for item in &list.items {
            let mut first = true;
            for block in item {
                if let (Block::Paragraph(text), true) = (block, first) {
                    let distance = if off_table { OFF_TABLE } else { "" };
                    let properties = format!("<w:pStyle w:val=\"{style}\"/>{number}{distance}");
                    self.paragraph(&properties, text);
                } else {
                    self.block(block, inside);
                }
                first = false;
                off_table = false;
            }
        }
    }

    /// A chart with its table right beneath; where there is nothing to draw, the table alone or a sentence.
    fn figure(&mut self, figure: &Figure) {
        let drawn = !figure.chart.is_empty();
        if drawn {
            let title = vec![Span::Text(figure.chart.title().to_owned())];
            self.paragraph("<w:pStyle w:val=\"Caption\"/>", &title);
            self.charts.push(figure.chart.clone());
            self.xml
                .push_str(&chart::drawing(self.charts.len(), figure));
        }
        match &figure.grid {
            // The caption repeats the chart's, so it stands back.
            Some(grid) if drawn => table(self, grid, "ChartData"),
            Some(grid) => table(self, grid, "Caption"),
            None => self.paragraph("", &[Span::Text(figure.nothing())]),
        }
    }
}

impl Place {
    /// What a paragraph looks like here.
    fn properties(self, announces: bool, off_table: bool) -> String {
        let style = match (self.quoted, self.lists) {
            (true, _) => "<w:pStyle w:val=\"Quote\"/>",
            (false, 0) if off_table => "<w:pStyle w:val=\"AfterTable\"/>",
            (false, 0) => "",
            (false, _) => "<w:pStyle w:val=\"ListContinue\"/>",
        };
        let indent = match self.lists {
            0 => String::new(),
            lists => format!("<w:ind w:left=\"{}\"/>", 397 * lists.min(DEEPEST + 1)),
        };
        // What ends in a colon stays on the page of what it announces.
        let keep = if announces { "<w:keepNext/>" } else { "" };
        format!("{style}{keep}{indent}")
    }
}
