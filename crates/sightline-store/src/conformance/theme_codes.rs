//! The queue of proposed themes: proposed once, decided by people, and only added to.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sightline_engine::model::{Theme, ThemeChange, ThemeChanges};
use sightline_engine::rollup::found_themes;
use sightline_engine::scored::FindingKind::{Concern, Strength};

use super::example::{ExampleAudit, ExampleTemplate, case};
use super::{Story, Told, refused, same};
use crate::{
    Filter, Kept, NewThemeCode, Store, StoreError, TextPart, ThemeDecision, Verdict, coded_audits,
    restated_rollup,
};

pub(super) const STORIES: &[Story] = &[
    Story {
        name: "a theme is proposed once for a text, and waits for a person",
        run: proposed,
    },
    Story {
        name: "the last decision on a proposed theme stands, and the earlier ones are kept",
        run: decided,
    },
    Story {
        name: "an audit counts once in a theme that was accepted twice",
        run: counted,
    },
    Story {
        name: "what was proposed for a text that was corrected since is not counted",
        run: corrected,
    },
    Story {
        name: "an audit with two themes that were merged counts once",
        run: merged,
    },
];

fn with_audits(store: &mut dyn Store, ids: &[&str]) -> Result<Vec<ExampleAudit>, StoreError> {
    let template = ExampleTemplate::new("life-story", "1.0.0", 20);
    let mut txn = store.write()?;
    txn.add_template(&template.new_template())?;
    txn.put_case(&case("C-1", "none"))?;
    let mut audits = Vec::new();
    for (id, seed) in ids.iter().zip(1..) {
        let audit = ExampleAudit::new(id, "C-1", &template, seed);
        txn.add_audit(&audit.new_audit())?;
        audits.push(audit);
    }
    txn.commit()?;
    Ok(audits)
}

fn code(audit: &str, question: &str) -> NewThemeCode {
    NewThemeCode {
        audit: audit.to_owned(),
        revision: 1,
        question: question.to_owned(),
        part: TextPart::Comment,
        theme: "drift".to_owned(),
        kind: Concern,
        rule: "put-back".to_owned(),
        at: vec![3..9, 20..25],
        date: "2025-10-10".parse().unwrap_or_default(),
    }
}

fn decision(verdict: Verdict, by: &str) -> ThemeDecision {
    ThemeDecision {
        verdict,
        by: by.to_owned(),
        date: "2025-10-14".parse().unwrap_or_default(),
        because: None,
    }
}

fn proposed(store: &mut dyn Store) -> Told {
    let audits = with_audits(store, &["A-1"])?;
    let quarter = audits.first().map(|one| one.quarter);
    let mut txn = store.write()?;
    same(txn.propose_theme(&code("A-1", "Q1"))?, Kept::New)?;
    let by_another_rule = NewThemeCode {
        rule: "delay".to_owned(),
        ..code("A-1", "Q1")
    };
    same(txn.propose_theme(&by_another_rule)?, Kept::Unchanged)?;
    let answer = NewThemeCode {
        part: TextPart::Answer,
        kind: Strength,
        ..code("A-1", "Q1")
    };
    same(txn.propose_theme(&answer)?, Kept::New)?;
    refused(
        txn.propose_theme(&code("A-2", "Q1")),
        "audit `A-2` is not stored; check the spelling, or import it first",
    )?;
    txn.commit()?;
    let read = store.read()?;
    let all = read.theme_codes(&Filter::default())?;
    same(all.len(), 2)?;
    for (one, (id, new)) in all.iter().zip([(1, code("A-1", "Q1")), (2, answer)]) {
        same((one.id, &one.proposed), (id, &new))?;
        same(
            (Some(one.quarter), one.template.as_str()),
            (quarter, "life-story"),
        )?;
        same((one.waits(), one.counts()), (true, None))?;
    }
    let elsewhere = Filter {
        template: Some("visits".to_owned()),
        ..Filter::default()
    };
    same(read.theme_codes(&elsewhere)?, Vec::new())
}

