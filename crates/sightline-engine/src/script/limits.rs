use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rhai::packages::{
    ArithmeticPackage, BasicArrayPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage,
    BasicStringPackage, LogicPackage, Package as _,
};
use rhai::{Dynamic, Engine, OptimizationLevel, Token};

/// The longest script file, in bytes; reading one takes longer than its length would suggest.
pub(super) const SCRIPT_BYTES: usize = 16 * 1024;

/// The longest expression, in bytes.
pub(super) const EXPRESSION_BYTES: usize = 2 * 1024;

/// The longest text inside a script, in bytes.
pub(super) const TEXT_BYTES: usize = 4 * 1024;

/// The longest list or map inside a script.
pub(super) const LIST_LENGTH: usize = 256;

/// The most functions a script file may have.
pub(super) const FUNCTIONS: usize = 100;

/// The most steps one call may take.
const OPERATIONS: u64 = 50_000;

thread_local! {
    /// Steps of the call that runs on this thread.
    ///
    /// The language counts them too, but begins anew in each closure that `filter` and the like call: three of them inside each
    /// other could take sixteen million steps.
    static DONE: Cell<u64> = const { Cell::new(0) };
}

/// Starts to count the steps of a call.
pub(super) fn begin() {
    DONE.with(|done| done.set(0));
}

/// Names that would reach a function which nobody has looked at.
pub(super) const FORBIDDEN: [&str; 8] = [
    "eval",
    "import",
    "export",
    "Fn",
    "call",
    "curry",
    "is_shared",
    "is_def_fn",
];

/// An engine with every wall up.
///
/// The walls together hold time and memory: no limit alone does, since each operation may cost as much as the largest value. There
/// is no deadline, because a script that is stopped by a clock would score differently on a slower machine.
pub(super) fn sandbox() -> Engine {
    let mut engine = Engine::new_raw();
    ArithmeticPackage::new().register_into_engine(&mut engine);
    LogicPackage::new().register_into_engine(&mut engine);
    BasicMathPackage::new().register_into_engine(&mut engine);
    BasicIteratorPackage::new().register_into_engine(&mut engine);
    BasicArrayPackage::new().register_into_engine(&mut engine);
    BasicMapPackage::new().register_into_engine(&mut engine);
    BasicStringPackage::new().register_into_engine(&mut engine);
    for name in FORBIDDEN {
        engine.disable_symbol(name);
    }
    engine
        .set_max_operations(OPERATIONS)
        .on_progress(|_| {
            let done = DONE.with(|done| done.replace(done.get() + 1));
            (done > OPERATIONS).then_some(Dynamic::UNIT)
        })
        .set_max_string_size(TEXT_BYTES)
        .set_max_array_size(LIST_LENGTH)
        .set_max_map_size(LIST_LENGTH)
        .set_max_call_levels(24)
        .set_max_expr_depths(32, 32)
        .set_max_functions(2_000)
        .set_max_variables(64)
        .set_optimization_level(OptimizationLevel::None)
        .on_print(|_| ())
        .on_debug(|_, _, _| ());
    engine
}

/// Lets authors write `grade.is("good")`, a word the language keeps for a use it does not have; and tells whether any text read
/// from here on divides.
///
/// The language's own division of whole numbers drops what is left over. Ours is exact, but the language looks for it only with
/// its quick operators off, which every other operator pays for: so they are off only where something divides.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "every other word stays as it is"
)]
#[expect(
    deprecated,
    reason = "it is marked so because it may change, and the version is pinned"
)]
pub(super) fn watch_words(engine: &mut Engine) -> Arc<AtomicBool> {
    let divides = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&divides);
    engine.on_parse_token(move |token, _, _| match token {
        Token::Reserved(word) if word.as_str() == "is" => Token::Identifier(word),
        Token::Divide | Token::DivideAssign => {
            seen.store(true, Ordering::Relaxed);
            token
        }
        other => other,
    });
    divides
}
