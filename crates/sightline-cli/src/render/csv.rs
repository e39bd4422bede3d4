//! Rows for a spreadsheet.

/// A line for a spreadsheet, in which no cell is taken for a formula.
pub(crate) fn csv_line(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        let mark = if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
            "'"
        } else {
            ""
        };
        let text = format!("{mark}{cell}");
        if text.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    let line: Vec<String> = cells.iter().map(cell).collect();
    format!("{}\n", line.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d08_no_cell_is_taken_for_a_formula() {
        for start in ["=", "+", "-", "@", "\t", "\r", "\0"] {
            let line = csv_line(&[&format!("{start}HYPERLINK(1)"), "a,\"b\""]);
            let mut read = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(line.as_bytes());
            let record = read.records().next().unwrap().unwrap();
            assert_eq!(
                (&record[0], &record[1]),
                (format!("'{start}HYPERLINK(1)").as_str(), "a,\"b\"")
            );
        }
    }
}
