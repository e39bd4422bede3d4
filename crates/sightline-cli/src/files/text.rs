//! Bytes into text, or what is wrong with them.

use std::sync::Arc;

use sightline_engine::{Code, Diagnostic, SourceFile, Span};

/// The text of a file that somebody wrote, or a diagnostic that says why it is none.
pub(crate) fn from_bytes(
    shown: &str,
    bytes: Vec<u8>,
    most: u64,
) -> Result<Arc<SourceFile>, Diagnostic> {
    let nothing = SourceFile::new(shown, "");
    let whole = Span::whole(&nothing);
    if bytes.len() as u64 > most {
        return Err(Diagnostic::error(
            Code::TOO_LARGE,
            &whole,
            format!("the file has more than {most} bytes"),
        ));
    }
    if bytes.contains(&0) {
        let message = "the file holds bytes that no text file has";
        return Err(
            Diagnostic::error(Code::NOT_TEXT, &whole, message).help("save it as plain text")
        );
    }
    String::from_utf8(bytes)
        .map(|text| SourceFile::new(shown, text))
        .map_err(|error| {
            let good = error
                .as_bytes()
                .get(..error.utf8_error().valid_up_to())
                .unwrap_or_default();
            let before = SourceFile::new(shown, String::from_utf8_lossy(good));
            let at = Span::new(&before, good.len(), good.len());
            Diagnostic::error(
                Code::NOT_UTF8,
                &at,
                "the file is not saved as UTF-8 from here on",
            )
            .help("choose `Save as` in the editor, then the encoding UTF-8")
        })
}
