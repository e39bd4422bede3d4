//! Cases worked through by hand, paragraph by paragraph of `docs/scoring.md`.

use std::collections::BTreeMap;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn question(id: &str, kind: Kind, weight: &str) -> Question {
    Question {
        id: id.to_owned(),
        kind,
        required: true,
        scored: None,
        weight: number(weight),
        critical: false,
        themes: vec!["voice".to_owned()],
        show_when: None,
        prefill: None,
        not_applicable: None,
        not_enough_evidence: None,
        expected: None,
        strength: None,
        concern_text: None,
        strength_text: None,
    }
}

fn yes_no(id: &str, weight: &str) -> Question {
    question(id, Kind::YesNo { best: "yes" }, weight)
}

fn graded(id: &str, weight: &str) -> Question {
    question(id, Kind::Grade(0), weight)
}

fn section(id: &str, questions: Vec<Question>) -> Section {
    Section {
        id: id.to_owned(),
        weight: number("1"),
        show_when: None,
        opens_after: None,
        method: None,
        bands: None,
        not_applicable: None,
        not_enough_evidence: None,
        minimum_completeness: None,
        questions,
    }
}

fn four_grades() -> GradeScale {
    let grades = [
        ("outstanding", "4"),
        ("good", "3"),
        ("requires-improvement", "2"),
        ("inadequate", "1"),
    ];
    GradeScale {
        id: "four".to_owned(),
        grades: grades
            .iter()
            .map(|(id, value)| ((*id).to_owned(), number(value)))
            .collect(),
        good_enough: Some(1),
        strength: Some(0),
    }
}

fn template(sections: Vec<Section>) -> Template {
    Template {
        id: "worked".to_owned(),
        grade_scales: vec![four_grades()],
        number_scales: Vec::new(),
        graded_on: GradedOn::Grades(0),
        facts: Vec::new(),
        eligible: None,
        themes: vec!["voice".to_owned()],
        sections,
        limits: Vec::new(),
        alerts: Vec::new(),
        actions: Vec::new(),
        scoring: Scoring {
            section: Method::WeightedMean,
            overall: Overall::Sections(Method::WeightedMean),
            of_grades: false,
            bands: None,
            not_applicable: Policy::LeaveOut,
            not_enough_evidence: Policy::LeaveOut,
            minimum_completeness: None,
        },
    }
}

fn shares(bounds: &[&str]) -> Option<Bands> {
    let bounds = bounds
        .iter()
        .enumerate()
        .map(|(at, bound)| (at, number(bound) / ratio(100, 1)));
    Some(Bands {
        form: BandForm::Share,
        bounds: bounds.collect(),
    })
}

/// `n/a` and `nee` stand for the two answers that are none.
fn audit(answers: &[(&str, &str)]) -> Audit {
    let answer = |text: &str| match text {
        "n/a" => Answer::NotApplicable,
        "nee" => Answer::NotEnoughEvidence,
        text if text.starts_with(|first: char| first.is_ascii_digit()) => {
            Answer::Given(Value::Number(number(text)))
        }
        text => Answer::Given(Value::Word(text.to_owned())),
    };
    Audit {
        id: "A-1".to_owned(),
        case: "C-1".to_owned(),
        date: day("2025-09-30"),
        answers: answers
            .iter()
            .map(|(id, text)| ((*id).to_owned(), answer(text)))
            .collect(),
        other_voice: BTreeMap::new(),
        facts: BTreeMap::new(),
        recorded: None,
    }
}

fn scored(template: &Template, answers: &[(&str, &str)]) -> Outcome {
    super::score(
        template,
        &audit(answers),
        day("2025-09-30"),
        &Calendar::default(),
    )
}

fn limit(id: &str, when: When, cap: Option<usize>, section: Option<usize>) -> Limit {
    Limit {
        id: id.to_owned(),
        when,
        cap,
        section,
    }
}

fn is(question: &str, answer: &str) -> When {
    When::Is(question.to_owned(), answer.to_owned())
}

#[test]
fn a_tenth_and_seven_tenths_land_on_the_eighty_percent_band() {
    let mut template = template(vec![section(
        "one",
        vec![yes_no("A", "0.1"), yes_no("B", "0.2"), yes_no("C", "0.7")],
    )]);
    template.scoring.bands = shares(&["95", "80", "50", "0"]);
    let outcome = scored(&template, &[("A", "yes"), ("B", "no"), ("C", "yes")]);
    assert_eq!(outcome.overall.score.unwrap().share, ratio(4, 5));
    assert_eq!(outcome.overall.grade.as_deref(), Some("good"));
}

