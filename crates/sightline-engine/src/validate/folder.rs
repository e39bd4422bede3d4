//! A template's id and the folder it lies in.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Spanned;

/// The folder that holds one folder a template.
const TEMPLATES: &str = "audit-templates";

/// Reports an id that is not the name of the template's folder.
///
/// Whoever embeds the engine may call files what they like; only what lies in `audit-templates/` is held to it.
pub(super) fn named_alike(id: Option<&Spanned<String>>, found: &mut Diagnostics) {
    let Some(id) = id else { return };
    let mut above = id.at.path().rsplit(['/', '\\']).skip(1);
    let (Some(folder), Some(TEMPLATES)) = (above.next(), above.next()) else {
        return;
    };
    if folder != id.value {
        let message = format!(
            "the template `{}` lies in the folder `{folder}`, and a template's folder has its id",
            id.value
        );
        let help = format!(
            "write `template: {folder}`, or rename the folder to `{}`",
            id.value
        );
        found.push(Diagnostic::error(Code::WRONG_FOLDER, &id.at, message).help(help));
    }
}
