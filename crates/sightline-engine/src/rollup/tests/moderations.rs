//! Moderated audits by group: a fold, and never one person's numbers.

use super::*;

const QUARTER: Quarter = Quarter { year: 2025, n: 2 };

/// An auditor (or nobody's code), the grades before and after, and how many audits.
type Line = (Option<u8>, Option<u8>, u8, u64);

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let line = (
        prop::option::weighted(0.9, 0..12_u8),
        prop::option::weighted(0.9, 0..4_u8),
        0..4_u8,
        1..9_u64,
    );
    prop::collection::vec(line, 0..40)
}

/// Auditors 0 and 1 are one group, 2 to 4 another, 5 to 9 a third; the others are of none.
fn group_of(auditor: u8) -> Option<&'static str> {
    match auditor {
        0..=1 => Some("pair"),
        2..=4 => Some("three"),
        5..=9 => Some("five"),
        _ => None,
    }
}

fn fold(lines: &[Line], template: &TemplateRef, layout: &Arc<Layout>) -> Moderations {
    let mut moderations = Moderations::new();
    for (auditor, before, after, audits) in lines {
        let code = auditor.map(|n| format!("S-{n}"));
        let one = Moderated {
            quarter: QUARTER,
            template,
            layout,
            auditor: code.as_deref(),
            basis: Basis::Random,
            before: before.map(GradeIx),
            after: GradeIx(*after),
            audits: *audits,
        };
        moderations.add(&one, auditor.and_then(group_of));
    }
    moderations
}

fn layout() -> (TemplateRef, Arc<Layout>) {
    let template = template(3, 1);
    let reference = TemplateRef {
        id: template.id.clone(),
        version: "1.0.0".to_owned(),
        digest: String::new(),
    };
    (reference, Arc::new(Layout::new(&template)))
}

fn shown(moderations: &Moderations, layout: &Layout) -> Vec<AuditorGroup> {
    let family = Family::of(layout);
    moderations.by_group(QUARTER, &[&family], &scale(), Basis::Random, FEWEST_PEOPLE)
}

fn people(lines: &[Line], wanted: impl Fn(Option<u8>) -> bool) -> usize {
    let codes = lines.iter().filter(|(auditor, ..)| wanted(*auditor));
    let codes: std::collections::BTreeSet<u8> =
        codes.filter_map(|(auditor, ..)| *auditor).collect();
    codes.len()
}

proptest! {
    #[test]
    fn merging_is_folding_everything(all in lines(), cut in 0..40_usize, swap in any::<bool>()) {
        let (template, layout) = layout();
        let (one, other) = all.split_at(cut.min(all.len()));
        let (one, other) = if swap { (other, one) } else { (one, other) };
        let mut merged = fold(one, &template, &layout);
        merged.merge(&fold(other, &template, &layout));
        prop_assert!(merged == fold(&all, &template, &layout));
    }

    #[test]
    fn what_is_shown_is_all_of_it_and_nobody_alone(lines in lines()) {
        let (template, layout) = layout();
        let groups = shown(&fold(&lines, &template, &layout), &layout);
        let mut sum = Matrix::default();
        for group in &groups {
            sum.merge(&group.matrix);
        }
        let names: Vec<&str> = groups.iter().filter_map(|one| one.name.as_deref()).collect();
        for name in &names {
            prop_assert!(people(&lines, |one| one.and_then(group_of) == Some(*name)) >= FEWEST_PEOPLE);
        }
        let of_rest = |one: Option<u8>| !one.and_then(group_of).is_some_and(|name| names.contains(&name));
        let rest: u64 = lines.iter().filter(|one| of_rest(one.0)).map(|one| one.3).sum();
        prop_assert!(groups.is_empty() || rest == 0 || people(&lines, of_rest) >= FEWEST_PEOPLE);
        let all: u64 = lines.iter().map(|one| one.3).sum();
        prop_assert!(groups.is_empty() || sum.moderated() == all);
        prop_assert_eq!(names.is_empty(), groups.is_empty());
    }
}

#[test]
fn a_small_group_is_hidden_with_the_next_smallest() {
    let (template, layout) = layout();
    let by = |auditor: u8, audits: u64| (Some(auditor), Some(1), 1, audits);
    // The pair alone would be all audits less those of the other two groups.
    let lines = [
        by(0, 5),
        by(2, 4),
        by(3, 4),
        by(4, 4),
        by(5, 9),
        by(6, 9),
        by(7, 9),
    ];
    let groups = shown(&fold(&lines, &template, &layout), &layout);
    let said: Vec<(Option<&str>, u64)> = groups
        .iter()
        .map(|one| (one.name.as_deref(), one.matrix.moderated()))
        .collect();
    assert_eq!(said, [(Some("five"), 27), (None, 17)]);
    // Three others are enough to hide the pair among.
    let more = [lines.as_slice(), &[by(1, 1), by(10, 1)]].concat();
    let groups = shown(&fold(&more, &template, &layout), &layout);
    let names: Vec<Option<&str>> = groups.iter().map(|one| one.name.as_deref()).collect();
    assert_eq!(names, [Some("five"), Some("three"), None]);
    // Two people in all: nothing is shown by group.
    assert!(shown(&fold(&lines[..1], &template, &layout), &layout).is_empty());
}

#[test]
fn bases_and_quarters_are_never_pooled() {
    let (template, layout) = layout();
    let lines: Vec<Line> = (5..9).map(|n| (Some(n), Some(1), 1, 3)).collect();
    let moderations = fold(&lines, &template, &layout);
    let family = Family::of(&layout);
    let at = |quarter, basis| {
        let groups = moderations.by_group(quarter, &[&family], &scale(), basis, FEWEST_PEOPLE);
        groups.len()
    };
    assert_eq!(at(QUARTER, Basis::Random), 1);
    assert_eq!(at(QUARTER, Basis::Targeted), 0);
    assert_eq!(at(QUARTER, Basis::Calibration), 0);
    assert_eq!(at(QUARTER.previous(), Basis::Random), 0);
}

#[test]
fn debugging_names_nobody() {
    let (template, layout) = layout();
    let moderations = fold(&[(Some(7), Some(1), 1, 1)], &template, &layout);
    assert!(!format!("{moderations:?}").contains("S-7"));
}
