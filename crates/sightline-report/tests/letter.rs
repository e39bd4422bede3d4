//! The letter about one audit.

#[cfg(test)]
#[path = "support/expected.rs"]
mod expected;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;
    use sightline_engine::{Catalog, Dates, SourceFile, read};
    use sightline_report::{AuditContext, Audited, ReportError, Spec, audit_context, letter};

    use crate::expected::compare;

    const TEMPLATE: &str = "
template: visits
version: 1.2.0
title: Visits
subject: child
grade_scale: four
scales: {four: {title: Four, grades: [
  {id: outstanding, label: Outstanding, letter: O, value: 4}, {id: good, label: Good, letter: G, value: 3},
  {id: weak, label: Requires improvement, letter: R, value: 2}, {id: poor, label: Inadequate, letter: I, value: 1}],
  good_enough: good, strength: outstanding}}
themes: [{id: voice, title: Voice of the child}, {id: recording, title: Recording}]
sections:
  - id: seen
    title: Seen
    questions:
      - {id: Q1, ask: Was the child seen alone?, type: yes-partly-no, themes: [voice], strength: yes,
         concern_text: The child was not seen alone., strength_text: The child was seen alone}
      - {id: Q2, ask: How good is the record?, type: grade, weight: 4, themes: [recording]}
  - id: words
    title: Words
    scoring: {section: none}
    questions:
      - {id: Q3, ask: What worked well?, type: text}
      - {id: Q4, ask: Staff code, type: text}
