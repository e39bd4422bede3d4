//! The secret under which children's ids are hashed.

use std::path::Path;

use sightline_records::{Ids, Salt};

use super::Import;
use crate::console::Console;
use crate::exit::Failure;
use crate::files;

/// The file's usual name, beside the store.
const NAME: &str = "sightline.salt";

/// How ids are kept: under the salt of a file, which is made where there is none.
pub(super) fn ids(
    import: &Import<'_>,
    beside: &Path,
    console: &mut Console,
) -> Result<Ids, Failure> {
    let path = import
        .salt
        .map_or_else(|| beside.join(NAME), Path::to_path_buf);
    let secret = match files::secret(&path)? {
        Some(secret) => secret,
        // What is shown and not kept needs no secret that lasts.
        None if import.dry_run => fresh(&path)?,
        None => make(&path, console)?,
    };
    let salt = Salt::new(secret.trim_ascii());
    let short = || {
        let failure = Failure::problem(format!(
            "`{}` is too short to keep anything secret",
            files::shown(&path)
        ));
        failure
            .help("put back the file that was made at the first import, or name it with `--salt`")
    };
    salt.map(Ids::Hashed).ok_or_else(short)
}

fn make(path: &Path, console: &mut Console) -> Result<Vec<u8>, Failure> {
    let secret = fresh(path)?;
    files::write_secret(path, &secret)?;
    console.say(format_args!(
        "made `{}`, the secret under which ids are hashed: keep it apart from the store and with the backups; without it no later import knows these children",
        files::shown(path)
    ))?;
    Ok(secret)
}

fn fresh(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| {
        Failure::environment(format!(
            "cannot make `{}`: this machine gives no random numbers",
            files::shown(path)
        ))
    })?;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!("{digits}\n").into_bytes())
}