#[test]
fn not_applicable_and_unanswered_and_not_enough_evidence_leave_the_score_alone() {
    let template = template(vec![section(
        "one",
        ["A", "B", "C", "D"].map(|id| yes_no(id, "1")).into(),
    )]);
    let outcome = scored(&template, &[("A", "yes"), ("B", "n/a"), ("C", "nee")]);
    assert_eq!(outcome.overall.score.unwrap().share, ratio(1, 1));
    let counts = outcome.completeness;
    assert_eq!(
        (
            counts.answered,
            counts.not_applicable,
            counts.not_enough_evidence,
            counts.unanswered
        ),
        (1, 1, 1, 1)
    );
    assert_eq!(counts.share(), Some(ratio(1, 2)));
}

#[test]
fn the_policy_nearest_to_the_question_is_the_one_that_counts() {
    let mut one = section(
        "one",
        vec![yes_no("A", "1"), yes_no("B", "1"), yes_no("C", "2")],
    );
    one.not_applicable = Some(Policy::CountAsLowest);
    one.questions[1].not_applicable = Some(Policy::LeaveOut);
    let outcome = scored(
        &template(vec![one]),
        &[("A", "yes"), ("B", "n/a"), ("C", "n/a")],
    );
    assert_eq!(outcome.overall.score.unwrap().share, ratio(1, 3));
}

#[test]
fn nothing_scored_is_no_score_and_never_nothing_out_of_something() {
    let template = template(vec![section(
        "one",
        vec![yes_no("A", "0"), yes_no("B", "1")],
    )]);
    let outcome = scored(&template, &[("A", "yes"), ("B", "n/a")]);
    assert_eq!(
        (outcome.overall.score, outcome.overall.status.as_str()),
        (None, "ungraded")
    );
    assert_eq!(outcome.sections[0].score, None);
}

#[test]
fn each_method_on_the_same_answers() {
    let answers = [("A", "good"), ("B", "inadequate"), ("C", "outstanding")];
    let of = |method| {
        let questions = vec![graded("A", "1"), graded("B", "1"), graded("C", "2")];
        let mut template = template(vec![section("one", questions)]);
        template.scoring.section = method;
        let outcome = scored(&template, &answers);
        outcome.sections[0]
            .score
            .clone()
            .map(|score| (score.share, score.points))
    };
    assert_eq!(of(Method::WeightedMean), Some((ratio(2, 3), None)));
    assert_eq!(
        of(Method::Sum),
        Some((ratio(12, 16), Some((ratio(12, 1), ratio(16, 1)))))
    );
    assert_eq!(of(Method::Worst), Some((ratio(0, 1), None)));
    assert_eq!(of(Method::AllOrNothing), Some((ratio(0, 1), None)));
    assert_eq!(of(Method::None), None);
}

#[test]
fn the_whole_is_made_of_scores_or_of_grades_or_of_all_questions() {
    let mut heavy = section("heavy", vec![yes_no("A", "1"), yes_no("B", "3")]);
    heavy.weight = number("3");
    let light = section("light", vec![yes_no("C", "1")]);
    let mut template = template(vec![heavy, light]);
    let answers = [("A", "yes"), ("B", "no"), ("C", "yes")];
    let share = |template: &Template| scored(template, &answers).overall.score.unwrap().share;
    assert_eq!(share(&template), ratio(7, 16));
    template.scoring.overall = Overall::Pooled;
    assert_eq!(share(&template), ratio(2, 5));
    template.scoring.overall = Overall::Sections(Method::WeightedMean);
    template.scoring.of_grades = true;
    assert_eq!(
        share(&template),
        ratio(1, 2),
        "heavy is two thirds of the way up with its grade of 2, a third"
    );
}

#[test]
fn a_sum_of_sections_takes_points_from_sums_and_shares_from_the_rest() {
    let mut points = section("points", vec![graded("A", "2")]);
    points.method = Some(Method::Sum);
    points.weight = number("0.5");
    let mut template = template(vec![points, section("share", vec![yes_no("B", "9")])]);
    template.scoring.overall = Overall::Sections(Method::Sum);
    let score = scored(&template, &[("A", "good"), ("B", "yes")])
        .overall
        .score
        .unwrap();
    assert_eq!(score.points, Some((ratio(4, 1), ratio(5, 1))));
}

