//! The report's Word file and workbook in a real office program.

use crate::tools::{cargo, installed_by_apt, output};

/// What may have to be installed, without the parts that nobody here needs; the last reads PDF files for the tests of PDF.
const PACKAGES: [&str; 3] = ["libreoffice-writer", "libreoffice-calc", "poppler-utils"];

/// Opens the demo's report in LibreOffice and looks at what comes out. Where LibreOffice is not there and cannot be
/// installed, says so plainly: a developer's machine need not have it.
pub(crate) fn office() -> Result<String, String> {
    let Some(soffice) = found().or_else(installed) else {
        return Ok(format!(
            "xtask office: left out, because LibreOffice is not here and could not be installed; install {}",
            PACKAGES.join(" and ")
        ));
    };
    let arguments = [
        "test",
        "--package",
        "sightline-cli",
        "--test",
        "office",
        "--",
        "--ignored",
    ];
    cargo("office", &arguments, &[("SOFFICE", &soffice)])?;
    Ok(format!("xtask office: {soffice} shows the report as it is"))
}

/// The program that opens files of an office.
fn found() -> Option<String> {
    let there = |name: &&str| output(name, &["--version"]).is_ok();
    ["soffice", "libreoffice"]
        .into_iter()
        .find(there)
        .map(str::to_owned)
}

/// Installs it where that needs nobody's leave.
fn installed() -> Option<String> {
    installed_by_apt(&PACKAGES).then(found).flatten()
}
