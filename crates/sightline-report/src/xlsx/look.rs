//! How cells look, in one place, so that all sheets look the same.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// Lines between rows, and the ground of headings.
const LINE: Color = Color::RGB(0x00B4_BCC4);
const GROUND: Color = Color::RGB(0x00E8_ECF0);

/// Text as everywhere else.
pub(super) fn plain() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

/// What a sheet is called.
pub(super) fn title() -> Format {
    plain().set_bold().set_font_size(14)
}

/// The same, made to be followed.
pub(super) fn link(format: Format) -> Format {
    format
        .set_font_color(Color::RGB(0x0013_4A8E))
        .set_underline(FormatUnderline::Single)
}

/// The name of a column; one of numbers stands where they do, beside the button that filters them.
pub(super) fn heading(numeric: bool) -> Format {
    let format = plain()
        .set_text_wrap()
        .set_bold()
        .set_background_color(GROUND)
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter);
    if numeric {
        format.set_align(FormatAlign::Right).set_indent(2)
    } else {
        format.set_align(FormatAlign::Left).set_indent(1)
    }
}

/// A cell of a table.
fn cell() -> Format {
    plain()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(LINE)
}

/// Words in a table; in a column of numbers they stand where the numbers do.
pub(super) fn words(numeric: bool) -> Format {
    let format = cell().set_text_wrap();
    if numeric {
        format.set_align(FormatAlign::Right)
    } else {
        format.set_align(FormatAlign::Left).set_indent(1)
    }
}

/// A number in a table, shown in some form.
pub(super) fn number(form: &str) -> Format {
    cell().set_num_format(form).set_align(FormatAlign::Right)
}
