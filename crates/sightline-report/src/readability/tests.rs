use sightline_engine::{Exact, SourceFile};

use super::{PROMPT, ends, readability, too_hard, unfilled};

#[track_caller]
fn counts(text: &str, words: u64, sentences: u64, syllables: u64) {
    let found = readability(text);
    assert_eq!(
        (found.words, found.sentences, found.syllables),
        (words, sentences, syllables),
        "{text}"
    );
}

#[test]
fn the_formula_is_exact() {
    let reading = readability("The social worker listened to the children. They were safe.");
    assert_eq!(
        (reading.words, reading.sentences, reading.syllables),
        (10, 2, 14)
    );
    let wanted = Exact::ratio(39, 100) * Exact::from(5)
        + Exact::ratio(118, 10) * Exact::ratio(14, 10)
        - Exact::ratio(1559, 100);
    assert_eq!(reading.grade, wanted);
    assert_eq!(
        (reading.grade.decimal(2).as_str(), reading.age().as_str()),
        ("2.88", "8")
    );
}

#[test]
fn nothing_to_read_is_no_grade() {
    for text in [
        "",
        "# 1. Plans\n",
        "| a |\n| --- |\n| b |\n",
        "![A chart](chart:pie)\n",
        "```\ncode\n```\n",
    ] {
        assert_eq!(readability(text).grade, Exact::ZERO, "{text}");
        counts(text, 0, 0, 0);
    }
}

#[test]
fn marks_are_no_words_and_items_are_sentences() {
    counts("We **did** [this](https://example.org).", 3, 1, 3);
    counts("These:\n\n- one\n- two\n", 3, 3, 3);
    counts("- a plan\n\n  that goes on\n", 5, 2, 5);
    counts("> “It was good.” (a child)\n", 5, 2, 5);
    counts("One line\nand the next.", 5, 1, 5);
}

#[test]
fn a_stop_ends_a_sentence_only_before_a_new_one() {
    assert_eq!(ends("See e.g. a plan. Then 60.0% of it!").len(), 2);
    assert_eq!(ends("She said “Yes.” He went").len(), 2);
    assert_eq!(ends("No stop").len(), 1);
}

#[test]
fn a_prompt_to_the_writer_is_left_out() {
    counts(
        &format!("> {PROMPT} an exceptionally complicated consideration.\n\nWe did it.\n"),
        3,
        1,
        3,
    );
}

#[test]
fn placeholders_keep_their_places() {
    let text = "{# two\nlines #}Hé {{ a.b }} was{% if c %} here{% endif %}.\n{{ open";
    let plain = unfilled(text);
    assert_eq!(plain.len(), text.len());
    assert_eq!(
        plain.split_whitespace().collect::<Vec<_>>(),
        ["Hé", "it", "was", "here", ".", "it"]
    );
    assert_eq!(plain.find("was"), text.find("was"));
}

#[test]
fn the_hardest_sentence_is_pointed_to() {
    let hard = "Institutional accountability necessitates multidisciplinary consideration.";
    let text = format!("# For children\n\nWe met {{{{ audits }}}} times. {hard}\n\n- And so on.\n");
    let found = too_hard(&SourceFile::new("child-friendly.md", text)).unwrap();
    assert_eq!(found.at.text(), hard);
    assert!(
        found.message.ends_with("and 6 is the most it should have"),
        "{}",
        found.message
    );
    let plain = "# For children\n\nWe listen to you. {% if audits %}We help.{% endif %}\n";
    assert!(too_hard(&SourceFile::new("child-friendly.md", plain)).is_none());
    assert!(too_hard(&SourceFile::new("child-friendly.md", "{{ a }}")).is_none());
}
