use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::docx::chart::Bars;
use crate::error::ReportError;

/// The figures behind a chart, which Word opens to edit it.
pub(super) fn workbook(bars: &Bars) -> Result<Vec<u8>, ReportError> {
    fill(bars).map_err(|error| ReportError::Packing(error.to_string()))
}

fn fill(bars: &Bars) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a date of its own the file would have the clock's.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&date));
    let sheet = workbook.add_worksheet().set_name("Sheet1")?;
    for (row, category) in (1..).zip(&bars.categories) {
        sheet.write_string(row, 0, category)?;
    }
    for (column, series) in (1..).zip(&bars.series) {
        sheet.write_string(0, column, &series.name)?;
        for (row, value) in (1..).zip(&series.values) {
            if let Some(number) = value.as_ref().and_then(|value| value.parse::<f64>().ok()) {
                sheet.write_number(row, column, number)?;
            }
        }
    }
    workbook.save_to_buffer()
}
