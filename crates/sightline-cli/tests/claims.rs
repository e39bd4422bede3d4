//! The reports that come with Sightline, made from the demonstration, held against their own figures; and how many wrong figures
//! put into them are seen.

#[cfg(test)]
mod claims {
    mod broken;
    mod reports;

    use std::collections::BTreeMap;

    use sightline_engine::SourceFile;
    use sightline_report::claims::{Checked, ClaimData, Verdict, check, check_word};

    use broken::{Kind, Mutant, mutants};
    use reports::{Made, made};

    fn fails(name: &str, text: &str, data: &ClaimData) -> Vec<Checked> {
        let found = check(&SourceFile::new(name, text), data);
        found.into_iter().filter(Checked::fails).collect()
    }

    /// One demonstration serves both: it takes a while to make.
    #[test]
    fn every_shipped_report_holds_and_what_is_broken_in_it_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let made = made(folder.path());
        for one in &made {
            for (data, of) in [
                (&ClaimData::default(), "alone"),
                (&one.data, "with its data"),
            ] {
                let text = check(&SourceFile::new(&one.name, &*one.text), data);
                let word = check_word(&one.name, &one.word, data).unwrap();
                for (found, form) in [(&text, "as text"), (&word, "in Word")] {
                    let wrong: Vec<String> = found
                        .iter()
                        .filter(|claim| claim.fails() || is_noise(claim))
                        .map(|claim| {
                            let Checked {
                                at,
                                computed,
                                verdict,
                                ..
                            } = claim;
                            format!("{at}: {computed:?}, {verdict:?}")
                        })
                        .collect();
                    assert!(wrong.is_empty(), "{} {form} {of}: {wrong:#?}", one.name);
                }
                let (text, word) = (n_held(&text), n_held(&word));
                assert!(
                    word * 10 >= text * 9,
                    "{} {of}: {word} in Word, {text} as text",
                    one.name
                );
            }
        }
        let seen = seen(&made);
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/claims.md");
        let page = std::fs::read_to_string(page).unwrap();
        let mut less = Vec::new();
        for kind in Kind::ALL {
            let (caught, all) = seen[&kind];
            let said = said(&page, kind);
            assert!(all >= 5, "only {all} of {kind:?}");
            println!("{kind:?}: {caught} of {all}");
            if caught * 100 < said * all {
                let words = kind.words();
                less.push(format!(
                    "docs/claims.md says {said}% of `{words}`, and {caught} of {all} were seen"
                ));
            }
        }
        assert!(less.is_empty(), "{less:#?}");
    }

    /// Our own reports say which way is better, so nothing of that is left open.
    fn is_noise(claim: &Checked) -> bool {
        matches!(&claim.verdict, Verdict::NotJudged(why) if why.contains("which way is better"))
    }

    fn n_held(found: &[Checked]) -> usize {
        found
            .iter()
            .filter(|claim| claim.verdict == Verdict::Holds)
            .count()
    }

    /// How many of each kind were seen, of how many.
    fn seen(made: &[Made]) -> BTreeMap<Kind, (usize, usize)> {
        let mut seen = BTreeMap::new();
        let show = std::env::var_os("SHOW").is_some();
        for one in made {
            for Mutant { kind, text, said } in mutants(&one.text) {
                let caught = !fails(&one.name, &text, &one.data).is_empty();
                let (n, all) = seen.entry(kind).or_insert((0, 0));
                *all += 1;
                *n += usize::from(caught);
                if show && !caught {
                    println!("not seen, {kind:?}, {}: {said}", one.name);
                }
            }
        }
        seen
    }

    /// What the page promises: `| A percentage | 90% |`.
    fn said(page: &str, kind: Kind) -> usize {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {} |", kind.words())))
            .unwrap_or_else(|| panic!("docs/claims.md has no row `{}`", kind.words()));
        let last = row.trim_end_matches('|').rsplit('|').next().unwrap();
        last.trim().trim_end_matches('%').parse().unwrap()
    }
}
