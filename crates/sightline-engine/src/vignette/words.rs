//! The words by which people say what a case record holds as a code.

/// Codes of the returns, each with the words that give it away.
const CODES: [(&str, &[&str]); 28] = [
    (
        "female",
        &["girl", "daughter", "sister", "she", "her", "young woman"],
    ),
    (
        "male",
        &["boy", "son", "brother", "he", "his", "him", "young man"],
    ),
    ("WBRI", &["white british"]),
    ("WIRI", &["white irish", "irish"]),
    ("WIRT", &["traveller", "irish traveller"]),
    ("WROM", &["roma", "gypsy", "romany"]),
    (
        "MWBC",
        &[
            "white and black caribbean",
            "mixed heritage",
            "dual heritage",
        ],
    ),
    (
        "MWBA",
        &["white and black african", "mixed heritage", "dual heritage"],
    ),
    (
        "MWAS",
        &["white and asian", "mixed heritage", "dual heritage"],
    ),
    ("MOTH", &["mixed heritage", "dual heritage"]),
    ("AIND", &["indian"]),
    ("APKN", &["pakistani"]),
    ("ABAN", &["bangladeshi"]),
    ("AOTH", &["asian"]),
    ("BCRB", &["caribbean", "black caribbean"]),
    ("BAFR", &["african", "black african"]),
    ("BOTH", &["black"]),
    ("CHNE", &["chinese"]),
    ("NEG", &["neglect", "neglected"]),
    ("EMO", &["emotional abuse", "emotional harm"]),
    ("PHY", &["physical abuse", "physical harm"]),
    ("SAB", &["sexual abuse", "sexually abused"]),
    ("disabled", &["disability", "disabilities"]),
    ("unaccompanied", &["asylum", "asylum seeking"]),
    ("adoption", &["adopted"]),
    ("long-term-fostering", &["fostered", "foster care"]),
    (
        "in_care_again",
        &["came back into care", "returned to care"],
    ),
    ("emergency_protection", &["emergency protection"]),
];

/// Facts that are ids and codes of people and places: those are looked for as they are.
pub(super) const CODED_PEOPLE: [&str; 4] = ["worker", "team", "service", "family"];

/// Other words for a value, or for a fact that is a plain yes.
pub(super) fn for_code(code: &str) -> impl Iterator<Item = &'static str> {
    CODES
        .iter()
        .filter(move |(one, _)| one.eq_ignore_ascii_case(code))
        .flat_map(|(_, words)| words.iter().copied())
}
