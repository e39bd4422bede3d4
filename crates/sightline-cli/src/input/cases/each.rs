use std::collections::HashSet;
use std::path::Path;

use sightline_engine::model::Case;
use sightline_engine::{Code, Diagnostic};

use super::records::Records;
use crate::exit::Failure;
use crate::feed::OnWrong;

/// Shows every case of a file once, in the order of the file; wrong lines and repeated cases go to `wrong`.
pub(crate) fn each(
    path: &Path,
    wrong: OnWrong<'_>,
    show: &mut dyn FnMut(Case) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Some((mut records, columns)) = Records::open(path, wrong)? else {
        return Ok(());
    };
    let mut seen: HashSet<Box<str>> = HashSet::new();
    while let Some(record) = records.next(&columns)? {
        match record {
            Err(diagnostics) => wrong(diagnostics)?,
            Ok(record) if seen.insert(record.case.id.as_str().into()) => {
                show(record.case)?;
            }
            Ok(record) => {
                let message = format!("case `{}` was there already", record.case.id);
                let diagnostic = Diagnostic::error(Code::DUPLICATE_CASE, &record.at, message);
                wrong(diagnostic.help("keep one line for a case").into())?;
            }
        }
    }
    Ok(())
}
