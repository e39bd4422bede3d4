use std::fmt::Write as _;

use crate::document::{Grid, Span, widths};
use crate::docx::body::Body;
use crate::escape::xml;

/// How many rows stay together on a page.
const TOGETHER: usize = 10;

/// A table under its caption. Its heading row comes again on every page, and no row is broken over two.
pub(super) fn table(body: &mut Body, grid: &Grid, style: &str) {
    body.paragraph(
        &format!("<w:pStyle w:val=\"{style}\"/>"),
        &[Span::Text(grid.caption.clone())],
    );
    let caption = xml(&grid.caption);
    let _infallible = write!(
        body.xml,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{caption}\"/></w:tblPr><w:tblGrid>"
    );
    let columns = columns(grid);
    for column in &columns {
        let _infallible = write!(body.xml, "<w:gridCol w:w=\"{}\"/>", column.width);
    }
    body.xml.push_str("</w:tblGrid>");
    let together = grid.rows.len() <= TOGETHER;
    let head = grid.columns.iter().map(|column| column.head.as_slice());
    let keep = !grid.rows.is_empty();
    row(body, &columns, head, "<w:tblHeader/>", keep);
    for (n, cells) in (1..).zip(&grid.rows) {
        // Of a long table too, no row stands alone at the end of a page or at the top of one.
        let alone = n == 1 || n + 1 == grid.rows.len();
        let keep = (together || alone) && n < grid.rows.len();
        let cells = cells.iter().map(|cell| cell.text.as_slice());
        row(body, &columns, cells, "", keep);
    }
    body.xml.push_str("</w:tbl>");
    body.after_table = true;
}

struct Column {
    width: usize,
    style: &'static str,
    /// Words after a column of numbers keep off them.
    off: bool,
}

fn columns(grid: &Grid) -> Vec<Column> {
    let column = |((column, width), off): ((&crate::document::Column, usize), bool)| Column {
        width,
        style: if column.numeric {
            "TableNumber"
        } else {
            "TableText"
        },
        off,
    };
    let widths = widths::widths(grid);
    let columns = grid.columns.iter().zip(widths);
    columns
        .zip(widths::after_numbers(grid))
        .map(column)
        .collect()
}

fn row<'a>(
    body: &mut Body,
    columns: &[Column],
    cells: impl Iterator<Item = &'a [Span]>,
    kind: &str,
    keep: bool,
) {
    let _infallible = write!(body.xml, "<w:tr><w:trPr><w:cantSplit/>{kind}</w:trPr>");
    let keep = if keep { "<w:keepNext/>" } else { "" };
    for (text, column) in cells.zip(columns) {
        let Column { width, style, off } = column;
        let off = if *off {
            format!(
                "<w:tcMar><w:left w:w=\"{}\" w:type=\"dxa\"/></w:tcMar>",
                widths::OFF
            )
        } else {
            String::new()
        };
        let _infallible = write!(
            body.xml,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{off}</w:tcPr>"
        );
        body.paragraph(&format!("<w:pStyle w:val=\"{style}\"/>{keep}"), text);
        body.xml.push_str("</w:tc>");
    }
    body.xml.push_str("</w:tr>");
}
