//! Which hooks a script file has, and those that nothing would ever call.

use std::collections::BTreeSet;
use std::sync::Arc;

use rhai::AST;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::model::{Method, Overall, Template};
use crate::source::{SourceFile, Span};

use super::place::{Hook, Hooks};
use super::text::{self, WRAPPED};

/// Which hooks there are; names those that scoring needs and those that could never be called.
///
/// `called` are the functions that something in the scripts or the template calls.
pub(super) fn check_hooks(
    template: &Template,
    ast: &AST,
    file: Option<&Arc<SourceFile>>,
    called: &BTreeSet<&str>,
    found: &mut Diagnostics,
) -> Hooks {
    let mut hooks = Hooks::default();
    // Where the template names no script, or one that is not there, loading has said so.
    let Some(file) = file else {
        return hooks;
    };
    let needed = needed(template);
    for hook in Hook::ALL {
        let arities: Vec<usize> = ast
            .iter_functions()
            .filter(|one| one.name == hook.name())
            .map(|one| one.params.len())
            .collect();
        if arities.contains(&hook.arity()) {
            hooks.set(hook);
            let by_script = matches!(hook, Hook::Overall | Hook::SectionScore);
            if by_script && !needed.contains(&hook) && !called.contains(hook.name()) {
                found.push(not_asked_for(hook, file));
            }
        } else if let Some(wrong) = arities.first() {
            let arguments = if *wrong == 1 {
                "1 argument".to_owned()
            } else {
                format!("{wrong} arguments")
            };
            let message = format!(
                "the hook `{}` has {arguments} here, so it is never called",
                hook.name()
            );
            let at = text::definition(file, hook.name());
            found.push(
                Diagnostic::error(Code::SCRIPT_HOOK, &at, message)
                    .help(format!("write `fn {}`", hook.signature())),
            );
        } else if needed.contains(&hook) {
            let message = format!(
                "the template is scored by script, and the script has no `{}`",
                hook.signature()
            );
            let help = format!("add `fn {} {{ … }}`", hook.signature());
            found
                .push(Diagnostic::error(Code::SCRIPT_HOOK, &Span::whole(file), message).help(help));
        }
    }
    misspelt(ast, file, called, found);
    hooks
}

/// A hook for a way of scoring that the template does not use.
fn not_asked_for(hook: Hook, file: &Arc<SourceFile>) -> Diagnostic {
    let key = if hook == Hook::Overall {
        "overall"
    } else {
        "section"
    };
    let message = format!(
        "nothing is scored by the hook `{}`, so it is never called",
        hook.name()
    );
    // Templates may share a script, and another one may score by this hook.
    Diagnostic::warning(
        Code::SCRIPT_HOOK,
        &text::definition(file, hook.name()),
        message,
    )
    .help(format!(
        "write `{key}: script` under `scoring:` of the template, or take the function out"
    ))
}

/// Functions that nothing calls and that are nearly called like a hook.
fn misspelt(ast: &AST, file: &Arc<SourceFile>, called: &BTreeSet<&str>, found: &mut Diagnostics) {
    let names: BTreeSet<&str> = ast.iter_functions().map(|one| one.name).collect();
    let hooks = Hook::ALL.map(Hook::name);
    // A hook that is there as well is the one that was meant.
    let missing = hooks.iter().copied().filter(|one| !names.contains(one));
    for name in names.iter().copied() {
        let ours = name.starts_with(WRAPPED) || name.starts_with("anon$") || hooks.contains(&name);
        if ours || called.contains(name) {
            continue;
        }
        let Some(near) = did_you_mean(name, missing.clone()).filter(|near| is_slip(name, near))
        else {
            continue;
        };
        let message = format!("nothing calls the function `{name}`");
        let at = text::definition(file, name);
        found.push(
            Diagnostic::warning(Code::SCRIPT_HOOK, &at, message)
                .help(format!("did you mean the hook `{near}`?")),
        );
    }
}

/// One or two letters, and no more.
fn is_slip(name: &str, near: &str) -> bool {
    strsim::damerau_levenshtein(name, near) <= 2
}

/// The hooks without which the template cannot be scored.
fn needed(template: &Template) -> Vec<Hook> {
    let mut needed = Vec::new();
    if template
        .sections
        .iter()
        .any(|section| section.scoring.method == Method::Script)
    {
        needed.push(Hook::SectionScore);
    }
    if template.scoring.overall == Overall::Sections(Method::Script) {
        needed.push(Hook::Overall);
    }
    needed
}