#[test]
fn without_bands_the_nearest_grade_and_halfway_the_higher_value() {
    let template = template(vec![section(
        "one",
        vec![yes_no("A", "1"), yes_no("B", "1")],
    )]);
    let outcome = scored(&template, &[("A", "yes"), ("B", "no")]);
    assert_eq!(
        outcome.overall.grade.as_deref(),
        Some("good"),
        "a half is 2.5 on a scale from 1 to 4"
    );
}

#[test]
fn limits_only_lower_and_only_those_that_do_are_named() {
    let mut template = template(vec![section(
        "one",
        vec![yes_no("A", "1"), yes_no("B", "0")],
    )]);
    template.limits = vec![
        limit("HIGH", When::Always, Some(0), None),
        limit("MIDDLE", is("B", "no"), Some(2), None),
        limit("AGAIN", is("B", "no"), Some(2), None),
        limit("OTHER", is("B", "yes"), Some(3), None),
    ];
    let overall = scored(&template, &[("A", "yes"), ("B", "no")]).overall;
    assert_eq!(overall.limited_by, ["MIDDLE"]);
    assert_eq!(overall.computed.as_deref(), Some("outstanding"));
    assert_eq!(overall.grade.as_deref(), Some("requires-improvement"));
}

#[test]
fn a_limited_section_counts_with_its_limited_grade() {
    let mut template = template(vec![section(
        "one",
        vec![yes_no("A", "1"), yes_no("B", "0")],
    )]);
    template.scoring.of_grades = true;
    template.limits = vec![limit("SECTION", is("B", "no"), Some(3), Some(0))];
    let outcome = scored(&template, &[("A", "yes"), ("B", "no")]);
    assert_eq!(outcome.sections[0].grade.as_deref(), Some("inadequate"));
    assert_eq!(outcome.overall.computed.as_deref(), Some("inadequate"));
    assert_eq!(outcome.overall.limited_by, ["SECTION"]);
}

#[test]
fn too_little_evidence_takes_the_grade_and_keeps_what_was_computed() {
    let mut template = template(vec![section(
        "one",
        vec![yes_no("A", "1"), yes_no("B", "1")],
    )]);
    template.scoring.minimum_completeness = Some(number("0.5"));
    assert_eq!(
        scored(&template, &[("A", "yes")]).overall.status,
        "graded",
        "half is not below half"
    );
    template.scoring.minimum_completeness = Some(number("0.51"));
    let overall = scored(&template, &[("A", "yes")]).overall;
    assert_eq!(overall.status, "insufficient-evidence");
    assert_eq!(
        (overall.grade, overall.computed.as_deref()),
        (None, Some("outstanding"))
    );

    template.scoring.minimum_completeness = None;
    template.limits = vec![limit(
        "LJ8",
        When::NotEnoughEvidence("B".to_owned()),
        None,
        None,
    )];
    let overall = scored(&template, &[("A", "yes"), ("B", "nee")]).overall;
    assert_eq!(
        (overall.status.as_str(), overall.limited_by),
        ("insufficient-evidence", vec!["LJ8".to_owned()])
    );
}

#[test]
fn a_hidden_question_is_unanswered_to_conditions_and_to_the_score() {
    let mut hidden = yes_no("B", "1");
    hidden.show_when = Some(is("A", "no"));
    let mut after = yes_no("C", "1");
    after.show_when = Some(is("B", "no"));
    let template = template(vec![section("one", vec![yes_no("A", "1"), hidden, after])]);
    let outcome = scored(&template, &[("A", "yes"), ("B", "no"), ("C", "no")]);
    assert_eq!(outcome.overall.score.unwrap().share, ratio(1, 1));
    assert_eq!(
        (outcome.completeness.answered, outcome.findings.len()),
        (1, 0)
    );
}

#[test]
fn a_later_stage_is_expected_from_the_day_it_opens() {
    let mut later = section("later", vec![yes_no("B", "1"), yes_no("C", "1")]);
    later.opens_after = Some(Length::WorkingDays(2));
    let template = template(vec![section("one", vec![yes_no("A", "1")]), later]);
    let answered = audit(&[("A", "yes"), ("B", "no")]);
    let holiday = Calendar([day("2025-10-01")].into());
    let at = |today| super::score(&template, &answered, day(today), &holiday).completeness;
    assert_eq!(
        (at("2025-10-02").answered, at("2025-10-02").unanswered),
        (2, 0)
    );
    assert_eq!(
        (at("2025-10-03").answered, at("2025-10-03").unanswered),
        (2, 1)
    );
}

