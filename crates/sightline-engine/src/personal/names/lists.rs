//! Lists of words that names are told by.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::words::plain;

/// Words after which a capital is a name.
pub(super) const TITLES: &str =
    "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend pc dc sgt";

/// Words of family and care after which a capital is likely to be a name.
pub(super) const RELATIONS: &str = "mum mam mom mummy mother dad daddy father parent parents brother brothers sister sisters sibling siblings twin aunt auntie uncle nan nana gran granny grandma grandad grandpa grandmother grandfather stepmum stepdad stepmother stepfather stepbrother stepsister step-mother step-father half-brother half-sister cousin niece nephew son daughter baby child children boy girl partner husband wife boyfriend girlfriend friend carer carers guardian worker officer named called";

/// Names that are words of everyday English as well: small letters make none of them a name, and a capital does.
pub(super) const EVERYDAY: &str = "angel april art bill bob carol chance charity chase christian dale daisy dawn dean drew ed eve faith frank gene grace grant guy hazel heather holly hope hunter iris ivy jack jade jay jean joy june kit lance lane lee lily mark mason may miles nick pat pearl penny pierce poppy ray reed rich rob robin rose ruby rusty sandy sky stone sue summer victor violet wade ward west will young";

/// What somebody does, after a name that begins a sentence.
pub(super) const DOES: &str = "said told had went lived moved wanted asked felt came saw did didn't hadn't never needed knew thought left stayed";

/// What one does and many do not: after `Meetings` there is no `was`.
pub(super) const DOES_ONE: &str =
    "says was is has lives wants feels does doesn't wasn't isn't hasn't needs knows thinks likes";

/// What bodies are called by: a name before one of these is an authority's or a team's.
pub(super) const BODIES: &str = "council borough county city district authority authorities trust partnership board committee panel cabinet constabulary police university team teams service services directorate department federation foundation association agency";

/// What places are called by: with a name before it, somebody lives or learns there.
pub(super) const PLACES: &str = "road street avenue lane close crescent drive terrace estate court school academy college nursery primary high hospital surgery clinic ward house park church mosque library town";

/// Words of the field with a capital, and words that often begin a sentence.
const FIELD_WORDS: &str = include_str!("field-words.txt");

/// Words of everyday English.
const COMMON_WORDS: &str = include_str!("common-words.txt");

static FIELD: LazyLock<BTreeSet<String>> = LazyLock::new(|| listed(FIELD_WORDS));
static COMMON: LazyLock<BTreeSet<String>> = LazyLock::new(|| listed(COMMON_WORDS));

fn listed(list: &str) -> BTreeSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(plain).collect()
}

pub(super) fn is_field(word: &str) -> bool {
    FIELD.contains(word)
}

pub(super) fn is_common(word: &str) -> bool {
    COMMON.contains(word)
}

pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}