limits:
  - {id: ALONE, when: answers.Q1 == \"no\", cap: weak, because: The child was not seen alone}
actions:
  - {when: answers.Q1 == \"no\", action: See the child alone, owner: social-worker, due: 7 days}
  - {when: answers.Q2 == \"poor\", action: Talk about records}
alerts:
  - {id: UNSEEN, when: answers.Q1 == \"no\", to: team-manager, within: 1 day}
scoring: {section: weighted-mean, overall: weighted-mean, of: scores,
  bands: {outstanding: 85%, good: 60%, weak: 30%, poor: 0%}, minimum_completeness: 50%}
moderation: {always_when: overall == \"poor\"}
";

    const GOOD: &str = r#""answers":{"Q1":"yes","Q2":"good","Q3":"She let him *choose* where to meet","Q4":"S-12"}"#;
    const LIMITED: &str =
        r#""answers":{"Q1":{"value":"no","comment":"Always with her mother."},"Q2":"outstanding"}"#;
    const MODERATED: &str = r#""answers":{"Q1":"no","Q2":"good"},"recorded":{"grade":"good","reason":"She had tried twice."},"moderated":{"grade":"poor","moderator":"S-2","date":"2025-10-02","basis":"random"}"#;
    const POOR: &str = r#""answers":{"Q1":"no","Q2":"poor"}"#;
    const BLANK: &str = r#""answers":{}"#;

    fn spec(text: Option<&str>) -> Spec {
        let day = NaiveDate::from_ymd_opt(2025, 10, 6).unwrap();
        let period: sightline_engine::calendar::Period = "2025-26-Q2".parse().unwrap();
        Spec {
            author: Some("The reviewing service".to_owned()),
            template: text.map(|text| Arc::clone(&SourceFile::new("reports/mine.md", text))),
            ..Spec::new("Sampleshire", period, day)
        }
    }

    /// Does something with an audit that has some answers.
    fn with<T>(rest: &str, then: impl FnOnce(&Audited<'_>) -> T) -> T {
        let (catalog, wrong) = Catalog::load(&[SourceFile::new("visits/template.yaml", TEMPLATE)]);
        assert!(!wrong.has_errors(), "{wrong}");
        let template = catalog.template("visits").unwrap();
        let line = format!(
            r#"{{"audit":"A-7","case":"C-30","template":"visits","team":"North","date":"2025-09-30",{rest}}}"#
        );
        let line = SourceFile::line("audits.jsonl", 1, &line);
        let audit = read::audit(&line).unwrap();
        let case = sightline_engine::model::Case {
            id: audit.case.clone(),
            ..Default::default()
        };
        let (encoded, wrong) = template.encode(&audit, &case, audit.date, &read::places(&line));
        assert!(!wrong.has_errors(), "{wrong}");
        let encoded = encoded.unwrap();
        let scored = template.score(&encoded.answers, &case, Dates::on(audit.date));
        let because = audit.recorded.as_ref().map(|one| one.reason.as_str());
        then(&Audited {
            id: &audit.id,
            case: &case,
            template,
            answers: &encoded.answers,
            scored: &scored,
            date: audit.date,
            team: audit.team.as_deref(),
            recorded: encoded.recorded.zip(because),
            moderated: encoded.moderated,
        })
    }

    fn of(rest: &str) -> AuditContext {
        with(rest, |audited| audit_context(audited, &spec(None)))
    }

    #[test]
    fn each_way_to_a_grade() {
        for (name, rest) in [
            ("good", GOOD),
            ("limited", LIMITED),
            ("moderated", MODERATED),
            ("poor", POOR),
            ("blank", BLANK),
        ] {
            let made = with(rest, |audited| letter(audited, &spec(None)).unwrap());
            compare(&format!("letter/{name}.md"), &made.markdown);
            assert!(made.html.contains("OFFICIAL-SENSITIVE"));
            assert!(
                made.html
                    .contains("<title>Feedback on an audit: Sampleshire, ")
            );
            assert_eq!(made.headlines().len(), 1);
        }
    }

    #[test]
    fn it_says_what_the_template_says() {
        let audit = of(LIMITED).audit;
        let words: Vec<&str> = audit
            .concerns
            .iter()
            .map(|one| one.words.as_str())
            .collect();
        assert_eq!(words, ["The child was not seen alone"]);
        assert_eq!(
            audit.concerns[0].comment.as_deref(),
            Some("Always with her mother.")
        );
        assert_eq!(audit.concerns[0].themes, ["Voice of the child"]);
        assert_eq!(
            audit.strengths[0].words,
            "How good is the record? Outstanding"
        );
        assert_eq!(audit.grade.as_deref(), Some("Requires improvement"));
        let action = &audit.actions[0];
        assert_eq!(action.owner.as_deref(), Some("social worker"));
        assert_eq!(action.due.as_deref(), Some("7 October 2025"));
        assert_eq!(audit.alerts, ["Tell the team manager, within 1 day"]);
    }

    #[test]
    fn a_person_s_grade_counts_before_the_one_worked_out() {
        let audit = of(MODERATED).audit;
        assert_eq!(audit.grade.as_deref(), Some("Inadequate"));
        assert!(
            audit
                .why
                .contains(&"The auditor recorded Good: She had tried twice.".to_owned())
        );
        assert_eq!(
            audit.why.last().unwrap(),
            "The grade that counts is Inadequate."
        );
    }

    #[test]
    fn what_other_answers_would_have_given_is_said_of_a_worked_out_grade_alone() {
        let worked_out = of(LIMITED).audit;
        assert!(!worked_out.better.is_empty());
        let set = of(MODERATED).audit;
        assert!(set.better.is_empty() && set.worse.is_empty(), "{set:?}");
    }

    #[test]
    fn a_code_is_nothing_that_was_written_and_a_sentence_is() {
        let audit = of(GOOD).audit;
        let written: Vec<&str> = audit
            .written
            .iter()
            .map(|one| one.comment.as_str())
            .collect();
        assert_eq!(written, ["She let him *choose* where to meet"]);
        let text = with(GOOD, |audited| {
            letter(audited, &spec(None)).unwrap().markdown
        });
        assert!(
            text.contains("She let him \\*choose\\* where to meet"),
            "{text}"
        );
    }

    #[test]
    fn d12_what_is_about_a_child_is_in_no_debug_text() {
        let audit = of(LIMITED);
        let shown = format!(
            "{audit:?} {:?} {:?}",
            audit.audit.concerns, audit.audit.comments
        );
        assert!(shown.contains("A-7"));
        assert!(
            !shown.contains("mother") && !shown.contains("C-30"),
            "{shown}"
        );
    }

    #[test]
    fn mistakes_are_named_as_in_any_report() {
        let wrong = with(GOOD, |audited| {
            letter(
                audited,
                &spec(Some("# Mine\n\n{{ audit.titel }} {{ period.label }}\n")),
            )
        });
        let Err(ReportError::Template(found)) = wrong else {
            panic!("no mistake was found");
        };
        let said: Vec<String> = found
            .iter()
            .map(|one| {
                format!(
                    "{}: {} ({})",
                    one.at.line_column().0,
                    one.message,
                    one.help.as_deref().unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(
            said,
            [
                "3: there is no placeholder `audit.titel` (did you mean `audit.title`?)",
                "3: there is no placeholder `period.label` (choose from `authority`, `author`, `marking`, `terms`, `prepared_on` and `audit`)",
            ]
        );
    }
}