fn decided(store: &mut dyn Store) -> Told {
    with_audits(store, &["A-1"])?;
    let mut txn = store.write()?;
    txn.propose_theme(&code("A-1", "Q1"))?;
    let recoded = decision(
        Verdict::Recoded {
            theme: "voice".to_owned(),
            kind: Strength,
        },
        "S-2",
    );
    let made = [
        decision(Verdict::Accepted, "S-1"),
        recoded,
        decision(Verdict::Rejected, "S-1"),
    ];
    let counts = [Some(("drift", Concern)), Some(("voice", Strength)), None];
    for (decision, counts) in made.iter().zip(counts) {
        same(txn.decide_theme(1, decision)?, Kept::New)?;
        same(txn.decide_theme(1, decision)?, Kept::Unchanged)?;
        let all = txn.theme_codes(&Filter::default())?;
        same(all.first().and_then(|one| one.counts()), counts)?;
    }
    refused(
        txn.decide_theme(2, &decision(Verdict::Accepted, "S-1")),
        "proposal `2` is not stored; check the spelling, or import it first",
    )?;
    txn.commit()?;
    let all = store.read()?.theme_codes(&Filter::default())?;
    same(
        all.first().map(|one| one.decisions.as_slice()),
        Some(made.as_slice()),
    )
}

fn counted(store: &mut dyn Store) -> Told {
    with_audits(store, &["A-1", "A-2", "A-3"])?;
    let mut txn = store.write()?;
    for (audit, question) in [("A-1", "Q1"), ("A-1", "Q2"), ("A-2", "Q1"), ("A-3", "Q1")] {
        txn.propose_theme(&code(audit, question))?;
    }
    for id in [1, 2] {
        txn.decide_theme(id, &decision(Verdict::Accepted, "S-1"))?;
    }
    txn.decide_theme(3, &decision(Verdict::Rejected, "S-1"))?;
    let coded = coded_audits(&*txn, &Filter::default())?;
    let audit = txn.audit("A-1", None)?;
    let [only] = coded.as_slice() else {
        return same(coded.len(), 1);
    };
    same(
        &only.coded,
        &BTreeSet::from([("drift".to_owned(), Concern)]),
    )?;
    same(
        &only.found,
        &found_themes(audit.template.layout.labels(), &audit.scored),
    )
}

fn corrected(store: &mut dyn Store) -> Told {
    let audits = with_audits(store, &["A-1"])?;
    let template = ExampleTemplate::new("life-story", "1.0.0", 20);
    let mut txn = store.write()?;
    txn.propose_theme(&code("A-1", "Q1"))?;
    txn.decide_theme(1, &decision(Verdict::Accepted, "S-1"))?;
    let mut other = ExampleAudit::new("A-1", "C-1", &template, 77);
    other.audit.date = audits.first().map(|one| one.audit.date).unwrap_or_default();
    same(txn.correct_audit(&other.new_audit())?, Kept::Corrected)?;
    same(txn.theme_codes(&Filter::default())?, Vec::new())?;
    refused(
        txn.propose_theme(&code("A-1", "Q1")),
        "audit `A-1` was corrected since it was read; read its newest revision",
    )?;
    let again = NewThemeCode {
        revision: 2,
        ..code("A-1", "Q1")
    };
    same(txn.propose_theme(&again)?, Kept::New)?;
    txn.commit()?;
    let all = store.read()?.theme_codes(&Filter::default())?;
    same(
        all.iter().map(|one| (one.id, one.waits())).collect(),
        vec![(2, true)],
    )
}

fn merged(store: &mut dyn Store) -> Told {
    let ids: Vec<String> = (1..=30).map(|n| format!("A-{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    with_audits(store, &ids)?;
    let read = store.read()?;
    let first = read.audit("A-1", None)?;
    let themes = first.template.layout.labels().themes.clone();
    let [one, two, ..] = themes.as_slice() else {
        return same(themes.len(), 3);
    };
    let into = Theme {
        id: "both".to_owned(),
        title: "Both".to_owned(),
    };
    let change = |from: &Theme| ThemeChange {
        from: from.id.clone(),
        into: into.clone(),
        on: NaiveDate::default(),
        because: None,
        merged: true,
    };
    let changes = ThemeChanges::new(vec![change(one), change(two)]);
    let by = NaiveDate::MAX;
    let restated = restated_rollup(&*read, &Filter::default(), &changes, by)?;
    let summaries = restated.rollup.summaries();
    let counted: u64 = summaries
        .iter()
        .flat_map(|summary| &summary.themes)
        .filter(|theme| theme.theme.id == into.id)
        .map(|theme| theme.concerns)
        .sum();
    let mut truly = 0;
    for id in ids {
        let audit = read.audit(id, None)?;
        let found = found_themes(audit.template.layout.labels(), &audit.scored);
        let has = |theme: &Theme| found.contains(&(theme.id.clone(), Concern));
        truly += u64::from(has(one) || has(two));
    }
    same(counted, truly)?;
    same(restated.is_unsure(), false)?;
    same(
        restated.rollup.audits(),
        read.rollup(&Filter::default())?.audits(),
    )
}
