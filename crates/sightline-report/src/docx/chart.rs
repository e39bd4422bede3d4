//! Charts as Word's own: a reader can select, restyle and edit them, and a printer draws them sharp.

mod bars;

use std::fmt::Write as _;

use crate::document::Figure;
use crate::escape::xml as text;

use super::package::XML;

pub(super) use bars::{Bars, Series, bars};

/// A centimetre, in the units of drawings.
const CM: usize = 360_000;
/// As wide as the text.
const WIDTH: usize = 17 * CM;

/// Where a chart stands in the text, with the words for whoever cannot see it.
pub(super) fn drawing(n: usize, figure: &Figure) -> String {
    let height = bars(&figure.chart).height() * CM / 10;
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Chart\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{WIDTH}\" cy=\"{height}\"/><wp:docPr id=\"{n}\" name=\"Chart {n}\" title=\"{}\" descr=\"{}\"/><wp:cNvGraphicFramePr/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart r:id=\"chart{n}\"/></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r></w:p>",
        text(figure.chart.title()),
        text(&figure.chart.description(figure.alt())),
    )
}

/// The chart itself.
pub(super) fn xml(bars: &Bars) -> String {
    let grouping = bars.grouping();
    let (overlap, gap) = if bars.stacked { (100, 55) } else { (0, 60) };
    let mut out = format!(
        "{XML}<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <c:date1904 val=\"0\"/><c:lang val=\"en-GB\"/><c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/>\
         <c:plotArea><c:layout/><c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>"
    );
    for (n, series) in bars.series.iter().enumerate() {
        one(&mut out, bars, n, series);
    }
    let _infallible = write!(
        out,
        "<c:gapWidth val=\"{gap}\"/><c:overlap val=\"{overlap}\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>\
         <c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"l\"/>\
         <c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>\
         <c:spPr><a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"4C555D\"/></a:solidFill></a:ln></c:spPr>\
         <c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:max val=\"{}\"/><c:min val=\"0\"/></c:scaling><c:delete val=\"1\"/><c:axPos val=\"b\"/>\
         <c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/><c:crossBetween val=\"between\"/></c:valAx></c:plotArea>\
         <c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}\
         <c:externalData r:id=\"data\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        bars.end(),
        letters(1000, "1B1F23"),
    );
    out
}

fn one(out: &mut String, bars: &Bars, n: usize, series: &Series) {
    let column = series.column(n);
    let last = bars.categories.len() + 1;
    let ranged = series.likely.iter().any(Option::is_some);
    let _infallible = write!(
        out,
        "<c:ser><c:idx val=\"{n}\"/><c:order val=\"{n}\"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/>\
         <c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx><c:spPr>{}<a:ln w=\"9525\"><a:solidFill><a:srgbClr val=\"1B1F23\"/></a:solidFill></a:ln></c:spPr>\
         <c:invertIfNegative val=\"0\"/><c:dLbls>{}<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>{}{}<c:dLblPos val=\"{}\"/>\
         <c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>{}\
         <c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{}\"/>",
        text(&series.name),
        fill(series.fill),
        unlabeled(series),
        text(&series.label),
        if bars.stacked || ranged { PLATE } else { "" },
        letters(900, "1B1F23"),
        if bars.stacked {
            "ctr"
        } else if ranged {
            "inBase"
        } else {
            "outEnd"
        },
        range(series),
        bars.categories.len(),
    );
    for (n, category) in bars.categories.iter().enumerate() {
        let _infallible = write!(
            out,
            "<c:pt idx=\"{n}\"><c:v>{}</c:v></c:pt>",
            text(category)
        );
    }
    let _infallible = write!(
        out,
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>\
         <c:ptCount val=\"{}\"/>",
        bars.categories.len(),
    );
    for (n, value) in series.values.iter().enumerate() {
        if let Some(value) = value {
            let _infallible = write!(out, "<c:pt idx=\"{n}\"><c:v>{value}</c:v></c:pt>");
        }
    }
    out.push_str("</c:numCache></c:numRef></c:val></c:ser>");
}

/// The parts of bars that are too short for their labels.
fn unlabeled(series: &Series) -> String {
    let points = series.labeled.iter().enumerate();
    let point = |(n, labeled): (usize, &bool)| {
        let short = format!("<c:dLbl><c:idx val=\"{n}\"/><c:delete val=\"1\"/></c:dLbl>");
        (!labeled).then_some(short)
    };
    points.filter_map(point).collect()
}

/// Where chance alone could put a series' values, as Word's error bars.
fn range(series: &Series) -> String {
    if series.likely.iter().all(Option::is_none) {
        return String::new();
    }
    let side = |name: &str, side: fn(&(String, String)) -> &String| {
        let points = series.likely.iter().enumerate().map(|(n, range)| {
            let value = range.as_ref().map_or("0", |range| side(range));
            format!("<c:pt idx=\"{n}\"><c:v>{value}</c:v></c:pt>")
        });
        format!(
            "<c:{name}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>{}</c:numLit></c:{name}>",
            series.likely.len(),
            points.collect::<String>(),
        )
    };
    format!(
        "<c:errBars><c:errBarType val=\"both\"/><c:errValType val=\"cust\"/><c:noEndCap val=\"0\"/>{}{}\
         <c:spPr><a:ln w=\"19050\"><a:solidFill><a:srgbClr val=\"1B1F23\"/></a:solidFill></a:ln></c:spPr></c:errBars>",
        side("plus", |(_, above)| above),
        side("minus", |(below, _)| below),
    )
}

/// What a label stands on, so that no pattern runs through it.
const PLATE: &str = "<c:spPr><a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill></c:spPr>";

/// A plain fill, slanted lines, dots and a grid: different in print and to every eye.
fn fill(n: usize) -> String {
    let (pattern, back) = match n {
        0 => return "<a:solidFill><a:srgbClr val=\"2A6C93\"/></a:solidFill>".to_owned(),
        1 => ("wdUpDiag", "A9D2E3"),
        2 => ("pct20", "F4D79A"),
        _ => ("lgGrid", "E0987C"),
    };
    format!(
        "<a:pattFill prst=\"{pattern}\"><a:fgClr><a:srgbClr val=\"4C555D\"/></a:fgClr><a:bgClr><a:srgbClr val=\"{back}\"/></a:bgClr></a:pattFill>"
    )
}

fn letters(size: usize, color: &str) -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"{color}\"/></a:solidFill>\
         <a:latin typeface=\"Arial\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>"
    )
}
