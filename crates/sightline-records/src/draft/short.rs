//! What report writers make short.

/// Words as they stand in headings, and what they stand for.
const SHORT: [(&str, &str); 26] = [
    ("alloc", "allocated"),
    ("asmt", "assessment"),
    ("assmt", "assessment"),
    ("auth", "authorised"),
    ("authd", "authorised"),
    ("cd", "code"),
    ("conf", "conference"),
    ("cyp", "child"),
    ("dt", "date"),
    ("dte", "date"),
    ("eth", "ethnicity"),
    ("fwd", "forward"),
    ("gndr", "gender"),
    ("mgr", "manager"),
    ("nfa", "no further action"),
    ("plcmt", "placement"),
    ("prev", "previous"),
    ("recd", "received"),
    ("ref", "referral"),
    ("resp", "responsible"),
    ("rsn", "reason"),
    ("rvw", "review"),
    ("strt", "start"),
    ("tm", "team"),
    ("wkr", "worker"),
    ("wrkr", "worker"),
];

/// A heading with its short words spelt out.
pub(super) fn spelt_out(said: &str) -> String {
    let word = |word: &str| {
        let short = SHORT.iter().find(|(short, _)| *short == word);
        short.map_or_else(|| word.to_owned(), |(_, long)| (*long).to_owned())
    };
    said.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::spelt_out;

    #[test]
    fn short_words_are_spelt_out_and_others_left() {
        assert_eq!(
            spelt_out("c f assmt auth dt"),
            "c f assessment authorised date"
        );
        assert_eq!(spelt_out("authority reference"), "authority reference");
    }
}