#[test]
fn marks_make_findings_and_the_concern_wins() {
    let mut bad_news = question("DRIFT", Kind::YesPartlyNo { best: "no" }, "1");
    bad_news.expected = Some(Mark::Word("partly".to_owned()));
    bad_news.strength = Some(Mark::Word("no".to_owned()));
    let mut both = graded("BOTH", "1");
    both.expected = Some(Mark::Word("outstanding".to_owned()));
    both.strength = Some(Mark::Word("good".to_owned()));
    let template = template(vec![section(
        "one",
        vec![bad_news, both, graded("G", "1"), yes_no("Y", "1")],
    )]);
    let kinds = |answers: &[(&str, &str)]| {
        let found = scored(&template, answers).findings.into_iter();
        found
            .map(|one| format!("{} {}", one.question, one.kind))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        kinds(&[("DRIFT", "yes"), ("BOTH", "good")]),
        ["DRIFT concern", "BOTH concern"]
    );
    assert_eq!(
        kinds(&[("DRIFT", "partly"), ("BOTH", "outstanding")]),
        ["BOTH strength"]
    );
    assert_eq!(
        kinds(&[("DRIFT", "no"), ("G", "good"), ("Y", "yes")]),
        ["DRIFT strength"]
    );
    assert_eq!(
        kinds(&[("G", "requires-improvement"), ("Y", "no")]),
        ["G concern", "Y concern"]
    );
    assert_eq!(kinds(&[("G", "nee"), ("Y", "n/a")]), Vec::<String>::new());
}

#[test]
fn fewer_is_better_where_the_best_number_is_the_smaller() {
    let mut days_late = question("LATE", Kind::Number(Some((number("10"), number("0")))), "1");
    days_late.expected = Some(Mark::Number(number("5")));
    let template = template(vec![section("one", vec![days_late])]);
    let outcome = scored(&template, &[("LATE", "8")]);
    assert_eq!(outcome.overall.score.unwrap().share, ratio(1, 5));
    assert_eq!(outcome.findings[0].kind, "concern");
}

#[test]
fn agreed_rows_are_actions_once_they_say_what_and_are_shown() {
    let columns = ActionColumns {
        action: "what".to_owned(),
        owner: Some("who".to_owned()),
        due: None,
    };
    let mut table = question("T", Kind::Table(Some(columns)), "1");
    table.show_when = Some(is("A", "no"));
    let template = template(vec![section("one", vec![yes_no("A", "1"), table])]);
    let row = |cells: &[(&str, &str)]| -> BTreeMap<String, String> {
        let cells = cells.iter();
        cells
            .map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned()))
            .collect()
    };
    let rows = vec![
        row(&[("what", " Visit "), ("who", ""), ("when", "2025-10-01")]),
        row(&[("what", " "), ("who", "S-1")]),
    ];
    let actions = |answer: &str| {
        let mut audit = audit(&[("A", answer)]);
        let given = Answer::Given(Value::Rows(rows.clone()));
        audit.answers.insert("T".to_owned(), given);
        super::score(&template, &audit, audit.date, &Calendar::default()).actions
    };
    let visit = Done {
        action: "Visit".to_owned(),
        due: None,
        owner: None,
    };
    assert_eq!(actions("no"), [visit]);
    assert_eq!(actions("yes"), []);
}

#[test]
fn a_case_the_template_is_not_for_has_nothing_worked_out() {
    let mut template = template(vec![section("one", vec![yes_no("A", "1")])]);
    template.eligible = Some(When::Known("in_care_since".to_owned()));
    let outcome = scored(&template, &[("A", "yes")]);
    assert_eq!(outcome.overall.status, "not-eligible");
    let nothing = (
        outcome.sections[0].score.clone(),
        outcome.completeness.share(),
    );
    assert_eq!(nothing, (None, None));
}

#[test]
fn the_record_answers_what_is_not_scored_and_never_what_is() {
    let mut date = question("SINCE", Kind::Date, "1");
    date.prefill = Some("in_care_since".to_owned());
    let mut scored = yes_no("A", "1");
    scored.prefill = Some("in_care_since".to_owned());
    let template = template(vec![section("one", vec![date, scored])]);
    let mut audit = audit(&[]);
    audit
        .facts
        .insert("in_care_since".to_owned(), "2024-01-10".to_owned());
    let counts = super::score(&template, &audit, audit.date, &Calendar::default()).completeness;
    assert_eq!((counts.answered, counts.unanswered), (1, 1));
}
